"""From a shared group to what stands on its pages."""

from collections.abc import Iterator, Mapping

from balance.arrangement import groups
from balance.groups import ScoreFound
from balance.pages.explaining import passages
from balance.pages.groupsheet import Breakdown, GroupHeadings, GroupSheet, Row, Table
from balance.pages.sheet import Area, Figures, Picture, Questions, SideName
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.likeness import ends
from balance.sharing.model import SharedGroup
from balance.sharing.norming import NormsWords
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import LABEL, NAME, GroupWords
from balance.words import _, number

LONG = 2000
WIDEST = 9  # columns of numbers beside a name
NOTHING = "–"
EMPTY = Figures(score="", interval="", need="")


def compose(
    group: SharedGroup,
    questionnaire: Questionnaire,
    pictures: tuple[Picture, ...],
    by: Mapping[str, tuple[Picture, ...]],
    name: str,
) -> GroupSheet:
    """Return the sheet of a group; `by` has the pictures of each breakdown. All its numbers are the group's."""
    words = GroupWords(group, questionnaire)
    sides = _sides(questionnaire)
    verdict = words.verdict()
    areas = {id: _area(id, words, sides) for id in group.dimensions}
    return GroupSheet(
        language=group.language,
        date="",
        when=_("confidential") if group.confidential else "",
        title=shown(questionnaire.say(questionnaire.title, group.language), 120),
        name=shown(" ".join(name.split()), NAME),
        mark=words.mark(),
        limits=tuple(words.foot()),
        stamp=words.stamp(),
        kind=_("Group report"),
        heading=verdict or words.answered(),
        told=tuple(filter(None, [words.answered() if verdict else "", *words.left_out()])),
        figures=tuple(words.figures()),
        changed=ChangeWords(words).summary(),
        pictures=pictures,
        topics=tuple(areas[id] for id in group.topics),
        strengths=tuple(areas[id] for id in group.strengths),
        tables=tuple(_tables(words, sides)),
        statistics=tuple(_statistics(words, sides)),
        breakdowns=tuple(_breakdowns(words, by)),
        prompts=tuple(_prompts(words)),
        reading=tuple(passages(words)),
        headings=GroupHeadings(
            topics=_("Talk about this"),
            strengths=_("Hold on to this"),
            prompts=_("Questions for the team") if words.others else _("Questions to talk through together"),
            prompts_note=_("Choose one or two. Let everybody think for a minute before anybody speaks."),
            page=_("{n} of {of}"),
        ),
    )


def _sides(questionnaire: Questionnaire) -> dict[str, SideName]:
    found: dict[str, SideName] = {}
    for part in groups(questionnaire):
        found |= dict.fromkeys((*part.dimensions, *([part.axis] if part.axis else ())), part.side or "")
    return found


def _area(id: str, words: GroupWords, sides: Mapping[str, SideName]) -> Area:
    part = words.questionnaire.dimensions[id]
    about = words.questionnaire.say(part.about, words.group.language) if part.about else ""
    return Area(
        name=words.name(id),
        about=shown(about, LONG),
        side=sides.get(id, ""),
        figures=EMPTY,
        told=words.gap(id),
        finding="",
        invitation="",
        gap="",
    )


def _tables(words: GroupWords, sides: Mapping[str, SideName]) -> Iterator[Table]:
    yield _every_area(words, sides)
    if words.group.gaps:
        yield _gaps(words, sides)
    change, norms = ChangeWords(words), NormsWords(words)
    if change.shown:
        yield _changes(change, sides)
    if norms.norms:
        yield _beside_norms(norms)


def _changes(told: ChangeWords, sides: Mapping[str, SideName]) -> Table:
    """Return every change of a mean; what changed most is set in bold."""
    lines, most = list(told.lines()), {line.id for line in told.most()}
    sure = any(line.between for line in lines)
    rows = [
        Row(
            cells=(line.name, line.change, *([line.between, line.said] if sure else [])),
            side=sides.get(line.id, ""),
            strong=line.id in most,
        )
        for line in lines
    ]
    heads = (_("Area"), _("Change"), *([_("Interval"), ""] if sure else []))
    return Table(
        heading=told.heading(),
        note=" ".join([told.about(), _("What changed most is in bold.")]),
        heads=heads,
        rows=tuple(rows),
    )


def _beside_norms(told: NormsWords) -> Table:
    rows = [Row(cells=cells, side="", strong=False) for cells in told.lines()]
    heads = (_("Area"), _("Mean"), _("Theirs"), _("Difference"))
    return Table(heading=told.heading(), note=" ".join(told.about()), heads=heads, rows=tuple(rows))


def _statistics(words: GroupWords, sides: Mapping[str, SideName]) -> Iterator[Table]:
    if any(found.alpha is not None for found in words.group.dimensions.values()):
        yield _reliability(words, sides)


def _every_area(words: GroupWords, sides: Mapping[str, SideName]) -> Table:
    group = words.group
    spread = group.band is None
    needs = any(found.need is not None for found in group.dimensions.values())
    heads = [_("Area"), "n", _("Mean"), _("Interval") if spread else _("Band")]
    heads += ([_("Spread (SD)")] if spread else []) + ([words.needs.head] if needs else [])

    def line(id: str, score: ScoreFound, strong: bool = False) -> Row:
        cells = [words.name(id), number(score.n), *_numbers(id, score, words)]
        cells += [_or_nothing(None if score.sd is None else words.mean(id, score.sd))] if spread else []
        cells += [_or_nothing(None if score.need is None else number(score.need))] if needs else []
        return Row(cells=tuple(cells), side=sides.get(id, ""), strong=strong)

    rows: list[Row] = []
    told: set[str] = set()
    for part in groups(words.questionnaire):
        if part.axis is not None and part.axis in group.axes:
            rows.append(line(part.axis, group.axes[part.axis], strong=True))
        rows += [line(id, group.dimensions[id]) for id in part.dimensions if id in group.dimensions]
        told.update(part.dimensions)
    rows += [line(id, found) for id, found in group.dimensions.items() if id not in told]
    return Table(heading=_("Every area"), note=words.about_band(), heads=tuple(heads), rows=tuple(rows))


def _numbers(id: str, score: ScoreFound, words: GroupWords) -> tuple[str, str]:
    """Return a mean and what is drawn about it."""
    percent = words.questionnaire.scoring.score == "percent"
    low, high = ends(score, 0) if percent else (None, None)
    about = NOTHING if low is None or high is None else _("{low} to {high}").format(low=number(low), high=number(high))
    return _or_nothing(None if score.mean is None else words.mean(id, score.mean)), about


def _gaps(words: GroupWords, sides: Mapping[str, SideName]) -> Table:
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
    mean = None if found.mean is None else words.mean(id, found.mean)
    return _or_nothing(mean), _or_nothing(None if found.need is None else number(found.need))


def _reliability(words: GroupWords, sides: Mapping[str, SideName]) -> Table:
    rows = []
    for id, found in words.group.dimensions.items():
        if found.n_complete:
            ends = ""
            if found.alpha_low is not None and found.alpha_high is not None:
                low, high = number(found.alpha_low, 2), number(found.alpha_high, 2)
                ends = _("{low} to {high}").format(low=low, high=high)
            numbers = (found.alpha, found.omega)
            alpha, omega = (_or_nothing(None if each is None else number(each, 2)) for each in numbers)
            sem = _or_nothing(None if found.sem is None else words.mean(id, found.sem))
            cells = (words.name(id), number(found.n_complete), alpha, ends or NOTHING, omega, sem)
            rows.append(Row(cells=cells, side=sides.get(id, ""), strong=False))
    note = _(
        "Over those who answered every statement of an area: Cronbach's alpha with Feldt's 95 % interval, omega "
        "total of one factor, and the standard error of measurement."
    )
    if len(rows) < len(words.group.dimensions):
        note += " " + _(
            "Not of an area in which a few left out a statement: beside the other numbers it would tell of those few."
        )
    return Table(
        heading=_("For those who know statistics"),
        note=note,
        heads=(_("Area"), "n", "alpha", "95 %", "omega", "SEM"),
        rows=tuple(rows),
    )


def _breakdowns(words: GroupWords, by: Mapping[str, tuple[Picture, ...]]) -> Iterator[Breakdown]:
    for column, parts in words.shown_parts():
        heading = _("By {column}").format(column=shown(column, NAME))
        yield Breakdown(
            heading=heading,
            pictures=by.get(column, ()),
            tables=tuple(_beside_each_other(list(words.part_rows(parts)))),
            hidden=words.hidden_in(column),
        )


def _beside_each_other(table: list[tuple[str, ...]]) -> Iterator[Table]:
    """Yield a table of parts, as several below each other where it is too wide for a page; n stands in the first."""
    names = [shown(row[0], LABEL) for row in table]
    for start in range(1, len(table[0]), WIDEST):
        heads, *rows = ((name, *row[start : start + WIDEST]) for name, row in zip(names, table, strict=True))
        yield Table(heading="", note="", heads=heads, rows=tuple(Row(cells=row, side="", strong=False) for row in rows))


def _prompts(words: GroupWords) -> Iterator[Questions]:
    for id, prompts in words.group.prompts.items():
        about = words.name(id) if id else _("The balance")
        yield Questions(about=about, prompts=tuple(shown(prompt, LONG) for prompt in prompts))


def _or_nothing(said: str | None) -> str:
    return NOTHING if said is None else said
