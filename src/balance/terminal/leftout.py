"""What was read and what was left out, in a few lines for stderr."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from balance.answers.claims import Rule
from balance.answers.leftout import Cell, DroppedRow, LeftOut, dropped_reason
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _, number, plural

FEW = 5  # names in a line; the list beside the output has them all
FEWER = 3  # of a platform's own columns, which nobody misses


def left_out_lines(left_out: LeftOut, apostrophes: bool, scored: bool = True) -> list[str]:
    """Return the summary of one file.

    `apostrophes`: whether the output is a text that spreadsheets open; `scored`: whether there is one.
    """
    counts = (*_answers(left_out), *_columns(left_out), *_rows(left_out), *_ids(left_out, apostrophes))
    return [_told(left_out, scored), *left_out.notes, *_understood(left_out), *counts]


def recognised_line(questionnaire: Questionnaire) -> str:
    """Return which questionnaire was recognised, and how to name another."""
    return _("The headers are those of {questionnaire}; -q names another questionnaire.").format(
        questionnaire=questionnaire.id
    )


def list_line(path: Path) -> str:
    """Return where the list of all that was left out stands."""
    return _("What was left out, each with its reason: {path}").format(path=shown(path))


def _told(left_out: LeftOut, scored: bool) -> str:
    """Return how many rows of a file were scored, or could be."""
    questionnaire, n = left_out.questionnaire, left_out.rows
    said = (
        plural(
            "{file}: {n} row scored with {questionnaire} {version}, {matched} of {items} items found.",
            "{file}: {n} rows scored with {questionnaire} {version}, {matched} of {items} items found.",
            n,
        )
        if scored
        else plural(
            "{file}: {n} row of {questionnaire} {version} can be scored, {matched} of {items} items found.",
            "{file}: {n} rows of {questionnaire} {version} can be scored, {matched} of {items} items found.",
            n,
        )
    )
    return said.format(
        file=left_out.file,
        n=number(n),
        questionnaire=questionnaire.id,
        version=shown(questionnaire.version, 30),
        matched=len(left_out.columns.items),
        items=len(questionnaire.items),
    )


def _understood(left_out: LeftOut) -> Iterator[str]:
    """Yield the platform, and by what the items were found where not all are called by their ids."""
    columns = left_out.columns
    if columns.layout.platform is not None:
        yield _platform(columns.layout.platform, columns.skip)
    if set(columns.rules.values()) - {Rule.ID}:
        counts = Counter(columns.rules.values())
        told = ", ".join(f"{_RULES[rule]()} {counts[rule]}" for rule in Rule if counts[rule])
        yield _("Items found by: {rules}.").format(rules=told)


def _platform(platform: str, skip: int) -> str:
    if not skip:
        return _("Read as an export of {platform}.").format(platform=platform)
    return plural(
        "Read as an export of {platform}; {n} row below the header is no respondent.",
        "Read as an export of {platform}; {n} rows below the header are no respondents.",
        skip,
    ).format(platform=platform, n=skip)


_RULES = {
    Rule.MAPPING: lambda: _("mapping"),
    Rule.ID: lambda: _("id"),
    Rule.TEXT: lambda: _("text"),
    Rule.ROW: lambda: _("row of a grid"),
    Rule.CODE: lambda: _("code"),
}


def _answers(left_out: LeftOut) -> Iterator[str]:
    if left_out.missing:
        yield _("Cells not answered: {counts}.").format(counts=_counts(left_out.missing))
    if left_out.unscored:
        yield _("Answers that are never scored: {counts}.").format(counts=_counts(left_out.unscored))
    if left_out.bad:
        cells = _few([*map(_cell, left_out.cells[:FEW])], left_out.bad, _told_of(left_out.cells))
        yield plural(
            "{n} cell was no answer of its scale and counts as not answered: {cells}.",
            "{n} cells were no answers of their scales and count as not answered: {cells}.",
            left_out.bad,
        ).format(
            n=number(left_out.bad),
            cells=cells,
        )


def _columns(left_out: LeftOut) -> Iterator[str]:
    columns = left_out.columns
    if columns.absent:
        n = len(columns.absent)
        yield plural(
            "{n} item has no column and counts as not answered: {names}.",
            "{n} items have no column and count as not answered: {names}.",
            n,
        ).format(n=n, names=_few(columns.absent, n))
    if columns.own:
        names = [shown(columns.header[place].strip(), 40) for place in columns.own]
        yield _("Left out, added by {platform}: {names}.").format(
            platform=columns.layout.platform, names=_few(names[:FEWER], len(names))
        )
    others = [place for place in columns.others if place not in columns.layout.own]
    if others:
        n = len(others)
        names = [shown(columns.name(place).strip(), 40) or _("(no header)") for place in others]
        yield plural(
            "{n} column left out, neither an item nor the id: {names}.",
            "{n} columns left out, neither items nor the id: {names}.",
            n,
        ).format(n=n, names=_few(names, n))


def _rows(left_out: LeftOut) -> Iterator[str]:
    if left_out.dropped:
        width = len(left_out.columns.header)
        rows = [_dropped(row, width) for row in left_out.dropped_rows[:FEW]]
        yield plural("{n} row left out: {rows}.", "{n} rows left out: {rows}.", left_out.dropped).format(
            n=number(left_out.dropped),
            rows=_few(rows, left_out.dropped, sum(row.n for row in left_out.dropped_rows[:FEW])),
        )
    if left_out.empty_lines:
        yield plural("{n} blank line ignored.", "{n} blank lines ignored.", left_out.empty_lines).format(
            n=number(left_out.empty_lines)
        )


def _ids(left_out: LeftOut, apostrophes: bool) -> Iterator[str]:
    ids = left_out.ids
    if left_out.columns.id is None:
        yield _('No id column: the column "row" numbers the rows of the file from 1. Name one with --id.')
    if ids.empty:
        yield plural("{n} row has no id; it is kept.", "{n} rows have no id; they are kept.", ids.empty).format(
            n=number(ids.empty)
        )
    if ids.repeated:
        yield plural(
            "{n} row shares its id with another; it is kept.",
            "{n} rows share their id with another; they are kept.",
            ids.repeated,
        ).format(n=number(ids.repeated))
    if ids.dangerous and apostrophes:
        yield plural(
            "{n} id would run as a formula in a spreadsheet: it got a leading apostrophe.",
            "{n} ids would run as formulas in a spreadsheet: they got a leading apostrophe.",
            ids.dangerous,
        ).format(n=number(ids.dangerous))
    if left_out.dangerous and apostrophes:
        yield plural(
            "{n} kept cell would run as a formula in a spreadsheet: it got a leading apostrophe.",
            "{n} kept cells would run as formulas in a spreadsheet: they got a leading apostrophe.",
            left_out.dangerous,
        ).format(n=number(left_out.dangerous))


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{number(n)} {shown(code, 60)}" for code, n in counts.most_common())


def _cell(cell: Cell) -> str:
    said = _('{row}, {column}: "{text}"').format(
        row=cell.place, column=shown(cell.column, 40), text=shown(cell.text, 30)
    )
    return said if cell.n == 1 else _("{cell}, and {n} more like it").format(cell=said, n=number(cell.n - 1))


def _dropped(row: DroppedRow, width: int) -> str:
    reason = dropped_reason(row, width)
    return _("line {line} ({reason})").format(line=row.line, reason=reason) if row.line else reason


def _told_of(found: Sequence[Cell] | Sequence[DroppedRow]) -> int:
    """Return how many the first few stand for."""
    return sum(each.n for each in found[:FEW])


def _few(names: list[str] | tuple[str, ...], n: int, told: int | None = None) -> str:
    """Return the first names of n; `told` says how many these stand for, where it is not one each."""
    rest = n - (min(len(names), FEW) if told is None else told)
    return "; ".join([*names[:FEW], *([_("{n} more").format(n=number(rest))] if rest else [])])
