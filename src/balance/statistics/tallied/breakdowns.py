"""How much of each score's spread lies between the groups of a breakdown."""

from math import isnan

from balance.statistics import reasons
from balance.statistics.icc import Agreement, icc
from balance.statistics.spread import Spread


def of_breakdown(spread: Spread, labels: int) -> tuple[Agreement, dict[str, str]]:
    """Return ICC(1) and ICC(2) of a score over the groups that have a label, so many, and why one is not there."""
    n = spread.n[:labels]
    found = icc(n, spread.mean[:labels], spread.sd[:labels])
    if not isnan(found.icc1):
        return found, {"icc2": reasons.PARTS_ALIKE} if isnan(found.icc2) else {}
    code = reasons.NO_SPREAD
    if (n > 0).sum() < 2:
        code = reasons.ONE_GROUP
    elif n.max() < 2:
        code = reasons.ALL_ALONE
    return found, dict.fromkeys(found._fields, code)
