"""Attackers on published groups, written apart from the defence: nothing here comes from `balance`.

They know the roster (who is in which group, shown or not) and, unrounded, n and mean of every group
that is published. A published group is a set of people, numbered from 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

Group = frozenset[int]
PRIME = 2_147_483_629  # below 2^31: two residues multiply within 64 bits


class Alike(NamedTuple):
    """People whom no published group tells apart; `inside` has a row a published group, a column a class."""

    people: list[list[int]]
    inside: np.ndarray


def alike(published: Sequence[Group], people: int) -> Alike:
    classes: dict[tuple[bool, ...], list[int]] = {}
    for person in range(people):
        classes.setdefault(tuple(person in group for group in published), []).append(person)
    signs = sorted(classes)
    return Alike([classes[sign] for sign in signs], np.array(signs, dtype=np.int64).T)


# 1. Linear programme: how narrowly is the mean of a few people known?


def narrowest(published: Sequence[Group], scores: np.ndarray, targets: Iterable[Group], enough: float = 0) -> float:
    """Return the width of the narrowest interval, in points, that holds the mean of one of the targets.

    Stops at the first that is narrower than `enough`.
    """
    classes = alike(published, len(scores))
    sums = np.array([sum(scores[list(group)]) for group in published])
    bounds = [(0, 100 * len(members)) for members in classes.people]
    width = 100.0
    for target in targets:
        whole = [set(members) <= target for members in classes.people]
        parts = [len(target & set(members)) for members in classes.people]
        if any(part and not all_of_it for part, all_of_it in zip(parts, whole, strict=True)):
            # Of people whom nothing tells apart only the sum is known: a part of it can be anything between.
            ends = _ends_of_a_part(classes, sums, parts, bounds)
        else:
            ends = _ends(classes.inside, sums, np.array(whole, dtype=float), bounds)
        width = min(width, (ends[1] - ends[0]) / len(target))
        if width < enough:
            break
    return width


def _ends(inside: np.ndarray, sums: np.ndarray, aim: np.ndarray, bounds: list[tuple[float, float]]) -> list[float]:
    ends = []
    for sign in (1, -1):
        found = linprog(sign * aim, A_eq=inside, b_eq=sums, bounds=bounds, method="highs")
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return ends


def _ends_of_a_part(
    classes: Alike, sums: np.ndarray, parts: Sequence[int], bounds: list[tuple[float, float]]
) -> list[float]:
    """The same with the part of each class and the rest of it as two unknowns."""
    both = np.hstack([classes.inside, classes.inside])
    sizes = [len(members) for members in classes.people]
    limits = [(0, 100 * part) for part in parts]
    limits += [(0, 100 * (size - part)) for size, part in zip(sizes, parts, strict=True)]
    aim = np.array([1.0] * len(bounds) + [0.0] * len(bounds))
    return _ends(both, sums, aim, limits)


# 2. Brute force: is there a combination of what is published that is about one to four people only?


def exactly_known(published: Sequence[Group], people: int, fewer_than: int = 5) -> set[int] | None:
    """Return a set of fewer people about whom some combination of the sums speaks alone, or None.

    A set is spoken of alone when the checks (what is orthogonal to all that is published) depend on
    one another over it. All sets of up to four are tried, by determinants modulo a prime, and what
    they find is confirmed in fractions; they cannot miss one.
    """
    classes = alike(published, people)
    sizes = np.array([len(members) for members in classes.people])
    able = np.flatnonzero(sizes < fewer_than)
    checks = _checks(classes.inside)
    for size in range(1, fewer_than):
        for some in _sets(able, sizes, size, fewer_than):
            for place in np.flatnonzero(_dependent(checks, some)):
                chosen = some[place]
                if speaks_of(classes.inside, chosen):
                    return {person for each in chosen for person in classes.people[each]}
    return None


def _sets(able: np.ndarray, sizes: np.ndarray, size: int, fewer_than: int) -> Iterator[np.ndarray]:
    if size > len(able):
        return
    chosen = np.array(list(combinations(able.tolist(), size)), dtype=np.int64).reshape(-1, size)
    chosen = chosen[sizes[chosen].sum(axis=1) < fewer_than]
    for start in range(0, len(chosen), 100_000):
        yield chosen[start : start + 100_000]


def _checks(inside: np.ndarray) -> np.ndarray:
    """Return a basis, modulo the prime, of what is orthogonal to all rows; a row a class of people."""
    rows = [[int(cell) % PRIME for cell in row] for row in inside]
    width, pivots = inside.shape[1], []
    for column in range(width):
        done = len(pivots)
        pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        inverse = pow(rows[done][column], -1, PRIME)
        rows[done] = [cell * inverse % PRIME for cell in rows[done]]
        for row in range(len(rows)):
            factor = rows[row][column]
            if row != done and factor:
                rows[row] = [(a - factor * b) % PRIME for a, b in zip(rows[row], rows[done], strict=True)]
        pivots.append(column)
    free = [column for column in range(width) if column not in pivots]
    basis = np.zeros((width, len(free)), dtype=np.int64)
    for place, column in enumerate(free):
        basis[column, place] = 1
        for row, pivot in enumerate(pivots):
            basis[pivot, place] = -rows[row][column] % PRIME
    return basis


def _dependent(checks: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Return for each set whether its checks, thrown together at random, are singular: all that depend are."""
    size = chosen.shape[1]
    mix = np.random.default_rng(size).integers(1, PRIME, (checks.shape[1], size))
    thrown = np.zeros((len(checks), size), dtype=np.int64)
    for row in range(checks.shape[1]):
        thrown = (thrown + checks[:, row, None] * mix[row] % PRIME) % PRIME
    return _determinant(thrown[chosen]) == 0 if size < 5 else _singular(thrown[chosen])


def _singular(square: np.ndarray) -> np.ndarray:
    """Return which of many matrices are singular modulo the prime: rows are struck out without dividing.

    Columns thrown together at random need no turning: a pivot of 0 says that the rows down to it depend.
    """
    left, singular = square.copy(), np.zeros(len(square), dtype=bool)
    for row in range(left.shape[1]):
        pivot = left[:, row, row]
        singular |= pivot == 0
        below = left[:, row + 1 :, :]
        cross = below[:, :, row, None] * left[:, row, None, :] % PRIME
        left[:, row + 1 :, :] = (pivot[:, None, None] * below % PRIME - cross) % PRIME
    return singular


def _determinant(square: np.ndarray) -> np.ndarray:
    """Return the determinants of many small matrices modulo the prime, by their first rows."""
    size = square.shape[1]
    if size == 1:
        return square[:, 0, 0] % PRIME
    total = np.zeros(len(square), dtype=np.int64)
    for column in range(size):
        others = [each for each in range(size) if each != column]
        part = square[:, 0, column] * _determinant(square[:, 1:, others]) % PRIME
        total = (total + (-1) ** column * part) % PRIME
    return total


def speaks_of(inside: np.ndarray, chosen: Iterable[int]) -> bool:
    """Return, in fractions, whether the rank of what is published falls when these people are struck out."""
    struck = np.delete(inside, list(chosen), axis=1)
    return _rank(inside) > _rank(struck)


def _rank(matrix: np.ndarray) -> int:
    rows = [[Fraction(int(cell)) for cell in row] for row in matrix]
    rank = 0
    for column in range(matrix.shape[1]):
        pivot = next((row for row in range(rank, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for row in range(rank + 1, len(rows)):
            factor = rows[row][column] / rows[rank][column]
            if factor:
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[rank], strict=True)]
        rank += 1
    return rank


# 3. Minimum cut: two breakdowns are as safe as the weakest way to part their groups.


def weakest_cut(one: Sequence[Group], other: Sequence[Group]) -> int | None:
    """Return the fewest people that part the graph of the groups of two breakdowns; None where nothing can be parted.

    Each breakdown has everybody in just one group. People are edges between their two groups; each
    part that hangs together is cut by itself (Stoer & Wagner 1997).
    """
    weights: dict[int, dict[int, int]] = {node: {} for node in range(len(one) + len(other))}
    for left, group in enumerate(one):
        for right, another in enumerate(other, len(one)):
            if group & another:
                weights[left][right] = weights[right][left] = len(group & another)
    return min((_stoer_wagner(part) for part in _connected(weights)), default=None)


def _connected(weights: dict[int, dict[int, int]]) -> Iterator[dict[int, dict[int, int]]]:
    unseen = set(weights)
    while unseen:
        part, edge = set(), [unseen.pop()]
        while edge:
            node = edge.pop()
            part.add(node)
            edge += [near for near in weights[node] if near in unseen]
            unseen -= set(edge)
        if len(part) > 1:
            yield {node: dict(weights[node]) for node in part}


def _stoer_wagner(weights: dict[int, dict[int, int]]) -> int:
    best = None
    while len(weights) > 1:
        added = [next(iter(weights))]
        pull = {node: weights[added[0]].get(node, 0) for node in weights if node != added[0]}
        while pull:
            node = max(pull, key=pull.__getitem__)
            cut = pull.pop(node)
            added.append(node)
            for near, weight in weights[node].items():
                if near in pull:
                    pull[near] += weight
        best = cut if best is None else min(best, cut)
        last, before = added[-1], added[-2]
        for near, weight in weights.pop(last).items():
            del weights[near][last]
            if near != before:
                weights[before][near] = weights[near][before] = weights[before].get(near, 0) + weight
    assert best is not None
    return best


# 4. Two times: what is published of answers now, of answers then, and of how the same people changed.


class Sums(NamedTuple):
    """What is published of two times: groups now, groups then, and those whose change is told, summed up."""

    now: Sequence[Group]
    then: Sequence[Group]
    changed: Sequence[Group] = ()

    def of(self, person: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return how often an answer of a person now, and one then, stands in each sum."""
        now = [*(person in group for group in self.now), *(0 for _ in self.then)]
        then = [*(0 for _ in self.now), *(person in group for group in self.then)]
        changes = [int(person in group) for group in self.changed]
        return (*map(int, now), *changes), (*map(int, then), *(-each for each in changes))


def _alike_both_times(published: Sums, people: int) -> dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]]:
    classes: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
    for person in range(people):
        classes.setdefault(published.of(person), []).append(person)
    return classes


def narrowest_of_two_times(published: Sums, now: np.ndarray, then: np.ndarray, fewer_than: int = 5) -> float:
    """Return the width of the narrowest interval, in points, that holds the mean at one time of fewer who are alike."""
    classes = _alike_both_times(published, len(now))
    answers = [(sign[time], members, scores) for sign, members in sorted(classes.items())
               for time, scores in enumerate((now, then)) if any(sign[time])]  # fmt: skip
    inside = np.array([sign for sign, _members, _scores in answers], dtype=float).T
    sums = inside @ np.array([scores[members].sum() for _sign, members, scores in answers])
    bounds = [(0, 100 * len(members)) for _sign, members, _scores in answers]
    width = 100.0
    for place, (_sign, members, _scores) in enumerate(answers):
        if len(members) < fewer_than:
            aim = np.zeros(len(answers))
            aim[place] = 1
            low, high = _ends(inside, sums, aim, bounds)
            width = min(width, (high - low) / len(members))
    return width


def known_of_two_times(published: Sums, people: int, fewer_than: int = 5) -> set[int] | None:
    """Return fewer people of whom some combination of sums over both times speaks alone, or None.

    As `exactly_known`, but each person has two answers, and whoever is struck out is so at both times.
    """
    classes = _alike_both_times(published, people)
    signs = sorted(classes)
    both = np.array(signs, dtype=np.int64)  # class, time, sum
    told = both.any(axis=2)
    inside = both[told].T
    answers = np.full(told.shape, -1)
    answers[told] = range(inside.shape[1])
    sizes = np.array([len(classes[sign]) for sign in signs])
    able = np.flatnonzero((sizes < fewer_than) & told.any(axis=1))
    checks = _checks(inside)
    for size in range(1, fewer_than):
        for some in _sets(able, sizes, size, fewer_than):
            columns = np.sort(answers[some].reshape(len(some), -1), axis=1)
            lengths = (columns >= 0).sum(axis=1)
            for length in set(lengths.tolist()):
                places = np.flatnonzero(lengths == length)
                alone = columns[places][:, columns.shape[1] - length :]
                for place in np.flatnonzero(_dependent(checks, alone)):
                    if speaks_of(inside, alone[place]):
                        return {person for each in some[places[place]] for person in classes[signs[each]]}
    return None
