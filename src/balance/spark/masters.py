"""The master that Spark computes on: how it is named, and whether it answers."""

import re
import socket

from balance.errors import stop
from balance.safe import shown
from balance.words import _

KNOWN = re.compile(r"local(\[(\d+|\*)(,\d+)?\])?|yarn|spark://[^/\s,]+:\d+(,[^/\s,]+:\d+)*|k8s://\S+")
ADDRESS = re.compile(r"([^/\s,]+):(\d+)")
PATIENCE = 5.0  # seconds for one address


def is_master(text: str) -> bool:
    """Return whether a text names a master as Spark takes it."""
    return KNOWN.fullmatch(text) is not None


def is_local(master: str) -> bool:
    """Return whether everything is computed on this machine."""
    return master.startswith("local")


def check_answers(master: str) -> None:
    """Raise a BalanceError where no master of a standalone cluster answers: Spark itself would try for a minute."""
    if not master.startswith("spark://"):
        return
    reasons = [_refused(host.strip("[]"), int(port)) for host, port in ADDRESS.findall(master.removeprefix("spark://"))]
    if all(reasons):
        what = _("No Spark master answers at {master}: {reason}.").format(master=shown(master), reason=reasons[-1])
        remedy = _("Check the address (the master's web page shows it), and that the master runs.")
        raise stop("--spark-master", what, remedy, "no-master")


def _refused(host: str, port: int) -> str | None:
    """Return why nobody answers at an address, or None."""
    try:
        with socket.create_connection((host, port), timeout=PATIENCE):
            return None
    except TimeoutError:
        return _("no answer in {n} seconds").format(n=int(PATIENCE))
    except (OSError, OverflowError, UnicodeError) as error:
        return getattr(error, "strerror", None) or str(error)
