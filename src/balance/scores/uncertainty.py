"""Standard errors, degrees of freedom and intervals, as Narwhals expressions (docs/method.md, sections 4 to 6)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import POOL, hidden, need, with_interval, with_need
from balance.scores.expressions import Stage, counted, mean_of
from balance.scores.pools import Pool, pools
from balance.scores.student import t_quantile
from balance.scores.subscales import Place, Subscale, answer, flag, of_dimension, of_need, total


class Term(NamedTuple):
    """A subscale in a weighted sum: which column holds the weight of each of its answered places, with which sign."""

    part: Subscale
    weight: str
    sign: float


def uncertainty_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return the stages, after the scores', that give every score its standard error and degrees of freedom."""
    if questionnaire.scoring.score != "percent":
        return []
    found = pools(questionnaire)
    stages: list[Stage] = [
        _missing_sums(found, questionnaire),
        [spread(group) for pool in found for group in pool.groups],
        [expression for pool in found for expression in pool_sums(pool)],
        [pool_variance(pool) for pool in found],
        [expression for pool in found for id in pool.dimensions for expression in _of_one(questionnaire, pool, id)],
        [gap_error(questionnaire, id) for id in with_need(questionnaire, questionnaire.dimensions)],
    ]
    if questionnaire.axes:
        stages += _axis_stages(questionnaire)
    return stages


def _missing_sums(found: Sequence[Pool], questionnaire: Questionnaire) -> Stage:
    groups = [group for pool in found for group in pool.groups if group.name not in questionnaire.dimensions]
    return [expression for group in groups for expression in counted(group)]


def spread(group: Subscale) -> nw.Expr:
    """Return the sum of squares of a group's answered items about their mean, in percent squared."""
    mean = nw.col(hidden("sum", group.name)) / nw.col(hidden("n", group.name))
    squares = (
        nw.when(~place.answer.is_null()).then((group.keyed(place) - mean) ** 2).otherwise(0.0) for place in group.places
    )
    return (total(squares) * (100 / group.unit) ** 2).alias(hidden("squares", group.name))


def pool_sums(pool: Pool) -> Stage:
    """Return a pool's degrees of freedom, its mean square s² and its floor: the variance of rounding."""
    counts = [nw.col(hidden("n", group.name)) for group in pool.groups]
    df = total(nw.when(n > 0).then(n - 1).otherwise(0) for n in counts)
    squares = total(nw.col(hidden("squares", group.name)) for group in pool.groups)
    return [
        df.alias(hidden("df", pool.name)),
        nw.when(df > 0).then(squares / df).alias(hidden("mean square", pool.name)),
        _rounding(pool.places).alias(hidden("floor", pool.name)),
    ]


def _rounding(places: Sequence[Place]) -> nw.Expr:
    """Return the mean of step²/12 over the answered places (Sheppard 1898)."""
    flags = [flag(place.answer) for place in places]
    weighted = total(each * place.scale.rounding for each, place in zip(flags, places, strict=True))
    n = total(flags)
    return nw.when(n > 0).then(weighted / n)


def pool_variance(pool: Pool) -> nw.Expr:
    """Return the variance of an item of the pool, in percent squared; null without degrees of freedom."""
    return _larger(nw.col(hidden("mean square", pool.name)), nw.col(hidden("floor", pool.name))).alias(
        hidden("variance", pool.name)
    )


def _larger(value: nw.Expr, floor: nw.Expr) -> nw.Expr:
    """Return the larger of two; null where the first is."""
    return nw.when(value < floor).then(floor).otherwise(value)


def _of_one(questionnaire: Questionnaire, pool: Pool, id: str) -> Stage:
    """Return the standard error and degrees of freedom of one dimension.

    From two answered items on, half its own spread and half the pool's, with 2 (n - 1) degrees of
    freedom; with one, the pool's.
    """
    n, scored = nw.col(hidden("n", id)), ~nw.col(id).is_null()
    variance, df = nw.col(hidden("variance", pool.name)), nw.col(hidden("df", pool.name))
    if len(questionnaire.dimensions[id].items) > 1:
        own = nw.col(hidden("squares", id)) / (n - 1)
        moderated = _larger((nw.col(hidden("mean square", pool.name)) + own) / 2, nw.col(hidden("floor", pool.name)))
        variance = nw.when(n > 1).then(moderated).otherwise(variance)
        df = nw.when(n > 1).then(2 * (n - 1)).otherwise(df)
    return [
        nw.when(scored).then((variance / n).sqrt()).alias(hidden("se", id)),
        nw.when(scored).then(df).alias(hidden("df", id)),
    ]


def gap_error(questionnaire: Questionnaire, id: str) -> nw.Expr:
    """Return the standard error of need minus score: the dimension's, and the rounding of its need's answers."""
    m = nw.col(hidden("n", need(id)))
    rounding = _rounding(of_need(questionnaire, id).places) / m
    return (nw.col(hidden("se", id)) ** 2 + rounding).sqrt().alias(hidden("se gap", id))


def _axis_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return standard errors of the axes and, where there is a balance, of lean, level and their distances."""
    axes = questionnaire.axes
    stages: list[Stage] = [
        [weight for axis in axes for weight in _weights(questionnaire, axis, "score")],
        [_error(_terms(questionnaire, {axis: 1}, "score")).alias(hidden("se", axis)) for axis in axes],
    ]
    if questionnaire.balance is None:
        return stages
    left, right = questionnaire.balance.left, questionnaire.balance.right
    signs = {"lean": {left: -1.0, right: 1.0}, "level": {left: 0.5, right: 0.5}}
    stages.append(
        [
            nw.when(~nw.col(name).is_null())
            .then(_error(_terms(questionnaire, sign, "score")))
            .alias(hidden("se", name))
            for name, sign in signs.items()
        ]
    )
    return stages + (_distance_stages(questionnaire, signs) if questionnaire.asks_needs else [])


def _weights(questionnaire: Questionnaire, axis: str, kind: str) -> Stage:
    """Return what each answered item of each dimension weighs in the axis's mean: 1/(dimensions · items).

    `kind` "score": over the dimensions that have a score; "both" and "need": over those that have a
    score and a need, for the items and for the need questions.
    """
    dimensions = questionnaire.axes[axis].dimensions
    if kind == "score":
        counted_in = {id: ~nw.col(id).is_null() for id in dimensions}
    else:
        asked = with_need(questionnaire, dimensions)
        counted_in = {id: ~nw.col(id).is_null() & ~nw.col(need(id)).is_null() for id in asked}
    n_dimensions = total(inside.cast(nw.Int32) for inside in counted_in.values())
    column = need if kind == "need" else str
    return [
        nw.when(inside)
        .then(1.0 / (n_dimensions * nw.col(hidden("n", column(id)))))
        .otherwise(0.0)
        .alias(hidden(f"weight {kind} {axis}", id))
        for id, inside in counted_in.items()
    ]


def _terms(questionnaire: Questionnaire, signs: dict[str, float], kind: str) -> list[Term]:
    make = of_need if kind == "need" else of_dimension
    terms = []
    for axis, sign in signs.items():
        dimensions: Iterable[str] = questionnaire.axes[axis].dimensions
        if kind != "score":
            dimensions = with_need(questionnaire, dimensions)
        terms += [Term(make(questionnaire, id), hidden(f"weight {kind} {axis}", id), sign) for id in dimensions]
    return terms


def _error(terms: Sequence[Term]) -> nw.Expr:
    """Return the standard error of a weighted sum of items: the pool's variance times the sum of w²."""
    return (nw.col(hidden("variance", POOL)) * squared_weights(terms, lambda _: 1.0)).sqrt()


def squared_weights(terms: Sequence[Term], factor: Callable[[Place], float]) -> nw.Expr:
    """Return the sum of w² over the answered items; weights of an item that stands more than once are added up.

    `factor` multiplies each item's w²: 1, or the variance of its rounding.
    """
    standing = Counter(place.item for term in terms for place in term.part.places)
    squares = []
    shared: dict[str, list[tuple[Place, Term]]] = {}
    for term in terms:
        alone = []
        for place in term.part.places:
            if standing[place.item] > 1:
                shared.setdefault(place.item, []).append((place, term))
            else:
                alone.append(flag(place.answer) * factor(place))
        if alone:
            squares.append(total(alone) * (nw.col(term.weight) * term.sign) ** 2)
    for item, stands in shared.items():
        weight = total(nw.col(term.weight) * (-term.sign if place.reversed else term.sign) for place, term in stands)
        squares.append(flag(answer(item)) * weight**2 * factor(stands[0][0]))
    return total(squares)


def _distance_stages(questionnaire: Questionnaire, signs: dict[str, dict[str, float]]) -> list[Stage]:
    """Return distance and level distance, over the dimensions that have a score and a need, with their errors."""
    axes = list(signs["lean"])
    gaps = {axis: with_need(questionnaire, questionnaire.axes[axis].dimensions) for axis in axes}
    differences = [
        (nw.col(id) - nw.col(need(id))).alias(hidden("difference", id)) for ids in gaps.values() for id in ids
    ]
    means = [
        mean_of([hidden("difference", id) for id in gaps[axis]], questionnaire.required_on(axis)).alias(
            hidden("difference", axis)
        )
        for axis in axes
    ]
    weights = [each for axis in axes for kind in ("both", "need") for each in _weights(questionnaire, axis, kind)]
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
    return [differences, means + weights, distances, errors]


def _distance_error(questionnaire: Questionnaire, sign: dict[str, float]) -> nw.Expr:
    items = nw.col(hidden("variance", POOL)) * squared_weights(_terms(questionnaire, sign, "both"), lambda _: 1.0)
    needs = squared_weights(_terms(questionnaire, sign, "need"), lambda place: place.scale.rounding)
    return (items + needs).sqrt()


def interval_stage(questionnaire: Questionnaire) -> Stage:
    """Return the ends of every 95 % t interval, ended where the scale ends (0 or -100, and 100)."""
    stage = []
    for name in with_interval(questionnaire):
        df = hidden("df", name if name in questionnaire.dimensions else POOL)
        half = nw.col(hidden("se", name)) * _quantile(df, questionnaire)
        floor = -100.0 if name == "lean" else 0.0
        stage += [
            (nw.col(name) - half).clip(floor, 100.0).alias(f"{name}_low"),
            (nw.col(name) + half).clip(floor, 100.0).alias(f"{name}_high"),
        ]
    return stage


def _quantile(df: str, questionnaire: Questionnaire) -> nw.Expr:
    """Return t(.975) by a column of degrees of freedom; null where there are none."""
    most = 2 * sum(len(part.items) for part in questionnaire.dimensions.values())
    known = list(range(1, most + 1))
    return nw.col(df).replace_strict(
        known, [t_quantile(0.975, each) for each in known], default=None, return_dtype=nw.Float64
    )
