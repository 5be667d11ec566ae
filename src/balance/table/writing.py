"""Where a score table is written, and by which of the writers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from balance.errors import BalanceError, stop
from balance.files import check_writable, whole
from balance.safe import shown
from balance.table.about import about_path, is_about
from balance.table.columnar import write_json_lines, write_parquet
from balance.table.delimited import SEPARATORS, write_delimited
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

    from balance.table.about import About

WORKBOOK, PARQUET, JSON_LINES = ".xlsx", ".parquet", ".jsonl"
ENDINGS = (*SEPARATORS, WORKBOOK, PARQUET, JSON_LINES)


def check_out(out: Path, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Raise a BalanceError unless a score table may be written here: a known ending, nothing to lose."""
    if out.is_dir():
        remedy = _("Name a file in it, such as scores.csv.")
        raise stop(shown(out), _("The output is a folder."), remedy, "not-a-file")
    if out.suffix.lower() not in ENDINGS:
        what = _('"{ending}" is no ending of a score table.').format(ending=shown(out.suffix, 30))
        raise stop(shown(out), what, _("Use one of: {endings}.").format(endings=", ".join(ENDINGS)), "unknown-ending")
    check_writable(out, force, inputs)
    if has_about_beside(out):
        beside = about_path(out)
        check_writable(beside, force and (not beside.exists() or is_about(beside)), inputs)


def has_about_beside(out: Path) -> bool:
    """Return whether what a table of this ending says of itself stands in a file beside it."""
    return out.suffix.lower() in (*SEPARATORS, JSON_LINES)


@contextmanager
def place(out: Path | None) -> Iterator[Path]:
    """Yield a path to write a table to: it becomes `out` when the block ends well; None is a place for now only."""
    if out is not None:
        with whole(out) as temporary:
            yield temporary
        return
    with TemporaryDirectory(prefix="balance-") as folder:
        yield Path(folder) / "scores"


class Form(NamedTuple):
    """How a table is written: the ending says the format; `about` is what the table says of itself.

    `title` names the sheet of a workbook, if it is not one of scores.
    """

    ending: str
    about: "About | None" = None
    decimal_comma: bool = False
    title: str | None = None


def named(frame: "pl.LazyFrame", id_column: str, id_name: str) -> "pl.LazyFrame":
    """Return a table whose id column has the name it has in the output.

    Raises a BalanceError where another column is called so.
    """
    if id_name in frame.collect_schema():
        raise id_name_taken(id_name)
    return frame.rename({id_column: id_name})


def id_name_taken(id_name: str) -> BalanceError:
    """Return the error of a table whose id column has the name of another."""
    what = _('The id column is called "{name}", as a column of the score table is.').format(name=shown(id_name, 60))
    return stop(shown(id_name), what, _("Rename it in the file, or name another after --id."), "id-name-taken")


def write(frame: "pl.LazyFrame", path: Path, form: Form) -> None:
    """Write a lazy frame to a path with bounded memory; a file that is there is replaced.

    Raises OSError where the disk is full, a BalanceError where a workbook cannot hold so much.
    """
    # A sink of Polars that failed may still write when the next one has ended: each gets a file of its own.
    path.unlink(missing_ok=True)
    if form.ending == WORKBOOK:
        from balance.table.workbook import write_workbook

        write_workbook(frame, path, form.about, form.title)
        return
    with path.open("xb") as file, _disk_told():
        if form.ending in SEPARATORS:
            write_delimited(frame, file, form.ending, form.decimal_comma)
        elif form.ending == PARQUET:
            write_parquet(frame, file, form.about)
        else:
            write_json_lines(frame, file)


@contextmanager
def _disk_told() -> Iterator[None]:
    """Turn what Polars says of a full disk into the OSError it is."""
    import polars as pl

    try:
        yield
    except pl.exceptions.ComputeError as error:
        if "os error" in str(error):
            raise OSError(str(error)) from None
        raise


def to_stdout(path: Path) -> None:
    """Copy a written table to stdout, byte by byte."""
    from shutil import copyfileobj

    with path.open("rb") as file:
        copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()
