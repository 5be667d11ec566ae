"""Cronbach's alpha and its interval, the error of measurement, and the reliability of a difference.

A covariance here is an array of shape (..., items, items), with n - 1 below the line; what comes back has the
shape of what stands before. Nothing is a number where the formula divides by zero: NaN.
"""

from typing import TYPE_CHECKING, Any

from balance.scores.student import f_quantile

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def covariance(answers: "ArrayLike") -> "NDArray[Any]":
    """Return the covariance of the columns of an array (people by items), over the rows without NaN."""
    import numpy as np

    rows = np.asarray(answers, dtype=float)
    complete = rows[~np.isnan(rows).any(axis=1)]
    return np.atleast_2d(np.cov(complete, rowvar=False))


def alpha(covariances: "ArrayLike") -> "NDArray[Any]":
    """Return Cronbach's alpha (1951): k/(k - 1) · (1 - sum of the variances / variance of the sum)."""
    import numpy as np

    covs = np.asarray(covariances, dtype=float)
    k = covs.shape[-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = covs.trace(axis1=-2, axis2=-1) / covs.sum(axis=(-2, -1))
        return np.asarray(np.divide(k, k - 1) * (1 - share))


def alpha_interval(alpha: float, n: int, k: int, level: float = 0.95) -> tuple[float, float]:
    """Return the ends of Feldt's interval (1965) of an alpha over n people and k items; n and k at least 2.

    (1 - rho)/(1 - alpha) is distributed as F with n - 1 and (n - 1)(k - 1) degrees of freedom.
    """
    tail, df = (1 - level) / 2, (n - 1, (n - 1) * (k - 1))
    return 1 - (1 - alpha) * f_quantile(1 - tail, *df), 1 - (1 - alpha) * f_quantile(tail, *df)


def error_of_measurement(sd: float, reliability: float) -> float:
    """Return the standard error of measurement, in the unit of the SD: SD · sqrt(1 - reliability)."""
    return float(sd * (1 - reliability) ** 0.5)


def of_difference(first: float, second: float, r: float) -> float:
    """Return the reliability of the difference of two scores of reliabilities `first` and `second`.

    (mean reliability - r)/(1 - r), r their correlation (Lord & Novick 1968); it takes both variances to be alike.
    """
    return ((first + second) / 2 - r) / (1 - r)
