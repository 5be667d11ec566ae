"""Which groups of a report are shown, so that nobody can be worked out by adding and subtracting."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from balance.anonymity.leak import Known, leak
from balance.anonymity.partition import Partition

Ints = NDArray[np.int64]
Verdict = Literal["shown", "too_few", "held_back"]


class Breakdown(NamedTuple):
    """One breakdown: the people (row numbers) of each group that is shown, and the names of those hidden."""

    groups: dict[str, Ints]
    hidden: tuple[str, ...]


class Protected(NamedTuple):
    """What may be shown of `n` people.

    `verdict` is of everyone: "shown", "too_few" (fewer than k), or "held_back" (together with earlier
    reports it would give somebody away); unless shown, nothing is. `blocks` are the breakdowns as a
    reader sees them, a block number for each person: what the ledger keeps.
    """

    n: int
    verdict: Verdict
    breakdowns: dict[str, Breakdown]
    blocks: tuple[Ints, ...]


NOTHING = Known()


def protect(columns: Mapping[str, Sequence[str | None]], n: int, k: int, fixed: Known = NOTHING) -> Protected:
    """Return what may be shown of n people broken down by these columns: safe also with all that is `fixed`.

    A column has a label for each person, None where there is none. `fixed` are the breakdowns and the changes of
    earlier reports, over the rows of the n people, in their order, and then of others
    whom only earlier reports knew. The order of rows and of columns decides nothing.
    """
    told = (*fixed.partitions, *fixed.changes)
    people = len(told[0]) if told else n
    partitions = {name: Partition(labels, people) for name, labels in sorted(columns.items())}
    if n < k:
        return _nothing(partitions, n, "too_few")
    everyone = np.zeros(people, dtype=np.int64)
    everyone[n:] = 1
    for each in partitions.values():
        each.close(k)
    found = _Choice(partitions, k)
    found.make_safe([everyone])
    # Only then beside earlier reports: what is the same as in one of them is safe already, and stays as it was.
    if told and not found.make_safe([everyone, *fixed.partitions], fixed):
        return _nothing(partitions, n, "held_back")
    seen = (everyone[:n], *(each.seen()[:n] for each in partitions.values() if each.is_shown))
    return Protected(n, "shown", {name: _breakdown(partitions[name]) for name in columns}, seen)


class _Choice:
    """Hides groups until nobody leaks, and then shows again whatever was hidden without need."""

    def __init__(self, partitions: Mapping[str, Partition], k: int) -> None:
        self.partitions = tuple(partitions.values())
        self.k = k

    def make_safe(self, known: Sequence[Ints], fixed: Known = NOTHING) -> bool:
        """Hide as little as it takes beside what is known; return whether that is possible at all."""
        self.fixed = fixed
        hidden: list[tuple[Partition, str]] = []
        while (leaking := self._leak(known)) is not None:
            shown = [each for each in self.partitions if each.is_shown]
            if not shown:
                return False
            before = [(each, set(each.shown)) for each in shown]
            self._hide_one(shown, leaking)
            hidden += [(each, name) for each, names in before for name in names - each.shown]
        self._show_again(hidden, known)
        return True

    def _leak(self, known: Sequence[Ints]) -> Ints | None:
        shown = [each.seen() for each in self.partitions if each.is_shown]
        return leak([*known, *shown], self.k, self.fixed.changes, self.fixed.whose)

    def _hide_one(self, shown: Sequence[Partition], leaking: Ints) -> None:
        """Hide the smallest group that touches those who leak; where only rests do, the smallest of all."""
        touching = [(each, name) for each in shown for name in each.touched(leaking)]
        partition, name = min(touching or [(each, each.smallest()) for each in shown], key=_size)
        partition.hide(name, self.k)

    def _show_again(self, hidden: list[tuple[Partition, str]], known: Sequence[Ints]) -> None:
        """Show a hidden group, the largest first, where all stays safe."""
        for partition, name in sorted(hidden, key=_size, reverse=True):
            if partition.can_show(name, self.k):
                partition.shown.add(name)
                if self._leak(known) is not None:
                    partition.shown.remove(name)


def _size(choice: tuple[Partition, str]) -> tuple[int, str]:
    """Return the order of groups: by size, ties by name."""
    partition, name = choice
    return len(partition.members[name]), name


def _breakdown(partition: Partition) -> Breakdown:
    groups = {name: partition.members[name] for name in partition.names if name in partition.shown}
    return Breakdown(groups, tuple(name for name in partition.names if name not in partition.shown))


def _nothing(partitions: Mapping[str, Partition], n: int, verdict: Verdict) -> Protected:
    return Protected(n, verdict, {name: Breakdown({}, tuple(each.names)) for name, each in partitions.items()}, ())
