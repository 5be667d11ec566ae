"""Score tables as files: .csv, .tsv and .parquet, by the ending of the name."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from balance.errors import stop
from balance.files import check_writable, whole
from balance.safe import SPREADSHEET_RUNS, shown
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

SEPARATORS = {".csv": ",", ".tsv": "\t"}
PARQUET = ".parquet"
ENDINGS = (*SEPARATORS, PARQUET)


def check_out(out: Path, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Raise a BalanceError unless a score table may be written here: a known ending, nothing to lose."""
    if out.is_dir():
        remedy = _("Name a file in it, such as scores.csv.")
        raise stop(shown(out), _("The output is a folder."), remedy, "not-a-file")
    if out.suffix.lower() not in ENDINGS:
        what = _('"{ending}" is no ending of a score table.').format(ending=shown(out.suffix, 30))
        raise stop(shown(out), what, _("Use one of: {endings}.").format(endings=", ".join(ENDINGS)), "unknown-ending")
    check_writable(out, force, inputs)


@contextmanager
def place(out: Path | None) -> Iterator[Path]:
    """Yield a path to write a table to: it becomes `out` when the block ends well; None is a place for now only."""
    if out is not None:
        with whole(out) as temporary:
            yield temporary
        return
    with TemporaryDirectory(prefix="balance-") as folder:
        yield Path(folder) / "scores"


def write(frame: "pl.LazyFrame", path: Path, ending: str, id_column: str, id_name: str) -> None:
    """Write a lazy frame of scores to a path, in the format of an ending, with bounded memory.

    The column `id_column` is written under the name `id_name`. In .csv and .tsv a text in it that a
    spreadsheet would run gets a leading apostrophe. A file that is there is replaced. Raises a
    BalanceError where a score has that name already, OSError where the disk is full.
    """
    if id_name in frame.collect_schema():
        what = _('The id column is called "{name}", as a column of the score table is.').format(name=id_name)
        raise stop(shown(id_name), what, _("Rename it in the file, or name another after --id."), "id-name-taken")
    # A sink of Polars that failed may still write when the next one has ended: each gets a file of its own.
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        if ending == PARQUET:
            _sink_parquet(frame.rename({id_column: id_name}), file)
        else:
            _harmless(frame, id_column, id_name).sink_csv(file, separator=SEPARATORS[ending])


def _harmless(frame: "pl.LazyFrame", id_column: str, id_name: str) -> "pl.LazyFrame":
    import polars as pl

    if frame.collect_schema()[id_column] == pl.String:
        runs = pl.col(id_column).str.contains(SPREADSHEET_RUNS)
        frame = frame.with_columns(pl.when(runs).then("'" + pl.col(id_column)).otherwise(id_column).alias(id_column))
    return frame.rename({id_column: f"'{id_name}" if re.match(SPREADSHEET_RUNS, id_name) else id_name})


def _sink_parquet(frame: "pl.LazyFrame", file: BinaryIO) -> None:
    import polars as pl

    try:
        frame.sink_parquet(file)
    except pl.exceptions.ComputeError as error:
        if "os error" in str(error):
            raise OSError(str(error)) from None
        raise


def as_csv(frame: "pl.DataFrame") -> bytes:
    """Return a table as CSV; a text that a spreadsheet would run gets a leading apostrophe."""
    import polars as pl
    from polars import selectors

    runs = selectors.string().str.contains(SPREADSHEET_RUNS)
    return (
        frame.with_columns(pl.when(runs).then("'" + selectors.string()).otherwise(selectors.string()).name.keep())
        .write_csv()
        .encode()
    )


def to_stdout(path: Path) -> None:
    """Copy a written table to stdout, byte by byte."""
    from shutil import copyfileobj

    with path.open("rb") as file:
        copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()
