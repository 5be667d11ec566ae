"""What was read of a file, what was left out of it and why: nothing is dropped unsaid."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from balance.answers.matching import Columns
from balance.answers.recoded import Mixed, mixed_faults, recoded_faults
from balance.errors import Fault
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import did_you_mean
from balance.safe import SPREADSHEET_RUNS, shown
from balance.words import _, number, plural

NAMED = 10  # cells that an error names
LISTED = 10_000  # rows, and cells, that the list beside the output names; the rest is counted
A_DATE = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d)?)?|\d{1,2}[.-] ?[A-Za-z]{3,9}\.?")
LIST_HEADER = ("file", "what", "row", "column", "text", "count", "reason")


class Cell(NamedTuple):
    """A cell that is no answer of its scale; the header is row 1, as a spreadsheet shows it.

    Where rows have no numbers (`row` is 0), as in the parts of a large table: one of `n` cells of a column that are
    alike, by its row's id.
    """

    row: int
    column: str
    text: str
    item: str
    n: int = 1
    file: str = ""  # where it is one of several
    id: str = ""

    @property
    def place(self) -> str:
        """Return which row it stands in."""
        return _("row {row}").format(row=self.row) if self.row else _("id {id}").format(id=shown(self.id, 60))


class DroppedRow(NamedTuple):
    """A row that does not fit the header; `line` is that of the text file, 0 where lines have no numbers."""

    line: int
    fields: int
    reason: str = ""  # where it is not their number
    n: int = 1  # of such rows, where lines have no numbers


class Ids(NamedTuple):
    """Rows without an id, rows that share theirs, rows whose id a spreadsheet would run."""

    empty: int = 0
    repeated: int = 0
    dangerous: int = 0


@dataclass
class LeftOut:
    """What one file gave and what was left out, counted while it is read."""

    file: str
    questionnaire: Questionnaire
    columns: Columns
    rows: int = 0  # scored
    empty_lines: int = 0
    dropped: int = 0
    dropped_rows: list[DroppedRow] = field(default_factory=list)
    cut: int | None = None  # the line of a last row that breaks off
    missing: Counter[str] = field(default_factory=Counter)  # cells, by the sign of no answer
    unscored: Counter[str] = field(default_factory=Counter)  # cells, by code
    bad: int = 0
    cells: list[Cell] = field(default_factory=list)
    mixed: list[Mixed] = field(default_factory=list)  # numbers that a mapping leaves out beside those it names
    ids: Ids = field(default_factory=Ids)
    dangerous: int = 0  # cells of kept columns that a spreadsheet would run
    before: int = 0  # rows of the files before, on from which this one's are numbered where there is no id
    notes: list[str] = field(default_factory=list)  # what was taken for granted of the file, a sentence each

    @property
    def anything(self) -> bool:
        """Return whether a column, a row, a line or a cell was left out."""
        return bool(self.columns.others or self.columns.absent or self.dropped or self.empty_lines or self.bad)

    def drop(self, line: int, fields: int, reason: str = "") -> None:
        """Leave a row out that does not fit the header, or cannot be read."""
        self.dropped += 1
        if self.dropped <= LISTED:
            self.dropped_rows.append(DroppedRow(line, fields, reason))

    def faults(self, lenient: bool) -> list[Fault]:
        """Return what is at fault: no row is left or, unless lenient, the file breaks off or a cell is no answer."""
        if not self.rows:
            return [_no_rows(self)]
        unsaid = mixed_faults(self.file, self.mixed)
        if lenient or unsaid:
            return unsaid
        recoded = recoded_faults(self.file, self.questionnaire, ((cell.item, cell.text) for cell in self.cells))
        cut = [_cut(self.file, self.cut)] if self.cut else []
        return [*cut, *recoded, *(_bad_cells(self) if self.bad else [])]


def _no_rows(left_out: LeftOut) -> Fault:
    if not left_out.dropped:
        what = _("The file has a header and no rows.")
        return Fault(left_out.file, what, _("Check the export."), "no-rows")
    first = left_out.dropped_rows[0]
    if not first.line:
        return Fault(left_out.file, _("No row fits the header."), _("Check the delimiter and the export."), "no-rows")
    if first.reason:
        what = _("No row can be read: line {line} is {reason}.").format(line=first.line, reason=first.reason)
        return Fault(left_out.file, what, _("Check the export."), "no-rows")
    what = _("No row fits the header: the header has {width} columns, line {line} has {fields}.").format(
        width=len(left_out.columns.header), line=first.line, fields=first.fields
    )
    return Fault(left_out.file, what, _("Check the delimiter and the export."), "no-rows")


def _cut(file: str, line: int) -> Fault:
    what = _("The last line breaks off: the file is not whole.")
    remedy = _("Export it again, or add --lenient to leave that row out.")
    return Fault(line_of(file, line), what, remedy, "cut-line")


def line_of(file: str, line: int) -> str:
    """Return a place in a text table, as faults say it."""
    return _("{file}, line {line}").format(file=file, line=line)


def _bad_cells(left_out: LeftOut) -> Iterator[Fault]:
    what = plural(
        "{n} cell is no answer of its scale.", "{n} cells are no answers of their scales.", left_out.bad
    ).format(n=number(left_out.bad))
    if left_out.bad > NAMED:
        what += " " + _("The first {n} follow.").format(n=NAMED)
    remedy = _("Mend them, say in a mapping (--map) what they mean, or add --lenient to count them as not answered.")
    yield Fault(left_out.file, what, remedy, "bad-cell")
    for cell in left_out.cells[:NAMED]:
        where = _("{file}, {row}, column {column}").format(
            file=cell.file or left_out.file, row=cell.place, column=shown(cell.column, 60)
        )
        labels = left_out.questionnaire.items[cell.item].scale.labels
        remedy = _turned_into_a_date(cell.text) or did_you_mean(cell.text, labels)
        yield Fault(where, _said(cell), remedy, "bad-cell")


def _said(cell: Cell) -> str:
    text = shown(cell.text, 60)
    if cell.n == 1:
        return f'"{text}".'
    return plural('"{text}", {n} time.', '"{text}", {n} times.', cell.n).format(text=text, n=number(cell.n))


def _turned_into_a_date(text: str) -> str:
    if not A_DATE.fullmatch(text):
        return ""
    return _(
        "A spreadsheet may have made a date of an answer such as 6-25: take the export before it was opened there."
    )


def in_short(left_out: LeftOut) -> Iterator[str]:
    """Yield a line each of rows, lines and cells that were left out, for those who have no list of them."""
    counts = (
        (left_out.dropped, plural("{n} row left out.", "{n} rows left out.", left_out.dropped)),
        (left_out.empty_lines, plural("{n} blank line ignored.", "{n} blank lines ignored.", left_out.empty_lines)),
        (left_out.bad, plural("{n} cell is no answer of its scale.", "{n} cells are no answers of their scales.",
                              left_out.bad)),
    )  # fmt: skip
    yield from (f"{left_out.file}: {said.format(n=number(n))}" for n, said in counts if n)


def list_path(out: Path) -> Path:
    """Return where the list of what was left out stands: beside the output."""
    return out.with_name(f"{out.name}.left-out.csv")


def is_list(path: Path) -> bool:
    """Return whether a file is a list of what was left out, and so ours to replace."""
    with path.open("rb") as file:
        return file.readline().rstrip(b"\n") == ",".join(LIST_HEADER).encode()


def write_list(left_outs: Iterable[LeftOut], path: Path, mark: str = "") -> None:
    """Write what was left out of each file, a line each with its reason, as CSV; above them a mark, if there is one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(LIST_HEADER)
        if mark:
            writer.writerow(["", "draft", "", "", "", "", mark])
        for left_out in left_outs:
            for entry in _entries(left_out):
                writer.writerow([_harmless(part) for part in (left_out.file, *entry)])


Entry = tuple[str, int | str, str, str, int | str, str]


def _entries(left_out: LeftOut) -> Iterator[Entry]:
    columns = left_out.columns
    for place in columns.others:
        yield "column", "", columns.name(place), "", "", other_reason(columns, place)
    for item in columns.absent:
        yield "item", "", item, "", "", _("no column in the file: not answered")
    if columns.skip:
        yield (
            "line",
            "",
            "",
            "",
            columns.skip,
            _("of {platform}, below the header: no respondents").format(platform=columns.layout.platform),
        )
    for row in left_out.dropped_rows:
        yield "row", row.line or "", "", "", _several(row.n), dropped_reason(row, len(columns.header))
    yield from _rest("row", left_out.dropped - sum(row.n for row in left_out.dropped_rows))
    if left_out.empty_lines:
        yield "line", "", "", "", left_out.empty_lines, _("blank")
    for cell in left_out.cells:
        reason = _("no answer of the scale: not answered")
        yield "cell", cell.row or "", cell.column, cell.text, _several(cell.n), reason
    yield from _rest("cell", left_out.bad - sum(cell.n for cell in left_out.cells))
    for code, n in left_out.missing.most_common():
        yield "missing", "", "", code, n, _("not answered")
    for code, n in left_out.unscored.most_common():
        yield "unscored", "", "", code, n, _("answered, and never scored")


def _several(n: int) -> int | str:
    return n if n > 1 else ""


def _rest(what: str, n: int) -> Iterator[Entry]:
    if n > 0:
        yield what, "", "", "", n, _("further ones, not listed")


def other_reason(columns: Columns, place: int) -> str:
    """Return why a column was left out."""
    if place in columns.layout.personal:
        return _("of {platform}; a name or an address, copied only if asked for").format(
            platform=columns.layout.platform
        )
    if place in columns.layout.own:
        return _("of {platform}, no question").format(platform=columns.layout.platform)
    return _("neither an item nor the id") if columns.name(place).strip() else _("has no header")


def dropped_reason(row: DroppedRow, width: int) -> str:
    """Return why a row was left out."""
    if row.reason:
        return row.reason
    short = _("too short, {fields} of {width} columns")
    long = _("too long, {fields} columns instead of {width}")
    return (short if row.fields < width else long).format(fields=row.fields, width=width)


def _harmless(part: int | str) -> int | str:
    if isinstance(part, int):
        return part
    text = shown(part)
    return f"'{text}" if re.match(SPREADSHEET_RUNS, part) else text
