"""One person's profile: what was found, and what the uncertainty allows to be said (docs/method.md, section 7)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import isclose
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from balance.questionnaire.model import Answer, Item, Questionnaire
from balance.scores.columns import POOL, hidden, need, with_need
from balance.scores.student import t_quantile
from balance.stamp import made_by

if TYPE_CHECKING:
    import polars as pl

SAME = 1e-9  # comparisons with a margin, with 50 and between gaps
MIDDLE = 50
MOST_FIRST = 3

Finding = Literal["more", "less", "keep"]
Verdict = Literal["balanced", "left", "right", "close"]
LevelVerdict = Literal["enough", "below", "above", "close"]
Side = Literal["left", "right"]
Note = Literal["needs_alike", "answers_alike", "needs_missing"]
Percent = Annotated[float, Field(ge=-SAME, le=100 + SAME)]
Lean = Annotated[float, Field(ge=-100 - SAME, le=100 + SAME)]
Distance = Annotated[float, Field(ge=-200 - SAME, le=200 + SAME)]


class Part(BaseModel):
    """A part of a profile; nothing changes once it is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """The questionnaire a profile was made with; `digest` is the SHA-256 of its content."""

    id: str
    version: str
    digest: str


class DimensionFound(Part):
    """One dimension as one person answered it.

    `score`, `low`, `high` and `need` are percent of the maximum possible, 0 to 100 (in a
    questionnaire scored by mean or sum: in values, without low and high); `gap` is need minus
    score, -100 to 100. `certain` tells whether the gap is larger than its 95 % uncertainty;
    None where that cannot be said.
    """

    score: float | None
    low: Percent | None
    high: Percent | None
    need: Percent | None
    gap: Lean | None
    finding: Finding | None
    certain: bool | None


class AxisFound(Part):
    """One axis, 0 to 100, with its 95 % interval and what the situation calls for."""

    score: Percent | None
    low: Percent | None
    high: Percent | None
    need: Percent | None


class BalanceFound(Part):
    """Lean (right minus left, -100 to 100) and level (0 to 100), and their distances from what is needed.

    `distance` is lean minus needed lean, -200 to 200; where no need is asked the target is 0.
    `verdict` and `level_verdict` are None where the questionnaire gives none or too little is
    answered; `ruled_out` names the sides that the data speak against.
    """

    lean: Lean | None
    low: Lean | None
    high: Lean | None
    needed: Lean | None
    distance: Distance | None
    distance_low: Distance | None
    distance_high: Distance | None
    margin: float
    verdict: Verdict | None
    ruled_out: tuple[Side, ...]
    level: Percent | None
    level_low: Percent | None
    level_high: Percent | None
    level_needed: Percent | None
    level_distance: Lean | None
    level_distance_low: Lean | None
    level_distance_high: Lean | None
    level_verdict: LevelVerdict | None
    notes: tuple[Note, ...]


class Reflection(Part):
    """Questions worth an hour: about a dimension, or (dimension None) about the balance."""

    dimension: str | None
    finding: str
    prompts: tuple[str, ...]


class Profile(Part):
    """What one person's answers show. `answered` is a share, 0 to 1; `answered_at` is UTC, ISO 8601."""

    format: Literal["balance-profile/1"] = "balance-profile/1"
    made_by: str
    language: str
    questionnaire: Source
    answered_at: str | None
    answered: float
    unscored: dict[str, int]
    dimensions: dict[str, DimensionFound]
    axes: dict[str, AxisFound]
    balance: BalanceFound | None
    first: tuple[str, ...]
    reflection: tuple[Reflection, ...] = ()

    def _repr_html_(self) -> str | None:
        """Return what a notebook shows of it; None, the plain text, where nothing draws profiles."""
        return _in_notebooks(self) if _in_notebooks else None


_in_notebooks: Callable[[Profile], str | None] | None = None


def show_in_notebooks(draw: Callable[[Profile], str | None]) -> None:
    """Have notebooks show profiles as this draws them, in HTML; charts are above this room, so they say how."""
    global _in_notebooks  # noqa: PLW0603
    _in_notebooks = draw


class Estimate(NamedTuple):
    """A number with its standard error and degrees of freedom; None where there is none."""

    value: float | None
    se: float | None
    df: int

    def half(self, p: float) -> float | None:
        """Return t(p) times the standard error; None without one."""
        return None if self.se is None or self.df < 1 else t_quantile(p, self.df) * self.se

    def ends(self, floor: float, ceiling: float) -> tuple[float | None, float | None]:
        """Return the ends of the 95 % interval, ended where the scale ends."""
        half = self.half(0.975)
        if self.value is None or half is None:
            return None, None
        return max(floor, self.value - half), min(ceiling, self.value + half)


def find(
    answers: Mapping[str, Answer], questionnaire: Questionnaire, language: str, answered_at: str | None = None
) -> Profile:
    """Return what one person's answers show, without the questions that reflection adds.

    `answers` maps item ids to a value of the item's scale or the code of an unscored answer; an
    item that is None or absent was skipped. `answered_at` is kept as given (UTC, ISO 8601).
    """
    import polars as pl

    values = {id: [None if isinstance(answers.get(id), str) else answers.get(id)] for id in questionnaire.items}
    frame = pl.DataFrame(values, schema=dict.fromkeys(values, pl.Float64), strict=False)
    (row,) = worked_out(frame, questionnaire)
    codes = Counter(answer for id in questionnaire.items if isinstance(answer := answers.get(id), str))
    found = of_row(row, questionnaire, language)
    return found.model_copy(update={"answered_at": answered_at, "unscored": dict(sorted(codes.items()))})


def worked_out(frame: "pl.DataFrame", questionnaire: Questionnaire) -> Iterator[dict[str, Any]]:
    """Yield every score, standard error and degree of freedom of each person in a frame of answers, in its order."""
    from balance.scores.engines import workings

    return workings(frame, questionnaire).iter_rows(named=True)


def of_row(row: Mapping[str, Any], questionnaire: Questionnaire, language: str) -> Profile:
    """Return what one person's answers show, from the row that `worked_out` made of them."""
    dimensions = {id: _dimension(id, row, questionnaire) for id in questionnaire.dimensions}
    return Profile(
        made_by=made_by(),
        language=language,
        questionnaire=Source(id=questionnaire.id, version=questionnaire.version, digest=questionnaire.digest),
        answered_at=None,
        answered=row["answered"],
        unscored={},
        dimensions=dimensions,
        axes={id: _axis(id, row) for id in questionnaire.axes},
        balance=_balance(row, questionnaire),
        first=_first(dimensions),
    )


def _estimate(row: Mapping[str, Any], name: str, value: float | None, df: str) -> Estimate:
    return Estimate(value, row.get(hidden("se", name)), row.get(hidden("df", df)) or 0)


def _dimension(id: str, row: Mapping[str, Any], questionnaire: Questionnaire) -> DimensionFound:
    score, needed = row[id], row.get(need(id))
    low, high = _estimate(row, id, score, id).ends(0, 100)
    gap = None if score is None or needed is None else needed - score
    balance = questionnaire.balance
    margin = balance.gap_margin if balance else 20.0
    half = _estimate(row, f"gap {id}", gap, id)._replace(se=row.get(hidden("se gap", id))).half(0.975)
    told = gap is not None and half is not None and (balance is None or balance.verdict)
    return DimensionFound(
        score=score,
        low=low,
        high=high,
        need=needed,
        gap=gap,
        finding=None if gap is None else _finding(gap, score, margin, questionnaire.dimensions[id].duty),
        certain=abs(gap) > half if told and gap is not None and half is not None else None,
    )


def _finding(gap: float, score: float, margin: float, duty: bool) -> Finding | None:
    """Return the invitation of a gap; where the law sets the floor, less is never advised."""
    if gap >= margin - SAME:
        return "more"
    if gap <= -margin + SAME:
        return None if duty else "less"
    return "keep" if score >= MIDDLE - SAME else None


def _axis(id: str, row: Mapping[str, Any]) -> AxisFound:
    low, high = _estimate(row, id, row[id], POOL).ends(0, 100)
    return AxisFound(score=row[id], low=low, high=high, need=row.get(hidden("need", id)))


def _balance(row: Mapping[str, Any], questionnaire: Questionnaire) -> BalanceFound | None:
    balance = questionnaire.balance
    if balance is None:
        return None
    lean = _estimate(row, "lean", row["lean"], POOL)
    level = _estimate(row, "level", row["level"], POOL)
    distance, level_distance, edge = lean, Estimate(None, None, 0), 100
    if questionnaire.asks_needs:
        distance = _estimate(row, "distance lean", row[hidden("distance", "lean")], POOL)
        level_distance = _estimate(row, "distance level", row[hidden("distance", "level")], POOL)
        edge = 200
    verdict, ruled_out = verdict_on(distance, balance.margin) if balance.verdict else (None, ())
    level_verdict, _ = verdict_on(level_distance, balance.margin) if balance.verdict else (None, ())
    low, high = lean.ends(-100, 100)
    distance_low, distance_high = distance.ends(-edge, edge)
    level_low, level_high = level.ends(0, 100)
    level_distance_low, level_distance_high = level_distance.ends(-100, 100)
    return BalanceFound(
        lean=lean.value,
        low=low,
        high=high,
        needed=row.get("needed_lean"),
        distance=distance.value,
        distance_low=distance_low,
        distance_high=distance_high,
        margin=balance.margin,
        verdict=verdict,
        ruled_out=ruled_out,
        level=level.value,
        level_low=level_low,
        level_high=level_high,
        level_needed=row.get(hidden("needed level")),
        level_distance=level_distance.value,
        level_distance_low=level_distance_low,
        level_distance_high=level_distance_high,
        level_verdict=None if level_verdict is None else LEVEL_WORDS[level_verdict],
        notes=_notes(row, questionnaire),
    )


LEVEL_WORDS: dict[Verdict, LevelVerdict] = {
    "balanced": "enough",
    "left": "below",
    "right": "above",
    "close": "close",
}


def verdict_on(distance: Estimate, margin: float) -> tuple[Verdict | None, tuple[Side, ...]]:
    """Return the verdict on a distance, and the sides that are ruled out; in the order of the definition.

    Balanced by two one-sided tests at 5 % (Schuirmann 1987), else a side by the 95 % interval.
    """
    d, one_sided, two_sided = distance.value, distance.half(0.95), distance.half(0.975)
    if d is None or one_sided is None or two_sided is None:
        return None, ()
    not_left, not_right = d - one_sided > -margin + SAME, d + one_sided < margin - SAME
    sides: tuple[tuple[Side, bool], ...] = (("left", not_left), ("right", not_right))
    ruled_out = tuple(side for side, out in sides if out)
    if not_left and not_right:
        return "balanced", ruled_out
    if d + two_sided < 0:
        return "left", ruled_out
    return ("right" if d - two_sided > 0 else "close"), ruled_out


def _first(dimensions: Mapping[str, DimensionFound]) -> tuple[str, ...]:
    """Return the dimensions to look at first: the three largest gaps; ties by more, larger need, file order."""

    def order(entry: tuple[str, DimensionFound]) -> tuple[float, bool, float]:
        found = entry[1]
        return -round(abs(found.gap or 0), 9), found.finding != "more", -round(found.need or 0, 9)

    gaps = [entry for entry in dimensions.items() if entry[1].finding in ("more", "less")]
    return tuple(id for id, _ in sorted(gaps, key=order)[:MOST_FIRST])


def _notes(row: Mapping[str, Any], questionnaire: Questionnaire) -> tuple[Note, ...]:
    needs = [row[need(id)] for id in with_need(questionnaire, questionnaire.dimensions)]
    behaviours = (_percent(questionnaire.items[id], row[hidden("item", id)]) for id in questionnaire.behaviours)
    notes: list[Note] = []
    if questionnaire.asks_needs and row[hidden("distance", "lean")] is None and missing_needs(row, questionnaire):
        notes.append("needs_missing")
    if _alike(needs):
        notes.append("needs_alike")
    if _alike(behaviours):
        notes.append("answers_alike")
    return tuple(notes)


def missing_needs(row: Mapping[str, Any], questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the balanced dimensions whose need was asked and not answered."""
    asked = (id for id in questionnaire.balanced_dimensions if questionnaire.dimensions[id].need)
    return tuple(id for id in asked if row[need(id)] is None)


def _percent(item: Item, value: float | None) -> float | None:
    """Return a value in percent of its scale, before any reversal; None where there is none."""
    return None if value is None else 100 * (value - item.scale.low) / item.scale.span


def _alike(percents: Iterable[float | None]) -> bool:
    """Return whether two or more are there, and all alike."""
    there = [each for each in percents if each is not None]
    return len(there) > 1 and all(isclose(each, there[0], abs_tol=SAME) for each in there)
