"""The two axes against each other: their correlation, and the reliability of their difference, the lean."""

from typing import NamedTuple

from balance.questionnaire.model import Balance, Questionnaire
from balance.scores.subscales import of_axis
from balance.statistics import addends, reasons
from balance.statistics.reliability import of_difference
from balance.statistics.tallied.dimensions import NO_VARIANCE
from balance.statistics.tallied.scores import units
from balance.statistics.tally import Tally


class Known(NamedTuple):
    """One number, or None and why; "" where nothing is to be said."""

    value: float | None
    why: str


class OfDifference(NamedTuple):
    """How the axes go together over the `n` people who have both, and how reliable each and their difference are."""

    n: int
    r: Known
    left: Known
    right: Known
    reliability: Known


def of_axes(whole: Tally, questionnaire: Questionnaire, balance: Balance) -> OfDifference:
    """Return it for a tally of one group; alpha of an axis is over all its items, by those who answered them all."""
    n = int(whole.sums[addends.both_sum(0, 0)][0])
    r = _correlation(whole, n)
    left, right = (_alpha(whole, questionnaire, axis) for axis in (balance.left, balance.right))
    missing = next((each for each in (left, right, r) if each.value is None), None)
    if missing is not None:
        return OfDifference(n, r, left, right, Known(None, missing.why))
    assert left.value is not None  # noqa: S101
    assert right.value is not None  # noqa: S101
    assert r.value is not None  # noqa: S101
    if r.value > 1 - 1e-12:
        return OfDifference(n, r, left, right, Known(None, reasons.ALIKE))
    found = of_difference(left.value, right.value, r.value)
    return OfDifference(n, r, left, right, Known(None, reasons.NEGATIVE) if found < 0 else Known(found, ""))


def _correlation(whole: Tally, n: int) -> Known:
    if n < 3:
        return Known(None, reasons.FEW_BOTH)
    one, other, one2, other2, both = (
        float(whole.sums[addends.both_sum(*powers)][0]) for powers in ((1, 0), (0, 1), (2, 0), (0, 2), (1, 1))
    )
    spread = one2 - one**2 / n, other2 - other**2 / n
    if min(spread) <= NO_VARIANCE * n:
        return Known(None, reasons.ALIKE)
    return Known((both - one * other / n) / (spread[0] * spread[1]) ** 0.5, "")


def _alpha(whole: Tally, questionnaire: Questionnaire, axis: str) -> Known:
    part = of_axis(questionnaire, axis)
    k, n = len(part.places), float(whole.sums[addends.complete(part.name)][0])
    if k < 2:
        return Known(None, reasons.ONE_ITEM)
    if n < 3:
        return Known(None, reasons.FEW)

    def variance(first: str, second: str, unit: float) -> float:
        summed, squared = float(whole.sums[first][0]), float(whole.sums[second][0])
        return (n * squared - summed**2) / (n * (n - 1)) * unit**2

    unit = float(units(questionnaire, part)[0])
    items = [variance(addends.item_sum(part.name, i), addends.item_sum(part.name, i, i), unit) for i in range(k)]
    total = variance(addends.total_sum(part.name, 1), addends.total_sum(part.name, 2), unit)
    if min(items) <= NO_VARIANCE:
        return Known(None, reasons.ALIKE if max(items) <= NO_VARIANCE else reasons.CONSTANT)
    found = k / (k - 1) * (1 - sum(items) / total) if total > NO_VARIANCE else -1.0
    return Known(None, reasons.NEGATIVE) if found < 0 else Known(found, "")
