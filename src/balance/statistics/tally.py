"""Sums and counts of a table of answers, group by group: all that the statistics of a group are made of.

They are made by Narwhals expressions: one machine streams them in memory that does not grow with the rows, other
engines run the same, and what is told of a whole is the sum of what is told of its parts.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import narwhals as nw
from narwhals.typing import IntoFrame

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, inner
from balance.scores.engines import Frame, answered, column, staged
from balance.scores.expressions import score_stages
from balance.scores.subscales import Subscale, of_axis, of_dimension
from balance.statistics.addends import addend_stages, axis_stages, complete, in_steps, need_sum, needs
from balance.statistics.arrays import InArrays
from balance.statistics.labels import coded, told
from balance.statistics.patterns import PLACE, countable
from balance.statistics.steps import score_steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY, COUNT = hidden("by"), hidden("count")
NAME, VALUE = hidden("name"), hidden("value")
MANY = 20_000  # people; fewer are added up sooner than patterns are made
AT_ONCE = 90  # columns that pandas adds up without a warning of its own


@dataclass(frozen=True)
class Tally:
    """What was added up, an entry a group; the last are those without a label, where `missing` says there are any.

    `sums` maps each addend to its sums. `scores` maps each score to three arrays: in group g the value v
    occurs c times; a group and value may stand there more than once. `axes` and `pairs` are of all people, where there
    is a balance: what alpha over the items of an axis needs, and how often each pair of scores of the two axes occurs
    (three columns, in order).
    """

    labels: tuple[str, ...]
    missing: bool
    people: "NDArray[Any]"
    sums: "Mapping[str, NDArray[Any]]"
    scores: "Mapping[str, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]"
    axes: Mapping[str, float]
    pairs: "NDArray[Any] | None"

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
        return replace(
            self, labels=("",), missing=False, people=self.people.sum(keepdims=True), sums=sums, scores=scores
        )


def scored(questionnaire: Questionnaire) -> list[str]:
    """Return the columns of scores: dimensions, axes, and lean and level where there is a balance."""
    return [*questionnaire.dimensions, *questionnaire.axes, *(["lean", "level"] if questionnaire.balance else [])]


def tally(
    frame: IntoFrame,
    questionnaire: Questionnaire,
    by: str | None = None,
    quick: bool | None = None,
    read: bool = False,
) -> Tally:
    """Count and add up a frame of answers: one numeric column an item, null or NaN where not answered.

    `by` names a column that divides it into groups, in their natural order; a label that is null, NaN or blank is
    missing. Without it all are one group. `quick` counts in arrays what can be counted so, as is worth it for many
    people; Narwhals expressions count the rest, and to the same numbers all. `read` says that balance has read the
    answers from files into one of its own: they are at hand as often as wanted, and each is of its scale.
    """
    table, in_memory = _lazy(frame), not isinstance(nw.from_native(frame), nw.LazyFrame)
    keys = () if by is None else (BY,)
    labelled = table if by is None else table.with_columns(column(table, by).alias(BY))
    rows = labelled.select(*keys, *(column(labelled, item) for item in questionnaire.items))
    with nullcontext(rows) if in_memory or read else _once(rows, in_memory) as kept:
        answers = answered(kept, keys, questionnaire)
        return _tallied(answers, questionnaire, keys, quick, in_memory=in_memory, read=read)


def _tallied(  # noqa: PLR0913
    answers: Frame,
    questionnaire: Questionnaire,
    keys: Sequence[str],
    quick: bool | None,
    *,
    in_memory: bool,
    read: bool,
) -> Tally:
    names = scored(questionnaire)
    both = [questionnaire.balance.left, questionnaire.balance.right] if questionnaire.balance else []
    (people,) = _collected(_aggregated(answers, keys, [nw.len().alias(COUNT)]))
    labels, codes = coded(_groups_of(people))
    sums, scores, axes, pairs = {}, {}, {}, None
    if quick is None:
        quick = sum(people[COUNT].to_list()) >= MANY
    if quick and countable(answers, questionnaire, read):
        arrays = InArrays(_placed(answers, people, codes), questionnaire, len(codes), names, both)
        sums, scores, axes, pairs = arrays.sums(), arrays.scores(), arrays.axes(), arrays.pairs()
    rest, pair = [name for name in names if name not in scores], both if pairs is None else []
    steps = score_steps(questionnaire)
    parts, needed = _left(questionnaire, sums)
    table = staged(answers, score_stages(questionnaire)) if rest or pair or parts or needed else answers
    counting = [_counting(name, steps.get(name)) for name in dict.fromkeys([*rest, *pair])]
    with _once(table.select(*keys, *counting), in_memory) if counting else nullcontext(table) as values:
        asked = {
            "sums": _addends(table, questionnaire, keys, parts, needed),
            "scores": _each_value(values, keys, rest, steps),
            "axes": _axes(answers, questionnaire, axes),
            "pairs": [_values(values, (), pair, steps)] if pair else [],
        }
        answered = iter(_collected(*(frame for frames in asked.values() for frame in frames)))
    found = {name: [next(answered) for _ in frames] for name, frames in asked.items()}
    for part in found["sums"]:
        sums |= _summed(part, codes)
    for name, each in zip(rest, found["scores"], strict=True):
        scores[name] = _grouped(each, codes), _value(each, name, steps), _count(each)
    return Tally(
        labels=labels,
        missing=None in codes,
        people=_summed(people, codes)[COUNT],
        sums=sums,
        scores=scores,
        axes=axes | {name: float(part[name].item() or 0) for part in found["axes"] for name in part.columns},
        pairs=_paired(found["pairs"][0], pair, steps) if pair else pairs,
    )


def _placed(table: "nw.LazyFrame[Any]", people: "nw.DataFrame[Any]", codes: "Mapping[str | None, int]") -> Any:
    """Return a table of Polars with the place of each row's group."""
    import polars as pl

    if BY not in people.columns:
        return table
    labels, places = people[BY].to_native(), pl.Series(_grouped(people, codes), dtype=pl.Int32)

    def with_place(batch: pl.DataFrame) -> pl.DataFrame:
        # A batch at a time: as a lazy expression it would hold all rows at once.
        return batch.with_columns(batch[BY].replace_strict(labels, places).alias(PLACE))

    native = table.to_native()
    schema = native.collect_schema() | {PLACE: pl.Int32}
    return nw.from_native(native.map_batches(with_place, schema=schema, streamable=True))


@contextmanager
def _once(table: Frame, in_memory: bool) -> Iterator[Frame]:
    """Give a table that is worked out once: those of Polars in memory, or in a private file if its rows are in none."""
    if not (isinstance(table, nw.LazyFrame) and table.implementation.is_polars()):
        yield table
    elif in_memory:
        yield table.collect(engine="streaming").lazy()
    else:
        import polars as pl

        with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "once.ipc"
            table.to_native().sink_ipc(file)
            yield nw.from_native(pl.scan_ipc(file))


def _left(questionnaire: Questionnaire, known: Container[str]) -> tuple[list[Subscale], list[str]]:
    """Return the dimensions and the columns of needs whose addends are not known yet."""
    parts = [of_dimension(questionnaire, id) for id in questionnaire.dimensions if complete(id) not in known]
    return parts, [need for need in needs(questionnaire).values() if need_sum(need) not in known]


def _addends(
    table: Frame, questionnaire: Questionnaire, keys: Sequence[str], parts: Sequence[Subscale], needed: Sequence[str]
) -> list[Frame]:
    """Return the sums by group of these dimensions and needs."""
    if not parts and not needed:
        return []
    rows, items, last = addend_stages(questionnaire, parts, needed)
    # Not `with_columns`: pandas would add hundreds of columns one by one.
    added = table.select(nw.all(), *rows).select(nw.all(), *items).select(*keys, *last)
    schema = added.collect_schema()
    if table.implementation.is_spark_like():  # which adds up numbers, but no truths
        added = added.with_columns(nw.col(name).cast(nw.Int32) for name, kind in schema.items() if kind == nw.Boolean)
    names = [name for name in schema.names() if name != BY]
    at_once = len(names) if isinstance(added, nw.LazyFrame) else AT_ONCE
    return [_aggregated(added, keys, [nw.col(name).sum() for name in some]) for some in batched(names, at_once)]


def _axes(table: Frame, questionnaire: Questionnaire, known: Container[str]) -> list[Frame]:
    """Return the sums over the rows that answered every item of an axis, of each not known where there is a balance."""
    parts = [of_axis(questionnaire, axis) for axis in questionnaire.axes] if questionnaire.balance else []
    stages = [axis_stages(part) for part in parts if complete(part.name) not in known]
    return [table.filter(whole).select(*items).select(*sums) for whole, items, sums in stages]


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


def _summed(found: "nw.DataFrame[Any]", codes: "Mapping[str | None, int]") -> "dict[str, NDArray[Any]]":
    """Return the columns beside the label, an entry a group."""
    import numpy as np

    names = [name for name in found.columns if name != BY]
    rows = found.select(nw.col(*names).cast(nw.Float64).fill_null(0.0)).to_numpy()
    sums = np.zeros((len(codes), len(names)))
    np.add.at(sums, _grouped(found, codes), rows)  # a label may stand in more than one way
    return dict(zip(names, sums.T, strict=True))


def _counting(score: str, steps: int | None) -> nw.Expr:
    """Return a score to be counted, in half the room where it is of whole steps: none has more than 24 bits."""
    return in_steps(score, steps) if steps is None else in_steps(score, steps).cast(nw.Float32)


def _values(table: Frame, keys: Sequence[str], names: Sequence[str], steps: Mapping[str, int]) -> Frame:
    """Return how often each value of a score, or several together, occurs in each group.

    Whole steps are counted faster than fractions.
    """
    scores = {inner(name): name in steps for name in names}
    columns = [nw.col(score).cast(nw.Int32) if whole else nw.col(score) for score, whole in scores.items()]
    there = table.filter(*(~nw.col(score).is_null() for score in scores)).select(*keys, *columns)
    return _aggregated(there, [*keys, *scores], [nw.len().alias(COUNT)])


def _each_value(table: Frame, keys: Sequence[str], names: Sequence[str], steps: Mapping[str, int]) -> Sequence[Frame]:
    """Return how often each value of each score occurs in each group; Spark counts all of them in one go."""
    if not table.implementation.is_spark_like():
        return [_values(table, keys, [name], steps) for name in names]
    scores = [nw.col(inner(name)).cast(nw.Float64) for name in names]
    stacked = table.select(*keys, *scores).unpivot(index=list(keys), variable_name=NAME, value_name=VALUE)
    counts = _aggregated(stacked.drop_nulls(VALUE), [*keys, NAME, VALUE], [nw.len().alias(COUNT)])
    (found,) = _collected(counts)
    return [found.filter(nw.col(NAME) == inner(name)).rename({VALUE: inner(name)}) for name in names]


def _grouped(found: "nw.DataFrame[Any]", codes: "Mapping[str | None, int]") -> "NDArray[Any]":
    """Return the group of each row, by its place; a label as it stands is looked at once."""
    import numpy as np

    labels = _groups_of(found)
    places = {label: codes[told(label)] for label in set(labels)}
    return np.fromiter(map(places.__getitem__, labels), np.int64, len(labels))


def _value(found: "nw.DataFrame[Any]", score: str, steps: Mapping[str, int]) -> "NDArray[Any]":
    """Return the values of a score, in its unit again."""
    values = found[inner(score)].to_numpy().astype(float)
    return values * 100 / steps[score] if score in steps else values


def _count(found: "nw.DataFrame[Any]") -> "NDArray[Any]":
    return found[COUNT].to_numpy().astype("int64")


def _paired(found: "nw.DataFrame[Any]", names: Sequence[str], steps: Mapping[str, int]) -> "NDArray[Any]":
    """Return the scores of both axes and how many have them as three columns, in order."""
    import numpy as np

    left, right = (_value(found, name, steps) for name in names)
    return np.stack([left, right, _count(found)], axis=-1)[np.lexsort((right, left))]
