"""One's results over time: a table, and small lines of lean and level."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from balance.terminal.lane import cell_of
from balance.terminal.layout import padded
from balance.terminal.marks import Look
from balance.words import _, number

GAP = 2
WIDEST = 100
FEWEST_CELLS = 8  # of a questionnaire's title


class Past(NamedTuple):
    """One result: its number (1 the latest), when (UTC), its questionnaire's title, and what was found.

    `answered` is a share, 0 to 1; `lean` and `level` are None where there are none.
    """

    number: int
    when: datetime
    questionnaire: str
    lean: float | None
    level: float | None
    answered: float


class _Column(NamedTuple):
    title: str
    cell: Callable[[Past], str]
    right: bool = True


def history_lines(results: Sequence[Past], look: Look, zone: tzinfo | None = None) -> list[Text]:
    """Return the results as a table in the order given, and for each questionnaire how lean and level went.

    Times are shown in the zone, None for the machine's own.
    """
    look = look._replace(width=min(look.width, WIDEST))
    if not results:
        return [Text(look.said(_("No result yet.")))]
    return [*_table(results, look, zone), *_courses(results, look)]


def day(when: datetime, zone: tzinfo | None = None) -> str:
    """Return a local date as it names a result: 2026-11-14."""
    return f"{when.astimezone(zone):%Y-%m-%d}"


def _columns(look: Look, zone: tzinfo | None) -> list[_Column]:
    missing = look.marks.missing
    columns = [
        _Column("", lambda past: str(past.number)),
        _Column(_("Date"), lambda past: f"{past.when.astimezone(zone):%Y-%m-%d %H:%M}", right=False),
        _Column(_("Questionnaire"), lambda past: past.questionnaire, right=False),
        _Column(_("Lean"), lambda past: missing if past.lean is None else number(past.lean, sign=True)),
        _Column(_("Level"), lambda past: missing if past.level is None else number(past.level)),
    ]
    answered = _Column(_("Answered"), lambda past: _("{n} %").format(n=number(100 * past.answered)))
    return [*columns, answered] if look.width >= 56 else columns


def _table(results: Sequence[Past], look: Look, zone: tzinfo | None) -> list[Text]:
    columns = _columns(look, zone)
    cells = [[look.said(column.cell(past)) for column in columns] for past in results]
    titles = [look.said(column.title) for column in columns]
    widths = [max(map(cell_len, column)) for column in zip(titles, *cells, strict=True)]
    taken = sum(widths) - widths[2] + GAP * (len(widths) - 1)
    widths[2] = min(widths[2], max(FEWEST_CELLS, look.width - taken))
    lines = []
    for row, style in ((titles, "dim"), *((row, "") for row in cells)):
        row[2] = look.name(row[2], widths[2])
        parts = (padded(text, width, column.right) for text, width, column in zip(row, widths, columns, strict=True))
        line = Text((" " * GAP).join(parts), style)
        line.rstrip()
        lines.append(line)
    return lines


def _courses(results: Sequence[Past], look: Look) -> list[Text]:
    """Return for each questionnaire answered twice or more its lean and level from the earliest to the latest."""
    lines: list[Text] = []
    for title in dict.fromkeys(past.questionnaire for past in results):
        past = sorted((each for each in results if each.questionnaire == title), key=lambda each: each.when)
        leans, levels = [each.lean for each in past], [each.level for each in past]
        courses = ((_("Lean"), leans, -100, True), (_("Level"), levels, 0, False))
        drawn = [_course(name, found, least, sign, look) for name, found, least, sign in courses if _enough(found)]
        if drawn:
            lines += [Text(), Text(look.name(title, look.width), "bold"), *drawn]
    return lines


def _enough(values: Sequence[float | None]) -> bool:
    return sum(value is not None for value in values) > 1


def _course(name: str, values: Sequence[float | None], least: float, sign: bool, look: Look) -> Text:
    """Return a small line on the whole scale, never stretched to what happens to be there, and its ends in figures."""
    names = max(cell_len(look.said(each)) for each in (_("Lean"), _("Level")))
    line = Text(padded(look.said(name), names) + "  ")
    shown = values[-max(2, look.width - line.cell_len - 2 - cell_len(look.said(_ends(-100, -100, sign)))) :]
    there = [value for value in shown if value is not None] or [least]
    line.append(sparkline(shown, look, least), "bold")
    return line.append("  " + look.said(_ends(there[0], there[-1], sign)), "dim")


def _ends(first: float, last: float, sign: bool) -> str:
    return _("from {first} to {last}").format(first=number(first, sign=sign), last=number(last, sign=sign))


def sparkline(values: Sequence[float | None], look: Look, least: float = 0, most: float = 100) -> str:
    """Return a sign for each value, the higher the larger; a gap where there is none."""
    steps = look.marks.steps
    return "".join(" " if each is None else steps[cell_of(each, len(steps), least, most)] for each in values)
