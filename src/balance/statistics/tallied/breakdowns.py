"""How much of each score's spread lies between the groups of a breakdown."""

from math import isnan

from balance.statistics import reasons
from balance.statistics.icc import Agreement, icc
from balance.statistics.spread import Spread


def of_breakdown(spread: Spread, labels: int) -> tuple[Agreement, str]:
    """Return ICC(1) and ICC(2) of a score over the groups that have a label, so many, and why where there are none."""
    n = spread.n[:labels]
    found = icc(n, spread.mean[:labels], spread.sd[:labels])
    if not isnan(found.icc1):
        return found, ""
    if (n > 0).sum() < 2:
        return found, reasons.ONE_GROUP
    return found, reasons.ALL_ALONE if n.max() < 2 else reasons.NO_SPREAD
