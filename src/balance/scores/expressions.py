"""The definition of every score, as Narwhals expressions (docs/method.md, sections 1 to 3).

A questionnaire compiles to stages; each stage reads columns of the ones before. One column an
item is read: a value of its scale, null where it was not answered.
"""

from collections.abc import Iterable, Sequence

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, inner, need, with_need
from balance.scores.subscales import Place, Subscale, answer, flag, of_dimension, of_need, total

Stage = Sequence[nw.Expr]


def score_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return the stages that compute every score of a questionnaire."""
    dimensions = questionnaire.dimensions
    subscales = [of_dimension(questionnaire, id) for id in dimensions]
    needs = [of_need(questionnaire, id) for id in with_need(questionnaire, dimensions)]
    sums = [expression for part in subscales + needs for expression in counted(part)]
    scores = [subscale_score(questionnaire, part) for part in subscales + needs]
    return [sums, [*scores, answered(questionnaire).alias("answered")], *stages_above(questionnaire)]


def stages_above(questionnaire: Questionnaire) -> list[Stage]:
    """Return the stages after dimensions and needs, which read nothing but these: axes, then lean and level."""
    axes = [expression for id in questionnaire.axes for expression in axis_scores(questionnaire, id)]
    return [axes, balance_scores(questionnaire)] if questionnaire.balance else [axes]


def counted(part: Subscale) -> Stage:
    """Return how many places of a subscale are answered, and their sum in its unit."""
    first, *others = (place.answer for place in part.places)
    # A choice of two numbers costs a third of a flag. Where all is there it is one number, but with a column added.
    choices = (nw.when(each.is_null()).then(0).otherwise(1) for each in others)
    return [
        total([flag(first), *choices]).alias(hidden("n", part.name)),
        part.summed.alias(hidden("sum", part.name)),
    ]


def percent(part: Subscale, required: int) -> nw.Expr:
    """Return the mean of the answered items in percent, 0 to 100; null when fewer than required are.

    POMP: 100 (v - min)/(max - min) by each item's own scale (Cohen, Cohen, Aiken & West 1999).
    """
    n, summed = nw.col(hidden("n", part.name)), nw.col(hidden("sum", part.name))
    # One division of column by column: the top of the scale is exactly 100 on every engine.
    return nw.when(n >= required).then(summed * 100.0 / (n * float(part.unit)))


def subscale_score(questionnaire: Questionnaire, part: Subscale) -> nw.Expr:
    """Return the score of a dimension, or of what is called for there, from how many are `counted`."""
    if part.name in questionnaire.dimensions:
        return dimension_score(questionnaire, part)
    return percent(part, 1).alias(inner(part.name))


def dimension_score(questionnaire: Questionnaire, part: Subscale) -> nw.Expr:
    """Return a dimension's score: percent, or the mean or sum of its (reversed) values."""
    required = questionnaire.required(part.name)
    kind = questionnaire.scoring.score
    if kind == "percent":
        return percent(part, required).alias(inner(part.name))
    n = nw.col(hidden("n", part.name))
    mean = total(_value(place) for place in part.places) / n
    scored = mean if kind == "mean" else mean * len(part.places)
    return nw.when(n >= required).then(scored).alias(inner(part.name))


def _value(place: Place) -> nw.Expr:
    """Return an item's value, turned about the middle of its scale where reversed; 0 where not answered."""
    both_ends = place.scale.low + place.scale.high
    if place.reversed:
        return float(both_ends) - place.answer.fill_null(both_ends).cast(nw.Float64)
    return place.answer.fill_null(0).cast(nw.Float64)


def answered(questionnaire: Questionnaire) -> nw.Expr:
    """Return the share of the distinct items of all dimensions that are answered, 0 to 1."""
    items = questionnaire.scored_items
    standing = [id for part in questionnaire.dimensions.values() for id in part.items]
    if len(standing) == len(items):  # each item in one dimension: the counts are there already
        n = total(nw.col(hidden("n", id)) for id in questionnaire.dimensions)
    else:
        n = total(flag(answer(item)) for item in items)
    # By a column: Polars divides by a literal as it multiplies by 1/48, except in a batch of one row.
    return n / (n * 0 + len(items))


def mean_of(columns: Iterable[str], required: int) -> nw.Expr:
    """Return the mean of the columns that are there; null when fewer than required are."""
    names = list(map(inner, columns))
    n = total(flag(nw.col(name)) for name in names)
    return nw.when(n >= required).then(total(nw.col(name).fill_null(0.0) for name in names) / n)


def axis_scores(questionnaire: Questionnaire, axis: str) -> Stage:
    """Return an axis's score and its need: means over its dimensions, independently of each other."""
    dimensions, required = questionnaire.axes[axis].dimensions, questionnaire.required_on(axis)
    needs = [need(id) for id in with_need(questionnaire, dimensions)]
    both = [mean_of(dimensions, required).alias(inner(axis))]
    if needs:
        both.append(mean_of(needs, required).alias(hidden("need", axis)))
    return both


def balance_scores(questionnaire: Questionnaire) -> Stage:
    """Return lean (right minus left, -100 to 100), level (their mean, 0 to 100) and the needed ones."""
    assert questionnaire.balance is not None  # noqa: S101
    left, right = questionnaire.balance.left, questionnaire.balance.right
    pairs = [("lean", "level", nw.col(inner(left)), nw.col(inner(right)))]
    if questionnaire.asks_needs:
        wanted = nw.col(hidden("need", left)), nw.col(hidden("need", right))
        pairs.append(("needed_lean", hidden("needed level"), *wanted))
    return [
        expression
        for lean, level, low, high in pairs
        for expression in ((high - low).alias(lean), ((low + high) / 2).alias(level))
    ]
