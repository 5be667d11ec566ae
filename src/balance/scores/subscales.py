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

    @property
    def origin(self) -> float:
        """Return the end of the scale from which the answer is counted."""
        return self.scale.high if self.reversed else self.scale.low


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

    @property
    def summed(self) -> nw.Expr:
        """Return the sum of what `keyed` gives, the ends of whole-number scales taken off all at once."""
        if not self.exact:
            return total(map(self.keyed, self.places))
        ends = sum(int(place.scale.high) if place.reversed else -int(place.scale.low) for place in self.places)
        return reduce(lambda so_far, place: so_far - _whole(place) if place.reversed else so_far + _whole(place),
                      self.places, nw.lit(ends, nw.Int32))  # fmt: skip

    def keyed(self, place: Place) -> nw.Expr:
        """Return an item's distance from its low end, in this subscale's unit; 0 where not answered."""
        if self.exact:
            return int(place.origin) - _whole(place) if place.reversed else _whole(place) - int(place.origin)
        # The cast comes after the nulls are gone: pandas cannot cast them.
        column = place.answer.fill_null(place.origin).cast(nw.Float64)
        away = place.origin - column if place.reversed else column - place.origin
        return away * (100 / place.scale.span)


def _whole(place: Place) -> nw.Expr:
    """Return an item's value as a whole number; where not answered its origin."""
    return place.answer.fill_null(place.origin).cast(nw.Int32)


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
    """Return 1 where something is there, else 0.

    Not by when, then, otherwise: where all is there Polars makes one number of that, and divides by it as it
    multiplies by its inverse.
    """
    return (~answered.is_null()).cast(nw.Int32)
