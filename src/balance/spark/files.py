"""The files that stand at the paths named: those of a folder as Spark sees them, those alike together."""

import gzip
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from balance.answers.formats.jsonlines import BEGINS
from balance.answers.formats.parquet import Parquet
from balance.answers.formats.recognition import OLE, OTHERS, PARQUET, SPSS, ZIP
from balance.answers.options import PLAIN
from balance.answers.spool import BROKEN_GZIP, GZIP, Input, Spool, broken_gzip
from balance.errors import BalanceError, stop
from balance.files import check_readable, unreadable
from balance.safe import shown
from balance.words import _, number

HEAD = 1 << 20  # bytes in which the header of a text must end
GZIP_ENDING = ".gz"
HIDDEN = ("_", ".")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/")
NO_UTF8 = (b"\xff\xfe", b"\xfe\xff")


class Alike(NamedTuple):
    """Files of one folder that begin alike, and are one table; `start` is the beginning of the first."""

    file: str  # how messages call them
    paths: tuple[Path, ...]
    start: bytes

    @property
    def is_parquet(self) -> bool:
        """Return whether they are Parquet, not text."""
        return self.start.startswith(PARQUET)


def alike(paths: Sequence[Path]) -> list[Alike]:
    """Return the files at these paths, those of one folder that have the same header together.

    In a folder, what begins with `_` or `.` is not looked at, and no empty file. Raises a BalanceError where there
    is nothing, or what `--engine spark` does not read.
    """
    groups: dict[tuple[Path, object], list[tuple[Path, bytes]]] = {}
    folders = {path for path in paths if path.is_dir()}
    for path in paths:
        for each in _parts(path) if path in folders else _single(path):
            start = _start(each)
            groups.setdefault((each.parent, _header(each, start)), []).append((each, start))
    several = {folder for folder in folders if sum(parent == folder for parent, _key in groups) > 1}
    return [_named(found, folder if folder in folders - several else None) for (folder, _key), found in groups.items()]


def _named(found: list[tuple[Path, bytes]], folder: Path | None) -> Alike:
    paths = tuple(path for path, _start in found)
    name = shown(folder or paths[0])
    if folder is None and len(paths) > 1:
        name = _("{file} and {n} more like it").format(file=name, n=number(len(paths) - 1))
    return Alike(name, paths, found[0][1])


def _single(path: Path) -> Iterator[Path]:
    if str(path) == "-":
        what = _("--engine spark reads files and folders, not stdin.")
        raise stop("stdin", what, _("Save the answers into a file first."), "not-for-spark")
    check_path(path)
    check_readable(path)
    yield path


def check_path(path: Path) -> None:
    """Raise a BalanceError where a path is an address: Spark could read it, and we could not see to the output."""
    if ADDRESS.match(str(path)):
        what = _("This is an address, and --engine spark takes files that this machine sees, too.")
        raise stop(shown(path), what, _("Mount it, or copy it to a disk that all nodes see."), "not-for-spark")


def _parts(folder: Path) -> list[Path]:
    """Return the files of a folder that hold something."""
    try:
        visible = sorted(path for path in folder.iterdir() if not path.name.startswith(HIDDEN))
    except OSError as error:
        raise unreadable(shown(folder), error) from None
    inner = next((path for path in visible if path.is_dir()), None)
    if inner is not None:
        what = _("There is a folder in it: {name}. A table's parts are files side by side.").format(
            name=shown(inner.name, 60)
        )
        raise stop(shown(folder), what, _("Name the folders that hold the files."), "not-for-spark")
    parts = [path for path in visible if not path.is_file() or path.stat().st_size]
    if not parts:
        raise stop(shown(folder), _("The folder has no files of answers."), _("Check the name."), "no-parts")
    for path in parts:
        check_readable(path)
    return parts


def _start(path: Path) -> bytes:
    """Return the first bytes of a file, unpacked; raise where Spark would not read it as CSV or Parquet."""
    name = shown(path)
    try:
        with path.open("rb") as stream:
            start = stream.read(HEAD)
        if start.startswith(GZIP) and path.suffix == GZIP_ENDING:
            with gzip.open(path) as stream:
                start = stream.read(HEAD)
    except BROKEN_GZIP:
        raise broken_gzip(name) from None
    except OSError as error:
        raise unreadable(name, error) from None
    if not start.removeprefix(BOM_UTF8).strip():
        raise stop(name, _("The file is empty."), _("Check the export."), "empty-file")
    if start.startswith(NO_UTF8):
        raise stop(name, _("The file is UTF-16, and Spark is given UTF-8."), _remedy(), "not-for-spark")
    signs = {**OTHERS, ZIP: _("a workbook or an archive"), OLE: "Excel", GZIP: "gzip", **dict.fromkeys(SPSS, "SPSS")}
    kind = next((kind for sign, kind in signs.items() if start.startswith(sign)), None)
    if kind is None and BEGINS.match(start):
        kind = "JSON"
    if kind is not None:
        raise _other(name, kind)
    return start


def _other(name: str, kind: str) -> BalanceError:
    what = _("--engine spark reads CSV and Parquet, and this is another format ({kind}).").format(kind=kind)
    return stop(name, what, _remedy(), "not-for-spark")


def _remedy() -> str:
    return _("Score it without --engine spark, or save it as CSV UTF-8 or Parquet first.")


def _header(path: Path, start: bytes) -> object:
    """Return by what files are alike: the first line of a text, the columns and types of Parquet."""
    if not start.startswith(PARQUET):
        return start.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].rstrip(b"\r"), path.suffix == GZIP_ENDING
    return tuple(parquet(path).schema.items())


def parquet(path: Path, file: str | None = None) -> Parquet:
    """Return a Parquet file, opened. Raises a BalanceError where it is damaged."""
    return Parquet(Input(path, file or shown(path), PLAIN, Spool()))
