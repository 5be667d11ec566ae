"""Random tables of people and their groups, hard on purpose, and the rules that are too weak."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

Labels = list[str | None]
Columns = dict[str, Labels]


class Table(NamedTuple):
    """People with a label or none in each column, and the scores that nobody may learn."""

    columns: Columns
    n: int
    scores: np.ndarray


def drawn(seed: int, most: int = 60, holes: bool = False) -> Table:
    """5 to 60 people, 1 to 3 columns, half of them nearly nested in the one before; with holes some have no label."""
    choice = random.Random(seed)  # noqa: S311
    n = choice.randint(5, most)
    columns: Columns = {}
    for name in "abc"[: choice.randint(1, 3)]:
        before = columns.get(chr(ord(name) - 1))
        columns[name] = _nearly(before, choice) if before and choice.random() < 0.5 else _free(name, n, choice)
    if holes:
        for labels in columns.values():
            share = choice.choice([0, 0.03, 0.15])
            labels[:] = [None if choice.random() < share else label for label in labels]
    return Table(columns, n, np.array([choice.uniform(0, 100) for _ in range(n)]))


def _free(name: str, n: int, choice: random.Random) -> Labels:
    groups = choice.randint(2, 6)
    weights = [choice.random() + 0.1 for _ in range(groups)]
    return [f"{name}{choice.choices(range(groups), weights)[0]}" for _ in range(n)]


def _nearly(before: Labels, choice: random.Random) -> Labels:
    """The groups of another column, some taken together, and one to four people elsewhere."""
    names = sorted({label for label in before if label is not None})
    parent = {name: f"{name}+" if choice.random() < 0.5 else f"{choice.choice(names)}+" for name in names}
    labels: Labels = [None if label is None else parent[label] for label in before]
    for person in choice.sample(range(len(labels)), min(len(labels), choice.randint(1, 4))):
        labels[person] = choice.choice(sorted(set(parent.values())))
    return labels


def groups_of(labels: Sequence[str | None]) -> dict[str, frozenset[int]]:
    members = defaultdict(set)
    for person, label in enumerate(labels):
        if label is not None:
            members[label].add(person)
    return {name: frozenset(people) for name, people in sorted(members.items())}


def targets(table: Table, k: int = 5) -> list[frozenset[int]]:
    """Return the groups and cells (people alike in two or more columns) of fewer than k."""
    found = {group for labels in table.columns.values() for group in groups_of(labels).values()}
    for size in range(2, len(table.columns) + 1):
        for names in combinations(sorted(table.columns), size):
            cells = defaultdict(set)
            for person in range(table.n):
                cells[tuple(table.columns[name][person] for name in names)].add(person)
            found |= {frozenset(cell) for cell in cells.values()}
    return sorted((group for group in found if len(group) < k), key=sorted)


def naive(columns: Mapping[str, Sequence[str | None]], k: int = 5) -> dict[str, dict[str, frozenset[int]]]:
    """Show every group of k or more: what a spreadsheet does."""
    return {
        column: {name: group for name, group in groups_of(labels).items() if len(group) >= k}
        for column, labels in columns.items()
    }


def per_column(columns: Mapping[str, Sequence[str | None]], k: int = 5) -> dict[str, dict[str, frozenset[int]]]:
    """Hide also the smallest until the rest of its column has k or nobody: each column safe by itself."""
    shown = naive(columns, k)
    for column, groups in shown.items():
        while groups and 0 < len(columns[column]) - sum(map(len, groups.values())) < k:
            groups.pop(min(groups, key=lambda name: (len(groups[name]), name)))
    return shown


def published(shown: Mapping[str, Mapping[str, frozenset[int]]], n: int) -> list[frozenset[int]]:
    """Return everyone and every group shown; nothing where there are too few for anything."""
    if n < 5:
        return []
    return [frozenset(range(n)), *(group for groups in shown.values() for group in groups.values())]
