"""The folder that Spark writes a table into: there as a whole, or not at all."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from balance.errors import BalanceError, stop
from balance.files import check_writable, sync_folder, unwritable
from balance.safe import SPREADSHEET_RUNS, shown
from balance.spark.files import check_path
from balance.spark.tables import addresses, location
from balance.table import about_path, is_about
from balance.words import _

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, DataFrameReader

CSV, PARQUET = ".csv", ".parquet"
ENDINGS = (PARQUET, CSV)
DONE = "_SUCCESS"  # Spark's own mark of a whole folder
SPARKS = re.compile(rf"{DONE}|part-\d+-[\w.-]+|\.({DONE}|part-\d+-[\w.-]+)\.crc")
AS_IT_IS: dict[str, bool | str] = {"header": True, "escape": '"', "emptyValue": "", "encoding": "UTF-8",
            "ignoreLeadingWhiteSpace": False, "ignoreTrailingWhiteSpace": False}  # fmt: skip


def check_folder(out: Path, force: bool, inputs: Sequence[Path]) -> None:
    """Raise a BalanceError unless a folder of parts may be put here: a known ending, nothing to lose."""
    name = shown(out)
    check_path(out)
    if out.suffix.lower() not in ENDINGS:
        what = _('"{ending}" is no ending of what Spark writes.').format(ending=shown(out.suffix, 30))
        raise stop(name, what, _("Use one of: {endings}.").format(endings=", ".join(ENDINGS)), "unknown-ending")
    if any(out.resolve() in (path.resolve(), path.resolve().parent) for path in inputs):
        raise stop(name, _("The output is the input."), _("Name another file after -o."), "output-is-input")
    if not os.path.lexists(out):
        check_writable(out, force=False)
        return
    _check_replaceable(out, force)
    if not _ours(out):
        raise _not_ours(out)


def _check_replaceable(out: Path, force: bool) -> None:
    """Raise a BalanceError unless what stands there may be replaced: a folder with what Spark writes and no more."""
    name = shown(out)
    if not out.is_dir():
        what = _("There is a file of this name, and Spark writes a folder.")
        raise stop(name, what, _("Name another, or delete this one yourself."), "file-exists")
    if not force:
        raise stop(name, _("The folder is there already."), _("Name another, or add --force."), "file-exists")
    if not all(path.is_file() and SPARKS.fullmatch(path.name) for path in out.iterdir()):
        raise _not_ours(out)


def _ours(folder: Path) -> bool:
    """Return whether nothing is lost with a folder: it is empty, or a file beside it says that it is our table."""
    about = about_path(folder)
    return not any(folder.iterdir()) or (about.is_file() and is_about(about))


def _not_ours(out: Path) -> BalanceError:
    what = _("The folder holds something other than a table of balance's, and is not replaced.")
    return stop(shown(out), what, _("Name another folder, or delete this one yourself."), "not-a-table")


@contextmanager
def whole_folder(out: Path, force: bool) -> Iterator[Path]:
    """Yield a folder that is not there yet, to be written; when the block ends well it takes the place of `out`.

    Else nothing is left. What is said of a table that is replaced goes with it. Raises a BalanceError where the disk
    or the folder does not let us, where Spark did not mark it as whole, or where something else has come to be there.
    """
    mark = secrets.token_hex(4)  # no number of a process: in containers these are alike
    temporary, before = (out.with_name(f".{out.name}.{what}-{mark}") for what in ("tmp", "old"))
    try:
        yield temporary
        if not (temporary / DONE).is_file():
            what = _("Spark's files did not arrive in the folder of the output.")
            remedy = _("Every node of the cluster must see it under the same path.")
            raise stop(shown(out), what, remedy, "not-arrived")
        _sync(temporary)
        if os.path.lexists(out):
            _check_replaceable(out, force)
            out.rename(before)
        about_path(out).unlink(missing_ok=True)
        temporary.rename(out)
        sync_folder(out.parent)
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        if os.path.lexists(before) and not os.path.lexists(out):
            before.rename(out)
        shutil.rmtree(temporary, ignore_errors=True)
        _delete(before)


def _delete(folder: Path) -> None:
    """Delete a folder, or the link to one."""
    if not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
        return
    with suppress(OSError):
        folder.unlink()


def _sync(folder: Path) -> None:
    """Make what was written outlast a loss of power, as far as this machine can."""
    for path in folder.iterdir():
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    sync_folder(folder)


def write(frame: "DataFrame", folder: Path, ending: str) -> None:
    """Write a frame as a folder of parts; in CSV no text is one that a spreadsheet would run."""
    if ending == CSV:
        _harmless(frame).write.mode("errorifexists").options(**AS_IT_IS).csv(location(folder))
    else:
        frame.write.mode("errorifexists").parquet(location(folder))


def written(reader: "DataFrameReader", folder: Path, ending: str) -> "DataFrame":
    """Return what was written, as a frame."""
    if ending == CSV:
        return reader.options(**AS_IT_IS, multiLine=True).csv(addresses([folder]))
    return reader.parquet(*addresses([folder]))


def _harmless(frame: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as F  # noqa: N812

    from balance.table.harmless import headers

    texts = [at for at, field in enumerate(frame.schema) if field.dataType.typeName() == "string"]
    names = frame.columns
    places = frame.toDF(*(f"c{at}" for at in range(len(names))))
    columns = []
    for at in range(len(names)):
        text = F.col(f"c{at}")
        quoted = F.when(text.rlike(SPREADSHEET_RUNS), F.concat(F.lit("'"), text)).otherwise(text)
        columns.append(quoted if at in texts else text)
    return places.select(*columns).toDF(*headers(names).values())
