"""Qualtrics: codes in the header, then a row of texts, then a row of import ids in JSON.

After Qualtrics, "Understanding Your Dataset" (its support pages, read in November 2026): "CSV and TSV files
come with 3 rows of headers"; and after headers of real exports in public repositories. A matrix has a column
a statement, its text "question - statement". Workbooks have no row of import ids.
"""

import re

from balance.answers.platforms.layout import Header, Layout, Names, Sample, cell, has, place_of, untagged
from balance.questionnaire.near import folded

NAME = "Qualtrics"
IMPORT_ID = re.compile(r"""\{\s*["']+ImportId["']+\s*:""")
DISPLAY_ORDER = re.compile(r"""_DO["']|Display Order""")
OWN = Names.of(
    own=["StartDate", "EndDate", "Status", "Progress", "Duration (in seconds)", "Duration", "Finished",
         "RecordedDate", "ResponseId", "ResponseSet", "DistributionChannel", "UserLanguage", "Q_Language",
         "Q_RecaptchaScore", "Q_RelevantIDDuplicate", "Q_RelevantIDDuplicateScore", "Q_RelevantIDFraudScore",
         "Q_RelevantIDLastStartDate", "Q_BallotBoxStuffing", "Q_DuplicateRespondent", "Q_TotalDuration"],
    personal=["IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference",
              "ExternalDataReference", "LocationLatitude", "LocationLongitude"],
    patterns=[r"_(First Click|Last Click|Page Submit|Click Count)$", r"_DO(_|$)"],
)  # fmt: skip
LABELS = {"response id", "responseid"}  # of the id column, in the row of texts


def layout(header: Header, sample: Sample) -> Layout | None:
    """Return how an export of Qualtrics is laid out, or None where this is none."""
    import_row = next((at for at, record in enumerate(sample[:2]) if _is_import_row(record)), None)
    if import_row is None and not has(header, "ResponseId", "RecordedDate", "Finished"):
        return None
    id = place_of(header, "ResponseId")
    skip = _text_rows(sample, id) if import_row is None else import_row + 1
    own, personal = OWN.places(header)
    texts = tuple(_texts(header, sample[: 1 if skip else 0], place) for place in range(len(header)))
    imported = sample[import_row] if import_row is not None else ()
    orders = {place for place in range(len(header)) if _is_order(texts[place], cell(imported, place))}
    return Layout(NAME, skip, texts, id, own | orders, personal)


def _is_import_row(record: Header) -> bool:
    told = [text for text in record if text.strip()]
    return bool(told) and sum(bool(IMPORT_ID.search(text)) for text in told) * 2 > len(told)


def _text_rows(sample: Sample, id: int | None) -> int:
    """Return 1 where the row of texts is there alone, as in XLSX."""
    return int(bool(sample) and id is not None and folded(cell(sample[0], id)) in LABELS)


def _texts(header: Header, rows: Sample, place: int) -> tuple[str, ...]:
    return (header[place], *(untagged(cell(record, place)) for record in rows))


def _is_order(texts: tuple[str, ...], import_id: str) -> bool:
    """Return whether a column tells in which order something was shown."""
    return bool(DISPLAY_ORDER.search(import_id)) or any("Display Order" in text for text in texts)
