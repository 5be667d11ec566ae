"""Spread of each score, and what is called for."""

from typing import TYPE_CHECKING, Any

from balance.questionnaire.model import Questionnaire
from balance.scores.subscales import Subscale
from balance.statistics import addends
from balance.statistics.spread import Spread, spread
from balance.statistics.steps import score_steps
from balance.statistics.tally import Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray


def of_score(tally: Tally, questionnaire: Questionnaire, score: str) -> Spread:
    """Return the spread of a score, in its unit; its three classes are those of `class_bounds`."""
    return spread(*tally.scores[score], of=tally.groups, bounds=class_bounds(questionnaire, score))


def class_bounds(questionnaire: Questionnaire, score: str) -> tuple[float, float]:
    """Return where the middle of three classes begins and ends: thirds of the scale; for the lean, the margin."""
    if score == "lean":
        assert questionnaire.balance is not None  # noqa: S101
        return -questionnaire.balance.margin, questionnaire.balance.margin
    low, high = 0.0, 100.0
    if questionnaire.scoring.score != "percent" and score in questionnaire.dimensions:
        scales = [questionnaire.items[item].scale for item in questionnaire.dimensions[score].items]
        by = 1 if questionnaire.scoring.score == "sum" else len(scales)
        low, high = sum(scale.low for scale in scales) / by, sum(scale.high for scale in scales) / by
    return low + (high - low) / 3, high - (high - low) / 3


def need_means(tally: Tally, questionnaire: Questionnaire, score: str) -> "NDArray[Any]":
    """Return the mean of what is called for, over those who have one; NaN where it is not asked or nobody has."""
    import numpy as np

    column = addends.needs(questionnaire).get(score)
    if column is None:
        return np.full(tally.groups, np.nan)
    steps = score_steps(questionnaire).get(column)
    with np.errstate(invalid="ignore"):
        mean = tally.sums[addends.need_sum(column)] / tally.sums[addends.need_count(column)]
    return np.asarray(mean if steps is None else mean * 100 / steps)


def units(questionnaire: Questionnaire, part: Subscale) -> "NDArray[Any]":
    """Return what one step of each item, as it is added up, is in the unit of the score: percent, or values."""
    import numpy as np

    percent = questionnaire.scoring.score == "percent"
    return np.array([100 if percent else place.scale.span for place in part.places]) / addends.step_unit(part)
