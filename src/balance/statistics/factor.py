"""Omega total: one factor fitted by exact maximum likelihood, to many covariances at once.

For given uniquenesses psi the best loadings are known from the eigenvalues theta and eigenvectors of
psi^-1/2 R psi^-1/2; what is left to minimise is f(psi) = the sum over all but the largest of (theta - ln theta - 1)
(Lawley & Maxwell 1971, chapter 4; Jöreskog 1967). Newton's steps in x = ln psi, with the exact second derivatives
(Clarke 1970), end in a few rounds and to full precision.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

FITTED, HEYWOOD, DIVERGED, SINGULAR = "fitted", "heywood", "diverged", "singular"
ROUNDS = 100
HALVINGS = 20
CLOSE = 1e-7  # a step in ln psi that is the last; Newton's next would be of the size of its square
NOTHING = 1e-5  # a share of variance of its own below which an item has none: a Heywood case
FLAT = 1e-13  # the least curvature that is taken for one
UNRELATED = 1e-9  # a correlation that is none
TIED = 1e-9  # eigenvalues closer than that have no directions of their own
STEP = 2.0  # the most that ln psi moves in a round


class Fit(NamedTuple):
    """One factor, an entry (a row) a covariance; where it is not FITTED the numbers are NaN."""

    omega: "NDArray[Any]"
    loadings: "NDArray[Any]"  # in the unit of the items, of the sign that most have
    uniquenesses: "NDArray[Any]"  # shares of each item's variance, 0 to 1
    state: "NDArray[Any]"  # FITTED, HEYWOOD, DIVERGED or SINGULAR


class _Point(NamedTuple):
    """Where the search stands: ln psi, f, and theta and its vectors, the largest last."""

    x: "NDArray[Any]"
    f: "NDArray[Any]"
    theta: "NDArray[Any]"
    vectors: "NDArray[Any]"

    def only(self, chosen: "NDArray[Any]") -> "_Point":
        """Return some of the searches."""
        return _Point(*(part[chosen] for part in self))

    def put(self, places: "NDArray[Any]", other: "_Point") -> None:
        """Let searches go on from elsewhere."""
        for part, new in zip(self, other, strict=True):
            part[places] = new


def omega_total(covariances: "ArrayLike") -> Fit:
    """Return McDonald's omega total (1999) of covariances, shape (..., items, items), three items or more.

    (sum of loadings)² / ((sum of loadings)² + sum of unique variances), in the metric of the covariance: that of the
    sum of the items as they are. A uniqueness that tends to nothing is a HEYWOOD case; where items are constant or
    depend on each other wholly, the covariance is SINGULAR and no likelihood exists.
    """
    import numpy as np

    covs = np.asarray(covariances, dtype=float)
    shape, k = covs.shape[:-2], covs.shape[-1]
    covs = covs.reshape(-1, k, k)
    state = np.full(len(covs), SINGULAR, dtype="<U8")
    psi, loadings = np.full((2, len(covs), k), np.nan)
    sound = _sound(covs)
    if sound.any():
        deviation = np.sqrt(np.diagonal(covs[sound], axis1=1, axis2=2))
        correlations = covs[sound] / deviation[:, :, None] / deviation[:, None, :]
        found, state[sound] = _fitted(correlations)
        psi[sound] = np.exp(found.x)
        loadings[sound] = _loadings(found) * deviation
        alone = sound.copy()  # where nothing goes together there is nothing to fit, and no factor
        alone[sound] = np.abs(correlations - np.eye(k)).max(axis=(1, 2)) < UNRELATED
        psi[alone], loadings[alone], state[alone] = 1, 0, FITTED
        psi[state != FITTED] = loadings[state != FITTED] = np.nan
    common = loadings.sum(axis=-1) ** 2
    unique = (psi * np.diagonal(covs, axis1=1, axis2=2)).sum(axis=-1)
    omega = common / (common + unique)
    return Fit(omega.reshape(shape), loadings.reshape(*shape, k), psi.reshape(*shape, k), state.reshape(shape))


def _sound(covs: "NDArray[Any]") -> "NDArray[Any]":
    """Return which covariances have an inverse worth the name, seen as correlations."""
    import numpy as np

    variance = np.diagonal(covs, axis1=1, axis2=2)
    sound = np.asarray(np.isfinite(covs).all(axis=(1, 2)) & (variance > 0).all(axis=1))
    if sound.any():
        deviation = np.sqrt(variance[sound])
        smallest = np.linalg.eigvalsh(covs[sound] / deviation[:, :, None] / deviation[:, None, :])[:, 0]
        sound[sound] = smallest > 1e-9
    return sound


def _fitted(correlations: "NDArray[Any]") -> "tuple[_Point, NDArray[Any]]":
    """Return where f is least, and how the search ended, for each correlation matrix."""
    import numpy as np

    k = correlations.shape[-1]
    start = (1 - 0.5 / k) / np.diagonal(np.linalg.inv(correlations), axis1=1, axis2=2)  # Jöreskog 1967
    at = _at(np.log(start), correlations)
    state = np.full(len(correlations), DIVERGED, dtype="<U8")
    going = np.arange(len(correlations))
    for _ in range(ROUNDS):
        here = at.only(going)
        step = _newton(here)
        ended = np.abs(step).max(axis=1) < CLOSE
        gone = here.x.min(axis=1) < np.log(NOTHING)
        state[going[ended]], state[going[gone]] = FITTED, HEYWOOD
        at.put(going, _moved(here, step, correlations[going]))  # the last step, too small to be judged, is right too
        going = going[~(ended | gone)]
        if not len(going):
            break
    return at, state


def _at(x: "NDArray[Any]", correlations: "NDArray[Any]") -> _Point:
    import numpy as np

    scale = np.exp(-x / 2)
    theta, vectors = np.linalg.eigh(correlations * scale[:, :, None] * scale[:, None, :])
    rest = np.maximum(theta[:, :-1], 1e-300)
    return _Point(x, (rest - np.log(rest) - 1).sum(axis=1), theta, vectors)


def _derivatives(at: _Point) -> "tuple[NDArray[Any], NDArray[Any]]":
    """Return the first and second derivatives of f by ln psi."""
    import numpy as np

    rest, most = at.theta[:, :-1], at.theta[:, -1:]
    others, main = at.vectors[:, :, :-1], at.vectors[:, :, -1]
    turned = others.swapaxes(1, 2)
    slope = (others**2 @ (1 - rest)[:, :, None])[:, :, 0]
    within = (others * rest[:, None, :] @ turned) * (others @ turned)
    weight = (1 - rest) * (most + rest) / np.maximum(most - rest, TIED * most)
    between = (others * weight[:, None, :] @ turned) * main[:, :, None] * main[:, None, :]
    return slope, within + between


def _newton(here: _Point) -> "NDArray[Any]":
    """Return Newton's step down, with every curvature made positive: what tends to nothing goes on at a steady pace."""
    import numpy as np

    slope, curve = _derivatives(here)
    try:
        np.linalg.cholesky(curve)  # a quarter of the work, where all curve upwards already
        return np.asarray(np.linalg.solve(curve, slope[:, :, None])[:, :, 0])
    except np.linalg.LinAlgError:
        pass
    curvature, axes = np.linalg.eigh(curve)
    along = np.einsum("nij,ni->nj", axes, slope) / np.maximum(np.abs(curvature), FLAT)
    return np.asarray(np.einsum("nij,nj->ni", axes, along))


def _moved(here: _Point, step: "NDArray[Any]", correlations: "NDArray[Any]") -> _Point:
    """Go a step down, not too far, and halve it where f has risen."""
    import numpy as np

    step = step / np.maximum(np.abs(step).max(axis=1, keepdims=True) / STEP, 1)
    moved = _at(here.x - step, correlations)
    for _ in range(HALVINGS):
        risen = np.flatnonzero(moved.f > here.f + 1e-13 * (1 + np.abs(here.f)))
        if not len(risen):
            break
        step[risen] /= 2
        moved.put(risen, _at(here.x[risen] - step[risen], correlations[risen]))
    return moved


def _loadings(at: _Point) -> "NDArray[Any]":
    """Return the loadings on the factor, for items of variance 1: psi^1/2 · vector · sqrt(theta - 1)."""
    import numpy as np

    loadings = np.exp(at.x / 2) * at.vectors[:, :, -1] * np.sqrt(np.maximum(at.theta[:, -1:] - 1, 0))
    return np.asarray(loadings * np.where(loadings.sum(axis=1, keepdims=True) < 0, -1, 1))
