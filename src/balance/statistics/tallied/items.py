"""Each item of a dimension: its answers, and what it does among the others."""

from typing import TYPE_CHECKING, Any, NamedTuple

from balance.questionnaire.model import Questionnaire
from balance.scores.subscales import Place
from balance.statistics import addends, reasons
from balance.statistics.items import alpha_without, item_rest
from balance.statistics.spread import Spread, spread
from balance.statistics.tallied.told import Told, told
from balance.statistics.tally import Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray


class OfItem(NamedTuple):
    """One item in its dimension, over all who answered it, in the unit of its score and turned where reversed.

    `counts` are of the points of its scale in their order, groups by points, not turned.
    """

    spread: Spread
    counts: "NDArray[Any]"


def of_item(tally: Tally, questionnaire: Questionnaire, place: Place) -> OfItem:
    """Return the spread and the counts of an item."""
    import numpy as np

    values = place.scale.values
    counts = np.stack([tally.sums[addends.point_count(place.item, n)] for n in range(len(values))], axis=-1)
    keyed = np.array([_keyed(questionnaire, place, value) for value in values])
    low, high = sorted(_keyed(questionnaire, place, end) for end in (place.scale.low, place.scale.high))
    groups = np.repeat(np.arange(tally.groups), len(values))
    bounds = low + (high - low) / 3, high - (high - low) / 3
    return OfItem(spread(groups, np.tile(keyed, tally.groups), counts.ravel(), tally.groups, bounds), counts)


def _keyed(questionnaire: Questionnaire, place: Place, value: float) -> float:
    """Return a value as it counts in the dimension: in percent, or as a value where the score is of values."""
    scale = place.scale
    away = scale.high - value if place.reversed else value - scale.low
    return 100 * away / scale.span if questionnaire.scoring.score == "percent" else away + scale.low


def among_others(covariances: "NDArray[Any]", complete: "NDArray[Any]", none: float) -> tuple[Told, Told]:
    """Return the correlation of each item with the rest, and alpha without it, shape (groups, items).

    `complete` counts the rows that the covariances are of; a variance under `none` is none.
    """
    import numpy as np

    k, variances = covariances.shape[-1], np.diagonal(covariances, axis1=1, axis2=2)
    constant = variances <= none
    others_constant = constant.sum(axis=1, keepdims=True) - constant
    rest = covariances.sum(axis=(1, 2))[:, None] - 2 * covariances.sum(axis=2) + variances
    without = alpha_without(covariances) if k > 2 else np.full(constant.shape, np.nan)
    alone, few = (np.array(k < 2), reasons.ONE_ITEM), ((complete < 3)[:, None], reasons.FEW)
    opposed = (rest <= none, reasons.NEGATIVE)
    return (
        told(
            item_rest(covariances),
            *(alone, few),
            (constant | (others_constant == k - 1), reasons.CONSTANT),
            opposed,
        ),
        told(
            without,
            *(alone, (np.array(k < 3), reasons.TWO_ITEMS), few),
            (others_constant > 0, reasons.CONSTANT),
            opposed,
            (without < 0, reasons.NEGATIVE),
        ),
    )
