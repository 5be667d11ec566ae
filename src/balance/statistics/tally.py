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
from balance.scores.columns import hidden, need
from balance.scores.engines import Frame, staged
from balance.statistics.addends import addend_stages, needs, summed_needs

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY, COUNT = hidden("by"), hidden("count")
AT_ONCE = 90  # columns that pandas adds up without a warning of its own


@dataclass(frozen=True)
class Tally:
    """What was added up, an entry a group; the last are those without a label, where `missing` says there are any.

    `sums` maps each addend to its sums. `scores` maps each score, and each need that is no sum, to three arrays: in
    group g the value v occurs c times; a group and value may stand there more than once.
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


def counted_needs(questionnaire: Questionnaire) -> list[str]:
    """Return the columns of needs that are counted value by value."""
    added = {need(id) for id in summed_needs(questionnaire)}
    return [column for column in needs(questionnaire).values() if column not in added]


def tally(frame: IntoFrame, questionnaire: Questionnaire, by: str | None = None) -> Tally:
    """Count and add up a frame of answers: one numeric column an item, null or NaN where not answered.

    `by` names a column that divides it into groups, in their natural order; a label that is null, NaN or blank is
    missing. Without it all are one group.
    """
    table = _lazy(frame)
    table = table.with_columns(nw.lit("all").alias(BY) if by is None else nw.col(by).alias(BY))
    table = staged(table, questionnaire, [BY])
    complete, items, last = addend_stages(questionnaire)
    # Not `with_columns`: pandas would add hundreds of columns one by one.
    added = table.select(nw.all(), *complete).select(nw.all(), *items).select(BY, *last)
    addends = [name for name in added.collect_schema().names() if name != BY]
    counted = _collected(added.group_by(BY).agg(nw.len().alias(COUNT)))
    labels, codes = _coded(counted[BY].to_list())
    sums: dict[str, NDArray[Any]] = {}
    for names in [addends] if isinstance(added, nw.LazyFrame) else batched(addends, AT_ONCE):
        summed = _collected(added.group_by(BY).agg(*(nw.col(name).sum() for name in names)))
        places = _places(summed[BY].to_list(), codes)
        sums |= {name: _summed(places, summed[name].to_list(), len(codes)) for name in names}
    return Tally(
        labels=labels,
        missing=None in codes,
        people=_summed(_places(counted[BY].to_list(), codes), counted[COUNT].to_list(), len(codes)),
        sums=sums,
        scores={name: _counted(table, name, codes) for name in (*scored(questionnaire), *counted_needs(questionnaire))},
    )


def batched(names: Sequence[str], n: int) -> Iterator[Sequence[str]]:
    """Yield names, so many at a time."""
    return (names[start : start + n] for start in range(0, len(names), n))


def _lazy(frame: IntoFrame) -> Frame:
    """Return a frame of Polars as a lazy one, whose streaming engine needs no copy of the rows; others as they are."""
    table: Frame = nw.from_native(frame)
    return table.lazy() if table.implementation.is_polars() else table


def _collected(frame: Frame) -> "nw.DataFrame[Any]":
    if not isinstance(frame, nw.LazyFrame):
        return frame
    return frame.collect(engine="streaming") if frame.implementation.is_polars() else frame.collect()


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


def _summed(places: Sequence[int], values: Sequence[Any], groups: int) -> "NDArray[Any]":
    import numpy as np

    numbers = np.array([0 if value is None else value for value in values], dtype=float)
    return np.bincount(np.array(places, dtype=np.int64), weights=numbers, minlength=groups)


def _counted(
    table: Frame, score: str, codes: "Mapping[str | None, int]"
) -> "tuple[NDArray[Any], NDArray[Any], NDArray[Any]]":
    """Return how often each value of a score occurs in each group."""
    import numpy as np

    there = table.filter(~nw.col(score).is_null()).group_by(BY, score).agg(nw.len().alias(COUNT))
    counted = _collected(there)
    groups = np.array(_places(counted[BY].to_list(), codes), dtype=np.int64)
    return groups, counted[score].to_numpy().astype(float), counted[COUNT].to_numpy().astype(np.int64)


def axis_pairs(frame: IntoFrame, questionnaire: Questionnaire) -> "NDArray[Any]":
    """Return the scores of the two axes of those who have both, and how many have these: three columns, in order."""
    import numpy as np

    assert questionnaire.balance is not None  # noqa: S101
    left, right = questionnaire.balance.left, questionnaire.balance.right
    table = staged(_lazy(frame), questionnaire, [])
    both = table.filter(~nw.col(left).is_null(), ~nw.col(right).is_null())
    counted = _collected(both.group_by(left, right).agg(nw.len().alias(COUNT)))
    found = np.stack([counted[name].to_numpy().astype(float) for name in (left, right, COUNT)], axis=-1)
    return np.asarray(found[np.lexsort((found[:, 1], found[:, 0]))])
