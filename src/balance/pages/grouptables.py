"""The tables about a group: a line an area, every number as it is shown."""

from collections.abc import Iterator, Mapping, Sequence

from balance.arrangement import groups
from balance.changes import LEAN, LEVEL
from balance.groups import DimensionFound, ScoreFound, Shown
from balance.pages.groupsheet import Row, Table
from balance.pages.sheet import SideName
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.coarse import range_of
from balance.sharing.likeness import ends
from balance.sharing.missing import NOTHING, figure
from balance.sharing.norming import NormsWords
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import LABEL, GroupWords
from balance.words import _, number

WIDEST = 9  # columns of numbers beside a name
Sides = Mapping[str, SideName]


def sides_of(questionnaire: Questionnaire) -> Sides:
    """Return on which side each axis and dimension stands."""
    found: dict[str, SideName] = {}
    for part in groups(questionnaire):
        found |= dict.fromkeys((*part.dimensions, *([part.axis] if part.axis else ())), part.side or "")
    return found


def tables(words: GroupWords, sides: Sides) -> Iterator[Table]:
    """Yield the tables that every report on a group has: its areas, distances, change and norms."""
    yield every_area(words, sides, words.group)
    if words.group.gaps:
        yield _gaps(words, sides)
    change, norms = ChangeWords(words), NormsWords(words)
    if change.shown:
        yield _changes(change, sides)
    if norms.norms:
        yield _beside_norms(norms)


def every_area(words: GroupWords, sides: Sides, part: Shown) -> Table:
    """Return the scores of a group, or of a part of it: each axis with its dimensions, and what is beside them."""
    rows = [
        Row(cells=(name, *_cells(id, score, words)), side=sides.get(id, ""), strong=id in part.axes)
        for id, name, score in scores_of(words, part)
    ]
    heads = (_("Area"), *_heads(words))
    full = words.group.full
    return Table(heading=_("Every area"), note=words.about_band(), heads=heads, rows=tuple(rows), dense=full)


def scores_of(words: GroupWords, part: Shown) -> Iterator[tuple[str, str, ScoreFound]]:
    """Yield id, name and score of each axis with its dimensions and of the other dimensions; then lean and level."""
    told: set[str] = set()
    for each in groups(words.questionnaire):
        if each.axis is not None and each.axis in part.axes:
            yield each.axis, words.name(each.axis), part.axes[each.axis]
        yield from ((id, words.name(id), part.dimensions[id]) for id in each.dimensions if id in part.dimensions)
        told.update(each.dimensions)
    yield from ((id, words.name(id), found) for id, found in part.dimensions.items() if id not in told)
    for id, name, end in ((LEAN, _("Lean"), part.lean), (LEVEL, _("Level"), part.level)):
        if end is not None and words.group.full:  # elsewhere they stand above
            yield id, name, end


def _heads(words: GroupWords) -> Iterator[str]:
    """Yield what stands above the numbers of a score."""
    spread = words.group.band is None
    yield from ("n", _("Mean"), _("Interval") if spread else _("Band"))
    if words.group.full:
        yield from (_("SD"), _("Quartiles"), _("Low"), _("Middle"), _("High"))
    elif spread:
        yield _("Spread (SD)")
    if _have_needs(words):
        yield words.needs.head


def _cells(id: str, score: ScoreFound, words: GroupWords) -> Iterator[str]:
    """Yield the numbers of a score under these heads."""
    yield from (number(score.n), _said(id, score.mean, words), _about(id, score, words))
    if words.group.full:
        yield from (_said(id, score.sd, words, signed=False), _quartiles(id, score, words))
        classes = score.classes.model_dump().values() if score.classes else (None, None, None)
        yield from (NOTHING if share is None else f"{number(100 * share)} %" for share in classes)
    elif words.group.band is None:
        yield _said(id, score.sd, words, signed=False)
    if _have_needs(words):
        yield figure(score.need, sign=id == LEAN)


def _have_needs(words: GroupWords) -> bool:
    return any(found.need is not None for found in words.group.dimensions.values())


def _said(id: str, value: float | None, words: GroupWords, *, signed: bool = True) -> str:
    """Return a number in the unit of a score; of the lean, where it is a place on its scale, with its sign."""
    if value is None:
        return NOTHING
    return number(value, sign=True) if signed and id == LEAN else words.mean(id, value)


def _quartiles(id: str, score: ScoreFound, words: GroupWords) -> str:
    return " ".join(_said(id, each, words) for each in score.quartiles or ()) or NOTHING


def _about(id: str, score: ScoreFound, words: GroupWords) -> str:
    """Return what is drawn about a mean; a band is in points, and so not there where scores are values of a scale."""
    values = words.questionnaire.scoring.score != "percent" and id in words.questionnaire.dimensions
    if values and score.sd is None:
        return NOTHING
    floor, top = range_of(words.questionnaire, id) if values else (-100.0 if id == LEAN else 0.0, 100.0)
    low, high = ends(score, floor, top)
    if low is None or high is None:
        return NOTHING
    return _("{low} to {high}").format(low=_said(id, low, words), high=_said(id, high, words))


def _gaps(words: GroupWords, sides: Sides) -> Table:
    group = words.group
    rows = [
        Row(
            cells=(words.name(id), number(-gap, sign=True), *_mean_and_need(id, words)),
            side=sides.get(id, ""),
            strong=False,
        )
        for id, gap in group.gaps.items()
    ]
    return Table(
        heading=words.needs.by_distance,
        note=words.needs.signs,
        heads=(_("Area"), _("Distance"), _("Mean"), words.needs.head),
        rows=tuple(rows),
    )


def _mean_and_need(id: str, words: GroupWords) -> tuple[str, str]:
    found = words.group.dimensions[id]
    return NOTHING if found.mean is None else words.mean(id, found.mean), figure(found.need)


def _changes(told: ChangeWords, sides: Sides) -> Table:
    """Return every change of a mean; what changed most is set in bold."""
    lines, most = list(told.lines()), {line.id for line in told.most()}
    sure = any(line.between for line in lines)
    rows = [
        Row(
            cells=(line.name, *line.numbers, line.change, *([line.between, line.said] if sure else [])),
            side=sides.get(line.id, ""),
            strong=line.id in most,
        )
        for line in lines
    ]
    heads = (_("Area"), *told.heads(), _("Change"), *([_("Interval"), ""] if sure else []))
    return Table(
        heading=told.heading(),
        note=" ".join([told.about(), _("What changed most is in bold.")]),
        heads=heads,
        rows=tuple(rows),
        dense=bool(told.heads()),
    )


def _beside_norms(told: NormsWords) -> Table:
    rows = [Row(cells=cells, side="", strong=False) for cells in told.lines()]
    return Table(heading=told.heading(), note=" ".join(told.about()), heads=told.heads(), rows=tuple(rows))


def reliability(words: GroupWords, sides: Sides, part: Shown) -> Table | None:
    """Return alpha, omega and the error of measurement of a group, or of a part of it; None where there is no alpha."""
    if all(found.alpha is None for found in part.dimensions.values()):
        return None
    full = words.group.full
    told = {id: found for id, found in part.dimensions.items() if full or found.n_complete}
    rated = any(found.rwg is not None or found.ad is not None for found in told.values()) and full
    rows = [
        Row(
            cells=(words.name(id), *_reliability_cells(id, found, words), *(_agreement(found) if rated else ())),
            side=sides.get(id, ""),
            strong=False,
        )
        for id, found in told.items()
    ]
    heads = (_("Area"), "n", "alpha", "95 %", "omega", _("SEM"), *(("rwg(j)", "AD") if rated else ()))
    note = _(
        "Over those who answered every statement of an area: Cronbach's alpha with Feldt's 95 % interval, omega "
        "total of one factor, and the standard error of measurement."
    )
    if len(rows) < len(part.dimensions):
        note += " " + _(
            "Not of an area in which a few left out a statement: beside the other numbers it would tell of those few."
        )
    if rated:
        note += " " + _("Over all answers: agreement, rwg(j), and the average deviation AD, in values of the scale.")
    return Table(heading=_("For those who know statistics"), note=note, heads=heads, rows=tuple(rows), dense=full)


def _reliability_cells(id: str, found: DimensionFound, words: GroupWords) -> tuple[str, ...]:
    about = NOTHING
    if found.alpha_low is not None and found.alpha_high is not None:
        low, high = number(found.alpha_low, 2), number(found.alpha_high, 2)
        about = _("{low} to {high}").format(low=low, high=high)
    sem = NOTHING if found.sem is None else words.mean(id, found.sem)
    return number(found.n_complete), figure(found.alpha, 2), about, figure(found.omega, 2), sem


def _agreement(found: DimensionFound) -> tuple[str, str]:
    return figure(found.rwg, 2), figure(found.ad, 2)


def of_parts(words: GroupWords, parts: Mapping[str, Shown]) -> Iterator[Table]:
    """Yield a table of parts, as several below each other where it is too wide for a page; n stands in the first."""
    table: Sequence[Sequence[str]] = list(words.part_rows(parts))
    names = [shown(row[0], LABEL) for row in table]
    for start in range(1, len(table[0]), WIDEST):
        heads, *rows = ((name, *row[start : start + WIDEST]) for name, row in zip(names, table, strict=True))
        yield Table(heading="", note="", heads=heads, rows=tuple(Row(cells=row, side="", strong=False) for row in rows))
