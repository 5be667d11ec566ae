"""REDCap: variable names or field labels in the header, answers as raw codes or labels, the record first.

After REDCap's API, "Export Records", as `redcap_read_oneshot` of the R package REDCapR documents it
(raw_or_label, raw_or_label_headers, export_survey_fields), and the labels that REDCap writes into its exports
for R. Every instrument ends in a column `<instrument>_complete`, labelled "Complete?".
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, cell, place_of, untagged
from balance.questionnaire.near import folded

NAME = "REDCap"
RAW = ("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_data_access_group",
       "redcap_survey_identifier")  # fmt: skip
LABELLED = ("Event Name", "Repeat Instrument", "Repeat Instance", "Data Access Group", "Survey Identifier",
            "Survey Timestamp", "Record ID")  # fmt: skip
COMPLETE = "Complete?"
STATES = {"", "0", "1", "2", "incomplete", "unverified", "complete"}
OWN = Names.of(
    own=[*RAW, *LABELLED, COMPLETE],
    personal=["redcap_survey_identifier", "Survey Identifier"],
    patterns=[r"^[a-z][a-z0-9_]*_(complete|timestamp)$"],
)


def layout(header: Header, sample: Sample) -> Layout | None:
    """Return how an export of REDCap is laid out, or None where this is none."""
    raw = any(place_of(header, name) is not None for name in RAW) or _has_states(header, sample)
    labelled = place_of(header, COMPLETE) is not None and any(place_of(header, name) is not None for name in LABELLED)
    if not raw and not labelled:
        return None
    own, personal = OWN.places(header)
    return Layout(NAME, 0, tuple((untagged(name),) for name in header), 0, own, personal)


def _has_states(header: Header, sample: Sample) -> bool:
    """Return whether an instrument's state stands beside a record id, with states and nothing else in it."""
    if place_of(header[:1], "record_id") is None:
        return False
    return any(
        name.strip().endswith("_complete") and all(folded(cell(record, place)) in STATES for record in sample)
        for place, name in enumerate(header)
    )
