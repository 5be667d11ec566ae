"""A quick way to the sums of a frame of Polars: how often each pattern of answers occurs in each group, in arrays.

What is added up over a dimension depends on the answers to its items alone, and so does its score. So both are worked
out once for each pattern there can be, by the same expressions as anywhere (`addends`), and taken as often as the
pattern occurs. Other scores are counted by their steps. Whole numbers all through: these are the sums that the
expressions give row by row.
"""

from collections.abc import Mapping
from functools import reduce
from itertools import product
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeGuard

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, inner
from balance.scores.engines import Frame, staged
from balance.scores.expressions import counted as answers_counted
from balance.scores.expressions import subscale_score
from balance.scores.subscales import Place, Subscale, answer
from balance.statistics.addends import SMALLEST, addend_names, addend_stages, in_steps

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

STEPS = hidden("steps")
PLACE = hidden("place")  # the column with the place of each row's group
AT_ONCE = 2**16  # rows
MOST_PATTERNS = 2**14
MOST_CELLS = 2**23  # of one array of counts: 32 MiB


class Keys(NamedTuple):
    """A column of numbers from 0 to below `of`, or null."""

    number: nw.Expr
    of: int

    def and_also(self, other: "Keys") -> "Keys":
        """Return the numbers of what stands in both columns."""
        return Keys(self.number * other.of + other.number, self.of * other.of)


def countable(table: Frame, questionnaire: Questionnaire, checked: bool) -> "TypeGuard[nw.LazyFrame[Any]]":
    """Return whether a table is one of Polars whose answers are whole numbers from end to end of such scales.

    `checked` says that each is of its scale.
    """
    items, schema = questionnaire.items, table.collect_schema()
    if not (isinstance(table, nw.LazyFrame) and table.implementation.is_polars()):
        return False
    if not all(item.scale.whole for item in items.values()):
        return False
    if checked:
        return True
    strange = []
    for id, item in items.items():
        column = answer(id)
        strange += [column.min() < item.scale.low, column.max() > item.scale.high]
        if not schema[hidden("item", id)].is_integer():
            strange.append((column != column.round(0)).any())
    named = (each.alias(str(n)) for n, each in enumerate(strange))
    return not any(table.select(*named).collect(engine="streaming").row(0))


def few(keys: Mapping[str, Keys], groups: int = 1) -> dict[str, Keys]:
    """Return those keys that are few enough to be counted in an array by group."""
    return {name: each for name, each in keys.items() if groups * each.of <= MOST_CELLS}


def pattern_keys(parts: Mapping[str, Subscale]) -> dict[str, Keys]:
    """Return the numbers of patterns of answers, in the order of `addends`; without subscales that have too many."""
    found = {name: reduce(Keys.and_also, map(_answer_keys, part.places)) for name, part in parts.items()}
    return {name: keys for name, keys in found.items() if keys.of <= MOST_PATTERNS}


def _answer_keys(place: Place) -> Keys:
    low, high = int(place.scale.low), int(place.scale.high)
    small = max(-low, high) < SMALLEST
    number = place.answer.cast(nw.Int16 if small else nw.Int32) - (low - 1)
    return Keys(number.fill_null(0), high - low + 2)


def step_keys(column: str, least: int, most: int) -> Keys:
    """Return the numbers of a score's steps, `most` of them at 100, null for no score."""
    number = in_steps(column, most).cast(nw.Int32)
    return Keys(number - least if least else number, most - least + 1)


class Seeing(Protocol):
    """What looks at the batches of a table."""

    def see(self, batch: "pl.DataFrame") -> None:
        """Look at a batch; they come in any order and from several threads."""


class Counter:
    """How often each number of some keys occurs in each of so many groups, counted as the batches of a table come by.

    They come with the place of each row's group where there are several.
    """

    def __init__(self, keys: Mapping[str, Keys], groups: int = 1) -> None:
        import numpy as np

        self._keys, self._of, self._groups = keys, {name: each.of for name, each in keys.items()}, groups
        self._places = [PLACE] if groups > 1 else []
        self._counts = {name: np.zeros(groups * (each + 1), np.int32) for name, each in self._of.items()}
        self._waiting: list[pl.DataFrame] = []
        self._lock = Lock()

    @property
    def columns(self) -> list[nw.Expr]:
        """Return what is to stand in the table; null is the number after the last."""
        numbers = [each.number.fill_null(each.of).alias(name) for name, each in self._keys.items()]
        return [*map(nw.col, self._places), *numbers]

    def see(self, batch: "pl.DataFrame") -> None:
        """Count the numbers of a batch, now or together with the next."""
        with self._lock:
            self._waiting.append(batch.select(*self._places, *self._of))
            if sum(each.height for each in self._waiting) >= AT_ONCE:
                self._count()

    def _count(self) -> None:
        import numpy as np

        one = np.int32(1)  # of one type with the counts, which is quicker
        batches = [(batch, batch[PLACE].to_numpy() if self._places else 0) for batch in self._waiting]
        for name, counts in self._counts.items():  # a column of many rows at a time: its counts stay at hand
            for batch, places in batches:
                np.add.at(counts, batch[name].to_numpy() + places * np.int32(self._of[name] + 1), one)
        self._waiting.clear()

    def found(self) -> "dict[str, NDArray[Any]]":
        """Return how often each number of a column occurs, shape (groups, of)."""
        self._count()
        return {name: counts.reshape(self._groups, -1)[:, :-1] for name, counts in self._counts.items()}


def seen(table: nw.LazyFrame[Any], *counters: Seeing) -> nw.LazyFrame[Any]:
    """Return a table whose batches counters see as they come by."""

    def passed(batch: "pl.DataFrame") -> "pl.DataFrame":
        for each in counters:
            each.see(batch)
        return batch

    native = table.to_native()
    return _lazy(native.map_batches(passed, schema=native.collect_schema(), streamable=True))


def count(table: Frame, *counters: Seeing) -> None:
    """Let all batches of a table come by."""
    import polars as pl

    def ended(batch: pl.DataFrame) -> pl.DataFrame:
        for each in counters:
            each.see(batch)
        return pl.DataFrame()

    native: pl.LazyFrame = table.to_native()
    native.map_batches(ended, schema={}, streamable=True).collect(engine="streaming")


def looked_up(table: nw.LazyFrame[Any], of: "Mapping[str, OfPatterns]") -> nw.LazyFrame[Any]:
    """Return a table with the scores of patterns, which stand there by their numbers."""
    import polars as pl

    known = {inner(each.part.name): (key, each.score.to_numpy()) for key, each in of.items()}  # NaN for null

    def look_up(batch: pl.DataFrame) -> pl.DataFrame:
        found = {name: each.take(batch[key].to_numpy(), mode="clip") for name, (key, each) in known.items()}
        return batch.with_columns(pl.Series(name, values) for name, values in found.items())

    native = table.to_native()
    schema = native.collect_schema() | dict.fromkeys(known, pl.Float64)
    return _lazy(native.map_batches(look_up, schema=schema, streamable=True)).with_columns(
        nw.col(*known).fill_nan(None)
    )


def _lazy(native: "pl.LazyFrame") -> nw.LazyFrame[Any]:
    return nw.from_native(native)


class OfPatterns(NamedTuple):
    """What there is of every pattern of answers to a subscale, a row each; the score also as a number of its steps."""

    part: Subscale
    addends: "pl.DataFrame"
    score: "pl.Series"
    steps: "pl.Series"


def of_patterns(
    questionnaire: Questionnaire, parts: Mapping[str, Subscale], steps: Mapping[str, int]
) -> dict[str, OfPatterns]:
    """Return what there is of the patterns of each subscale, in the order of their numbers."""
    alike: dict[Any, list[str]] = {}  # on the same scales in the same directions they are the same
    for name, part in parts.items():
        required = questionnaire.required(part.name) if part.name in questionnaire.dimensions else 1
        places = tuple((place.scale.values, place.reversed) for place in part.places)
        alike.setdefault((places, required), []).append(name)
    found = {}
    for names in alike.values():
        of = _of_patterns(questionnaire, parts[names[0]], steps)
        for name in names:
            own = dict(zip(of.addends.columns, addend_names(parts[name]), strict=True))
            found[name] = of._replace(part=parts[name], addends=of.addends.rename(own))
    return found


def _of_patterns(questionnaire: Questionnaire, part: Subscale, steps: Mapping[str, int]) -> OfPatterns:
    answers = nw.from_native(_every_pattern(part).lazy())
    table = staged(answers, [answers_counted(part), [subscale_score(questionnaire, part)]])
    complete, items, addends = addend_stages(questionnaire, [part], ())
    scores = nw.col(inner(part.name)), in_steps(part.name, steps.get(part.name)).alias(STEPS)
    found: pl.DataFrame = staged(table, [complete, items]).select(*addends, *scores).to_native().collect()
    return OfPatterns(part, found.select(addend_names(part)), found[inner(part.name)], found[STEPS])


def _every_pattern(part: Subscale) -> "pl.DataFrame":
    import polars as pl

    points = [[None, *range(int(place.scale.low), int(place.scale.high) + 1)] for place in part.places]
    schema = dict.fromkeys((hidden("item", place.item) for place in part.places), pl.Int32)
    return pl.DataFrame(list(product(*points)), schema=schema, orient="row")
