"""Which platform a table comes from: by marks of its own, never by the file's name."""

from collections.abc import Callable

from balance.answers.platforms import (
    google_forms,
    kobotoolbox,
    limesurvey,
    microsoft_forms,
    qualtrics,
    redcap,
    surveymonkey,
    typeform,
)
from balance.answers.platforms.layout import Header, Layout, Sample, untagged

PLATFORMS: tuple[Callable[[Header, Sample], Layout | None], ...] = (
    qualtrics.layout,
    surveymonkey.layout,
    limesurvey.layout,
    kobotoolbox.layout,
    redcap.layout,
    typeform.layout,
    microsoft_forms.layout,
    google_forms.layout,
)


def recognised(header: Header, sample: Sample) -> Layout:
    """Return how a table is laid out: as a platform that knows it lays it out, else a header and rows."""
    for platform in PLATFORMS:
        layout = platform(header, sample)
        if layout is not None:
            return layout
    return Layout(texts=tuple((untagged(name),) for name in header))


def names_of(header: Header, sample: Sample) -> list[str]:
    """Return all that the columns of a table may be called, in a mapping."""
    layout = recognised(header, sample)
    return [text for place in range(len(header)) for text in layout.of(place, header)]
