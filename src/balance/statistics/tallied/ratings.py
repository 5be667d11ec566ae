"""Whether the people of a group say the same, where they all describe one person."""

from typing import TYPE_CHECKING, Any

from balance.questionnaire.model import Questionnaire
from balance.scores.subscales import Subscale
from balance.statistics import reasons
from balance.statistics.agreement import average_deviation, rwg_j, uniform_variance
from balance.statistics.tallied.told import Told, told

if TYPE_CHECKING:
    from numpy.typing import NDArray


def of_ratings(questionnaire: Questionnaire, part: Subscale, counts: "list[NDArray[Any]]") -> tuple[Told, Told]:
    """Return rwg(j), of one item rwg, and the average deviation in values, over all answers to each item.

    `counts` holds, for each item, how many of each group gave each point of its scale. Not there in a questionnaire
    that people answer about themselves; marked where it does not say whom it is about.
    """
    import numpy as np

    n = np.stack([each.sum(axis=1) for each in counts], axis=-1)
    values = [np.array(place.scale.values, dtype=float) for place in part.places]
    variances = np.stack([_variance(points, each) for points, each in zip(values, counts, strict=True)], axis=-1)
    deviations = np.stack(
        [average_deviation(points, each) for points, each in zip(values, counts, strict=True)], axis=-1
    )
    few = (
        (np.array(questionnaire.target == "self"), reasons.SELF),
        ((n < 1).any(axis=1), reasons.NOBODY),
        ((n < 2).any(axis=1), reasons.ALONE),
    )
    mixed = np.array(len({place.scale.values for place in part.places}) > 1)
    both = (
        told(rwg_j(variances, [uniform_variance(points) for points in values]), *few),
        told(deviations.mean(axis=1), *few, (mixed, reasons.SCALES)),
    )
    return both if questionnaire.target else (_marked(both[0]), _marked(both[1]))


def _variance(points: "NDArray[Any]", counts: "NDArray[Any]") -> "NDArray[Any]":
    import numpy as np

    n = counts.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = (counts * points).sum(axis=1) / n
        return np.asarray((counts * (points - means[:, None]) ** 2).sum(axis=1) / (n - 1))


def _marked(found: Told) -> Told:
    import numpy as np

    return Told(found.value, np.where(found.why == "", reasons.NO_TARGET, found.why))
