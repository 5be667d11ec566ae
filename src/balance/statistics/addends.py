"""What is added up over the people of a group, as Narwhals expressions: one number a person, and their sums.

Nothing is lost to rounding on the way: items on whole-number scales are added up as whole numbers from their low end,
their products too; other items, and the axes, are centred at the middle of their scale first, so that few digits go
where sums of squares are subtracted.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, need, with_need
from balance.scores.expressions import Stage
from balance.scores.subscales import Subscale, answer, flag, of_axis, of_dimension, total

SMALLEST = 2**15 - 1  # of whole numbers in 16 bits, whose sums every engine widens to 64
MIDDLE = 50  # percent


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


def needed(column: str, power: int) -> str:
    """Return how many have a need (power 0), or the sum of their needs (power 1)."""
    return hidden(f"needed {power}", column)


def both_sum(first: int, second: int) -> str:
    """Return the sum over those with both axes of left to the one power times right to the other, about 50."""
    return hidden(f"both {first} {second}")


def needs(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the column of what is called for, of each score that has one."""
    columns = {id: need(id) for id in with_need(questionnaire, questionnaire.dimensions)}
    for id, axis in questionnaire.axes.items():
        if with_need(questionnaire, axis.dimensions):
            columns[id] = hidden("need", id)
    if questionnaire.asks_needs:
        columns |= {"lean": "needed_lean", "level": hidden("needed level")}
    return columns


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
    for column in needs(questionnaire).values():
        addends[needed(column, 0)] = flag(nw.col(column))
        addends[needed(column, 1)] = nw.col(column).fill_null(0.0)
    if questionnaire.balance:
        addends |= _of_both(questionnaire.balance.left, questionnaire.balance.right)
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
    """Yield each item of complete rows in the subscale's unit, 0 in others; then their total."""
    for number, place in enumerate(part.places):
        keyed = part.keyed(place) if part.exact else part.keyed(place) - MIDDLE
        yield _held(part, nw.when(nw.col(complete(part.name)) == 1).then(keyed).otherwise(0)).alias(_item(part, number))


def _item(part: Subscale, number: int) -> str:
    return hidden(f"item {number}", part.name)


def _held(part: Subscale, column: nw.Expr, items: int = 1) -> nw.Expr:
    """Return a column of so many items' sums in the smallest type that holds its square."""
    if not part.exact:
        return column.cast(nw.Float64)
    return column.cast(nw.Int16 if (items * part.unit) ** 2 <= SMALLEST else nw.Int64)


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
    summed = _held(part, total(item.cast(nw.Int64) if part.exact else item for item in items), len(items))
    sums = {item_sum(part.name, number): item for number, item in enumerate(items)}
    sums |= {item_sum(part.name, number, number): item * item for number, item in enumerate(items)}
    return sums | {total_sum(part.name, 1): summed, total_sum(part.name, 2): summed * summed}


def _points(questionnaire: Questionnaire, item: str) -> dict[str, nw.Expr]:
    values = questionnaire.items[item].scale.values
    return {point_count(item, place): answer(item) == value for place, value in enumerate(values)}


def _of_both(left: str, right: str) -> dict[str, nw.Expr]:
    there = ~nw.col(left).is_null() & ~nw.col(right).is_null()
    one, other = (nw.when(there).then(nw.col(id) - MIDDLE).otherwise(0.0) for id in (left, right))
    return {
        both_sum(0, 0): there.cast(nw.Int32),
        both_sum(1, 0): one,
        both_sum(0, 1): other,
        both_sum(2, 0): one * one,
        both_sum(0, 2): other * other,
        both_sum(1, 1): one * other,
    }
