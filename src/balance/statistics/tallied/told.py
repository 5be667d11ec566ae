"""A statistic of every group, with the reason where it is not there."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Case = tuple["ArrayLike", str]  # where it holds, and the code of the reason


class Told(NamedTuple):
    """A number a group, NaN where there is none; `why` is a code of `reasons`, "" where nothing is to be said."""

    value: "NDArray[Any]"
    why: "NDArray[Any]"


def told(value: "ArrayLike", *cases: Case) -> Told:
    """Return numbers, each taken away where a case holds, with the reason of the first that does."""
    import numpy as np

    numbers = np.asarray(value, dtype=float)
    why = np.full(numbers.shape, "", dtype="<U16")
    for condition, code in reversed(cases):
        why[np.broadcast_to(np.asarray(condition, dtype=bool), numbers.shape)] = code
    return Told(np.where(why == "", numbers, np.nan), why)
