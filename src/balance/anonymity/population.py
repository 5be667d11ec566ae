"""One population: every number of a report is over the same people, those who have every score that it shows.

Otherwise twice the level of those with both sides, less the structure of all, less the relationship
of some, gives away the one who skipped a part.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_COMPLETE = 0.8  # of the respondents, before people are dropped rather than scores


class Population(NamedTuple):
    """Whom a report is about: `people` (row numbers), who have each of the scores `kept`.

    `dropped` are the scores not shown because too few have them, in the order they were given;
    `respondents` counts the rows with any score at all, `incomplete` those of them left out.
    """

    people: NDArray[np.int64]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    respondents: int

    @property
    def incomplete(self) -> int:
        """Return how many answered something, and not all that is shown."""
        return self.respondents - len(self.people)


def population(there: Mapping[str, Sequence[bool]], k: int) -> Population:
    """Return the one population of a report, from nothing but who has which score.

    `there` tells of each score whether each person has it. While fewer than max(k, 80 % of those with
    any score) have all, the score goes whose loss completes most people (ties: the one that most
    lack, then by name), but never so many that fewer than half, rounded up, plus one are left.
    """
    names = list(there)
    has = np.array([there[name] for name in names], dtype=bool).reshape(len(names), -1)
    responded = np.asarray(has.any(axis=0), dtype=np.bool_)
    respondents = int(responded.sum())
    enough = max(k, MOST_COMPLETE * respondents - 1e-9)
    least = min(len(names), -(-len(names) // 2) + 1)
    kept = list(range(len(names)))
    while len(kept) > least and _complete(has, kept).sum() < enough:
        kept.remove(_worst(names, has, kept, responded))
    people = np.flatnonzero(_complete(has, kept)) if kept else np.array([], dtype=np.int64)
    dropped = tuple(name for place, name in enumerate(names) if place not in kept)
    return Population(people, tuple(names[place] for place in kept), dropped, respondents)


def _complete(has: NDArray[np.bool_], kept: Sequence[int]) -> NDArray[np.bool_]:
    return np.asarray(has[list(kept)].all(axis=0), dtype=np.bool_)


def _worst(names: Sequence[str], has: NDArray[np.bool_], kept: Sequence[int], responded: NDArray[np.bool_]) -> int:
    def order(place: int) -> tuple[int, int, str]:
        without = [each for each in kept if each != place]
        lack = int((responded & ~has[place]).sum())
        return -int(_complete(has, without).sum()), -lack, names[place]

    return min(kept, key=order)
