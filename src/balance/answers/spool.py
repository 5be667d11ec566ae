"""Private copies of what cannot be read where it is: stdin, which is read twice, and what is packed."""

import gzip
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from balance.answers.options import Options
from balance.errors import BalanceError, stop
from balance.files import check_readable
from balance.safe import shown
from balance.words import _, number

STDIN = Path("-")
GZIP = b"\x1f\x8b"
BROKEN_GZIP = (EOFError, gzip.BadGzipFile, zlib.error)  # what unpacking raises where a file is not whole
CHUNK = 1 << 20
MEGABYTE = 1_000_000
LARGEST = 8_000 * MEGABYTE  # of a copy
PACKED = 50 * MEGABYTE  # beyond which a file must not be packed more than TIGHTEST
TIGHTEST = 200  # times: answers pack 5 to 50 times


class Spool:
    """A folder of copies that only their owner can read; it goes when the reading ends."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._copies = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def new(self) -> Path:
        """Return the path of a copy that is to be made."""
        self._folder = self._folder or TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True)
        self._copies += 1
        return Path(self._folder.name) / str(self._copies)

    def stdin(self, file: str) -> Path:
        """Copy stdin, and return the path of the copy."""
        path = self.new()
        with path.open("xb") as copy:
            _copied(sys.stdin.buffer, copy, LARGEST, file)
        return path

    def unpacked(self, path: Path, file: str) -> Path:
        """Return the path of an unpacked copy of a .gz file.

        Raises a BalanceError where it is not whole, or grows beyond what a table of answers does.
        """
        copy_path = self.new()
        largest = min(LARGEST, max(PACKED, TIGHTEST * path.stat().st_size))
        try:
            with gzip.open(path) as packed, copy_path.open("xb") as copy:
                _copied(packed, copy, largest, file)
        except BROKEN_GZIP:
            raise broken_gzip(file) from None
        return copy_path


def broken_gzip(file: str) -> BalanceError:
    """Return the error for a .gz file that breaks off or is damaged."""
    what = _("The file is packed (gzip) and not whole.")
    return stop(file, what, _("Pack or download it again."), "broken-gzip")


def _copied(source: "BinaryIO | gzip.GzipFile", copy: BinaryIO, largest: int, file: str) -> None:
    left = largest
    while chunk := source.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            what = _("Unpacked it is over {n} MB, more than answers take.").format(n=number(largest / MEGABYTE))
            raise stop(file, what, _("Check that it is the right file, or divide it."), "too-large")
        copy.write(chunk)


class Input(NamedTuple):
    """One file to be read: where its bytes are, how messages call it, how it is to be read."""

    path: Path
    file: str
    options: Options
    spool: Spool


def inputs(files: Sequence[Path], options: Options, spool: Spool) -> list[Input]:
    """Return the files as inputs; `-` is stdin, and what is packed is unpacked.

    Raises a BalanceError where one is no regular file that we may read.
    """
    return [_input(path, options, spool) for path in files]


def _input(path: Path, options: Options, spool: Spool) -> Input:
    file = "stdin" if path == STDIN else shown(path)
    if path == STDIN:
        path = spool.stdin(file)
    check_readable(path)
    with path.open("rb") as stream:
        packed = stream.read(len(GZIP)) == GZIP
    return Input(spool.unpacked(path, file) if packed else path, file, options, spool)
