"""What a reader can work out by adding and subtracting.

All that is printed of a group (n, sums, means, squares, counts) is a sum over it, so what can be
worked out is the linear span of the groups' indicators. A set of people leaks when some non-zero
vector of that span is zero for everybody else. With H the projection on the span, that is so exactly
when H over the set has the eigenvalue 1: then H x = x for an x that lives on the set alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NEARLY = 1e-6  # what is nearly worked out counts as worked out, and outweighs any error of rounding
NOTHING = 1e-11  # eigenvalues of the scaled counts, which lie between 0 and the number of partitions
PATIENCE = 20_000  # sets that are looked at around one table; what cannot be shown to be safe is not


class Atoms(NamedTuple):
    """People who are alike in every partition, taken together."""

    blocks: Ints  # partitions x atoms: the block each lies in, numbered through over all partitions
    sizes: Ints  # people in each
    of: Ints  # the atom of each person


def atoms_of(partitions: Sequence[Ints]) -> Atoms:
    """Return the atoms of partitions of the same people, in the order of their blocks, whatever that of the people."""
    alike = np.zeros(len(partitions[0]), dtype=np.int64)
    columns, start = [], 0
    for each in partitions:
        found, block = np.unique(each, return_inverse=True)
        alike = np.unique(alike * len(found) + block, return_inverse=True)[1]
        columns.append(block + start)
        start += len(found)
    _, first, of, sizes = np.unique(alike, return_index=True, return_inverse=True, return_counts=True)
    return Atoms(np.array(columns, dtype=np.int64)[:, first], sizes.astype(np.int64), of.astype(np.int64))


class Span:
    """The projection on the span of the blocks, person by person, read from a small matrix over blocks."""

    def __init__(self, atoms: Atoms) -> None:
        self.atoms = atoms
        self._roots = np.sqrt(atoms.sizes)
        self._inverse = self._generalised_inverse()

    def _generalised_inverse(self) -> Floats:
        """Return the pseudoinverse of the table that counts the people in each two blocks."""
        blocks, sizes = self.atoms.blocks, self.atoms.sizes
        count = int(blocks.max()) + 1
        pairs = (blocks[:, None, :] * count + blocks[None, :, :]).reshape(-1, len(sizes))
        together = np.zeros(count * count)
        for pair in pairs:
            together += np.bincount(pair, weights=sizes, minlength=count * count)
        table = together.reshape(count, count)
        scale = 1 / np.sqrt(np.diag(table))
        values, vectors = np.linalg.eigh(table * np.outer(scale, scale))
        inside = values > NOTHING
        scaled: Floats = vectors[:, inside] * scale[:, None]
        return np.asarray((scaled / values[inside]) @ scaled.T, dtype=np.float64)

    def leverage(self) -> Floats:
        """Return the diagonal of the projection: how much of each atom's answers its groups give away, 0 to 1."""
        blocks = self.atoms.blocks
        found = np.zeros(len(self.atoms.sizes))
        for one in blocks:
            for other in blocks:
                found += self._inverse[one, other]
        return np.asarray(found * self.atoms.sizes, dtype=np.float64)

    def rows(self, chosen: Ints) -> Floats:
        """Return the rows of the projection for these atoms, over all atoms."""
        blocks = self.atoms.blocks
        summed = self._inverse[blocks[:, chosen]].sum(axis=0)
        found = np.zeros((len(chosen), len(self.atoms.sizes)))
        for each in blocks:
            found += summed[:, each]
        return np.asarray(found * self._roots[chosen][:, None] * self._roots, dtype=np.float64)

    def within(self, chosen: Sequence[int]) -> Floats:
        """Return the projection over these atoms alone."""
        blocks = self.atoms.blocks[:, chosen]
        found = self._inverse[blocks[:, None, :, None], blocks[None, :, None, :]].sum(axis=(0, 1))
        return np.asarray(found * np.outer(self._roots[list(chosen)], self._roots[list(chosen)]), dtype=np.float64)


def leak(partitions: Sequence[Ints], k: int) -> Ints | None:
    """Return fewer than k people about whom these partitions of the same people give something away, or None.

    Each partition has a block number for every person. Exact, but for tables where it takes more than
    PATIENCE sets to know: there the people looked at last are returned, as if they leaked.
    """
    atoms = atoms_of(partitions)
    small = np.flatnonzero(atoms.sizes < k)
    if len(small) == 0:
        return None
    found = _Search(Span(atoms), small, k).first()
    return None if found is None else np.flatnonzero(np.isin(atoms.of, found))


class _Search:
    """Looks for a set of atoms of fewer than k people on which some vector of the span lives alone.

    Where x = H x lives on a set, and a is where |x| is largest, |x_a| = |sum of H_ab x_b| <= |x_a| sum
    of |H_ab| over the set: so that sum is at least 1 for one member of every set that leaks. Around
    each possible a the others are taken by |H_ab|, the largest first, as long as 1 can be reached.
    """

    def __init__(self, span: Span, small: Ints, k: int) -> None:
        self.span, self.small, self.k = span, small, k
        self.sizes = span.atoms.sizes
        self.left = PATIENCE

    def first(self) -> list[int] | None:
        for root, row in self._roots():
            others = self.small[self.small != root]
            strength = np.abs(row[others])
            order = np.lexsort((others, -np.round(strength, 9)))
            self.others, self.strength = others[order], strength[order]
            self.reach = np.concatenate(([0.0], np.cumsum(self.strength)))
            found = self._grown([root], 0, self.k - 1 - int(self.sizes[root]), float(row[root]))
            if found is not None:
                return found
        return None

    def _roots(self) -> Iterator[tuple[int, Floats]]:
        """Yield the atoms that can be the a of a set, the largest leverage first, each with its row of H."""
        leverage = self.span.leverage()[self.small]
        possible = leverage * (self.k - 1) >= 1 - NEARLY  # as x_a squared <= H_aa |x|^2 <= H_aa (k - 1) x_a squared
        order = np.lexsort((self.small, -np.round(leverage, 9)))
        roots = self.small[order][possible[order]]
        for start in range(0, len(roots), 64):
            some = roots[start : start + 64]
            for root, row in zip(some, self.span.rows(some), strict=True):
                if self._reaches(int(root), row):
                    yield int(root), row

    def _reaches(self, root: int, row: Floats) -> bool:
        others = np.abs(row[self.small])
        others[np.searchsorted(self.small, root)] = 0
        free = min(self.k - 1 - int(self.sizes[root]), len(others))
        top = np.partition(others, len(others) - free)[len(others) - free :].sum() if free else 0.0
        return bool(row[root] + top >= 1 - NEARLY)

    def _grown(self, chosen: list[int], start: int, free: int, reached: float) -> list[int] | None:
        """Return a set that leaks with these in it and others from `start` on, `free` people at most; or None."""
        self.left -= 1
        if self.left < 0 or np.linalg.eigvalsh(self.span.within(chosen))[-1] >= 1 - NEARLY:
            return chosen
        for place in range(start, len(self.others)):
            most = self.reach[min(place + free, len(self.others))] - self.reach[place]
            if free == 0 or reached + most < 1 - NEARLY:
                break
            other = int(self.others[place])
            if self.sizes[other] <= free:
                rest, total = free - int(self.sizes[other]), reached + float(self.strength[place])
                found = self._grown([*chosen, other], place + 1, rest, total)
                if found is not None:
                    return found
        return None
