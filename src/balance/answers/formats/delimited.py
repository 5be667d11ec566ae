"""CSV and its kin: fields between commas, semicolons or tabs, in UTF-8."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import polars as pl

from balance.answers.cleaning import Cleaner, Schema, item_type, rows_at_once
from balance.answers.formats.background import InBackground
from balance.answers.formats.source import SAMPLE
from balance.answers.formats.surveying import Survey, line_ends, lines_of, survey
from balance.answers.leftout import LeftOut, line_of
from balance.answers.matching import ID, Columns
from balance.answers.recognising import fit
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.words import _

DELIMITERS = (",", ";", "\t")
HEAD = 1 << 20  # bytes in which the header must end
SPREADSHEET_HINT = "sep="  # a first line by which Excel is told the delimiter
LINE_BREAK = re.compile(r"\r\n|\r|\n")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Head(NamedTuple):
    """The header, its delimiter, and how many records come before the first row (blank ones, `sep=`)."""

    header: tuple[str, ...]
    delimiter: str
    before: int  # blank lines before the header
    hint: bool  # whether the first line is `sep=`
    quoted: bool  # whether there is a quote among the first lines
    sample: tuple[tuple[str, ...], ...]  # the first rows


class Delimited:
    """A delimited text file; made of it when its header and its bytes are found to be those of a text table."""

    def __init__(self, given: Input, questionnaire: Questionnaire | None) -> None:
        self.path = given.path
        self.file = given.file
        self.notes: list[str] = []
        self.head = _head(self.path, self.file, questionnaire)
        self._survey = InBackground(lambda: survey(self.path, self.file, self.head.delimiter))

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headers of all columns."""
        return self.head.header

    @property
    def survey(self) -> Survey:
        """Return what the bytes told; raise a BalanceError where they are at fault."""
        return self._survey.result()

    @cached_property
    def lines(self) -> int:
        """Return how many lines the file has, the header and one without an end counted."""
        return line_ends(self.path) + (not self.survey.ended)

    def sample(self) -> tuple[tuple[str, ...], ...]:
        """Return the texts of the first rows."""
        return self.head.sample

    def examine(self) -> None:
        """Wait for the survey, and raise what it found at fault."""
        self._survey.result()

    def confirms(self, rows: int) -> bool:
        """Return whether all lines but the header are that many rows, none short and none with a quote."""
        return self.survey.regular(len(self.header), rows)

    def quick(self, columns: Columns, questionnaire: Questionnaire) -> pl.LazyFrame | None:
        """Return ids, kept columns and items as Polars reads them; None where the first lines ask for more care."""
        head = self.head
        if head.before or head.hint or head.quoted or columns.skip or not self._starts_with_numbers(columns):
            return None
        names = [f"column {place}" for place in range(len(self.header))]
        types: Schema = dict.fromkeys(names, pl.String)
        for item, place in columns.items.items():
            types[names[place]] = item_type(questionnaire.items[item].scale)
        frame = pl.scan_csv(
            self.path, schema=types, separator=head.delimiter, has_header=False, skip_lines=1,
            quote_char=None, glob=False, row_index_name=ID if columns.id is None else None, row_index_offset=1,
        )  # fmt: skip
        id = pl.col(ID).cast(pl.Int64) if columns.id is None else pl.col(names[columns.id]).alias(ID)
        used = {**columns.kept, **columns.items}
        return frame.select(id, *(pl.col(names[place]).alias(name) for name, place in used.items()))

    def _starts_with_numbers(self, columns: Columns) -> bool:
        """Return whether the first row could be numbers: labels need not be tried."""
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            next(lines)
            fields = next(lines, "").rstrip("\r\n").split(self.head.delimiter)
        cells = (fields[place].strip() for place in columns.items.values() if place < len(fields))
        return all(cell.lstrip("+-").isdigit() for cell in cells if cell)

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges them, parsed by Python: one reading only."""
        self.examine()
        yield from _Rows(self, cleaner, stopping).batches(columns)


def _head(path: Path, file: str, questionnaire: Questionnaire | None) -> Head:
    with path.open("rb") as stream:
        start = stream.read(HEAD)
    if not start.removeprefix(codecs.BOM_UTF8).strip():
        raise stop(file, _("The file is empty."), _("Check the export."), "empty-file")
    if start.startswith(UTF16_MARKS) or start[1:200:2].count(0) > len(start[:200]) // 4:
        remedy = _('Save it as UTF-8: in Excel "CSV UTF-8 (comma delimited)".')
        raise stop(line_of(file, 1), _("The file is UTF-16, not UTF-8."), remedy, "not-utf8")
    text = start.decode("utf-8", "replace").removeprefix("\ufeff")
    hint, delimiters = _hint(text)
    heads = [head for delimiter in delimiters if (head := _parsed(text, delimiter, hint))]
    if not heads:
        remedy = _("The first line must name the columns.")
        raise stop(line_of(file, 1), _("The header cannot be read: a quote in it is not closed."), remedy, "bad-quote")
    return max(heads, key=lambda head: (fit(head.header, head.sample, questionnaire), len(head.header)))


def _hint(text: str) -> tuple[bool, Sequence[str]]:
    first = text.splitlines()[0].strip('"').rstrip("\r\n") if text.strip() else ""
    named = first[len(SPREADSHEET_HINT) :]
    hint = first.lower().startswith(SPREADSHEET_HINT) and named in DELIMITERS
    return hint, (named,) if hint else DELIMITERS


def _parsed(text: str, delimiter: str, hint: bool) -> Head | None:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        if hint:
            next(reader)
        for record in reader:
            if not _blank(record):
                return Head(tuple(record), delimiter, before, hint, '"' in text, _sample(reader, len(text) < HEAD))
            before += 1
    except csv.Error:
        pass
    return None


def _sample(reader: Iterator[list[str]], whole: bool) -> tuple[tuple[str, ...], ...]:
    records: list[tuple[str, ...]] = []
    with suppress(csv.Error):  # told when the rows are read
        records += islice((tuple(record) for record in reader if not _blank(record)), SAMPLE)
    return tuple(records if whole or len(records) == SAMPLE else records[:-1])


def _blank(record: Sequence[str]) -> bool:
    """Return whether a record says nothing: a blank line, or nothing but delimiters, as spreadsheets leave behind."""
    return not any(cell.strip() for cell in record)


class _Rows:
    """Parses the rows of a file, once, and hands them to the cleaner in batches."""

    def __init__(self, table: Delimited, cleaner: Cleaner, stopping: Stopping) -> None:
        self.table, self.cleaner, self.stopping = table, cleaner, stopping
        self.left_out: LeftOut = cleaner.left_out
        self.width = len(table.header)
        self.number = 0  # of data rows so far, those left out too

    def batches(self, columns: Columns) -> Iterator[pl.DataFrame]:
        size = rows_at_once(self.width)
        records: list[list[str]] = []
        rows: list[int] = []
        numbers: list[int] = []
        for row, record in self._records(columns.skip):
            records.append(record)
            rows.append(row)
            numbers.append(self.number)
            if len(records) == size:
                yield self._clean(records, rows, numbers)
                records, rows, numbers = [], [], []
        if records:
            yield self._clean(records, rows, numbers)

    def _clean(self, records: list[list[str]], rows: list[int], numbers: list[int]) -> pl.DataFrame:
        self.stopping.check()
        return self.cleaner.clean(rows, numbers, list(zip(*records, strict=True)))

    def _records(self, skip: int) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that fit the header, with the row a spreadsheet shows; the others are left out."""
        head = self.table.head
        reader = csv.reader(lines_of(self.table.path), delimiter=head.delimiter, strict=True)
        try:
            for _skipped in range(head.before + head.hint + 1):
                next(reader)
            self.left_out.empty_lines += head.before
            line, row = reader.line_num, head.before + 1
            for record in reader:
                row += 1
                first, line = line + 1, reader.line_num
                if _blank(record) and (self.width > 1 or not record):
                    self.left_out.empty_lines += 1
                    continue
                if skip:
                    skip -= 1
                    continue
                self.number += 1
                if line > first:
                    self._check_line_breaks(record, first)
                if len(record) == self.width:
                    yield row, record
                else:
                    self._drop(record, first, line)
        except csv.Error as error:
            raise self._quote_fault(error, line + 1, reader.line_num) from None

    def _drop(self, record: Sequence[str], first: int, last: int) -> None:
        if last > first:
            raise self._swallowed(first)
        self.left_out.drop(first, len(record))
        if len(record) < self.width and not self.table.survey.ended and last == self.table.lines:
            self.left_out.cut = first

    def _check_line_breaks(self, record: list[str], line: int) -> None:
        """Raise a BalanceError where a cell with a line break reads as rows that a stray quote swallowed."""
        for place, cell in enumerate(record):
            split = [part.split(self.table.head.delimiter) for part in LINE_BREAK.split(cell)]
            if len(split) < 2:
                continue
            ends = [record[:place] + split[0], split[-1] + record[place + 1 :]]
            if all(map(self._is_row, ends)) or any(map(self._is_row, split[1:-1])):
                raise self._swallowed(line)

    def _is_row(self, fields: list[str]) -> bool:
        return len(fields) == self.width and self.cleaner.looks_answered(fields)

    def _swallowed(self, line: int) -> BalanceError:
        what = _("A quote opens here and swallows the rows after it.")
        return stop(line_of(self.table.file, line), what, _("Delete the quote, or double it."), "bad-quote")

    def _quote_fault(self, error: csv.Error, first: int, last: int) -> BalanceError:
        file, remedy = self.table.file, _("Delete the quote, or close it; a quote inside a quoted text is doubled.")
        said = str(error)
        if "expected after" in said:
            what = _("A quoted text ends here and does not fill its cell.")
            return stop(line_of(file, last), what, remedy, "bad-quote")
        if "limit" in said and first == last:
            what = _("A cell holds over {n} characters.").format(n=csv.field_size_limit())
            return stop(line_of(file, first), what, _("Delete that column from the file."), "long-cell")
        return stop(line_of(file, first), _("A quote opens here and is never closed."), remedy, "bad-quote")
