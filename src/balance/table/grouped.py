"""A group as one long table: a row for each score, and each item, of all and of every part."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from balance.changes import ChangeOf
from balance.groups import DimensionFound, Group, ItemFound, ScoreFound, Shown
from balance.scores.describing import Column
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

TEXTS = ("by", "group", "kind", "id", "dimension")
WHOLE = ("n", "n_complete")
NUMBERS = (
    *("mean", "sd", "q1", "median", "q3", "low", "middle", "high", "need", "alpha", "alpha_low", "alpha_high"),
    *("omega", "sem", "r_drop", "alpha_without", "rwg", "ad", "icc1", "icc2", "r", "reliability"),
    *("change", "change_low", "change_high", "before", "norm", "from_norm", "from_norm_sds"),
)
LAST = ("counts", "certain", "why")
MARKS = ("full", "draft")
Row = dict[str, Any]


def frame_of(group: Group) -> "pl.DataFrame":
    """Return the table: texts, whole numbers and numbers in the unit of the score, null where there is none.

    Rows without `by` are of all people; those with `by` and without `group` hold the ICC of that breakdown.
    A hidden group has a row of its own, and no number in it.
    """
    import polars as pl

    schema: dict[str, Any] = dict.fromkeys(TEXTS, pl.String) | dict.fromkeys(WHOLE, pl.Int64)
    schema |= dict.fromkeys(NUMBERS, pl.Float64) | dict.fromkeys(LAST, pl.String) | dict.fromkeys(MARKS, pl.Boolean)
    marks = {name: getattr(group, name, False) for name in MARKS}
    rows = [row | marks for row in _rows(group)]
    columns = {name: [row.get(name) for row in rows] for name in schema}
    return pl.DataFrame(columns, schema=schema)


def _rows(group: Group) -> Iterator[Row]:
    alphas = group.difference.alpha if group.difference else {}
    for row in _shown(group, group.why):
        yield row | {"alpha": alphas.get(row["id"])} if row["kind"] == "axis" else row
    if group.difference:
        numbers = {name: getattr(group.difference, name) for name in ("n", "r", "reliability")}
        yield {"kind": "difference", "id": "lean", **numbers, "why": _why(group.difference.notes, group.why)}
    yield from _changes(group)
    yield from _norms(group)
    for by, parts in group.by.items():
        for label, part in parts.items():
            rows = _shown(part, group.why) if isinstance(part, Shown) else iter([{"kind": "hidden"}])
            yield from ({"by": by, "group": label, **row} for row in rows)
        for id, found in group.agreement.get(by, {}).items():
            kind = "dimension" if id in group.dimensions else "axis" if id in group.axes else id
            icc = {"icc1": found.icc1, "icc2": found.icc2, "why": _why(found.notes, group.why)}
            yield {"by": by, "kind": kind, "id": id, **icc}


def _changes(group: Group) -> Iterator[Row]:
    """Yield a row for each change, its n and mean those of the people who answered both times."""
    if group.change is None:
        return
    if group.change.held:
        yield {"kind": "change", "why": group.why[group.change.held]}
    ends = {"lean": group.change.lean, "level": group.change.level}
    for id, each in {**group.change.dimensions, **group.change.axes, **ends}.items():
        if each is not None:
            yield {"kind": "change", "id": id, **_change(each)}
    for id, code in group.change.left_out.items():
        yield {"kind": "change", "id": id, "why": group.why[code]}


def _change(each: ChangeOf) -> Row:
    numbers: Row = {"n": each.n, "mean": each.now, "sd": each.sd, "before": each.before}
    sure = None if each.certain is None else str(each.certain).lower()
    return numbers | {"change": each.change, "change_low": each.low, "change_high": each.high, "certain": sure}


def _norms(group: Group) -> Iterator[Row]:
    for id, each in (group.norms.scores if group.norms else {}).items():
        apart = {"from_norm": each.difference, "from_norm_sds": each.sds}
        yield {"kind": "norm", "id": id, "n": each.n, "norm": each.mean, **apart}


def _shown(part: Shown, why: Mapping[str, str]) -> Iterator[Row]:
    for id, dimension in part.dimensions.items():
        yield {"kind": "dimension", "id": id, **_dimension(dimension), "why": _why(dimension.notes, why)}
        for item, found in dimension.items.items():
            yield {"kind": "item", "id": item, "dimension": id, **_item(found), "why": _why(found.notes, why)}
    for id, axis in part.axes.items():
        yield {"kind": "axis", "id": id, **_spread(axis), "why": _why(axis.notes, why)}
    for id, score in (("lean", part.lean), ("level", part.level)):
        if score:
            yield {"kind": id, "id": id, **_spread(score), "why": _why(score.notes, why)}


def _spread(score: ScoreFound | ItemFound) -> Row:
    quartiles = dict(zip(("q1", "median", "q3"), score.quartiles or (None,) * 3, strict=True))
    row: Row = {"n": score.n, "mean": score.mean, "sd": score.sd, **quartiles}
    if isinstance(score, ScoreFound):
        classes = score.classes
        row |= {"low": classes.low, "middle": classes.middle, "high": classes.high} if classes else {}
        row["need"] = score.need
    return row


def _dimension(found: DimensionFound) -> Row:
    names = ("n_complete", "alpha", "alpha_low", "alpha_high", "omega", "sem", "rwg", "ad")
    return _spread(found) | {name: getattr(found, name) for name in names}


def _item(found: ItemFound) -> Row:
    counts = "; ".join(f"{value}: {n}" for value, n in found.counts.items())
    return _spread(found) | {"r_drop": found.r_drop, "alpha_without": found.alpha_without, "counts": counts}


def _why(notes: Mapping[str, str], why: Mapping[str, str]) -> str | None:
    """Return notes in words, the statistics of one reason together."""
    by_code: dict[str, list[str]] = {}
    for statistic, code in notes.items():
        by_code.setdefault(code, []).append(statistic)
    return " ".join(f"{', '.join(names)}: {why[code]}" for code, names in by_code.items()) or None


Meanings = dict[str, tuple[str, str]]  # of a column: what it means, and its unit


def columns() -> list[Column]:
    """Return what each column means, and its unit."""
    told = _about_the_row() | _statistics() | _compared() | _remarks()
    return [Column(name, *told[name]) for name in (*TEXTS, *WHOLE, *NUMBERS, *LAST, *MARKS)]


def _about_the_row() -> Meanings:
    return {
        "by": (_("Breakdown; empty for all people"), ""),
        "group": (_("Part of the breakdown; empty where the row is about the breakdown"), ""),
        "kind": (
            _(
                "What the row is about: dimension, item, axis, lean, level, difference of the axes, change since an "
                "earlier time, norm, hidden group"
            ),
            "",
        ),
        "id": (_("Its name in the questionnaire"), ""),
        "dimension": (_("The dimension that an item stands in"), ""),
    }


def _statistics() -> Meanings:
    score, share, correlation = _("unit of the score"), _("0 to 1"), _("-1 to 1")
    return {
        "n": (_("How many have a score or an answer"), _("people")),
        "n_complete": (_("How many answered all items of the dimension"), _("people")),
        "mean": (_("Mean"), score),
        "sd": (_("Standard deviation, n - 1"), score),
        "q1": (_("First quartile"), score),
        "median": (_("Median"), score),
        "q3": (_("Third quartile"), score),
        "low": (_("Share in the lowest third of the scale; of the lean, left of the margin"), share),
        "middle": (_("Share in the middle third; of the lean, within the margin"), share),
        "high": (_("Share in the highest third; of the lean, right of the margin"), share),
        "need": (_("Mean of what is called for"), score),
        "alpha": (_("Cronbach's alpha over those who answered all items"), ""),
        "alpha_low": (_("Low end of Feldt's 95 % interval of alpha"), ""),
        "alpha_high": (_("High end of Feldt's 95 % interval of alpha"), ""),
        "omega": (_("Omega total of one factor, by maximum likelihood"), share),
        "sem": (_("Standard error of measurement: SD times the root of 1 - alpha"), score),
        "r_drop": (_("Correlation of the item with the sum of the others"), correlation),
        "alpha_without": (_("Alpha of the other items"), ""),
        "rwg": (_("Agreement rwg(j), of one item rwg, against an even spread over the scale"), share),
        "ad": (_("Average deviation of the answers from their mean, over the items"), _("values of the scale")),
        "icc1": (_("ICC(1): how much of one person's score lies between the parts"), correlation),
        "icc2": (_("ICC(2): reliability of the parts' means"), correlation),
        "r": (_("Correlation of the two axes"), correlation),
        "reliability": (_("Reliability of the difference of the axes, the lean"), share),
        "counts": (_("How many gave each value of the scale"), _("people")),
    }


def _compared() -> Meanings:
    score = _("unit of the score")
    return {
        "change": (
            _("Change of the mean in those who answered both times, now less before; n and sd are theirs"),
            score,
        ),
        "change_low": (_("Low end of its 95 % interval"), score),
        "change_high": (_("High end of its 95 % interval"), score),
        "before": (
            _("Mean before of those who answered both times, whose mean now stands in mean; only with --full"),
            score,
        ),
        "norm": (_("Mean of the people of the norms, n of them"), score),
        "from_norm": (_("Mean of the group less that of the norms"), score),
        "from_norm_sds": (_("The same in SDs of the people of the norms; only with --full"), ""),
        "certain": (_("true: the change is more than chance is likely to give, among all dimensions (Holm)"), ""),
    }


def _remarks() -> Meanings:
    return {
        "why": (_("Why a number is not there, or how it must not be taken"), ""),
        "full": (_("True: nothing is suppressed or rounded; for those alone who may see every answer"), ""),
        "draft": (_("True: a draft, not to be handed out"), ""),
    }
