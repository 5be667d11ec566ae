"""The two axes against each other: their correlation, and the reliability of their difference, the lean."""

from typing import TYPE_CHECKING, Any, NamedTuple

from balance.questionnaire.model import Balance, Questionnaire
from balance.scores.subscales import of_axis
from balance.statistics import addends, reasons
from balance.statistics.reliability import of_difference
from balance.statistics.tallied.dimensions import NO_VARIANCE
from balance.statistics.tallied.scores import units
from balance.statistics.tally import Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray


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


def of_axes(whole: Tally, pairs: "NDArray[Any]", questionnaire: Questionnaire, balance: Balance) -> OfDifference:
    """Return it for a tally of one group and `axis_pairs`; alpha is over all items of an axis, by who answered all."""
    n = int(pairs[:, 2].sum())
    r = _correlation(pairs, n)
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


def _correlation(pairs: "NDArray[Any]", n: int) -> Known:
    if n < 3:
        return Known(None, reasons.FEW_BOTH)
    counts = pairs[:, 2]
    one, other = (column - (counts * column).sum() / n for column in (pairs[:, 0], pairs[:, 1]))
    squares = float((counts * one * one).sum()), float((counts * other * other).sum())
    if min(squares) <= NO_VARIANCE * n:
        return Known(None, reasons.ALIKE)
    return Known(float((counts * one * other).sum()) / (squares[0] * squares[1]) ** 0.5, "")


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
