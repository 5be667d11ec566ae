"""What an .xlsx file is made of: a zip of XML, looked at before a library opens it."""

import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from balance.answers.spool import CHUNK, MEGABYTE, PACKED, TIGHTEST
from balance.errors import BalanceError, stop
from balance.words import _, number

if TYPE_CHECKING:
    import polars as pl

LARGEST = 500 * MEGABYTE  # unpacked
FIRST_ROWS = 50  # in which the first column used shows
SMALL_PART = 10 * MEGABYTE
MOST_SHEETS = 100
EXACT = 2**53  # beyond which a spreadsheet's numbers are not exact
BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)

ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>(.*?)</(?:\w+:)?row>", re.DOTALL)
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)<")
HAS_TEXT = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>/]*>")
NOTABLE = (b't="e"', b"<f", b":f>", b":f ", b'hidden="')  # quicker to look for than any pattern
LONG_NUMBER = re.compile(rb"<(?:\w+:)?v>[+-]?(?:\d{16}|[\d.]+[Ee]\+?(?:1[5-9]|[2-9]\d))")
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
NUMBERED = re.compile(rb'\br="(\d{1,7})"')
TYPED = re.compile(rb'\bt="(?!n")')  # as something else than a number
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


class Marks(NamedTuple):
    """What the texts of a sheet do not tell; rows from 1 as a spreadsheet shows them, places of columns from 0."""

    first_row: int  # that holds something
    first_place: int
    hidden: frozenset[int]  # rows
    without_value: dict[tuple[int, int], str]  # error cells by their sign, and formulas that were never computed


class Package:
    """An .xlsx file, found to be whole and of a size that answers have."""

    def __init__(self, path: Path, file: str) -> None:
        self.path, self.file = path, file
        try:
            with ZipFile(path) as archive:
                parts = archive.infolist()
                names = {part.filename for part in parts}
        except BROKEN:
            raise self._broken() from None
        if "xl/workbook.xml" not in names:
            what = _("This is a zip file, and no Excel workbook (.xlsx).")
            raise stop(file, what, _("Unpack it, or save the table as .xlsx or CSV UTF-8."), "format-not-read")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > LARGEST or (unpacked > PACKED and unpacked > TIGHTEST * path.stat().st_size):
            what = _("Unpacked it is {n} MB, more than answers take.").format(n=number(unpacked / MEGABYTE))
            raise stop(file, what, _("Check that it is the right file, or save the sheet as CSV UTF-8."), "too-large")

    @property
    def sheets(self) -> list[str]:
        """Return the names of the sheets."""
        return list(self._parts)

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The part of the archive in which each sheet stands."""
        try:
            with ZipFile(self.path) as archive:
                book, relations = (
                    ElementTree.fromstring(_small(archive, name))  # noqa: S314 - expat bounds what entities may grow to
                    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
                )
                names = set(archive.namelist())
        except (*BROKEN, KeyError, ElementTree.ParseError):
            raise self._broken() from None
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        parts = {}
        for sheet in book.iter():
            if sheet.tag.rpartition("}")[2] == "sheet":
                id = next((value for key, value in sheet.items() if key.rpartition("}")[2] == "id"), None)
                part = _part(targets.get(id, ""))
                if part in names and "worksheets" in part:  # charts have sheets of their own
                    parts[sheet.get("name", "")] = part
        return dict(list(parts.items())[:MOST_SHEETS])

    def marks(self, sheet: str) -> Marks:
        """Return what the texts of a sheet do not tell; its part of the archive is read to its end."""
        scan = _Scan()
        for rows in self._xml(sheet):
            scan.see(rows)
        return scan.marks()

    def inexact(self, sheet: str) -> list[tuple[int, int]]:
        """Return the row and place of each number of over 15 digits; the sheet is read once more."""
        rows = (row for text in self._xml(sheet) if LONG_NUMBER.search(text) for row in _rows(text))
        return [
            (row, place)
            for row, _attributes, cells in rows
            for place, attributes, inside in _cells(cells)
            if not TYPED.search(attributes) and (value := VALUE.search(inside)) and _inexact(value.group(1))
        ]

    def _xml(self, sheet: str) -> Iterator[bytes]:
        """Yield the XML of a sheet's rows, many at once."""
        try:
            with ZipFile(self.path) as archive, archive.open(self._parts[sheet]) as part:
                yield from _row_texts(part)
        except (*BROKEN, KeyError):
            raise self._broken() from None

    def texts(self, sheet: str) -> "pl.DataFrame":
        """Return every cell of a sheet from the first one used, as text or null."""
        import fastexcel

        self._check_shared()
        try:
            found = fastexcel.read_excel(self.path).load_sheet(
                sheet, header_row=None, dtypes="string", schema_sample_rows=None
            )
            return found.to_polars()
        except fastexcel.FastExcelError:
            raise self._broken() from None

    def _check_shared(self) -> None:
        """Read the shared texts to their end: where an archive lies about a size or a sum, Python notices."""
        try:
            with ZipFile(self.path) as archive:
                for name in archive.namelist():
                    if name.endswith(("sharedStrings.xml", "styles.xml")):
                        with archive.open(name) as part:
                            while part.read(CHUNK):
                                pass
        except BROKEN:
            raise self._broken() from None

    def _broken(self) -> BalanceError:
        what = _("The file begins as Excel (.xlsx) and cannot be read to its end.")
        return stop(self.file, what, _("Export it again, or save the sheet as CSV UTF-8."), "broken-workbook")


def _small(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(SMALL_PART)


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _row_texts(part: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML of whole rows, many at once."""
    rest = b""
    while chunk := part.read(CHUNK):
        rest += chunk
        end = rest.rfind(b"row>")
        if end >= 0:
            yield rest[: end + 4]
            rest = rest[end + 4 :]
        elif len(rest) > 64 * CHUNK:
            raise BadZipFile
    yield rest


class _Scan:
    def __init__(self) -> None:
        self.first_row = 0
        self.first_place: int | None = None
        self.looked_at = 0
        self.hidden: set[int] = set()
        self.without_value: dict[tuple[int, int], str] = {}

    def see(self, rows: bytes) -> None:
        if self.looked_at < FIRST_ROWS:
            for row, _attributes, cells in islice(_rows(rows), FIRST_ROWS):
                self._look_at_first(row, cells)
        if _notable(rows):
            for row, attributes, cells in _rows(rows):
                if HIDDEN.search(attributes) and HAS_TEXT.search(cells):
                    self.hidden.add(row)
                if _notable(cells):
                    self._note(row, cells)

    def _look_at_first(self, row: int, cells: bytes) -> None:
        for place, _attributes, inside in _cells(cells):
            if HAS_TEXT.search(inside):
                self.first_row = self.first_row or row
                self.first_place = min(place, place if self.first_place is None else self.first_place)
        self.looked_at += 1

    def _note(self, row: int, cells: bytes) -> None:
        for place, attributes, inside in _cells(cells):
            value = VALUE.search(inside)
            if b't="e"' in attributes:
                self.without_value[row, place] = value.group(1).decode("utf-8", "replace") if value else "#N/A"
            elif b"<f" in inside.replace(b":f", b"<f") and value is None and b't="str"' not in attributes:
                self.without_value[row, place] = _("formula without a value")

    def marks(self) -> Marks:
        return Marks(self.first_row or 1, self.first_place or 0, frozenset(self.hidden), self.without_value)


def _notable(xml: bytes) -> bool:
    return any(sign in xml for sign in NOTABLE)


def _rows(xml: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    row = 0
    for found in ROW.finditer(xml):
        numbered = NUMBERED.search(found.group(1))
        row = int(numbered.group(1)) if numbered else row + 1
        yield row, found.group(1), found.group(2)


def _cells(xml: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    place = -1
    for found in CELL.finditer(xml):
        named = PLACE.search(found.group(1))
        place = _column(named.group(1)) if named else place + 1
        yield place, found.group(1), found.group(2) or b""


def _column(letters: bytes) -> int:
    """Return the place of a column from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _inexact(text: bytes) -> bool:
    try:
        return abs(float(text)) >= EXACT
    except ValueError:
        return False
