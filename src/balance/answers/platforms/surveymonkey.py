"""SurveyMonkey: questions in the header, and a second row with what each column of a question is.

After headers of real exports in public repositories, read in November 2026, and the picture of a spreadsheet
in "SurveyMonkey User Manual" (2012). A question stands over its first column only; the second row has its
rows and choices, "Response" or "Open-Ended Response", and nothing under the columns about the respondent.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, cell, place_of, untagged
from balance.questionnaire.near import folded

NAME = "SurveyMonkey"
WHOLE = {"response", "open ended response"}  # second rows that say nothing beyond the question
OWN = Names.of(
    own=["Respondent ID", "RespondentID", "Collector ID", "CollectorID", "Start Date", "StartDate", "End Date",
         "EndDate", "Date Created", "Date Modified"],
    personal=["IP Address", "Email Address", "First Name", "LastName", "FirstName", "Last Name", "EmailAddress"],
    patterns=[r"^Custom ?Data ?\d*$"],
)  # fmt: skip


def layout(header: Header, sample: Sample) -> Layout | None:
    """Return how an export of SurveyMonkey is laid out, or None where this is none."""
    id = place_of(header, "Respondent ID", "RespondentID")
    collector = place_of(header, "Collector ID", "CollectorID")
    if id is None or collector is None:
        return None
    second = sample[0] if sample and not cell(sample[0], id) and not cell(sample[0], collector) else None
    own, personal = OWN.places(header)
    texts = tuple(_texts(header, second or (), place) for place in range(len(header)))
    return Layout(NAME, int(second is not None), texts, id, own, personal)


def _texts(header: Header, second: Header, place: int) -> tuple[str, ...]:
    question, part = untagged(header[place]), untagged(cell(second, place))
    return (question, part) if part and folded(part) not in WHOLE else (question,)
