"""Typeform: a token under "#", then a column a question, then what it notes of each response.

After headers of real exports in public repositories, read in November 2026. Hidden fields stand among the
questions.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, place_of, untagged

NAME = "Typeform"
TOKEN = "#"  # noqa: S105 -- the header of a column
MARKS = ("Start Date (UTC)", "Submit Date (UTC)", "Network ID", "Response Type")
OWN = Names.of(own=[*MARKS, "Stage Date (UTC)", "Tags", "Ending", "Winning Outcome ID"], patterns=[r"^#$"])


def layout(header: Header, _sample: Sample) -> Layout | None:
    """Return how an export of Typeform is laid out, or None where this is none."""
    token = next((place for place, name in enumerate(header) if name.strip() == TOKEN), None)
    if token is None or sum(place_of(header, mark) is not None for mark in MARKS) < 2:
        return None
    own, personal = OWN.places(header)
    return Layout(NAME, 0, tuple((untagged(name),) for name in header), token, own, personal)
