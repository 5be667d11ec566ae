"""A group on a terminal: its scores, items and parts as tables, and in words why a number is not there."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from balance.groups import Group, ScoreFound, Shown
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.missing import NAME, NOTHING, difference_line, figure, name_of, reason_lines
from balance.table import ENDINGS
from balance.terminal.console import console, result
from balance.words import _, number, plural

ITEM = 40  # of an item's id
LABEL = 12  # of a part
GAP = "  "
Lines = Iterator[str]


def show_group(group: Group, questionnaire: Questionnaire) -> None:
    """Print a group on stdout."""
    for line in group_lines(group, questionnaire, console(sys.stdout).width):
        result(line)


def group_lines(group: Group, questionnaire: Questionnaire, width: int) -> Lines:
    """Yield the lines of a group, none wider than the terminal."""
    people = plural("{n} person answered {title}.", "{n} people answered {title}.", group.n)
    yield people.format(n=number(group.n), title=questionnaire.say(questionnaire.title, group.language))
    yield _("Nothing is suppressed here: only for those who may see every answer.")
    yield ""
    yield from _table(_scores(group, questionnaire))
    yield ""
    yield from _table(_items(group))
    if any(dimension.rwg is not None for dimension in group.dimensions.values()):
        yield ""
        yield from _table(_agreement(group, questionnaire))
    if group.difference:
        yield ""
        yield difference_line(group, questionnaire)
    yield from _change(group, questionnaire)
    yield from _norms(group, questionnaire)
    for by in group.by:
        yield ""
        yield from _parts(group, questionnaire, by, width)
    if why := list(reason_lines(group, questionnaire)):
        yield from ("", *why)
    yield ""
    yield _("Every number, of every part: -o FILE, one of {endings}, or --json.").format(
        endings=", ".join((".json", *ENDINGS))
    )
    yield _("As pages and a picture, marked on each: -o FILE.pdf, .png or .svg.")


def _scores(group: Group, questionnaire: Questionnaire) -> Iterator[list[str]]:
    yield ["", "n", _("mean"), _("SD"), _("quartiles"), _("need"), "alpha", "95 %", "omega", _("SEM")]
    for id, dimension in group.dimensions.items():
        low, high = _two(dimension.alpha_low), _two(dimension.alpha_high)
        interval = NOTHING if dimension.alpha is None else _("{low} to {high}").format(low=low, high=high)
        row = [_two(dimension.alpha), interval, _two(dimension.omega), _one(dimension.sem)]
        yield [*_spread(name_of(id, group, questionnaire), dimension), *row]
    for id in [*group.axes, *(id for id in ("lean", "level") if getattr(group, id))]:
        yield _spread(name_of(id, group, questionnaire), _of(group, id))


def _spread(name: str, score: ScoreFound) -> list[str]:
    quartiles = " ".join(number(each) for each in score.quartiles) if score.quartiles else NOTHING
    need = "" if score.need is None and "need" not in score.notes else _one(score.need)
    return [shown(name, NAME), number(score.n), _one(score.mean), _one(score.sd), quartiles, need]


def _agreement(group: Group, questionnaire: Questionnaire) -> Iterator[list[str]]:
    yield [_("Agreement"), "rwg(j)", _("AD, in values")]
    for id, dimension in group.dimensions.items():
        yield [shown(name_of(id, group, questionnaire), NAME), _two(dimension.rwg), _two(dimension.ad)]


def _items(group: Group) -> Iterator[list[str]]:
    yield [_("Item"), "n", _("mean"), _("SD"), _("r with the rest"), _("alpha without")]
    for dimension in group.dimensions.values():
        for id, item in dimension.items.items():
            name = shown(id, ITEM)
            numbers = (_one(item.mean), _one(item.sd), _two(item.r_drop), _two(item.alpha_without))
            yield [name, number(item.n), *numbers]


def _change(group: Group, questionnaire: Questionnaire) -> Lines:
    """Yield every change in those who answered both times, and which dimensions are not compared."""
    if group.change is None:
        return
    ends = {"lean": group.change.lean, "level": group.change.level}
    rows = [[_("Change"), "n", _("before"), _("now"), _("change"), _("SD"), "95 %", _("holds (Holm)")]]
    for id, each in {**group.change.dimensions, **group.change.axes, **ends}.items():
        if each is not None:
            low, high = _one(each.low), _one(each.high)
            interval = NOTHING if each.low is None else _("{low} to {high}").format(low=low, high=high)
            sure = NOTHING if each.certain is None else _("yes") if each.certain else _("no")
            numbers = [_one(each.before), _one(each.now), _one(each.change), _one(each.sd), interval, sure]
            rows.append([shown(name_of(id, group, questionnaire), NAME), number(each.n), *numbers])
    yield ""
    yield from _table(rows)
    for id, code in group.change.left_out.items():
        name = shown(name_of(id, group, questionnaire), NAME)
        yield _("Not compared with last time: {names}. {why}").format(names=name, why=group.why[code])


def _norms(group: Group, questionnaire: Questionnaire) -> Lines:
    if group.norms is None:
        return
    yield ""
    yield from group.norms.whose
    rows = [[_("Beside norms"), "n", _("mean"), _("theirs"), _("apart"), _("in their SDs")]]
    for id, each in group.norms.scores.items():
        mean, name = _of(group, id).mean, shown(name_of(id, group, questionnaire), NAME)
        rows.append([name, number(each.n), _one(mean), _one(each.mean), _one(each.difference), _two(each.sds)])
    yield from _table(rows)


def _parts(group: Group, questionnaire: Questionnaire, by: str, width: int) -> Lines:
    """Yield the means of the parts, as many as fit beside each other, and how much lies between all of them."""
    told = [(label, part) for label, part in group.by[by].items() if isinstance(part, Shown)]
    scores = [*group.dimensions, *group.axes, *(id for id in ("lean", "level") if getattr(group, id))]
    names = [shown(name_of(id, group, questionnaire), NAME) for id in scores]
    agreement = group.agreement[by]
    columns = [["", "n", *names]]
    columns += [["ICC(1)", "", *(_two(agreement[id].icc1) for id in scores)]]
    columns += [["ICC(2)", "", *(_two(agreement[id].icc2) for id in scores)]]
    fitting = 0
    for label, part in told:
        column = [shown(label, LABEL), number(part.n), *(_one(_of(part, id).mean) for id in scores)]
        if _width([*columns, column]) > width and fitting:
            break
        columns.append(column)
        fitting += 1
    yield _("Means by {column}").format(column=shown(by, NAME))
    yield from _table(zip(*columns, strict=True))
    if rest := len(told) - fitting:
        yield plural("{n} more part is not shown here.", "{n} more parts are not shown here.", rest).format(
            n=number(rest)
        )
    if missing := group.unlabelled[by]:
        yield plural("{n} person stands in no part.", "{n} people stand in no part.", missing).format(n=number(missing))


def _of(part: Shown, id: str) -> ScoreFound:
    found = part.dimensions.get(id) or part.axes.get(id) or (part.lean if id == "lean" else part.level)
    assert found is not None  # noqa: S101
    return found


def _one(value: float | None) -> str:
    return figure(value, 1)


def _two(value: float | None) -> str:
    return figure(value, 2)


def _width(columns: Sequence[Sequence[str]]) -> int:
    return sum(max(map(len, column)) for column in columns) + (len(columns) - 1) * len(GAP)


def _table(rows: Iterable[Sequence[str]]) -> Lines:
    """Yield the lines of a table: names to the left, numbers to the right."""
    lines = [list(row) for row in rows]
    wide = max(map(len, lines))
    columns = [[row[place] if place < len(row) else "" for row in lines] for place in range(wide)]
    widths = [max(map(len, column)) for column in columns]
    for cells in zip(*columns, strict=True):
        yield GAP.join([cells[0].ljust(widths[0]), *map(str.rjust, cells[1:], widths[1:])]).rstrip()
