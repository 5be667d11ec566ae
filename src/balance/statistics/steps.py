"""How finely a score is stepped: in how many steps of one size its scale is divided, so that every score is whole.

A score is a mean of whole numbers over few numbers of items, so that it is a fraction with a known denominator; as a
whole number of steps it is counted faster, and added up without rounding.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import lcm

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, need, with_need
from balance.scores.subscales import Subscale, of_dimension, of_need

MOST_OF_ITEMS = 10_000
MOST = 10**6


def whole_unit(part: Subscale) -> int | None:
    """Return in how many steps each item goes from end to end so that all its points are whole; None if too many."""
    unit = lcm(*(_steps_between(place.scale.low, place.scale.span, place.scale.values) for place in part.places))
    return unit if unit <= MOST_OF_ITEMS else None


@cache
def _steps_between(low: float, span: float, values: tuple[float, ...]) -> int:
    start, length = Fraction(str(low)), Fraction(str(span))
    return lcm(*(((Fraction(str(value)) - start) / length).denominator for value in values))


def score_steps(questionnaire: Questionnaire) -> dict[str, int]:
    """Return the steps from 0 to 100 of every score, and every need, by its column; those without are left out."""
    if questionnaire.scoring.score != "percent":
        return {}
    asked = with_need(questionnaire, questionnaire.dimensions)
    parts = {id: of_dimension(questionnaire, id) for id in questionnaire.dimensions}
    found = {id: _mean_of(whole_unit(part), questionnaire.required(id), len(part.places)) for id, part in parts.items()}
    found |= {need(id): _of_need(of_need(questionnaire, id)) for id in asked}
    for id, axis in questionnaire.axes.items():
        required = questionnaire.required_on(id)
        found[id] = _mean_of(_common(found[each] for each in axis.dimensions), required, len(axis.dimensions))
        of = with_need(questionnaire, axis.dimensions)
        if of:
            found[hidden("need", id)] = _mean_of(_common(found[need(each)] for each in of), required, len(of))
    if questionnaire.balance:
        left, right = questionnaire.balance.left, questionnaire.balance.right
        found |= _of_both("lean", "level", found[left], found[right])
        if questionnaire.asks_needs:
            both = (found.get(hidden("need", left)), found.get(hidden("need", right)))
            found |= _of_both("needed_lean", hidden("needed level"), *both)
    return {column: steps for column, steps in found.items() if steps is not None and steps <= MOST}


def _of_need(part: Subscale) -> int | None:
    return _mean_of(whole_unit(part), 1, len(part.places))


def _mean_of(unit: int | None, fewest: int, most: int) -> int | None:
    """Return the steps of a mean over so many parts, each of them in `unit` steps."""
    return None if unit is None else unit * lcm(*range(min(fewest, most), most + 1))


def _common(units: Iterable[int | None]) -> int | None:
    known = list(units)
    return None if None in known else lcm(*(each for each in known if each is not None))


def _of_both(lean: str, level: str, left: int | None, right: int | None) -> dict[str, int | None]:
    both = _common((left, right))
    return {lean: both, level: None if both is None else 2 * both}
