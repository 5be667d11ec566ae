"""Sums and counts of a table of answers, group by group: all that the statistics of a group are made of.

They are made by Narwhals expressions: one machine streams them in memory that does not grow with the rows, other
engines run the same, and what is told of a whole is the sum of what is told of its parts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw
from narwhals.typing import IntoFrame

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden
from balance.scores.engines import Frame, staged
from balance.statistics.addends import addend_stages, in_steps
from balance.statistics.steps import score_steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY, COUNT = hidden("by"), hidden("count")
AT_ONCE = 90  # columns that pandas adds up without a warning of its own


@dataclass(frozen=True)
class Tally:
    """What was added up, an entry a group; the last are those without a label, where `missing` says there are any.

    `sums` maps each addend to its sums. `scores` maps each score to three arrays: in group g the value v
    occurs c times; a group and value may stand there more than once.
    """

    labels: tuple[str, ...]
    missing: bool
    people: "NDArray[Any]"
    sums: "Mapping[str, NDArray[Any]]"
    scores: "Mapping[str, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]"

    @property
    def groups(self) -> int:
        """Return how many groups there are, those without a label as one."""
        return len(self.people)

    @property
    def unlabelled(self) -> int:
        """Return how many people have no label."""
        return int(self.people[-1]) if self.missing else 0

    def whole(self) -> "Tally":
        """Return all groups as one."""
        import numpy as np

        sums = {name: each.sum(keepdims=True) for name, each in self.sums.items()}
        scores = {
            name: (np.zeros(len(groups), np.int64), values, counts)
            for name, (groups, values, counts) in self.scores.items()
        }
        return Tally(("",), False, self.people.sum(keepdims=True), sums, scores)


def scored(questionnaire: Questionnaire) -> list[str]:
    """Return the columns of scores: dimensions, axes, and lean and level where there is a balance."""
    return [*questionnaire.dimensions, *questionnaire.axes, *(["lean", "level"] if questionnaire.balance else [])]


def tally(frame: IntoFrame, questionnaire: Questionnaire, by: str | None = None) -> Tally:
    """Count and add up a frame of answers: one numeric column an item, null or NaN where not answered.

    `by` names a column that divides it into groups, in their natural order; a label that is null, NaN or blank is
    missing. Without it all are one group.
    """
    table = _lazy(frame)
    keys = () if by is None else (BY,)
    table = staged(table if by is None else table.with_columns(nw.col(by).alias(BY)), questionnaire, keys)
    complete, items, last = addend_stages(questionnaire)
    # Not `with_columns`: pandas would add hundreds of columns one by one.
    added = table.select(nw.all(), *complete).select(nw.all(), *items).select(*keys, *last)
    addends = [name for name in added.collect_schema().names() if name != BY]
    at_once = len(addends) if isinstance(added, nw.LazyFrame) else AT_ONCE
    steps, names = score_steps(questionnaire), scored(questionnaire)
    people, *found = _collected(
        _aggregated(added, keys, [nw.len().alias(COUNT)]),
        *(_aggregated(added, keys, [nw.col(name).sum() for name in some]) for some in batched(addends, at_once)),
        *(_values(table, keys, name, steps.get(name)) for name in names),
    )
    labels, codes = _coded(_groups_of(people))
    added_up, counted = found[: -len(names)], found[-len(names) :]
    return Tally(
        labels=labels,
        missing=None in codes,
        people=_summed(people, [COUNT], codes)[COUNT],
        sums={name: each for part in added_up for name, each in _summed(part, addends, codes).items()},
        scores={name: _counted(each, name, steps.get(name), codes) for name, each in zip(names, counted, strict=True)},
    )


def _aggregated(table: Frame, keys: Sequence[str], sums: Sequence[nw.Expr]) -> Frame:
    return table.group_by(*keys).agg(*sums) if keys else table.select(*sums)


def _collected(*frames: Frame) -> "list[nw.DataFrame[Any]]":
    """Return what frames hold; those of Polars are computed beside each other, for few of them need every core."""
    from concurrent.futures import ThreadPoolExecutor

    if not all(isinstance(frame, nw.LazyFrame) and frame.implementation.is_polars() for frame in frames):
        return [frame.collect() if isinstance(frame, nw.LazyFrame) else frame for frame in frames]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda frame: frame.collect(engine="streaming"), frames))


def _groups_of(found: "nw.DataFrame[Any]") -> list[Any]:
    """Return the label of each row; without a breakdown all are one group."""
    return found[BY].to_list() if BY in found.columns else ["all"] * len(found)


def batched(names: Sequence[str], n: int) -> Iterator[Sequence[str]]:
    """Yield names, so many at a time."""
    return (names[start : start + n] for start in range(0, len(names), n))


def _lazy(frame: IntoFrame) -> Frame:
    """Return a frame of Polars as a lazy one, whose streaming engine needs no copy of the rows; others as they are."""
    table: Frame = nw.from_native(frame)
    return table.lazy() if table.implementation.is_polars() else table


def told(label: Any) -> str | None:
    """Return a label as text, without blanks around it; None where it is missing."""
    text = str(label).strip()
    missing = label is None or (not isinstance(label, str) and text in ("nan", "NaT", "<NA>"))
    return None if missing else text or None


def _coded(values: Iterable[Any]) -> "tuple[tuple[str, ...], dict[str | None, int]]":
    """Return the labels in their order, and the place of each; the missing come last."""
    found = {told(value) for value in values}
    labels = tuple(sorted((label for label in found if label is not None), key=_natural))
    codes: dict[str | None, int] = {label: place for place, label in enumerate(labels)}
    return labels, codes | ({None: len(labels)} if None in found else {})


def _places(values: Iterable[Any], codes: "Mapping[str | None, int]") -> list[int]:
    """Return the group of each value; a value as it stands is looked at once."""
    known: dict[Any, int] = {}
    places = []
    for value in values:
        place = known.get(value)
        if place is None:
            place = known[value] = codes[told(value)]
        places.append(place)
    return places


def _natural(label: str) -> list[tuple[int, str]]:
    """Return by what labels are sorted: numbers in them by their value, so that Unit 2 stands before Unit 10."""
    parts = re.split(r"(\d+)", label.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts] + [(0, label)]


def _summed(
    found: "nw.DataFrame[Any]", names: Iterable[str], codes: "Mapping[str | None, int]"
) -> "dict[str, NDArray[Any]]":
    """Return those of the columns that are there, an entry a group."""
    import numpy as np

    places = np.array(_places(_groups_of(found), codes), dtype=np.int64)
    there = {name: found[name].to_list() for name in names if name in found.columns}
    numbers = {name: np.array([value or 0 for value in values], dtype=float) for name, values in there.items()}
    return {name: np.bincount(places, weights=each, minlength=len(codes)) for name, each in numbers.items()}


def _values(table: Frame, keys: Sequence[str], score: str, steps: int | None) -> Frame:
    """Return how often each value of a score occurs in each group; whole steps are counted faster than fractions."""
    there = table.filter(~nw.col(score).is_null())
    value = in_steps(score, steps) if steps is None else in_steps(score, steps).cast(nw.Int32)
    return _aggregated(there.select(*keys, value.alias(score)), [*keys, score], [nw.len().alias(COUNT)])


def _counted(
    found: "nw.DataFrame[Any]", score: str, steps: int | None, codes: "Mapping[str | None, int]"
) -> "tuple[NDArray[Any], NDArray[Any], NDArray[Any]]":
    """Return groups, values and counts of a score, the values in its unit again."""
    import numpy as np

    groups = np.array(_places(_groups_of(found), codes), dtype=np.int64)
    values = found[score].to_numpy().astype(float)
    counts = found[COUNT].to_numpy().astype(np.int64)
    return groups, values if steps is None else values * 100 / steps, counts


def axis_pairs(frame: IntoFrame, questionnaire: Questionnaire) -> "NDArray[Any]":
    """Return the scores of the two axes of those who have both, and how many have these: three columns, in order."""
    import numpy as np

    assert questionnaire.balance is not None  # noqa: S101
    left, right = questionnaire.balance.left, questionnaire.balance.right
    table = staged(_lazy(frame), questionnaire, [])
    both = table.filter(~nw.col(left).is_null(), ~nw.col(right).is_null())
    (counted,) = _collected(both.group_by(left, right).agg(nw.len().alias(COUNT)))
    found = np.stack([counted[name].to_numpy().astype(float) for name in (left, right, COUNT)], axis=-1)
    return np.asarray(found[np.lexsort((found[:, 1], found[:, 0]))])
