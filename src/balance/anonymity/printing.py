"""What may be printed of a group of a certain size, and how coarsely, on a page as in JSON (docs/anonymity.md)."""

from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from typing import NamedTuple

from balance.errors import stop
from balance.words import _

MIN_GROUP = 5
LOWEST = 3
FINE = 13  # values of a score: three items on a scale of five points
CONVENTIONAL_SD = 16.0  # a convention for the band of a small group, in points; nothing was measured
TWO_SIDED = 1.959963984540054  # the normal quantile of .975: the conventional SD is taken as known


class Printable(NamedTuple):
    """What may be printed. n and means in whole points go without saying, from the smallest group on.

    `spread`: SD and interval, in whole points; `classes`: low, middle and high, in tenths of the group;
    `items`: mean and SD of single items; `quartiles`: these and the full distribution; `reliability`:
    reliability and agreement, to two decimals. Minimum and maximum are never printed.
    """

    spread: bool
    classes: bool
    items: bool
    quartiles: bool
    reliability: bool


def printable(n: int, k: int, everyone: bool, values: int = FINE) -> Printable:
    """Return what may be printed of a group of n that is shown at all; `everyone`: it is the whole population.

    `values` is how many values the score in question can take: of one of few values the three classes
    beside mean and SD are as good as all answers, so they wait until all may be shown.
    """
    some, many = n >= max(10, 2 * k), everyone and n >= max(20, 4 * k)
    return Printable(
        spread=some, classes=many or (some and values >= FINE), items=some, quartiles=many, reliability=many
    )


def comments_from(k: int) -> int:
    """Return from how many respondents on comments are shown."""
    return max(10, k)


def check_min_group(k: int) -> None:
    """Raise a BalanceError where groups would be shown that are too small to hide anybody."""
    if k < LOWEST:
        what = _("A group of {n} is too small to hide anybody.").format(n=k)
        remedy = _("Give --min-group {lowest} or more; {usual} is usual.").format(lowest=LOWEST, usual=MIN_GROUP)
        raise stop(f"--min-group {k}", what, remedy, "min-group-too-small")


def whole_points(value: float) -> int:
    """Return a mean, SD or end of an interval as it is printed: in whole points, halves away from zero."""
    return int(_rounded(value, 0))


def tenths(share: float) -> float:
    """Return a share as it is printed: in tenths."""
    return float(_rounded(share, 1))


def hundredths(coefficient: float) -> float:
    """Return a reliability or an agreement as it is printed: to two decimals."""
    return float(_rounded(coefficient, 2))


def _rounded(value: float, decimals: int) -> Decimal:
    # By way of ten digits: sums in another order differ in the last of sixteen, and what is printed must not.
    exact = Decimal(repr(float(value))).quantize(Decimal("1e-10"), ROUND_HALF_UP)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def band(n: int) -> int:
    """Return half the width of the band drawn about a small group's mean, in whole points, from n alone.

    A normal 95 % band with the conventional SD of 16 points: +- 11 for 8 people. It says nothing of
    how far apart these people are.
    """
    return whole_points(TWO_SIDED * CONVENTIONAL_SD / sqrt(n))
