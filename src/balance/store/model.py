"""What stands in the files of the store. All times are UTC, to the second, ISO 8601."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr

from balance.questionnaire.model import Id, Language

JOURNAL: Final = "balance-journal/1"
RESULT: Final = "balance-result/1"
THOUGHTS: Final = "balance-thoughts/1"

TIME = "%Y-%m-%dT%H:%M:%SZ"
STEM = r"\d{4}-\d\d-\d\dT\d{4}-[a-z][a-z0-9\-]{0,80}"


def now() -> str:
    """Return the time, UTC."""
    return datetime.now(UTC).strftime(TIME)


def _real(moment: str) -> str:
    datetime.fromisoformat(moment)  # raises a ValueError on the 30th of February
    return moment


Moment = Annotated[StrictStr, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"), AfterValidator(_real)]
Value = StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)] | StrictStr | None  # None: skipped


class Part(BaseModel):
    """A part of a file: unknown keys are faults, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Source(Part):
    """The questionnaire that was answered; `digest` is the SHA-256 of its content."""

    id: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9\-]*$", max_length=64)]
    version: Annotated[StrictStr, Field(min_length=1)]
    digest: Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]


class Header(Part):
    """The first line of an interview under way."""

    format: Literal["balance-journal/1"] = JOURNAL
    questionnaire: Source
    language: Language
    started: Moment


class Entry(Part):
    """One answer of an interview: a value of the item's scale, the code of an unscored answer, or null: skipped.

    The answer to an open question is its text, under the id of the comment.
    """

    item: Id
    answer: Value
    at: Moment


class Result(Part):
    """A finished interview, with the whole questionnaire, so that it can be shown after that has changed.

    `answers` are as in an interview; an item that is not there was not asked. `chosen` is the
    dimension, or the text, that one starts with.
    """

    format: Literal["balance-result/1"] = RESULT
    questionnaire: Source
    language: Language
    started: Moment
    finished: Moment
    answers: dict[Id, Value]
    chosen: StrictStr | None = None
    made_by: StrictStr
    document: dict[str, Any]


class ThoughtsHeader(Part):
    """The first line of the thoughts about a result; `result` is the name of its file, without the ending."""

    format: Literal["balance-thoughts/1"] = THOUGHTS
    result: Annotated[StrictStr, Field(pattern=f"^{STEM}$")]


class Thought(Part):
    """A thought about a result, or an action one has in mind; `about` is a dimension, or null."""

    kind: Literal["thought", "action"]
    text: Annotated[StrictStr, Field(min_length=1)]
    about: Id | None = None
    at: Moment


def stem_of(started: str, questionnaire: str) -> str:
    """Return the name of an interview's files, without the ending: 2026-11-23T1617-balance (UTC)."""
    return f"{started[:13]}{started[14:16]}-{questionnaire}"
