"""Standard errors and degrees of freedom, as Narwhals expressions (docs/method.md, sections 4 to 6).

What is divided stands in a column of its own: in SQL a quotient writes both its parts out three times and more, so
that a quotient of quotients grows beyond what an engine can plan in good time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import POOL, hidden, inner, need, with_need
from balance.scores.expressions import Stage, counted
from balance.scores.pools import Pool, pools
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
        [mean(group) for pool in found for group in pool.groups],
        [spread(group) for pool in found for group in pool.groups],
        [expression for pool in found for expression in pool_sums(pool)],
        [expression for pool in found for expression in _mean_squares(pool)],
        [expression for pool in found for expression in _variances(pool)],
        [expression for pool in found for id in pool.dimensions for expression in _of_one(pool, id)],
    ]
    return stages + _axis_stages(questionnaire) if questionnaire.axes else stages


def _missing_sums(found: Sequence[Pool], questionnaire: Questionnaire) -> Stage:
    groups = [group for pool in found for group in pool.groups if group.name not in questionnaire.dimensions]
    return [expression for group in groups for expression in counted(group)]


def mean(group: Subscale) -> nw.Expr:
    """Return the mean of a group's answered items, in its unit: what `spread` reads."""
    return (nw.col(hidden("sum", group.name)) / nw.col(hidden("n", group.name))).alias(hidden("mean", group.name))


def spread(group: Subscale) -> nw.Expr:
    """Return the sum of squares of a group's answered items about their mean, in percent squared."""
    centre = nw.col(hidden("mean", group.name))
    squares = (
        nw.when(~place.answer.is_null()).then((group.keyed(place) - centre) ** 2).otherwise(0.0)
        for place in group.places
    )
    return (total(squares) * (100 / group.unit) ** 2).alias(hidden("squares", group.name))


def pool_sums(pool: Pool) -> Stage:
    """Return what the answered items of a pool add up to: how many, degrees of freedom, squares, and rounding."""
    counts = [nw.col(hidden("n", group.name)) for group in pool.groups]
    sums = {
        "n": total(counts),
        "df": total(nw.when(n > 0).then(n - 1).otherwise(0) for n in counts),
        "squares": total(nw.col(hidden("squares", group.name)) for group in pool.groups),
        "rounding": total(rounding(group) for group in pool.groups),
    }
    return [expression.alias(hidden(name, pool.name)) for name, expression in sums.items()]


def rounding(part: Subscale) -> nw.Expr:
    """Return the sum of step²/12 over the answered places (Sheppard 1898)."""
    return _added(part, lambda place: place.scale.rounding)


def _mean_squares(pool: Pool) -> Stage:
    """Return a pool's mean square s² and its floor, the variance of rounding; and each dimension's own mean square."""
    n, df = nw.col(hidden("n", pool.name)), nw.col(hidden("df", pool.name))
    floor = nw.when(n > 0).then(nw.col(hidden("rounding", pool.name)) / n).alias(hidden("floor", pool.name))
    freedoms = {pool.name: df} | {id: nw.col(hidden("n", id)) - 1 for id in pool.moderated}
    return [
        floor,
        *(
            nw.when(freedom > 0).then(nw.col(hidden("squares", name)) / freedom).alias(hidden("mean square", name))
            for name, freedom in freedoms.items()
        ),
    ]


def _added(part: Subscale, factor: Callable[[Place], float]) -> nw.Expr:
    """Return the sum of a factor of every place over those that are answered."""
    alike = {factor(place) for place in part.places}
    if len(alike) == 1:  # how many are answered is known
        return nw.col(hidden("n", part.name)) * alike.pop()
    return total(flag(place.answer) * factor(place) for place in part.places)


def _variances(pool: Pool) -> Stage:
    """Return the variance of an item of the pool, and of each of its dimensions; null without degrees of freedom.

    From two answered items on, a dimension's is half its own mean square and half the pool's; with one, the pool's.
    """
    of_pool, floor = nw.col(hidden("mean square", pool.name)), nw.col(hidden("floor", pool.name))
    squares = {pool.name: of_pool} | dict.fromkeys(pool.dimensions, of_pool)
    for id in pool.moderated:
        own = nw.col(hidden("mean square", id))
        squares[id] = nw.when(~own.is_null()).then((of_pool + own) / 2).otherwise(of_pool)
    return [_larger(each, floor).alias(hidden("variance", name)) for name, each in squares.items()]


def _larger(value: nw.Expr, floor: nw.Expr) -> nw.Expr:
    """Return the larger of two; null where the first is."""
    return nw.when(value < floor).then(floor).otherwise(value)


def _of_one(pool: Pool, id: str) -> Stage:
    """Return the standard error and degrees of freedom of one dimension: 2 (n - 1); with one answer, the pool's."""
    n, scored = nw.col(hidden("n", id)), ~nw.col(inner(id)).is_null()
    df = nw.col(hidden("df", pool.name))
    if id in pool.moderated:
        df = nw.when(n > 1).then(2 * (n - 1)).otherwise(df)
    return [
        nw.when(scored).then((nw.col(hidden("variance", id)) / n).sqrt()).alias(hidden("se", id)),
        nw.when(scored).then(df).alias(hidden("df", id)),
    ]


def _axis_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return standard errors of the axes and, where there is a balance, of lean and level."""
    axes = questionnaire.axes
    errors = [_error(terms(questionnaire, {axis: 1}, "score")).alias(hidden("se", axis)) for axis in axes]
    errors += [
        nw.when(~nw.col(name).is_null()).then(_error(terms(questionnaire, sign, "score"))).alias(hidden("se", name))
        for name, sign in directions(questionnaire).items()
    ]
    return [*weight_stages(questionnaire, axes, ("score",)), errors]


def directions(questionnaire: Questionnaire) -> dict[str, dict[str, float]]:
    """Return how the axes are added up to lean and level; empty where there is no balance."""
    if questionnaire.balance is None:
        return {}
    left, right = questionnaire.balance.left, questionnaire.balance.right
    return {"lean": {left: -1.0, right: 1.0}, "level": {left: 0.5, right: 0.5}}


def weight_stages(questionnaire: Questionnaire, axes: Iterable[str], kinds: Iterable[str]) -> list[Stage]:
    """Return what each answered item of each dimension weighs in its axis's mean: 1/(dimensions · items).

    `kind` "score": over the dimensions that have a score; "both" and "need": over those that have a
    score and a need, for the items and for the need questions.
    """
    counts, weights = [], []
    for axis in axes:
        for kind in kinds:
            counted_in = _counted_in(questionnaire, axis, kind)
            dimensions = hidden(f"dimensions {kind}", axis)
            counts.append(total(there.cast(nw.Int32) for there in counted_in.values()).alias(dimensions))
            for id, there in counted_in.items():
                n = nw.col(hidden("n", need(id) if kind == "need" else id))
                weight = nw.when(there).then(1.0 / (nw.col(dimensions) * n)).otherwise(0.0)
                weights.append(weight.alias(hidden(f"weight {kind} {axis}", id)))
    return [counts, weights]


def _counted_in(questionnaire: Questionnaire, axis: str, kind: str) -> dict[str, nw.Expr]:
    """Return whether each dimension of an axis counts."""
    dimensions = questionnaire.axes[axis].dimensions
    if kind == "score":
        return {id: ~nw.col(inner(id)).is_null() for id in dimensions}
    asked = with_need(questionnaire, dimensions)
    return {id: ~nw.col(inner(id)).is_null() & ~nw.col(inner(need(id))).is_null() for id in asked}


def terms(questionnaire: Questionnaire, signs: dict[str, float], kind: str) -> list[Term]:
    """Return the dimensions that count in a weighted sum of axes, or their needs, with the columns of their weights."""
    make = of_need if kind == "need" else of_dimension
    found = []
    for axis, sign in signs.items():
        dimensions: Iterable[str] = questionnaire.axes[axis].dimensions
        if kind != "score":
            dimensions = with_need(questionnaire, dimensions)
        found += [Term(make(questionnaire, id), hidden(f"weight {kind} {axis}", id), sign) for id in dimensions]
    return found


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
        alone = [place for place in term.part.places if standing[place.item] == 1]
        for place in term.part.places:
            if place not in alone:
                shared.setdefault(place.item, []).append((place, term))
        if alone:
            whole = len(alone) == len(term.part.places)
            added = _added(term.part, factor) if whole else total(flag(each.answer) * factor(each) for each in alone)
            squares.append(added * (nw.col(term.weight) * term.sign) ** 2)
    for item, stands in shared.items():
        weight = total(nw.col(term.weight) * (-term.sign if place.reversed else term.sign) for place, term in stands)
        squares.append(flag(answer(item)) * weight**2 * factor(stands[0][0]))
    return total(squares)
