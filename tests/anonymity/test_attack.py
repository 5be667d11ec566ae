"""The attack on what is shown: nothing is found about fewer than five people."""

import pytest
from attackers import exactly_known, narrowest, weakest_cut
from tables import Table, drawn, groups_of, published, targets

from balance.anonymity.protect import Protected, protect

DEEP = pytest.param(10_000, marks=pytest.mark.deep, id="10,000 tables")


def shown(found: Protected) -> dict[str, dict[str, frozenset[int]]]:
    return {
        column: {name: frozenset(people.tolist()) for name, people in each.groups.items()}
        for column, each in found.breakdowns.items()
    }


def seen(table: Table, k: int = 5) -> list[frozenset[int]]:
    found = protect(table.columns, table.n, k)
    return published(shown(found), table.n) if found.verdict == "shown" else []


@pytest.mark.parametrize("count", [pytest.param(200, id="200 tables"), DEEP])
@pytest.mark.parametrize("holes", [False, True], ids=["full", "labels missing"])
def test_no_combination_of_what_is_shown_is_about_fewer_than_five(count, holes):
    for seed in range(count):
        table = drawn(seed, holes=holes)
        assert exactly_known(seen(table), table.n) is None, seed


@pytest.mark.parametrize("k", [3, 4])
def test_a_smaller_group_promises_less_and_keeps_it(k):
    for seed in range(200):
        table = drawn(seed)
        assert exactly_known(seen(table, k), table.n, fewer_than=k) is None, seed


@pytest.mark.parametrize("count", [pytest.param(200, id="200 tables"), DEEP])
def test_no_mean_of_a_hidden_group_or_cell_is_known_to_ten_points(count):
    for seed in range(count):
        table = drawn(seed, holes=seed % 4 == 3)
        few = targets(table)
        if few:  # away from the ends: of five with a mean of nearly 0, each is known to be near it, and nothing helps
            assert narrowest(seen(table), 20 + 0.6 * table.scores, few, enough=10) >= 10, seed


@pytest.mark.parametrize("count", [pytest.param(200, id="200 tables"), DEEP])
def test_two_breakdowns_hang_together_by_five_or_more(count):
    cut = 0
    for seed in range(count):
        table = drawn(seed)
        groups = shown(protect(table.columns, table.n, 5))
        columns = [column for column, each in groups.items() if each]
        for one, other in ((one, other) for one in columns for other in columns if one < other):
            sides = [_with_rest(groups[column], table.n) for column in (one, other)]
            weakest = weakest_cut(*sides)
            assert weakest is None or weakest >= 5, seed
            cut += 1
    assert cut >= count // 8


def _with_rest(groups: dict[str, frozenset[int]], n: int) -> list[frozenset[int]]:
    rest = frozenset(range(n)).difference(*groups.values())
    return [*groups.values(), *([rest] if rest else [])]


def test_the_cube_each_two_of_three_breakdowns_are_safe_and_all_three_are_not():
    corners = {"000": 9, "011": 9, "101": 9, "110": 1}
    people = [corner for corner, count in corners.items() for _ in range(count)]
    columns = {axis: [f"{axis}{corner[place]}" for corner in people] for place, axis in enumerate("xyz")}
    for left_out in "xyz":
        pair = {axis: labels for axis, labels in columns.items() if axis != left_out}
        groups = [group for labels in pair.values() for group in groups_of(labels).values()]
        assert exactly_known(groups, len(people)) is None
        assert shown(protect(pair, len(people), 5)) == {axis: groups_of(labels) for axis, labels in pair.items()}
    all_three = [group for labels in columns.values() for group in groups_of(labels).values()]
    assert exactly_known(all_three, len(people)) == {27}
    left = shown(protect(columns, len(people), 5))
    assert 0 < sum(map(bool, left.values())) < 3
    assert exactly_known(published(left, len(people)), len(people)) is None
