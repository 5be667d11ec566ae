"""What a reader can work out by adding and subtracting.

All that is printed of a group (n, sums, means, squares, counts) is a sum over it, so what can be
worked out is the linear span of the groups' indicators. A set of people leaks when some non-zero
vector of that span is zero for everybody else. With H the projection on the span, that is so exactly
when H over the set has the eigenvalue 1: then H x = x for an x that lives on the set alone.

A change is one more vector over rows of answers: 1 for those after it, -1 for those before it. There somebody may
have several rows, and a set of people has all of theirs.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

NEARLY = 1e-6  # what is nearly worked out counts as worked out, and outweighs any error of rounding
NOTHING = 1e-11  # eigenvalues of the scaled counts, which lie between 0 and the number of partitions
UNTOLD = -2  # the block of rows about which a partition says nothing, not even that they are the rest
PATIENCE = 20_000  # sets that are looked at around one table; what cannot be shown to be safe is not


class Known(NamedTuple):
    """What a reader knows besides: `partitions`, a block number for each row, and `changes`: 1, -1 or 0.

    `whose` has the number of the person of each row; None where each row is somebody else's.
    """

    partitions: Sequence[Ints] = ()
    changes: Sequence[Ints] = ()
    whose: Ints | None = None


class Atoms(NamedTuple):
    """Rows that nothing tells apart, whose people have other rows that nothing tells apart either."""

    blocks: Ints  # partitions and changes x atoms: the block each lies in, numbered through over all
    signs: Ints  # likewise: 1, or 0 where nothing is told; of a change 1, -1 or 0
    sizes: Ints  # rows in each
    of: Ints  # the atom of each row
    units: Ints  # the unit of each atom: atoms of the same people
    people: Ints  # people in each unit


def atoms_of(partitions: Sequence[Ints], changes: Sequence[Ints] = (), whose: Ints | None = None) -> Atoms:
    """Return the atoms of partitions and changes of the same rows, in an order that is not that of the rows."""
    alike = np.zeros(len(partitions[0]), dtype=np.int64)
    columns, counts, start = [], [], 0
    for place, each in enumerate((*partitions, *changes)):
        found, block = np.unique(each, return_inverse=True)
        alike = np.unique(alike * len(found) + block, return_inverse=True)[1]
        if place < len(partitions):
            untold = int(found[0] == UNTOLD)  # the lowest number there is
            columns.append(np.maximum(block - untold, 0) + start)
            counts.append((each != UNTOLD).astype(np.int64))
            start += len(found) - untold
        else:
            columns.append(np.full(len(block), start))
            counts.append(each)
            start += 1
    kind, people = (alike, np.bincount(alike)) if whose is None else _kinds(alike, whose)
    both = alike * len(people) + kind
    _, first, of, sizes = np.unique(both, return_index=True, return_inverse=True, return_counts=True)
    blocks, signs = (np.array(each, dtype=np.int64)[:, first] for each in (columns, counts))
    return Atoms(blocks, signs, sizes.astype(np.int64), of.astype(np.int64), kind[first], people)


def _kinds(alike: Ints, whose: Ints) -> tuple[Ints, Ints]:
    """Return for each row what kind of person it is of, by what all rows of a person are, and the people of a kind."""
    rows: dict[int, list[int]] = {}
    for row, person in enumerate(whose.tolist()):
        rows.setdefault(person, []).append(row)
    kind_of = {person: tuple(sorted(alike[own].tolist())) for person, own in rows.items()}
    number = {kind: place for place, kind in enumerate(sorted(set(kind_of.values())))}
    kinds = np.array([number[kind_of[person]] for person in whose.tolist()], dtype=np.int64)
    return kinds, np.bincount([number[kind] for kind in kind_of.values()])


class Span:
    """The projection on the span of the blocks, row by row, read from a small matrix over blocks."""

    def __init__(self, atoms: Atoms) -> None:
        self.atoms = atoms
        self._roots = np.sqrt(atoms.sizes)
        self._inverse = self._generalised_inverse()

    def _generalised_inverse(self) -> Floats:
        """Return the pseudoinverse of the table that counts the rows in each two blocks."""
        blocks, signs, sizes = self.atoms.blocks, self.atoms.signs, self.atoms.sizes
        count = int(blocks.max()) + 1
        together = np.zeros(count * count)
        for one, sign in zip(blocks, signs, strict=True):
            for other, another in zip(blocks, signs, strict=True):
                together += np.bincount(one * count + other, weights=sizes * sign * another, minlength=count * count)
        table = together.reshape(count, count)
        scale = 1 / np.sqrt(np.diag(table))
        values, vectors = np.linalg.eigh(table * np.outer(scale, scale))
        inside = values > NOTHING
        scaled: Floats = vectors[:, inside] * scale[:, None]
        return np.asarray((scaled / values[inside]) @ scaled.T, dtype=np.float64)

    def leverage(self) -> Floats:
        """Return the diagonal of the projection: how much of each atom's answers its groups give away, 0 to 1."""
        blocks, signs = self.atoms.blocks, self.atoms.signs
        found = np.zeros(len(self.atoms.sizes))
        for one, sign in zip(blocks, signs, strict=True):
            for other, another in zip(blocks, signs, strict=True):
                found += self._inverse[one, other] * sign * another
        return np.asarray(found * self.atoms.sizes, dtype=np.float64)

    def rows(self, chosen: Ints) -> Floats:
        """Return the rows of the projection for these atoms, over all atoms."""
        blocks, signs = self.atoms.blocks, self.atoms.signs
        summed = (self._inverse[blocks[:, chosen]] * signs[:, chosen, None]).sum(axis=0)
        found = np.zeros((len(chosen), len(self.atoms.sizes)))
        for each, sign in zip(blocks, signs, strict=True):
            found += summed[:, each] * sign
        return np.asarray(found * self._roots[chosen][:, None] * self._roots, dtype=np.float64)

    def within(self, chosen: Ints) -> Floats:
        """Return the projection over these atoms alone."""
        blocks, signs = self.atoms.blocks[:, chosen], self.atoms.signs[:, chosen]
        entries = self._inverse[blocks[:, None, :, None], blocks[None, :, None, :]]
        found = (entries * signs[:, None, :, None] * signs[None, :, None, :]).sum(axis=(0, 1))
        return np.asarray(found * np.outer(self._roots[chosen], self._roots[chosen]), dtype=np.float64)


def leak(partitions: Sequence[Ints], k: int, changes: Sequence[Ints] = (), whose: Ints | None = None) -> Ints | None:
    """Return the rows of fewer than k people about whom these partitions and changes give something away, or None.

    Each partition has a block number for every row, each change 1, -1 or 0; `whose` the person of each row. Exact,
    but for tables where it takes more than PATIENCE sets to know: there the people looked at last are returned, as
    if they leaked.
    """
    atoms = atoms_of(partitions, [change for change in changes if change.any()], whose)
    if (atoms.people >= k).all():
        return None
    found = _Search(Span(atoms), k).first()
    return None if found is None else np.flatnonzero(np.isin(atoms.units[atoms.of], found))


class _Search:
    """Looks for units of fewer than k people on which some vector of the span lives alone.

    Where x = H x lives on a set, and a is where |x| is largest, |x_a| = |sum of H_ab x_b| <= |x_a| sum
    of |H_ab| over the set: so that sum is at least 1 for one member of every set that leaks. Around
    each possible a the others are taken by |H_ab|, the largest first, as long as 1 can be reached.
    """

    def __init__(self, span: Span, k: int) -> None:
        self.span, self.k = span, k
        self.units, self.people = span.atoms.units, span.atoms.people
        order = np.argsort(self.units, kind="stable")
        self.members = np.split(order, np.cumsum(np.bincount(self.units))[:-1])
        self.small = np.flatnonzero(self.people < k)
        self.left = PATIENCE

    def first(self) -> list[int] | None:
        for root, strengths in self._roots():
            others = self.small[self.small != root]
            strength = strengths[others]
            order = np.lexsort((others, -np.round(strength, 9)))
            self.others, self.strength = others[order], strength[order]
            self.reach = np.concatenate(([0.0], np.cumsum(self.strength)))
            found = self._grown([root], 0, self.k - 1 - int(self.people[root]), float(strengths[root]))
            if found is not None:
                return found
        return None

    def _roots(self) -> Iterator[tuple[int, Floats]]:
        """Yield the unit of each atom that can be the a of a set, the largest leverage first, and its |H| by units."""
        atoms = np.flatnonzero(self.people[self.units] < self.k)
        leverage = self.span.leverage()[atoms]
        most = max(map(len, self.members)) * (self.k - 1)
        possible = leverage * most >= 1 - NEARLY  # as x_a squared <= H_aa |x|^2 <= H_aa (atoms of the set) x_a squared
        order = np.lexsort((atoms, -np.round(leverage, 9)))
        roots = atoms[order][possible[order]]
        count = len(self.people)
        for start in range(0, len(roots), 64):
            some = roots[start : start + 64]
            for root, row in zip(some, self.span.rows(some), strict=True):
                strengths: Floats = np.bincount(self.units, weights=np.abs(row), minlength=count).astype(np.float64)
                if self._reaches(unit := int(self.units[root]), strengths):
                    yield unit, strengths

    def _reaches(self, root: int, strengths: Floats) -> bool:
        others = strengths[self.small]
        others[np.searchsorted(self.small, root)] = 0
        free = min(self.k - 1 - int(self.people[root]), len(others))
        top = np.partition(others, len(others) - free)[len(others) - free :].sum() if free else 0.0
        return bool(strengths[root] + top >= 1 - NEARLY)

    def _grown(self, chosen: list[int], start: int, free: int, reached: float) -> list[int] | None:
        """Return a set that leaks with these in it and others from `start` on, `free` people at most; or None."""
        self.left -= 1
        atoms = np.concatenate([self.members[unit] for unit in chosen])
        if self.left < 0 or np.linalg.eigvalsh(self.span.within(atoms))[-1] >= 1 - NEARLY:
            return chosen
        for place in range(start, len(self.others)):
            most = self.reach[min(place + free, len(self.others))] - self.reach[place]
            if free == 0 or reached + most < 1 - NEARLY:
                break
            other = int(self.others[place])
            if self.people[other] <= free:
                rest, total = free - int(self.people[other]), reached + float(self.strength[place])
                found = self._grown([*chosen, other], place + 1, rest, total)
                if found is not None:
                    return found
        return None
