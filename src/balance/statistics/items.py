"""What each item does in its dimension: the correlation with the rest, and alpha without it.

A covariance is an array of shape (..., items, items); what comes back has the shape (..., items). Nothing is a
number where the formula divides by zero: NaN.
"""

from typing import TYPE_CHECKING, Any

from balance.statistics.reliability import alpha

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def item_rest(covariances: "ArrayLike") -> "NDArray[Any]":
    """Return the correlation of each item with the sum of the others (Nunnally & Bernstein 1994)."""
    import numpy as np

    covs = np.asarray(covariances, dtype=float)
    variance = np.diagonal(covs, axis1=-2, axis2=-1)
    with_total = covs.sum(axis=-1)
    rest = covs.sum(axis=(-2, -1))[..., None] - 2 * with_total + variance
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((with_total - variance) / np.sqrt(variance * rest))


def alpha_without(covariances: "ArrayLike") -> "NDArray[Any]":
    """Return Cronbach's alpha of the other items, for each item; needs three or more."""
    import numpy as np

    covs = np.asarray(covariances, dtype=float)
    k = covs.shape[-1]
    others = [[each for each in range(k) if each != item] for item in range(k)]
    return np.stack([alpha(covs[..., rest, :][..., rest]) for rest in others], axis=-1)
