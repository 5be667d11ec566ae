"""How much of the spread of a score lies between groups: ICC(1) and ICC(2)."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

ZERO = 1e-12  # a share of the mean squares that is none


class Agreement(NamedTuple):
    """Intraclass correlations; NaN where there are fewer than two groups, none of two people, or no spread.

    ICC(2) is NaN too where all groups have the same mean: its formula divides by their spread.
    """

    icc1: float
    icc2: float


def icc(n: "ArrayLike", means: "ArrayLike", sds: "ArrayLike") -> Agreement:
    """Return ICC(1) and ICC(2) from the size, mean and SD (n - 1) of each group; groups of none are left out.

    From a one-way analysis of variance, k the mean group size (Bliese 2000):
    ICC(1) = (MSB - MSW)/(MSB + (k - 1) MSW), ICC(2) = (MSB - MSW)/MSB. The SD of a group of one is not read.
    """
    import numpy as np

    size, mean, sd = (np.asarray(each, dtype=float) for each in (n, means, sds))
    there = size > 0
    size, mean, sd = size[there], mean[there], np.where(size[there] > 1, sd[there], 0.0)
    people, groups = size.sum(), len(size)
    if groups < 2 or people == groups:
        return Agreement(float("nan"), float("nan"))
    grand = (size * mean).sum() / people
    between = (size * (mean - grand) ** 2).sum() / (groups - 1)
    within = ((size - 1) * sd**2).sum() / (people - groups)
    k, nothing = people / groups, ZERO * (between + within)
    spread = between + (k - 1) * within
    icc1 = (between - within) / spread if spread > nothing else float("nan")
    icc2 = (between - within) / between if between > nothing else float("nan")
    return Agreement(float(icc1), float(icc2))
