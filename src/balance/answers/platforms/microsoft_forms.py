"""Microsoft Forms: a number, two times, an address and a name, then a column a question or statement.

After headers of real exports in public repositories, English and Norwegian, read in November 2026. A quiz
has a column of points and one of feedback beside each question.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, place_of, untagged

NAME = "Microsoft Forms"
TIMES = (("Start time", "Completion time"), ("Starttidspunkt", "Fullføringstidspunkt"))
OWN = Names.of(
    own=["ID", "Id", *(name for pair in TIMES for name in pair), "Last modified time",
         "Tidspunkt for siste endring", "Total points", "Quiz feedback", "Grade posted time", "Language", "Språk"],
    personal=["Email", "Name", "E-post", "E-postadresse", "Navn"],
    patterns=[r"^(Points|Feedback) - "],
)  # fmt: skip


def layout(header: Header, _sample: Sample) -> Layout | None:
    """Return how an export of Microsoft Forms is laid out, or None where this is none."""
    if not any(all(place_of(header, name) is not None for name in pair) for pair in TIMES):
        return None
    own, personal = OWN.places(header)
    return Layout(NAME, 0, tuple((untagged(name),) for name in header), place_of(header, "ID"), own, personal)
