"""Whether several people say the same of one thing: rwg, rwg(j) and the average deviation.

Meaningful only where all rate the same person; every number is of one group. Nothing is a number where fewer than
two have answered: NaN.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def uniform_variance(points: "ArrayLike") -> float:
    """Return the variance of an answer drawn evenly from the points of a scale.

    With A points one apart it is (A² - 1)/12, the uniform null of James, Demaree & Wolf (1984).
    """
    import numpy as np

    return float(np.var(np.asarray(points, dtype=float)))


def rwg(variance: "ArrayLike", null: "ArrayLike") -> "NDArray[Any]":
    """Return 1 - variance/null of one item, variance with n - 1; negative is 0 (James, Demaree & Wolf 1984)."""
    import numpy as np

    return np.asarray(1 - np.minimum(np.divide(variance, null), 1))


def rwg_j(variances: "ArrayLike", nulls: "ArrayLike") -> "NDArray[Any]":
    """Return rwg(j) of J parallel items: J(1 - q)/(J(1 - q) + q), q the mean of variance/null, at most 1.

    Shape (..., J). With one item it is rwg (James, Demaree & Wolf 1984).
    """
    import numpy as np

    ratio = np.divide(variances, nulls)
    q, items = np.minimum(ratio.mean(axis=-1), 1), ratio.shape[-1]
    return np.asarray(items * (1 - q) / (items * (1 - q) + q))


def average_deviation(points: "ArrayLike", counts: "ArrayLike") -> "NDArray[Any]":
    """Return the mean distance of the answers from their mean, in values (Burke, Finkelstein & Dusig 1999).

    `counts`, shape (..., points), says how many gave each of the points. A dimension's is the mean over its items.
    """
    import numpy as np

    values, told = np.asarray(points, dtype=float), np.asarray(counts, dtype=float)
    n = told.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        means = (told * values).sum(axis=-1) / n
        deviation = (told * np.abs(values - means[..., None])).sum(axis=-1) / n
    return np.asarray(np.where(n > 1, deviation, np.nan))
