"""Excel workbooks (.xlsx): every cell of a sheet as text, as it is stored."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from balance.answers.cleaning import Cleaner, rows_at_once
from balance.answers.formats.heads import header_place, titles_note
from balance.answers.formats.package import Marks, Package
from balance.answers.formats.source import SAMPLE, WithoutQuick
from balance.answers.leftout import LeftOut
from balance.answers.matching import Columns
from balance.answers.recognising import candidates, fit_of
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.answers.values import BLANK
from balance.errors import BalanceError, Fault, stop
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded, offer
from balance.safe import shown
from balance.words import _, number, plural

FEW = 5
ROW = "row"  # of the spreadsheet; the columns are called by their numbers
LONG = r"\d{16}|[Ee]\+?\d\d"  # a number, perhaps, that is longer than a spreadsheet keeps
MIDNIGHT = " 00:00:00"  # which a date without a time is read with


class _Sheet(NamedTuple):
    """A sheet as texts, blank rows and blank columns without a header left out."""

    name: str
    frame: pl.DataFrame  # ROW, then a column of texts or null for each column used
    marks: Marks
    header: tuple[str, ...]
    places: tuple[int, ...]  # of the columns, in the sheet from 0
    header_row: int  # in the frame
    blank: int  # rows
    fit: int


class Workbook(WithoutQuick):
    """An Excel workbook; made of it when the sheet of answers is found."""

    def __init__(self, given: Input, questionnaire: Questionnaire | None) -> None:
        self.file = given.file
        self._package = Package(given.path, given.file)
        sheets = list(_sheets(self._package, given, questionnaire))
        self.sheet = self._chosen(sheets)
        self.header = self.sheet.header
        self.notes = self._notes(len(sheets))

    def _chosen(self, sheets: Sequence[_Sheet]) -> _Sheet:
        if not sheets:
            raise stop(self.file, _("The file is empty."), _("Check the export."), "empty-file")
        best = max(sheets, key=lambda sheet: sheet.fit)
        equal = [shown(sheet.name, 40) for sheet in sheets if sheet.fit == best.fit > 0]
        if len(equal) > 1:
            what = _("{n} sheets fit equally well: {names}.").format(n=len(equal), names=", ".join(equal[:FEW]))
            raise stop(self.file, what, _("Name one with --sheet."), "which-sheet")
        return best

    def _notes(self, sheets: int) -> list[str]:
        notes = []
        if sheets > 1:
            said = _('Sheet "{name}" was read, one of {n}.')
            notes.append(said.format(name=shown(self.sheet.name, 40), n=sheets))
        notes += titles_note(self.sheet.header_row)
        hidden = len(self.sheet.marks.hidden)
        if hidden:
            notes.append(
                plural("{n} hidden row was read too.", "{n} hidden rows were read too.", hidden).format(
                    n=number(hidden)
                )
            )
        return notes

    def sample(self) -> list[tuple[str, ...]]:
        """Return the first rows as texts."""
        first = self.sheet.frame.slice(self.sheet.header_row + 1, SAMPLE).drop(ROW)
        return [tuple(cell or "" for cell in row) for row in first.iter_rows()]

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges them."""
        sheet, left_out = self.sheet, cleaner.left_out
        left_out.empty_lines += sheet.blank
        frame = sheet.frame.slice(sheet.header_row + 1 + columns.skip)
        at_once = rows_at_once(frame.width)
        for start in range(0, len(frame), at_once):
            stopping.check()
            part = frame.slice(start, at_once)
            cells = [column.fill_null("").to_list() for column in part.drop(ROW).iter_columns()]
            yield cleaner.clean(part[ROW].to_list(), range(start + 1, start + len(part) + 1), cells)
        _tell_without_value(sheet, columns, left_out, set(frame[ROW]))
        self._tell_inexact(columns, left_out)

    def _tell_inexact(self, columns: Columns, left_out: LeftOut) -> None:
        """Say where ids and kept columns hold numbers that a spreadsheet cannot hold exactly."""
        used = [*columns.kept.values()] + ([] if columns.id is None else [columns.id])
        frame = self.sheet.frame.slice(self.sheet.header_row + 1)
        if not used:
            return
        long = frame.select(pl.any_horizontal(pl.nth(place + 1).str.contains(LONG) for place in used)).to_series()
        if not long.any():
            return
        rows, places = set(frame.filter(long)[ROW]), {self.sheet.places[place] for place in used}
        found = [row for row, place in self._package.inexact(self.sheet.name) if place in places and row in rows]
        if found:
            said = plural(
                "{n} number of over 15 digits is not exact: spreadsheets keep no more (row {rows}).",
                "{n} numbers of over 15 digits are not exact: spreadsheets keep no more (rows {rows}).",
                len(found),
            )
            left_out.notes.append(said.format(n=number(len(found)), rows=_few(found)))


def _tell_without_value(sheet: _Sheet, columns: Columns, left_out: LeftOut, rows: set[int]) -> None:
    """Count error cells, and formulas without a value, apart from blank ones."""
    items = {sheet.places[place] for place in columns.items.values()}
    marked = sheet.marks.without_value.items()
    found = [(row, code) for (row, place), code in marked if place in items and row in rows]
    for _row, code in found:
        left_out.missing[code] += 1
        left_out.missing[BLANK] -= 1
    if found:
        said = plural(
            "{n} cell is an error or a formula without a value: not answered (row {rows}).",
            "{n} cells are errors or formulas without a value: not answered (rows {rows}).",
            len(found),
        )
        left_out.notes.append(said.format(n=number(len(found)), rows=_few(row for row, _code in found)))


def _few(rows: Iterable[int]) -> str:
    different = sorted(set(rows))
    return ", ".join(map(str, different[:FEW])) + (", ..." if len(different) > FEW else "")


def _sheets(package: Package, given: Input, questionnaire: Questionnaire | None) -> Iterator[_Sheet]:
    """Yield the sheets that hold something, or the one that was named; of those that fit less no cells are kept."""
    best = 0
    for name in _wanted(package, given):
        marks = package.marks(name)
        sheet = _sheet(name, package.texts(name), marks, questionnaire)
        if sheet is not None:
            best = max(best, sheet.fit)
            yield sheet if sheet.fit == best else sheet._replace(frame=sheet.frame.clear())


def _wanted(package: Package, given: Input) -> Sequence[str]:
    wanted = given.options.sheet
    if wanted is None or wanted in package.sheets:
        return package.sheets if wanted is None else [wanted]
    near = [name for name in package.sheets if folded(name) == folded(wanted)]
    if len(near) == 1:
        return near
    what = _('There is no sheet "{name}".').format(name=shown(wanted, 60))
    raise BalanceError([Fault(given.file, what, offer(wanted, package.sheets), "no-such-sheet")])


def _sheet(name: str, frame: pl.DataFrame, marks: Marks, questionnaire: Questionnaire | None) -> _Sheet | None:
    texts = frame.columns
    frame = frame.with_columns(_dates_without_times(frame, texts)).with_row_index(ROW, offset=marks.first_row)
    special = list({row for row, _place in marks.without_value})
    filled = frame.filter(~pl.all_horizontal(pl.col(texts).is_null()) | pl.col(ROW).is_in(special))
    if not texts or filled.is_empty():
        return None
    top = [tuple(cell or "" for cell in row) for row in filled.drop(ROW).head(SAMPLE).iter_rows()]
    known = candidates(questionnaire)
    at = header_place(top, known)
    used = [
        place for place, text in enumerate(texts) if top[at][place].strip() or filled[text].null_count() < len(filled)
    ]
    header = tuple(top[at][place] for place in used)
    places = tuple(place + marks.first_place for place in used)
    kept = filled.select(ROW, *(pl.col(texts[place]) for place in used))
    fit = fit_of(top[at], top[at + 1 :], known)
    return _Sheet(name, kept, marks, header, places, at, len(frame) - len(filled), fit)


def _dates_without_times(frame: pl.DataFrame, texts: Sequence[str]) -> list[pl.Expr]:
    dated = [name for name in texts if frame[name].str.ends_with(MIDNIGHT).any()]
    return [pl.col(name).str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", "$1") for name in dated]
