"""One pass over the bytes of a text table: what no parser should meet, and counts that show a clean one."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

from balance.answers.leftout import line_of
from balance.errors import BalanceError, stop
from balance.words import _

CHUNK = 1 << 20


class NotUtf8Error(BalanceError):
    """The text is not UTF-8."""


class Survey(NamedTuple):
    """What the bytes of a whole file told."""

    separators: int
    quotes: bool
    odd_line_ends: bool  # a carriage return that ends a line by itself
    ended: bool  # by a line end

    def regular(self, width: int, rows: int) -> bool:
        """Return whether the header and so many rows are all there is, each of `width` fields, none of them quoted.

        None may have more (a parser refuses that), so the count of separators shows that none has fewer.
        """
        regular = width > 1 and not self.quotes and not self.odd_line_ends
        return regular and self.separators == (rows + 1) * (width - 1)


def survey(path: Path, file: str, delimiter: str) -> Survey:
    """Count separators and look for quotes.

    Raises a BalanceError, with the line, where the file is not UTF-8, holds a NUL, or a line is over 1 MB.
    """
    surveyor = _Surveyor(path, file, delimiter.encode())
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            surveyor.take(chunk)
    return surveyor.result()


class _Surveyor:
    def __init__(self, path: Path, file: str, delimiter: bytes) -> None:
        self.path, self.file, self.delimiter = path, file, delimiter
        self.returns = self.pairs = self.separators = self.seen = 0
        self.quotes = False
        self.last = b""
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def take(self, chunk: bytes) -> None:
        self._check(chunk)
        if b"\r" in chunk or self.last == b"\r":
            self.returns += chunk.count(b"\r")
            self.pairs += chunk.count(b"\r\n") + (self.last == b"\r" and chunk[:1] == b"\n")
        self.separators += _occurrences(self.delimiter, chunk)
        self.quotes = self.quotes or b'"' in chunk
        self.last = chunk[-1:]
        self.seen += len(chunk)

    def _check(self, chunk: bytes) -> None:
        if b"\0" in chunk:
            what = _("The line holds a NUL, a character that no text has.")
            raise self._fault(chunk.index(b"\0"), what, _("Export it again as CSV UTF-8."), "nul")
        if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
            what = _("The line is over 1 MB.")
            raise self._fault(0, what, _("Check that it is the right file."), "long-line")
        pending = len(self.decoder.getstate()[0])
        if chunk.isascii() and not pending:
            return
        try:
            self.decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise self._not_utf8(max(0, error.start - pending)) from None

    def _not_utf8(self, at: int) -> BalanceError:
        remedy = _('Save it as UTF-8: in Excel "CSV UTF-8 (comma delimited)".')
        return NotUtf8Error(self._fault(at, _("The line is not UTF-8."), remedy, "not-utf8").faults)

    def _fault(self, at: int, what: str, remedy: str, id: str) -> BalanceError:
        """Return the fault at a byte of the chunk; only now are the lines before it counted."""
        line = 1 + line_ends(self.path, self.seen + at)
        return stop(line_of(self.file, line), what, remedy, id)

    def result(self) -> Survey:
        if self.decoder.getstate()[0]:
            raise self._not_utf8(0)
        return Survey(self.separators, self.quotes, self.returns != self.pairs, self.last in (b"\n", b"\r"))


def _occurrences(byte: bytes, chunk: bytes) -> int:
    """Return how often a byte stands in a chunk, in a third of the time of `count`, and others may go on meanwhile."""
    values = pl.Series([chunk], dtype=pl.Binary).cast(pl.List(pl.UInt8)).explode()
    return int((values == byte[0]).sum())


def line_ends(path: Path, end: int | None = None) -> int:
    """Return how many lines end in the first `end` bytes of a file, None for all: by LF, CR LF or CR."""
    found, last, left = 0, b"", path.stat().st_size if end is None else end
    with path.open("rb") as stream:
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            pairs = chunk.count(b"\r\n") + (last == b"\r" and chunk[:1] == b"\n")
            found += chunk.count(b"\n") + chunk.count(b"\r") - pairs
            last, left = chunk[-1:], left - len(chunk)
    return found


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a surveyed file with their ends."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from lines
