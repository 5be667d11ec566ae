"""CSV and its kin: fields between commas, semicolons or tabs, in any encoding."""

import csv
import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

import polars as pl

from balance.answers.cleaning import Cleaner, Schema, item_type, rows_at_once
from balance.answers.formats.background import InBackground
from balance.answers.formats.encodings import as_utf8, encoding_note, encoding_of, without_utf8
from balance.answers.formats.heads import Head, blank, found_head
from balance.answers.formats.surveying import NotUtf8Error, Survey, line_ends, lines_of, survey
from balance.answers.leftout import LeftOut, line_of
from balance.answers.matching import ID, Columns
from balance.answers.spellings import spellings
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.words import _

HEAD = 1 << 20  # bytes in which the header must end
LINE_BREAK = re.compile(r"\r\n|\r|\n")

# How much Polars reads ahead: more is no quicker, and takes 400 MiB for 4,000,000 rows instead of 240.
os.environ.setdefault("POLARS_CSV_CHUNK_SIZE", "4000000")


class Delimited:
    """A delimited text file; made of it when its header and its bytes are found to be those of a text table."""

    def __init__(self, given: Input, questionnaire: Questionnaire | None) -> None:
        self.given = given
        self.file = given.file
        with given.path.open("rb") as stream:
            start = stream.read(HEAD)
        self._read_as(encoding_of(given, start))
        self.head = self._head(questionnaire)
        self._survey = InBackground(self._surveyed)

    def _read_as(self, encoding: str) -> None:
        self.encoding = encoding
        self.path = as_utf8(self.given, encoding)

    def _head(self, questionnaire: Questionnaire | None) -> Head:
        with self.path.open("rb") as stream:
            start = stream.read(HEAD)
        text = start.decode("utf-8", "replace").removeprefix("\ufeff")
        if not text.strip():
            raise stop(self.file, _("The file is empty."), _("Check the export."), "empty-file")
        return found_head(text, self.file, questionnaire, whole=len(start) < HEAD)

    def _surveyed(self) -> Survey:
        try:
            return survey(self.path, self.file, self.head.delimiter)
        except NotUtf8Error:
            if self.given.options.encoding is not None:
                raise
            self._read_as(without_utf8(self.given))  # only now, far from the first lines, does it show
            return survey(self.path, self.file, self.head.delimiter)

    @property
    def notes(self) -> list[str]:
        """Return what was taken for granted: the encoding, the delimiter, titles."""
        return [*encoding_note(self.encoding, self.given.options.encoding is not None), *self.head.notes]

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
        if head.before or head.hint or head.quoted or columns.skip:
            return None
        names = [f"column {place}" for place in range(len(self.header))]
        types: Schema = dict.fromkeys(names, pl.String)
        types |= {names[columns.items[item]]: kind for item, kind in self._types(columns, questionnaire).items()}
        frame = pl.scan_csv(
            self.path, schema=types, separator=head.delimiter, has_header=False, skip_lines=1,
            quote_char=None, glob=False, row_index_name=ID if columns.id is None else None, row_index_offset=1,
        )  # fmt: skip
        id = pl.col(ID).cast(pl.Int64) if columns.id is None else pl.col(names[columns.id]).alias(ID)
        used = {**columns.kept, **columns.items}
        return frame.select(id, *(pl.col(names[place]).alias(name) for name, place in used.items()))

    def _types(self, columns: Columns, questionnaire: Questionnaire) -> Schema:
        """Return the type of each item's column: numbers where the first rows have no other, else the labels known."""
        rows = [row for row in self.head.sample if len(row) == len(self.header)]
        seen = {item: [row[place] for row in rows] for item, place in columns.items.items()}
        scales = {item: questionnaire.items[item].scale for item in columns.items}
        if all(text.strip().lstrip("+-").isdigit() for texts in seen.values() for text in texts if text.strip()):
            return {item: item_type(scale) for item, scale in scales.items()}
        return {item: spellings(scales[item], seen[item]) for item in columns.items}

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges them, parsed by Python: one reading only."""
        self.examine()
        yield from _Rows(self, cleaner, stopping).batches(columns)


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
            self.left_out.empty_lines += head.blank
            line, row = reader.line_num, head.before + 1
            for record in reader:
                row += 1
                first, line = line + 1, reader.line_num
                if blank(record) and (self.width > 1 or not record):
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
