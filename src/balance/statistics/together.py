"""The items of an axis taken together, over the rows that answered them all, counted by patterns of answers."""

from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from balance.scores.subscales import Subscale
from balance.statistics.addends import complete, item_sum, total_sum
from balance.statistics.patterns import OfPatterns

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray


class Together:
    """What `axis_stages` adds up over an axis whose dimensions all have patterns and one unit.

    `dimensions` are called as the columns of their patterns' numbers.
    """

    def __init__(self, axis: Subscale, dimensions: Mapping[str, OfPatterns]) -> None:
        import numpy as np

        self._axis, self._dimensions, self._lock = axis, dimensions, Lock()
        most = int(len(axis.places) * axis.unit)
        self._totals = {
            name: np.where(
                each.addends[complete(each.part.name)].to_numpy() == 1, _items(each, 1).sum(axis=1), -1 - most
            )
            for name, each in dimensions.items()
        }  # below nothing, however much the others add, where an answer is missing
        self._patterns = {name: np.zeros(len(totals), np.int64) for name, totals in self._totals.items()}
        self._occur = np.zeros(most + 1, np.int64)

    def see(self, batch: "pl.DataFrame") -> None:
        """Count the rows of a batch."""
        import numpy as np

        numbers = {name: batch[name].to_numpy() for name in self._totals}
        total = np.sum([totals.take(numbers[name], mode="clip") for name, totals in self._totals.items()], axis=0)
        whole = np.flatnonzero(total >= 0)
        with self._lock:
            self._occur += np.bincount(total[whole], minlength=len(self._occur))
            for name, each in numbers.items():
                self._patterns[name] += np.bincount(each[whole], minlength=len(self._patterns[name]))

    def sums(self) -> dict[str, float]:
        """Return the sums by addend."""
        import numpy as np

        name, totals = self._axis.name, np.arange(len(self._occur))
        first, second = (
            [n for id, each in self._dimensions.items() for n in self._patterns[id] @ _items(each, power)]
            for power in (1, 2)
        )
        sums = {complete(name): self._occur.sum()}
        sums |= {item_sum(name, place): n for place, n in enumerate(first)}
        sums |= {item_sum(name, place, place): n for place, n in enumerate(second)}
        sums |= {total_sum(name, power): self._occur @ totals**power for power in (1, 2)}
        return {addend: float(n) for addend, n in sums.items()}


def _items(of: OfPatterns, power: int) -> "NDArray[Any]":
    """Return the items of each pattern in their steps, or their squares, shape (patterns, items)."""
    names = [item_sum(of.part.name, place, *[place] * (power - 1)) for place in range(len(of.part.places))]
    return of.addends.select(names).to_numpy().astype(int)
