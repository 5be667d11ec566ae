"""A breakdown of people into groups: some are shown, the others and those without a label make up the rest."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Partition:
    """One breakdown; groups leave it for its rest, and none comes back.

    `labels` are those of `people` people, None where one has none; in a wider company, where earlier
    reports knew others, those stand after them and are a block of their own.
    """

    def __init__(self, labels: Sequence[str | None], people: int) -> None:
        self.names = sorted({label for label in labels if label is not None})
        self.rest = len(self.names)
        place = {name: number for number, name in enumerate(self.names)} | {None: self.rest}
        outside = [self.rest + 1] * (people - len(labels))
        self.blocks: Ints = np.array([*(place[label] for label in labels), *outside], dtype=np.int64)
        self.members = {name: np.flatnonzero(self.blocks == number) for number, name in enumerate(self.names)}
        self.shown = set(self.names)
        self.missing = np.flatnonzero(self.blocks == self.rest)

    @property
    def left(self) -> int:
        """Return how many people are in the rest."""
        return len(self.missing) + sum(len(self.members[name]) for name in self.names if name not in self.shown)

    @property
    def is_shown(self) -> bool:
        """Return whether it says anything: two blocks or more, one of them with a name."""
        return len(self.shown) + (self.left > 0) > 1

    def smallest(self) -> str:
        """Return the smallest group that is shown; ties by name."""
        return min(self.shown, key=lambda name: (len(self.members[name]), name))

    def touched(self, people: Iterable[int]) -> list[str]:
        """Return the groups shown that have one of these people."""
        return sorted({self.names[block] for block in self.blocks[list(people)] if block < self.rest} & self.shown)

    def hide(self, name: str, k: int) -> None:
        """Put a group into the rest, and then close it."""
        self.shown.remove(name)
        self.close(k)

    def can_show(self, name: str, k: int) -> bool:
        """Return whether a hidden group can be shown as far as this breakdown goes: it, and what is left, suffice."""
        left = self.left - len(self.members[name])
        return len(self.members[name]) >= k and (left == 0 or left >= k) and len(self.shown) + 1 + (left > 0) > 1

    def close(self, k: int) -> None:
        """Put every group of fewer than k into the rest, and then the smallest until nobody or k are there."""
        self.shown -= {name for name in self.shown if len(self.members[name]) < k}
        while self.shown and 0 < self.left < k:
            self.shown.remove(self.smallest())
        if not self.is_shown:
            self.shown.clear()

    def seen(self) -> Ints:
        """Return the block of each person as a reader sees it."""
        seen = self.blocks.copy()
        hidden = [number for number, name in enumerate(self.names) if name not in self.shown]
        seen[np.isin(seen, hidden)] = self.rest
        return seen
