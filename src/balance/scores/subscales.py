"""What is added up: the places where an item stands, gathered into subscales on one unit."""

import operator
from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

import narwhals as nw

from balance.questionnaire.model import Questionnaire, Scale
from balance.scores.columns import hidden, need


class Place(NamedTuple):
    """An item in a dimension, with its direction there."""

    item: str
    scale: Scale
    reversed: bool

    @property
    def answer(self) -> nw.Expr:
        """Return the column of the answers."""
        return answer(self.item)


class Subscale(NamedTuple):
    """Items added up together; `unit` is the distance of their scales' ends as it is added up.

    Where all items share whole-number scales of one span, values are added as they are, exactly;
    else each is brought to percent first and the unit is 100.
    """

    name: str
    places: tuple[Place, ...]

    @property
    def exact(self) -> bool:
        """Return whether values can be added as whole numbers."""
        scales = [place.scale for place in self.places]
        return all(scale.whole and scale.span == scales[0].span for scale in scales)

    @property
    def unit(self) -> float:
        """Return what 100 percent is in the sums of this subscale."""
        return self.places[0].scale.span if self.exact else 100

    def keyed(self, place: Place) -> nw.Expr:
        """Return an item's distance from its low end, in this subscale's unit; 0 where not answered."""
        scale = place.scale
        origin = scale.high if place.reversed else scale.low
        column = place.answer.fill_null(origin)
        if self.exact:
            column = column.cast(nw.Int32)
            return int(origin) - column if place.reversed else column - int(origin)
        # The cast comes after the nulls are gone: pandas cannot cast them.
        away = origin - column.cast(nw.Float64) if place.reversed else column.cast(nw.Float64) - origin
        return away * (100 / scale.span)


def places(questionnaire: Questionnaire, items: Iterable[str], reversed_: Iterable[str] = ()) -> tuple[Place, ...]:
    """Return where these items stand, with their scales and directions."""
    turned = set(reversed_)
    return tuple(Place(item, questionnaire.items[item].scale, item in turned) for item in items)


def of_dimension(questionnaire: Questionnaire, dimension: str) -> Subscale:
    """Return the subscale of a dimension's items."""
    part = questionnaire.dimensions[dimension]
    return Subscale(dimension, places(questionnaire, part.items, part.reversed))


def of_axis(questionnaire: Questionnaire, axis: str) -> Subscale:
    """Return the subscale of all items of an axis's dimensions, one after the other."""
    parts = (of_dimension(questionnaire, id) for id in questionnaire.axes[axis].dimensions)
    return Subscale(f"axis {axis}", tuple(place for part in parts for place in part.places))


def of_need(questionnaire: Questionnaire, dimension: str) -> Subscale:
    """Return the subscale of a dimension's need questions."""
    return Subscale(need(dimension), places(questionnaire, questionnaire.dimensions[dimension].need))


def answer(item: str) -> nw.Expr:
    """Return the column of an item's answers: a name of its own, for scores may be called as items are."""
    return nw.col(hidden("item", item))


def total(terms: Iterable[nw.Expr]) -> nw.Expr:
    """Add expressions up: a chain of `+` runs on every engine, and twice as fast as a horizontal sum."""
    return reduce(operator.add, terms)


def flag(answered: nw.Expr) -> nw.Expr:
    """Return 1 where something is there, else 0."""
    return (~answered.is_null()).cast(nw.Int32)
