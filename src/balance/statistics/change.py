"""Whether a change is larger than the error of measurement, by norms; and the change of a mean in the same people."""

from collections.abc import Mapping, Sequence
from math import fsum, sqrt
from typing import NamedTuple

from balance.scores.student import beta, t_quantile

CERTAIN = 1.96


def reliable_change(before: float, after: float, sd: float, reliability: float) -> float:
    """Return the reliable change index (Jacobson & Truax 1991): (after - before)/(SD · sqrt(2 (1 - reliability)))."""
    return (after - before) / standard_error(sd, reliability)


def smallest_change(sd: float, reliability: float) -> float:
    """Return the change beyond which the index is over 1.96, in the unit of the SD."""
    return CERTAIN * standard_error(sd, reliability)


def standard_error(sd: float, reliability: float) -> float:
    """Return the standard error of the difference of two measurements: SD · sqrt(2 (1 - reliability))."""
    return float(sd * (2 * (1 - reliability)) ** 0.5)


class PairedChange(NamedTuple):
    """The mean of differences of the same people, and the SD of these differences (n - 1); None where there is none."""

    n: int
    change: float | None
    sd: float | None

    def interval(self) -> tuple[float, float] | None:
        """Return the ends of the 95 % interval of the mean difference: change ± t(.975, n - 1) SD / sqrt(n)."""
        if self.change is None or self.sd is None:
            return None
        half = t_quantile(0.975, self.n - 1) * self.sd / sqrt(self.n)
        return self.change - half, self.change + half

    def probability(self) -> float:
        """Return the two-sided p of the paired t test (Student 1908): P(|t| > |change| sqrt(n) / SD), n - 1 df.

        By the incomplete beta function, I_x(df/2, 1/2) with x = df/(df + t²) (Abramowitz & Stegun 1964, 26.7.1).
        """
        if self.change is None or self.sd is None or self.change == 0:
            return 1.0
        if self.sd == 0:
            return 0.0
        df, t = self.n - 1, self.change * sqrt(self.n) / self.sd
        return beta(df / (df + t * t), df / 2, 0.5)


def paired_change(before: Sequence[float], after: Sequence[float]) -> PairedChange:
    """Return how the mean of the same people changed, their scores in the same order."""
    n = len(before)
    differences = [b - a for a, b in zip(before, after, strict=True)]
    change = fsum(differences) / n if n else None
    squares = 0.0 if change is None else fsum((each - change) ** 2 for each in differences)
    return PairedChange(n, change, sqrt(squares / (n - 1)) if n > 1 else None)


def holm(probabilities: Mapping[str, float], level: float = 0.05) -> frozenset[str]:
    """Return which of several findings hold together at a level (Holm 1979).

    The smallest p is held against level / m, the next against level / (m - 1), and so on until one fails.
    """
    held: set[str] = set()
    for name, p in sorted(probabilities.items(), key=lambda entry: entry[1]):
        if p > level / (len(probabilities) - len(held)):
            break
        held.add(name)
    return frozenset(held)
