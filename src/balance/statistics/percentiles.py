"""Percentiles of a norm group, and how sure their places are."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from balance.scores.student import beta, beta_inverse


class Percentile(NamedTuple):
    """The score below which a share of people lies, with the ends of its interval, in the unit of the score."""

    score: float
    low: float
    high: float


def share_interval(below: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the ends of the exact interval of a share, `below` of n, 0 to 1 (Clopper & Pearson 1934)."""
    tail = (1 - level) / 2
    low = beta_inverse(tail, below, n - below + 1) if below > 0 else 0.0
    high = beta_inverse(1 - tail, below + 1, n - below) if below < n else 1.0
    return low, high


def percentile(scores: Sequence[float], share: float, level: float = 0.95) -> Percentile:
    """Return a percentile of sorted scores, 0 < share < 1, with an interval that takes no shape for granted.

    Interpolated between neighbours (type 7 of Hyndman & Fan 1996); the interval ends at the scores whose ranks bound
    the binomial number of people below it (Conover 1999, section 3.2).
    """
    n = len(scores)
    rank = (n - 1) * share
    first, second = scores[int(rank)], scores[min(int(rank) + 1, n - 1)]
    tail = (1 - level) / 2
    ranks = range(n + 1)
    low = bisect_right(ranks, tail, key=lambda k: _at_most(k, n, share))
    high = bisect_left(ranks, 1 - tail, key=lambda k: _at_most(k, n, share)) + 1
    return Percentile(first + (rank - int(rank)) * (second - first), scores[max(low, 1) - 1], scores[min(high, n) - 1])


def _at_most(k: int, n: int, share: float) -> float:
    """Return the probability that at most k of n fall below, each with this probability (DLMF 8.17.5)."""
    return 1.0 if k >= n else beta(1 - share, n - k, k + 1)
