"""Mean, SD, quartiles and classes of many groups at once, from how often each value occurs."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SAME = 1e-9  # comparisons with the bounds of the classes
QUARTILES = (0.25, 0.5, 0.75)


class Spread(NamedTuple):
    """Arrays, a row a group. NaN where nobody is; the SD (n - 1) also where one is alone."""

    n: "NDArray[Any]"
    mean: "NDArray[Any]"
    sd: "NDArray[Any]"
    quartiles: "NDArray[Any]"  # three columns
    classes: "NDArray[Any]"  # shares below the lower bound, between, above the upper


def spread(
    groups: "ArrayLike", values: "ArrayLike", counts: "ArrayLike", of: int, bounds: tuple[float, float]
) -> Spread:
    """Describe `of` groups; row i says that in group `groups[i]` the value `values[i]` occurs `counts[i]` times more.

    The SD is about the group's own mean, in a second step, so that it loses no digits. Quartiles are interpolated
    between neighbours, as most programs do (type 7 of Hyndman & Fan 1996). A value on a bound is between.
    """
    import numpy as np

    group, value, count = _merged(*map(np.asarray, (groups, values, counts)))

    def summed(weights: "NDArray[Any]") -> "NDArray[Any]":
        return np.bincount(group, weights=weights, minlength=of)

    n = summed(count)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = summed(count * value) / n
        mean += summed(count * (value - mean[group])) / n  # what the rounding of the first sum left
        sd = np.where(n > 1, np.sqrt(summed(count * (value - mean[group]) ** 2) / (n - 1)), np.nan)
        low = summed(count * (value < bounds[0] - SAME))
        high = summed(count * (value > bounds[1] + SAME))
        classes = np.stack([low, n - low - high, high], axis=-1) / n[:, None]
    return Spread(n.astype(np.int64), mean, sd, _quartiles(n, value, count), classes)


def _merged(groups: "NDArray[Any]", values: "NDArray[Any]", counts: "NDArray[Any]") -> "list[NDArray[Any]]":
    """Return the rows by group and value, each once: so that their sums do not depend on the order they came in."""
    import numpy as np

    following = (np.diff(groups) > 0) | ((np.diff(groups) == 0) & (np.diff(values) > 0))
    if following.all():
        return [groups.astype(np.int64), values.astype(float), counts.astype(np.int64)]
    order = np.lexsort((values, groups))
    group, value, count = groups[order].astype(np.int64), values[order].astype(float), counts[order].astype(np.int64)
    first = np.flatnonzero(np.diff(group, prepend=-1).astype(bool) | np.diff(value, prepend=np.nan).astype(bool))
    return [group[first], value[first], np.add.reduceat(count, first) if len(first) else count]


def _quartiles(n: "NDArray[Any]", value: "NDArray[Any]", count: "NDArray[Any]") -> "NDArray[Any]":
    """Return the quartiles of groups whose values lie one after the other, each sorted."""
    import numpy as np

    if not len(value):
        return np.full((len(n), 3), np.nan)
    ends = np.cumsum(count)
    first = np.concatenate([[0], np.cumsum(n)[:-1]])
    columns = []
    for share in QUARTILES:
        rank = np.maximum(n - 1, 0) * share
        below = np.floor(rank)
        at = [
            value[np.minimum(np.searchsorted(ends, first + place, side="right"), len(value) - 1)]
            for place in (below, np.ceil(rank))
        ]
        columns.append(np.where(n > 0, at[0] + (rank - below) * (at[1] - at[0]), np.nan))
    return np.stack(columns, axis=-1)
