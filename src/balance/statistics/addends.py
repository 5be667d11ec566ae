"""What is added up over the people of a group, as Narwhals expressions: whole numbers only.

Sums of whole numbers are exact, and the same in whatever order an engine adds them up. So items are added up in the
smallest unit that makes every point of their scales a whole number.
"""

import operator
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from itertools import combinations_with_replacement

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, inner, need, with_need
from balance.scores.expressions import Stage
from balance.scores.subscales import Place, Subscale, flag, total
from balance.statistics.steps import score_steps, whole_unit

SMALLEST = 2**15 - 1  # of whole numbers in 16 bits, whose sums every engine widens to 64


def complete(name: str) -> str:
    """Return the column that tells whether all items of a subscale are answered, 1 or 0."""
    return hidden("complete", name)


def item_sum(name: str, first: int, second: int | None = None) -> str:
    """Return the sum of an item over complete rows, by its place in the subscale; or of the product of two."""
    return hidden(f"sum {first}" if second is None else f"sum {first} {second}", name)


def point_count(item: str, point: int) -> str:
    """Return how many gave an item the point at that place of its scale."""
    return hidden(f"point {point}", item)


def total_sum(name: str, power: int) -> str:
    """Return the sum of a subscale's total over complete rows, or of its square."""
    return hidden(f"total {power}", name)


def need_sum(column: str) -> str:
    """Return the sum of a need over those who have it, in its steps."""
    return hidden("sum of", column)


def need_count(column: str) -> str:
    """Return how many have a need."""
    return hidden("n of", column)


def needs(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the column of what is called for, of each score that has one."""
    columns = {id: need(id) for id in with_need(questionnaire, questionnaire.dimensions)}
    for id, axis in questionnaire.axes.items():
        if with_need(questionnaire, axis.dimensions):
            columns[id] = hidden("need", id)
    if questionnaire.asks_needs:
        columns |= {"lean": "needed_lean", "level": hidden("needed level")}
    return columns


def addend_stages(
    questionnaire: Questionnaire, parts: Collection[Subscale], needed: Iterable[str]
) -> tuple[Stage, Stage, Stage]:
    """Return three stages after the scores': complete rows, their items, and every person's addends.

    Those of the last are all that is to be added up by groups, of these subscales and columns of needs; they read
    columns of the ones before.
    """
    addends: dict[str, nw.Expr] = {}
    for part in parts:
        addends |= _of_part(part)
    steps = score_steps(questionnaire)
    for column in needed:
        addends[need_count(column)] = flag(nw.col(inner(column)))
        addends[need_sum(column)] = in_steps(column, steps.get(column)).fill_null(0)
    return (
        [_all_there(part).cast(nw.Int16).alias(complete(part.name)) for part in parts],
        [each for part in parts for each in _ready(part)],
        [expression.alias(name) for name, expression in addends.items()],
    )


def addend_names(part: Subscale) -> list[str]:
    """Return the columns of a subscale's addends."""
    return list(_of_part(part))


def axis_stages(part: Subscale) -> tuple[nw.Expr, Stage, Stage]:
    """Return which rows answered every item of an axis, and two stages of theirs: the items, and what they add up to.

    Items, their squares, the total and its square are all that alpha needs, where the items are many.
    """
    names = [_item(part, number) for number in range(len(part.places))]
    steps = [_held(part, _steps(part, place)) for place in part.places]
    whole = part.exact or whole_unit(part) is not None
    summed = _held(part, total(nw.col(name).cast(nw.Int32) if whole else nw.col(name) for name in names), len(names))
    sums = {item_sum(part.name, number): nw.col(name) for number, name in enumerate(names)}
    sums |= {item_sum(part.name, number, number): nw.col(name) * nw.col(name) for number, name in enumerate(names)}
    sums |= {total_sum(part.name, 1): summed, total_sum(part.name, 2): summed * summed}
    return (
        _all_there(part),
        [column.alias(name) for column, name in zip(steps, names, strict=True)],
        [nw.len().alias(complete(part.name)), *(each.sum().alias(name) for name, each in sums.items())],
    )


def in_steps(column: str, steps: int | None) -> nw.Expr:
    """Return a score or need as a whole number of its steps; as it is where it has none."""
    score = nw.col(inner(column))
    return score if steps is None else (score * (steps / 100)).round(0)


def _all_there(part: Subscale) -> nw.Expr:
    """Return whether every item of a subscale is answered."""
    return reduce(operator.and_, (~place.answer.is_null() for place in part.places))


def _ready(part: Subscale) -> Iterator[nw.Expr]:
    """Yield each item of complete rows in whole steps from its low end, 0 in other rows."""
    for number, place in enumerate(part.places):
        yield (_held(part, _steps(part, place)) * nw.col(complete(part.name))).alias(_item(part, number))


def _steps(part: Subscale, place: Place) -> nw.Expr:
    if part.exact:
        return part.keyed(place)
    scale, unit = place.scale, whole_unit(part)
    origin = scale.high if place.reversed else scale.low
    column = place.answer.fill_null(origin).cast(nw.Float64)
    away = origin - column if place.reversed else column - origin
    return away * (100 / scale.span) if unit is None else (away * (unit / scale.span)).round(0)


def _item(part: Subscale, number: int) -> str:
    return hidden(f"item {number}", part.name)


def step_unit(part: Subscale) -> float:
    """Return in how many steps the items of a subscale, as they are added up, go from end to end."""
    return part.unit if part.exact else whole_unit(part) or 100


def _held(part: Subscale, column: nw.Expr, items: int = 1) -> nw.Expr:
    """Return a column of so many items' sums in the smallest type that holds its square."""
    if not part.exact and whole_unit(part) is None:
        return column.cast(nw.Float64)
    return column.cast(nw.Int16 if (items * step_unit(part)) ** 2 <= SMALLEST else nw.Int64)


def _of_part(part: Subscale) -> dict[str, nw.Expr]:
    points = {name: each for place in part.places for name, each in _points(place).items()}
    return {complete(part.name): nw.col(complete(part.name))} | _products(part) | points


def _products(part: Subscale) -> dict[str, nw.Expr]:
    """Return items and their products, over complete rows."""
    items = [nw.col(_item(part, number)) for number in range(len(part.places))]
    products = {item_sum(part.name, number): item for number, item in enumerate(items)}
    for (first, one), (second, other) in combinations_with_replacement(enumerate(items), 2):
        products[item_sum(part.name, first, second)] = one * other
    return products


def _points(place: Place) -> dict[str, nw.Expr]:
    # False for null: Polars adds up a column without nulls twice as fast.
    points = ((place.answer == value).fill_null(False) for value in place.scale.values)
    return {point_count(place.item, number): point for number, point in enumerate(points)}
