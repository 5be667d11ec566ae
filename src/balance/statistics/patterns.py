"""A quick way to the sums of a frame of Polars: how often each pattern of answers occurs in each group, in arrays.

What is added up over a dimension depends on the answers to its items alone, and so does its score. So both are worked
out once for each pattern there can be, by the same expressions as anywhere (`addends`), and taken as often as the
pattern occurs. Other scores are counted by their steps. Whole numbers all through: these are the sums that the
expressions give row by row.
"""

from collections.abc import Mapping
from functools import reduce
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden
from balance.scores.engines import Frame, staged
from balance.scores.subscales import Place, Subscale, answer
from balance.statistics.addends import addend_names, addend_stages, in_steps

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

PLACE = hidden("place")  # the column with the place of each row's group
AT_ONCE = 2**17  # rows
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
    """Return the numbers of groups and keys together, of those keys that are few enough to be counted in an array."""
    places = Keys(nw.col(PLACE) if groups > 1 else nw.lit(0), groups)
    return {name: places.and_also(each) for name, each in keys.items() if groups * each.of <= MOST_CELLS}


def pattern_keys(parts: Mapping[str, Subscale]) -> dict[str, Keys]:
    """Return the numbers of patterns of answers, in the order of `addends`; without subscales that have too many."""
    found = {name: reduce(Keys.and_also, map(_answer_keys, part.places)) for name, part in parts.items()}
    return {name: keys for name, keys in found.items() if keys.of <= MOST_PATTERNS}


def _answer_keys(place: Place) -> Keys:
    number = place.answer.cast(nw.Int32) - (int(place.scale.low) - 1)
    return Keys(number.fill_null(0), int(place.scale.span) + 2)


def step_keys(column: str, least: int, most: int) -> Keys:
    """Return the numbers of a score's steps, `most` of them at 100, null for no score."""
    number = in_steps(column, most).cast(nw.Int32)
    return Keys(number - least if least else number, most - least + 1)


def counted(
    table: nw.LazyFrame[Any], keys: Mapping[str, Keys], weights: "Mapping[str, NDArray[Any]]"
) -> "dict[str, NDArray[Any]]":
    """Return how often each number occurs; where there are weights (patterns, addends), their sums by group instead.

    The table has its rows in the same order each time.
    """
    import numpy as np

    if not keys:
        return {}
    columns = (each.number.fill_null(each.of).alias(name) for name, each in keys.items())
    counts = {name: np.zeros(each.of + 1, np.int32) for name, each in keys.items()}
    one = np.int32(1)  # of one type with the counts, which is quicker
    rows, numbers = table.select(nw.len()).collect().item(), table.select(*columns).to_native()
    # Not `collect_batches`, which lets batches wait in memory, however many.
    for start in range(0, rows, AT_ONCE):
        batch = numbers.slice(start, AT_ONCE).collect(engine="streaming")
        for name, each in counts.items():
            np.add.at(each, batch[name].to_numpy(), one)
    found = {name: each[:-1] for name, each in counts.items()}
    return found | {name: found[name].reshape(-1, len(each)) @ each for name, each in weights.items()}


def addends(
    questionnaire: Questionnaire, parts: Mapping[str, Subscale], steps: Mapping[str, int]
) -> "dict[str, pl.DataFrame]":
    """Return a row a pattern of answers to each subscale: its addends, and last its score, in its steps."""
    alike: dict[Any, list[str]] = {}  # on the same scales in the same directions they are the same
    for name, part in parts.items():
        required = questionnaire.required(part.name) if part.name in questionnaire.dimensions else 1
        places = tuple((place.scale.values, place.reversed) for place in part.places)
        alike.setdefault((places, required), []).append(name)
    found = {}
    for names in alike.values():
        table = _addends(questionnaire, parts[names[0]], steps)
        for name in names:
            own = [*addend_names(parts[name]), parts[name].name]
            found[name] = table.rename(dict(zip(table.columns, own, strict=True)))
    return found


def _addends(questionnaire: Questionnaire, part: Subscale, steps: Mapping[str, int]) -> "pl.DataFrame":
    import polars as pl

    answers = pl.concat(
        [pl.DataFrame(schema=dict.fromkeys(questionnaire.items, pl.Int32)), _every_pattern(part)], how="diagonal"
    )
    table = staged(nw.from_native(answers.lazy()), questionnaire, ())
    complete, items, last = addend_stages(questionnaire, [part], ())
    score = in_steps(part.name, steps.get(part.name)).alias(part.name)
    found: pl.DataFrame = table.with_columns(*complete).with_columns(*items).select(*last, score).to_native().collect()
    return found


def _every_pattern(part: Subscale) -> "pl.DataFrame":
    import polars as pl

    points = [[None, *range(int(place.scale.low), int(place.scale.high) + 1)] for place in part.places]
    schema = dict.fromkeys((place.item for place in part.places), pl.Int32)
    return pl.DataFrame(list(product(*points)), schema=schema, orient="row")
