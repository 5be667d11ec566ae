"""One pass over the bytes of a text table: what no parser should meet, and counts that show a clean one."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from balance.answers.leftout import line_of
from balance.errors import BalanceError, stop
from balance.words import _

CHUNK = 1 << 20


class Survey(NamedTuple):
    """What the bytes of a whole file told."""

    lines: int
    separators: int
    quotes: bool
    odd_line_ends: bool  # a carriage return that ends a line by itself
    ended: bool  # by a line end

    def regular(self, width: int) -> bool:
        """Return whether every line can be taken to have `width` fields, none of them quoted.

        None may have more (a parser refuses that), so the count of separators shows that none has fewer.
        """
        return width > 1 and not self.quotes and not self.odd_line_ends and self.separators == self.lines * (width - 1)


def survey(path: Path, file: str, delimiter: str) -> Survey:
    """Count lines, separators and quotes.

    Raises a BalanceError, with the line, where the file is not UTF-8, holds a NUL, or a line is over 1 MB.
    """
    counter = _Counter(file, delimiter.encode())
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            counter.take(chunk)
    return counter.result()


class _Counter:
    def __init__(self, file: str, delimiter: bytes) -> None:
        self.file, self.delimiter = file, delimiter
        self.newlines = self.returns = self.pairs = self.separators = 0
        self.quotes = False
        self.last = b""
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def take(self, chunk: bytes) -> None:
        self._check(chunk)
        self.newlines += chunk.count(b"\n")
        if b"\r" in chunk or self.last == b"\r":
            self.returns += chunk.count(b"\r")
            self.pairs += chunk.count(b"\r\n") + (self.last == b"\r" and chunk[:1] == b"\n")
        self.separators += chunk.count(self.delimiter)
        self.quotes = self.quotes or b'"' in chunk
        self.last = chunk[-1:]

    def _check(self, chunk: bytes) -> None:
        if b"\0" in chunk:
            what = _("The line holds a NUL, a character that no text has.")
            raise self._fault(chunk[: chunk.index(b"\0")], what, _("Export it again as CSV UTF-8."), "nul")
        if len(chunk) == CHUNK and b"\n" not in chunk and b"\r" not in chunk:
            what = _("The line is over 1 MB.")
            raise self._fault(b"", what, _("Check that it is the right file."), "long-line")
        pending = len(self.decoder.getstate()[0])
        if chunk.isascii() and not pending:
            return
        try:
            self.decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise self._not_utf8(chunk[: max(0, error.start - pending)]) from None

    def _not_utf8(self, before: bytes) -> BalanceError:
        remedy = _('Save it as UTF-8: in Excel "CSV UTF-8 (comma delimited)".')
        return self._fault(before, _("The line is not UTF-8."), remedy, "not-utf8")

    def _fault(self, before: bytes, what: str, remedy: str, id: str) -> BalanceError:
        ends = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
        line = 1 + self._line_ends() + ends - (self.last == b"\r" and before[:1] == b"\n")
        return stop(line_of(self.file, line), what, remedy, id)

    def _line_ends(self) -> int:
        return self.newlines + self.returns - self.pairs

    def result(self) -> Survey:
        if self.decoder.getstate()[0]:
            raise self._not_utf8(b"")
        ended = self.last in (b"\n", b"\r")
        lines = self._line_ends() + (not ended)
        return Survey(lines, self.separators, self.quotes, self.returns != self.pairs, ended)


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a surveyed file with their ends."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from lines
