"""All that a tally tells, by the names that JSON has: a tree a group, None where there is no number."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from balance.questionnaire.model import Questionnaire
from balance.scores.subscales import Subscale, of_dimension
from balance.statistics import addends, reasons
from balance.statistics.spread import Spread
from balance.statistics.tallied import dimensions, items, ratings, scores
from balance.statistics.tallied.axes import Known, of_axes
from balance.statistics.tallied.breakdowns import of_breakdown
from balance.statistics.tallied.columns import Alike, Notes, Tree, Where
from balance.statistics.tallied.told import Told
from balance.statistics.tally import Tally, scored

if TYPE_CHECKING:
    from numpy.typing import NDArray

Columns = dict[str, Any]


def spreads(tally: Tally, questionnaire: Questionnaire) -> dict[str, Spread]:
    """Return the spread of every score, over the groups: what the others begin with."""
    return {score: scores.of_score(tally, questionnaire, score) for score in scored(questionnaire)}


def groups(tally: Tally, questionnaire: Questionnaire, spreads: dict[str, Spread]) -> Alike:
    """Return `n, dimensions, axes, lean, level` of every group."""
    import numpy as np

    found = {score: _score(tally, questionnaire, score, spread) for score, spread in spreads.items()}
    for id in questionnaire.dimensions:
        found[id] = _dimension(tally, questionnaire, of_dimension(questionnaire, id), spreads[id], found[id])
    return Alike(
        tally.labels,
        tally.groups,
        {
            "n": tally.people.astype(np.int64),
            "dimensions": {id: found[id] for id in questionnaire.dimensions},
            "axes": {id: found[id] for id in questionnaire.axes},
            **{score: found.get(score) for score in ("lean", "level")},
        },
    )


def _score(tally: Tally, questionnaire: Questionnaire, score: str, spread: Spread) -> Columns:
    import numpy as np

    needs = scores.need_means(tally, questionnaire, score)
    asked = score in addends.needs(questionnaire)
    classes = dict(zip(("low", "middle", "high"), spread.classes.T, strict=True))
    return {
        **_spread(spread),
        "classes": Where(spread.n > 0, classes),
        "need": needs,
        "notes": _noted(spread, {"need": np.where(np.isnan(needs), reasons.NOBODY, "")} if asked else {}),
    }


def _spread(spread: Spread) -> Columns:
    quartiles = Where(spread.n > 0, tuple(spread.quartiles.T))
    return {"n": spread.n, "mean": spread.mean, "sd": spread.sd, "quartiles": quartiles}


def _noted(spread: Spread, more: "dict[str, NDArray[Any]]") -> Notes:
    """Return why there is no mean or SD, and what else is to be said."""
    import numpy as np

    nobody = np.where(spread.n < 1, reasons.NOBODY, "")
    return Notes({"mean": nobody, "sd": np.where(spread.n == 1, reasons.ALONE, nobody), **more})


def _dimension(tally: Tally, questionnaire: Questionnaire, part: Subscale, spread: Spread, score: Columns) -> Columns:
    """Return what there is of a score, and the numbers that only dimensions have."""
    complete = tally.sums[addends.complete(part.name)]
    covs = dimensions.covariances(tally, questionnaire, part)
    found = dimensions.of_dimension(complete, covs, spread.sd)
    told = [items.of_item(tally, questionnaire, place) for place in part.places]
    rwg, ad = ratings.of_ratings(questionnaire, part, [each.counts for each in told])
    r_drop, without = items.among_others(covs, complete, dimensions.NO_VARIANCE)
    by_item = {
        place.item: _item(each, place.scale.values, _at(r_drop, n), _at(without, n))
        for n, (place, each) in enumerate(zip(part.places, told, strict=True))
    }
    why = {"alpha": found.alpha, "omega": found.omega, "sem": found.sem, "rwg": rwg, "ad": ad}
    return {
        **score,
        "notes": Notes({**score["notes"].codes, **_why(why)}),
        "n_complete": found.n_complete,
        "alpha": found.alpha.value,
        "alpha_low": found.low,
        "alpha_high": found.high,
        "omega": found.omega.value,
        "sem": found.sem.value,
        "items": by_item,
        "rwg": rwg.value,
        "ad": ad.value,
    }


def _item(item: items.OfItem, values: Sequence[float], r_drop: Told, without: Told) -> Columns:
    names = [f"{value:g}" for value in values]
    return {
        **_spread(item.spread),
        "counts": dict(zip(names, item.counts.astype(int).T, strict=True)),
        "r_drop": r_drop.value,
        "alpha_without": without.value,
        "notes": _noted(item.spread, _why({"r_drop": r_drop, "alpha_without": without})),
    }


def _at(told: Told, item: int) -> Told:
    return Told(told.value[:, item], told.why[:, item])


def _why(told: dict[str, Told]) -> "dict[str, NDArray[Any]]":
    return {name: each.why for name, each in told.items()}


def difference(tally: Tally, questionnaire: Questionnaire) -> Tree | None:
    """Return the two axes against each other, over all people; None where there is no balance."""
    balance = questionnaire.balance
    if balance is None or tally.pairs is None:
        return None
    found = of_axes(tally, tally.pairs, questionnaire, balance)
    alphas = {balance.left: found.left, balance.right: found.right}
    told: dict[str, Known] = {"r": found.r, **alphas, "reliability": found.reliability}
    return {
        "n": found.n,
        "r": found.r.value,
        "alpha": {axis: each.value for axis, each in alphas.items()},
        "reliability": found.reliability.value,
        "notes": {name: each.why for name, each in told.items() if each.why},
    }


def agreement(labels: int, spreads: dict[str, Spread]) -> Tree:
    """Return ICC(1) and ICC(2) of every score over the groups that have a label, so many."""
    told = {}
    for score, spread in spreads.items():
        found, notes = of_breakdown(spread, labels)
        numbers = {name: None if name in notes else number for name, number in found._asdict().items()}
        told[score] = numbers | {"notes": notes}
    return told
