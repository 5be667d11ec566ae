"""JSON Lines: a respondent a line, each an object of column and answer."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import polars as pl

from balance.answers.cleaning import Cleaner, rows_at_once
from balance.answers.formats.encodings import as_utf8, encoding_note, encoding_of
from balance.answers.formats.source import SAMPLE, WithoutQuick
from balance.answers.formats.surveying import CHUNK
from balance.answers.leftout import LeftOut, line_of
from balance.answers.matching import Columns
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.errors import stop
from balance.words import _, number

BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|\})')
MOST_COLUMNS = 10_000


class JsonLines(WithoutQuick):
    """A file of JSON Lines; made of it when the names of all columns are gathered."""

    def __init__(self, given: Input) -> None:
        self.file = given.file
        with given.path.open("rb") as stream:
            encoding = encoding_of(given, stream.read(CHUNK))
        self.path = as_utf8(given, encoding)
        self.notes = encoding_note(encoding, given.options.encoding is not None)
        names: dict[str, None] = {}
        self._first: list[dict[str, str]] = []
        for _line, row, _ended in self._rows():
            if row is not None:
                names.update(dict.fromkeys(row))
                self._first += [row] if len(self._first) < SAMPLE else []
            if len(names) > MOST_COLUMNS:
                what = _("The lines name over {n} different columns.").format(n=number(MOST_COLUMNS))
                raise stop(self.file, what, _("Check that it is the right file."), "too-many-columns")
        if not names:
            what = _("No line is a whole JSON object of columns and answers.")
            raise stop(self.file, what, _("Write a respondent a line (JSON Lines)."), "no-rows")
        self.header = tuple(names)

    def sample(self) -> list[tuple[str, ...]]:
        """Return the first rows as texts."""
        return [tuple(row.get(name, "") for name in self.header) for row in self._first]

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges them; a line that is no object is left out."""
        places = [*columns.items.values(), *columns.kept.values()] + ([] if columns.id is None else [columns.id])
        names = {place: self.header[place] for place in places}
        rows = self._whole(cleaner.left_out, columns.skip)
        while batch := list(islice(rows, rows_at_once(len(names)))):
            stopping.check()
            lines, numbers, found = zip(*batch, strict=True)
            cells = {place: [row.get(name, "") for row in found] for place, name in names.items()}
            yield cleaner.clean(lines, numbers, cells)

    def _whole(self, left_out: LeftOut, skip: int) -> Iterator[tuple[int, int, dict[str, str]]]:
        """Yield the line, the number and the texts of each row; lines that are no object are left out."""
        for seen, (line, row, ended) in enumerate(self._rows(), 1):
            if row is None:
                left_out.drop(line, 0, _("no whole JSON object"))
                left_out.cut = None if ended else line
            elif seen > skip:
                yield line, seen - skip, row

    def _rows(self) -> Iterator[tuple[int, dict[str, str] | None, bool]]:
        """Yield each line that is not blank: its number, what it holds, None if torn, and whether it has an end."""
        with self.path.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
            for number_of_line in range(1, 1 << 62):
                line = lines.readline(CHUNK)
                if not line:
                    return
                if len(line) == CHUNK:
                    what = _("The line is over 1 MB.")
                    raise stop(
                        line_of(self.file, number_of_line), what, _("Check that it is the right file."), "long-line"
                    )
                if line.strip():
                    yield number_of_line, _parsed(line), line.endswith("\n")


def _parsed(line: str) -> dict[str, str] | None:
    try:
        row = json.loads(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return {name: _text(value) for name, value in row.items()} if isinstance(row, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError
    return row


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
