"""How far scores are from what the situation calls for, as Narwhals expressions (docs/method.md, sections 3 to 6)."""

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import POOL, hidden, inner, need, with_need
from balance.scores.expressions import Stage, mean_of
from balance.scores.subscales import of_need, total
from balance.scores.uncertainty import directions, rounding, squared_weights, terms, weight_stages


def gap_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return the stages, after those of uncertainty, of the error of every gap, and of the distances."""
    if questionnaire.scoring.score != "percent":
        return []
    stages: list[Stage] = [[gap_error(questionnaire, id) for id in with_need(questionnaire, questionnaire.dimensions)]]
    return stages + _distance_stages(questionnaire) if questionnaire.balance and questionnaire.asks_needs else stages


def gap_error(questionnaire: Questionnaire, id: str) -> nw.Expr:
    """Return the standard error of need minus score: the dimension's, and the rounding of its need's answers."""
    m = nw.col(hidden("n", need(id)))
    squared = nw.col(hidden("se", id)) ** 2 + rounding(of_need(questionnaire, id)) / (m * m)
    return squared.sqrt().alias(hidden("se gap", id))


def _distance_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return distance and level distance, over the dimensions that have a score and a need, with their errors."""
    signs = directions(questionnaire)
    axes = list(signs["lean"])
    gaps = {axis: with_need(questionnaire, questionnaire.axes[axis].dimensions) for axis in axes}
    differences = [
        (nw.col(inner(id)) - nw.col(inner(need(id)))).alias(hidden("difference", id))
        for ids in gaps.values()
        for id in ids
    ]
    means = [
        mean_of([hidden("difference", id) for id in gaps[axis]], questionnaire.required_on(axis)).alias(
            hidden("difference", axis)
        )
        for axis in axes
    ]
    counts, weights = weight_stages(questionnaire, axes, ("both", "need"))
    distances = [
        total(nw.col(hidden("difference", axis)) * weight for axis, weight in sign.items()).alias(
            hidden("distance", name)
        )
        for name, sign in signs.items()
    ]
    errors = [
        nw.when(~nw.col(hidden("distance", name)).is_null())
        .then(_distance_error(questionnaire, sign))
        .alias(hidden("se distance", name))
        for name, sign in signs.items()
    ]
    return [[*differences, *counts], [*means, *weights], distances, errors]


def _distance_error(questionnaire: Questionnaire, sign: dict[str, float]) -> nw.Expr:
    items = nw.col(hidden("variance", POOL)) * squared_weights(terms(questionnaire, sign, "both"), lambda _: 1.0)
    needs = squared_weights(terms(questionnaire, sign, "need"), lambda place: place.scale.rounding)
    return (items + needs).sqrt()
