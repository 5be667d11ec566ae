"""LimeSurvey: question codes or question texts in the header, and answers as codes or as texts.

Its own columns are named in LimeSurvey's source, `createFieldMap` (in codes and, translated, in texts); the
rest after headers of real exports in public repositories, read in November 2026. The part of an array stands
in brackets, `Q1[SQ001]` or "question [statement]". Question codes are of letters and digits only.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, place_of, untagged

NAME = "LimeSurvey"
MARKS = (
    {"submitdate", "lastpage", "startlanguage"},
    {"Date submitted", "Last page", "Start language"},
    {"submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language"},
)
IDS = ("id", "Response ID", "id. Response ID")
BOTH = ". "  # between code and text
CODES = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "refurl", "interviewtime")
TEXTS = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action",
         "Referrer URL", "Total time")  # fmt: skip
PERSONAL = ("token", "Access code", "Token", "ipaddr", "IP address", "firstname", "First name", "lastname",
            "Last name", "email", "Email address")  # fmt: skip
OWN = Names.of(
    own=[*CODES, *TEXTS, *(f"{code}. {text}" for code, text in zip(CODES, TEXTS, strict=True))],
    personal=[*PERSONAL, "token. Access code", "ipaddr. IP address"],
    patterns=[r"^groupTime\d+$", r"^(Group|Question) time: ", r"^\d+X\d+X\d+.*Time$"],
)


def layout(header: Header, _sample: Sample) -> Layout | None:
    """Return how an export of LimeSurvey is laid out, or None where this is none."""
    if not any(sum(place_of(header, mark) is not None for mark in marks) >= 2 for marks in MARKS):
        return None
    own, personal = OWN.places(header)
    codes = {name.strip() for name in header}
    times = {place for place, name in enumerate(header) if name.strip().removesuffix("Time") in codes - {name.strip()}}
    texts = tuple(_texts(untagged(name)) for name in header)
    return Layout(NAME, 0, texts, place_of(header, *IDS), own | times, personal, letters_only=True)


def _texts(name: str) -> tuple[str, ...]:
    code, between, text = name.partition(BOTH)
    return (name, code, text) if between and code.strip() and text.strip() else (name,)
