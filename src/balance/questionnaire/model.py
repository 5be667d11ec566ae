"""What a questionnaire is: the shape of the format `balance/1` and the questions one asks of it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from math import ceil
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    ValidationInfo,
    WrapValidator,
)

FORMAT = "balance/1"
ID = r"^[A-Za-z][A-Za-z0-9_.\-]{0,63}$"


def _by_language(text: object, info: ValidationInfo) -> object:
    """Take a plain string as the text of the first language declared."""
    first = (info.context or {}).get("languages") or ["en"]
    return {first[0]: text} if isinstance(text, str) else text


def _aliases(aliases: object, info: ValidationInfo) -> object:
    first = (info.context or {}).get("languages") or ["en"]
    return {first[0]: aliases} if isinstance(aliases, list) else aliases


Id = Annotated[StrictStr, Field(pattern=ID)]
Language = Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Text = Annotated[
    dict[Language, StrictStr],
    BeforeValidator(_by_language, json_schema_input_type=dict[Language, StrictStr] | StrictStr),
]
Aliases = Annotated[
    dict[Language, tuple[StrictStr, ...]],
    BeforeValidator(_aliases, json_schema_input_type=dict[Language, list[StrictStr]] | list[StrictStr]),
]
Number = Annotated[StrictInt | StrictFloat, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]


def _as_written(number: object, check: Callable[[object], object]) -> object:
    """Check a number and keep it as it was: one read from YAML knows its decimals."""
    check(number)
    return number


Expected = Annotated[Number, WrapValidator(_as_written)]
Share = Annotated[float, Field(strict=True, gt=0, le=1)]
Points = Annotated[float, Field(strict=True, gt=0, le=100)]
Texts = tuple[Text, ...]
Ids = tuple[StrictStr, ...]

Answer = float | int | str | None  # to one item: a value of its scale, the code of an unscored answer, or skipped


class Part(BaseModel):
    """A part of a questionnaire: unknown keys are faults, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Point(Part):
    """One answer of a scale: its value, its words, and other words read as the same."""

    value: Number
    label: Text
    aliases: Aliases = {}


class Unscored(Part):
    """An answer that is offered and never scored."""

    code: Id
    label: Text


class Scale(Part):
    """A response scale; its points in the order offered."""

    points: Annotated[tuple[Point, ...], Field(min_length=2)]
    unscored: tuple[Unscored, ...] = ()

    @cached_property
    def values(self) -> tuple[int | float, ...]:
        """Return the points' values, in the order offered."""
        return tuple(point.value for point in self.points)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Return the labels of the points, in every language."""
        return tuple(label for point in self.points for label in point.label.values())

    @cached_property
    def low(self) -> int | float:
        """Return the lowest value."""
        return min(self.values)

    @cached_property
    def high(self) -> int | float:
        """Return the highest value."""
        return max(self.values)

    @cached_property
    def span(self) -> int | float:
        """Return the distance of the ends, in values."""
        return self.high - self.low

    @cached_property
    def whole(self) -> bool:
        """Return whether every value is a whole number."""
        return all(float(value).is_integer() for value in self.values)

    @cached_property
    def rounding(self) -> float:
        """Return the variance of rounding to the scale's points, in percent squared: step²/12.

        The step is the smallest distance of neighbouring points in percent (Sheppard 1898).
        """
        ordered = sorted(self.values)
        step = 100 * min(b - a for a, b in pairwise(ordered)) / self.span
        return step**2 / 12


class Page(Part):
    """Items asked together, on one scale."""

    title: Text | None = None
    intro: Text | None = None
    scale: StrictStr
    items: Annotated[dict[Id, Text], Field(min_length=1)]


class Prompts(Part):
    """Questions worth an hour: to a manager, to a group of managers, for a talk with the team."""

    more: Texts = ()
    less: Texts = ()
    keep: Texts = ()
    group: Texts = ()
    team: Texts = ()


class Dimension(Part):
    """A subscale of items."""

    name: Text
    short: Text | None = None
    about: Text | None = None
    items: Annotated[Ids, Field(min_length=1)]
    reversed: Ids = ()
    need: Ids = ()
    duty: StrictBool = False
    min_answered: Share | None = None
    prompts: Prompts = Prompts()


class Axis(Part):
    """A composite of dimensions."""

    name: Text
    dimensions: Annotated[Ids, Field(min_length=1)]


class Pair(Part):
    """A dimension of the left axis and its counterpart on the right; for reading, it has no score."""

    name: Text | None = None
    left: StrictStr
    right: StrictStr


class BalancePrompts(Part):
    """Questions worth an hour about the balance as a whole."""

    left: Texts = ()
    right: Texts = ()
    fit: Texts = ()
    low: Texts = ()
    close: Texts = ()
    group: Texts = ()
    team: Texts = ()


class Balance(Part):
    """Two axes held against each other; margins in points of 0 to 100."""

    left: StrictStr
    right: StrictStr
    margin: Points = 20
    finding_margin: Points | None = None
    verdict: StrictBool = True
    pairs: tuple[Pair, ...] = ()
    prompts: BalancePrompts = BalancePrompts()

    @property
    def gap_margin(self) -> float:
        """Return the smallest gap worth talking about, in points."""
        return self.margin if self.finding_margin is None else self.finding_margin


class Scoring(Part):
    """How scores are made: percent of the maximum possible, or the mean or sum of values."""

    score: Literal["percent", "mean", "sum"] = "percent"
    min_answered: Share = 0.75


class Test(Part):
    """Answers and the scores worked by hand that they must give."""

    name: StrictStr
    answers: dict[StrictStr, Number | StrictStr]
    expect: dict[StrictStr, Expected | None]


class Item(NamedTuple):
    """One question as it is asked."""

    id: str
    text: Mapping[str, str]
    scale: Scale
    page: Page


class Questionnaire(Part):
    """A whole questionnaire, read and found without fault."""

    format: Literal["balance/1"]
    id: Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9\-]*$", max_length=64)]
    version: Annotated[StrictStr, Field(min_length=1)]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    title: Text
    about: Text | None = None
    license: StrictStr | None = None
    target: Literal["self", "other"] | None = None
    period: Annotated[StrictStr, Field(pattern=r"^P[1-9]\d*[DWMY]$")] | None = None
    companion_of: StrictStr | None = None
    scales: Annotated[dict[Id, Scale], Field(min_length=1)]
    pages: Annotated[tuple[Page, ...], Field(min_length=1)]
    comments: dict[Id, Text] = {}
    dimensions: Annotated[dict[Id, Dimension], Field(min_length=1)]
    axes: dict[Id, Axis] = {}
    balance: Balance | None = None
    outcomes: Ids = ()
    scoring: Scoring = Scoring()
    tests: tuple[Test, ...] = ()

    _digest: str = PrivateAttr(default="")
    _tree: dict[str, Any] = PrivateAttr(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the document in hexadecimal: its content, never its bytes."""
        return self._digest

    @property
    def tree(self) -> dict[str, Any]:
        """Return the document as it was written, a plain tree to keep a copy of; empty where it was not read."""
        return self._tree

    def stamped(self, digest: str, tree: dict[str, Any] | None = None) -> "Questionnaire":
        """Return this questionnaire with the document it was read from, and its digest."""
        self._digest, self._tree = digest, tree or {}
        return self

    @cached_property
    def items(self) -> dict[str, Item]:
        """Return every question by its id, in the order asked."""
        return {
            id: Item(id, text, self.scales[page.scale], page) for page in self.pages for id, text in page.items.items()
        }

    @cached_property
    def behaviours(self) -> tuple[str, ...]:
        """Return the items of every dimension that is no outcome, in the order asked."""
        told = {id for name, part in self.dimensions.items() if name not in self.outcomes for id in part.items}
        return tuple(id for id in self.items if id in told)

    @cached_property
    def scored_items(self) -> tuple[str, ...]:
        """Return the items that stand in some dimension's `items`, in the order asked."""
        told = {id for part in self.dimensions.values() for id in part.items}
        return tuple(id for id in self.items if id in told)

    @cached_property
    def balanced_dimensions(self) -> tuple[str, ...]:
        """Return the dimensions of the two axes held against each other, left before right."""
        if self.balance is None:
            return ()
        return self.axes[self.balance.left].dimensions + self.axes[self.balance.right].dimensions

    @cached_property
    def asks_needs(self) -> bool:
        """Return whether the balance has a needed lean: a need question in a dimension of its two axes."""
        return any(self.dimensions[id].need for id in self.balanced_dimensions)

    def required(self, dimension: str) -> int:
        """Return how many items of a dimension must be answered for a score."""
        part = self.dimensions[dimension]
        share = self.scoring.min_answered if part.min_answered is None else part.min_answered
        return at_least(share, len(part.items))

    def required_on(self, axis: str) -> int:
        """Return how many dimensions of an axis must have a score (or a need) for the axis to have one."""
        return at_least(self.scoring.min_answered, len(self.axes[axis].dimensions))

    def say(self, text: Mapping[str, str], language: str) -> str:
        """Return a text in a language, else in the questionnaire's first."""
        return text.get(language) or text[self.languages[0]]

    def language(self, *wanted: str | None) -> str:
        """Return the first wanted language that the questionnaire has, else its own first."""
        return next((each for each in wanted if each in self.languages), self.languages[0])


def at_least(share: float, of: int) -> int:
    """Return how many of so many a share asks for: at least one, and no more by rounding of floats."""
    return max(1, ceil(share * of - 1e-9))


def shape() -> dict[str, Any]:
    """Return the JSON Schema of the format, for editors; a plain text stands for one in the first language."""
    schema: dict[str, Any] = _for_editors(Questionnaire.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def _for_editors(node: Any) -> Any:
    """Forbid null where it only says that a key may be left out, and keys that do not fit their pattern."""
    if isinstance(node, list):
        return [_for_editors(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _for_editors(value) for key, value in node.items()}
    if "default" in kept and kept["default"] is None:
        del kept["default"]
        options = [each for each in kept.pop("anyOf") if each != {"type": "null"}]
        kept |= options[0] if len(options) == 1 else {"anyOf": options}
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    return kept
