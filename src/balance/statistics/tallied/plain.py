"""All that a tally tells as plain trees, by the names that JSON has: one a group, None where there is no number."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from balance.questionnaire.model import Questionnaire
from balance.scores.subscales import Subscale, of_dimension
from balance.statistics import addends, reasons
from balance.statistics.spread import Spread
from balance.statistics.tallied import dimensions, items, ratings, scores
from balance.statistics.tallied.axes import Known, of_axes
from balance.statistics.tallied.breakdowns import of_breakdown
from balance.statistics.tallied.told import Told
from balance.statistics.tally import Tally, scored

if TYPE_CHECKING:
    from numpy.typing import NDArray

Tree = dict[str, Any]


def spreads(tally: Tally, questionnaire: Questionnaire) -> dict[str, Spread]:
    """Return the spread of every score, over the groups: what the others begin with."""
    return {score: scores.of_score(tally, questionnaire, score) for score in scored(questionnaire)}


def groups(tally: Tally, questionnaire: Questionnaire, spreads: dict[str, Spread]) -> list[Tree]:
    """Return `n, dimensions, axes, lean, level` of every group."""
    found = {score: _scores(tally, questionnaire, score, spread) for score, spread in spreads.items()}
    for id in questionnaire.dimensions:
        more = _dimensions(tally, questionnaire, of_dimension(questionnaire, id), spreads[id])
        for tree, (notes, rest) in zip(found[id], more, strict=True):
            tree["notes"].update(notes)
            tree.update(rest)
    return [
        {
            "n": int(tally.people[place]),
            "dimensions": {id: found[id][place] for id in questionnaire.dimensions},
            "axes": {id: found[id][place] for id in questionnaire.axes},
            **{score: found[score][place] if score in found else None for score in ("lean", "level")},
        }
        for place in range(tally.groups)
    ]


def _scores(tally: Tally, questionnaire: Questionnaire, score: str, spread: Spread) -> list[Tree]:
    needs = scores.need_means(tally, questionnaire, score)
    asked = score in addends.needs(questionnaire)
    trees = []
    for tree, classes, need in zip(_spreads(spread), spread.classes.tolist(), _plain(needs), strict=True):
        notes = tree.pop("notes")
        if asked and need is None:
            notes["need"] = reasons.NOBODY
        tree["classes"] = dict(zip(("low", "middle", "high"), classes, strict=True)) if tree["n"] else None
        tree["need"], tree["notes"] = need, notes
        trees.append(tree)
    return trees


def _spreads(spread: Spread) -> Iterator[Tree]:
    """Yield `n, mean, sd, quartiles` of every group, and why they are not there."""
    quartiles = spread.quartiles.tolist()
    for n, mean, sd, quarters in zip(spread.n.tolist(), _plain(spread.mean), _plain(spread.sd), quartiles, strict=True):
        notes = {} if n > 1 else {"sd": reasons.ALONE} if n else dict.fromkeys(("mean", "sd"), reasons.NOBODY)
        yield {"n": n, "mean": mean, "sd": sd, "quartiles": quarters if n else None, "notes": notes}


def _dimensions(
    tally: Tally, questionnaire: Questionnaire, part: Subscale, spread: Spread
) -> list[tuple[dict[str, str], Tree]]:
    """Return the notes and the numbers that only dimensions have, of every group."""
    import numpy as np

    complete = tally.sums[addends.complete(part.name)]
    covs = dimensions.covariances(tally, questionnaire, part)
    found = dimensions.of_dimension(complete, covs, spread.sd)
    told = [items.of_item(tally, questionnaire, place) for place in part.places]
    rwg, ad = ratings.of_ratings(questionnaire, part, [each.counts for each in told])
    r_drop, without = items.among_others(covs, complete, dimensions.NO_VARIANCE)
    by_item = {
        place.item: _items(each, place.scale.values, _at(r_drop, n), _at(without, n))
        for n, (place, each) in enumerate(zip(part.places, told, strict=True))
    }
    numbers: dict[str, Sequence[Any]] = {"n_complete": found.n_complete.tolist()}
    numbers |= {"alpha": _plain(found.alpha.value), "alpha_low": _plain(found.low), "alpha_high": _plain(found.high)}
    numbers |= {"omega": _plain(found.omega.value), "sem": _plain(np.asarray(found.sem.value))}
    numbers["items"] = [dict(zip(by_item, row, strict=True)) for row in zip(*by_item.values(), strict=True)]
    numbers |= {"rwg": _plain(rwg.value), "ad": _plain(ad.value)}
    notes = _notes({"alpha": found.alpha, "omega": found.omega, "sem": found.sem, "rwg": rwg, "ad": ad})
    rows = zip(*numbers.values(), strict=True)
    return [(noted, dict(zip(numbers, row, strict=True))) for noted, row in zip(notes, rows, strict=True)]


def _items(item: items.OfItem, values: Sequence[float], r_drop: Told, without: Told) -> list[Tree]:
    names = [f"{value:g}" for value in values]
    columns = zip(
        _spreads(item.spread),
        item.counts.astype(int).tolist(),
        _plain(r_drop.value),
        _plain(without.value),
        _notes({"r_drop": r_drop, "alpha_without": without}),
        strict=True,
    )
    trees = []
    for tree, counts, r, alpha, more in columns:
        notes = tree.pop("notes")
        notes.update(more)
        tree.update(counts=dict(zip(names, counts, strict=True)), r_drop=r, alpha_without=alpha, notes=notes)
        trees.append(tree)
    return trees


def _at(told: Told, item: int) -> Told:
    return Told(told.value[:, item], told.why[:, item])


def _plain(numbers: "NDArray[Any]") -> list[float | None]:
    return [None if number != number else number for number in numbers.tolist()]  # noqa: PLR0124


def _notes(told: dict[str, Told]) -> list[dict[str, str]]:
    """Return the reasons of every group by statistic."""
    columns = {name: each.why.tolist() for name, each in told.items() if each.why.any()}
    if not columns:
        return [{} for _ in next(iter(told.values())).why]
    return [
        {name: code for name, code in zip(columns, row, strict=True) if code}
        for row in zip(*columns.values(), strict=True)
    ]


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
