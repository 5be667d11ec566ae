"""What is added up over the people of a group, as Narwhals expressions: whole numbers only.

Sums of whole numbers are exact, and the same in whatever order an engine adds them up. So items are added up in the
smallest unit that makes every point of their scales a whole number; what has no such unit, and what is a mean of means,
is counted value by value instead (`tally`).
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations_with_replacement
from math import lcm

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, need, with_need
from balance.scores.expressions import Stage
from balance.scores.subscales import Place, Subscale, answer, flag, of_axis, of_dimension, of_need, total

SMALLEST = 2**15 - 1  # of whole numbers in 16 bits, whose sums every engine widens to 64
MOST_STEPS = 10_000


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


def need_sum(dimension: str) -> str:
    """Return the sum of the answers to the one need question of a dimension, from its low end, in its unit."""
    return hidden("need", f"sum {dimension}")


def need_count(dimension: str) -> str:
    """Return how many answered it."""
    return hidden("need", f"n {dimension}")


def needs(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the column of what is called for, of each score that has one."""
    columns = {id: need(id) for id in with_need(questionnaire, questionnaire.dimensions)}
    for id, axis in questionnaire.axes.items():
        if with_need(questionnaire, axis.dimensions):
            columns[id] = hidden("need", id)
    if questionnaire.asks_needs:
        columns |= {"lean": "needed_lean", "level": hidden("needed level")}
    return columns


def summed_needs(questionnaire: Questionnaire) -> dict[str, Subscale]:
    """Return the needs that are answers to one question, which can be added up; the others are counted."""
    asked = with_need(questionnaire, questionnaire.dimensions)
    parts = {id: of_need(questionnaire, id) for id in asked}
    return {id: part for id, part in parts.items() if len(part.places) == 1 and part.exact}


def whole_unit(part: Subscale) -> int | None:
    """Return in how many steps each item goes from end to end so that all points are whole; None where too many."""
    shares = [
        Fraction(str(value)) - Fraction(str(place.scale.low)) for place in part.places for value in place.scale.values
    ]
    spans = [Fraction(str(place.scale.span)) for place in part.places for _ in place.scale.values]
    unit = lcm(*((share / span).denominator for share, span in zip(shares, spans, strict=True)))
    return unit if unit <= MOST_STEPS else None


def addend_stages(questionnaire: Questionnaire) -> tuple[Stage, Stage, Stage]:
    """Return three stages after the scores': complete rows, their items, and every person's addends.

    Those of the last are all that is to be added up; they read columns of the ones before.
    """
    subscales = [of_dimension(questionnaire, id) for id in questionnaire.dimensions]
    axes = [of_axis(questionnaire, id) for id in questionnaire.axes] if questionnaire.balance else []
    addends: dict[str, nw.Expr] = {}
    for part in subscales:
        addends |= _products(part)
    for axis in axes:
        addends |= _of_total(axis)
    for item in questionnaire.scored_items:
        addends |= _points(questionnaire, item)
    for id, part in summed_needs(questionnaire).items():
        addends[need_count(id)] = flag(part.places[0].answer)
        addends[need_sum(id)] = part.keyed(part.places[0])
    whole = [nw.col(complete(part.name)) for part in (*subscales, *axes)]
    return (
        [all_there(part) for part in (*subscales, *axes)],
        [each for part in (*subscales, *axes) for each in _ready(part)],
        [*whole, *(expression.alias(name) for name, expression in addends.items())],
    )


def all_there(part: Subscale) -> nw.Expr:
    """Return 1 where every item of a subscale is answered, else 0."""
    there = total(flag(place.answer) for place in part.places)
    return nw.when(there == len(part.places)).then(1).otherwise(0).alias(complete(part.name))


def _ready(part: Subscale) -> Iterator[nw.Expr]:
    """Yield each item of complete rows in whole steps from its low end, 0 in other rows."""
    for number, place in enumerate(part.places):
        keyed = _steps(part, place)
        yield _held(part, nw.when(nw.col(complete(part.name)) == 1).then(keyed).otherwise(0)).alias(_item(part, number))


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


def _products(part: Subscale) -> dict[str, nw.Expr]:
    """Return items and their products, over complete rows."""
    items = [nw.col(_item(part, number)) for number in range(len(part.places))]
    products = {item_sum(part.name, number): item for number, item in enumerate(items)}
    for (first, one), (second, other) in combinations_with_replacement(enumerate(items), 2):
        products[item_sum(part.name, first, second)] = one * other
    return products


def _of_total(part: Subscale) -> dict[str, nw.Expr]:
    """Return items, their squares, the total and its square: all that alpha needs, where the items are many."""
    items = [nw.col(_item(part, number)) for number in range(len(part.places))]
    summed = _held(part, total(item.cast(nw.Int64) for item in items), len(items))
    sums = {item_sum(part.name, number): item for number, item in enumerate(items)}
    sums |= {item_sum(part.name, number, number): item * item for number, item in enumerate(items)}
    return sums | {total_sum(part.name, 1): summed, total_sum(part.name, 2): summed * summed}


def _points(questionnaire: Questionnaire, item: str) -> dict[str, nw.Expr]:
    values = questionnaire.items[item].scale.values
    return {point_count(item, place): answer(item) == value for place, value in enumerate(values)}
