"""What Spark ends with, in a message; what it said in full is kept for whoever can use it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from balance.errors import BalanceError, stop
from balance.files import private_file
from balance.safe import shown
from balance.words import _

KEPT = 2_000_000  # characters of Spark's log, from its end on
CALLING = "An error occurred while calling"  # what Py4J begins with, of its own
KILLED = re.compile(r"Application has been killed\. Reason: (.+)")
CAUSE = re.compile(r"Caused by: (.+)")
CLASS = re.compile(r"^[: ]*(?:[\w.$]+(?:Exception|Error): )*")


@contextmanager
def told(log: Path) -> Iterator[None]:
    """Turn what Spark raises inside the block into a BalanceError; its log goes into a file of the user's.

    BalanceErrors, and what stops the program, pass through as they are.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError, ConnectionError, EOFError) as error:
        said = type(error).__name__
        with suppress(Exception):  # what Java raised only Java can say, and it may have ended
            said = str(error)
        with suppress(OSError):
            said += "\n" + log.read_text(encoding="utf-8", errors="replace")[-KEPT:]
        raise _plain(said) from None


def _plain(said: str) -> BalanceError:
    """Return what is said to the user of what Spark said."""
    where = "--engine spark"
    remedy = _remedy(said)
    with suppress(OSError):
        path = private_file(f"spark-{datetime.now(UTC):%Y-%m-%dT%H%M%S}.txt", said)
        remedy += " " + _("All that Spark said is in {path}; there may be answers among it.").format(path=shown(path))
    what = _("Spark ended without a result: {reason}").format(reason=shown(_reason(said), 300).rstrip(". ") + ".")
    return stop(where, what, remedy, "spark-failed")


def _reason(said: str) -> str:
    """Return the line that says most: why the cluster ended it, the last cause, else the first line."""
    lines = (line for line in said.splitlines() if line.strip() and not line.startswith(CALLING))
    found = [*CAUSE.findall(said)[-1:], *lines]
    told = KILLED.findall(said)[-1:] or found[:1] or [said]
    return CLASS.sub("", told[0]).strip()


def _remedy(said: str) -> str:
    """Return what to do, as far as it shows in what Spark said."""
    if "No space left on device" in said:
        return _("Make room on the disk of the output, or of Spark's own files (SPARK_LOCAL_DIRS).")
    if "OutOfMemoryError" in said or "Java heap space" in said:
        return _("Give Spark more memory: spark.driver.memory or spark.executor.memory in spark-defaults.conf.")
    if "All masters are unresponsive" in said or "Master removed our application" in said:
        return _("Check that the master runs, and has the same version of Spark as PySpark here.")
    if "InvalidClassException" in said or "serialVersionUID" in said:
        return _("Install the version of PySpark here that the cluster has of Spark.")
    if "FileNotFoundException" in said or "does not exist" in said or "Mkdirs failed" in said:
        return _("Every node of the cluster must see the input and the output under the same path.")
    return _("Try again, with --spark-master 'local[*]' if it is the cluster.")
