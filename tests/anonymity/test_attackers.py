"""The attackers can do it: they find what is known to leak, and break the rules that are too weak."""

from itertools import combinations, product

import numpy as np
import pytest
from attackers import alike, exactly_known, narrowest, speaks_of, weakest_cut
from tables import drawn, groups_of, naive, per_column, published, targets


def test_the_rank_attack_finds_one_whom_two_groups_differ_by():
    everyone, team = frozenset(range(20)), frozenset(range(10))
    assert exactly_known([everyone, team], 20) is None
    assert exactly_known([everyone, team, frozenset(range(11))], 20) == {10}
    assert exactly_known([everyone, frozenset(range(16))], 20) == {16, 17, 18, 19}
    assert exactly_known([everyone, frozenset(range(15))], 20) is None


def test_the_rank_attack_finds_what_every_set_tried_in_fractions_finds():
    for seed in range(40):
        table = drawn(seed, most=12)
        seen = published(naive(table.columns), table.n)
        classes = alike(seen, table.n)
        tried = [
            chosen
            for size in range(1, 5)
            for chosen in combinations(range(len(classes.people)), size)
            if sum(len(classes.people[each]) for each in chosen) < 5 and speaks_of(classes.inside, chosen)
        ]
        assert (exactly_known(seen, table.n) is not None) == bool(tried)


def test_the_linear_programme_narrows_a_few_to_a_point_only_where_the_sums_do():
    scores = np.linspace(5, 95, 12)
    everyone = frozenset(range(12))
    few = [frozenset({9, 10, 11})]
    assert narrowest([everyone, frozenset(range(9))], scores, few) == pytest.approx(0, abs=1e-6)
    assert narrowest([everyone, frozenset(range(6))], scores, few) > 10
    assert narrowest([everyone], scores, few) == pytest.approx(100)


def test_the_minimum_cut_is_the_fewest_people_between_two_breakdowns():
    one = [frozenset(range(10)), frozenset(range(10, 20))]
    assert weakest_cut(one, [frozenset(range(11)), frozenset(range(11, 20))]) == 1
    assert weakest_cut(one, [frozenset({*range(6), *range(10, 14)}), frozenset({*range(6, 10), *range(14, 20)})]) == 8
    assert weakest_cut([frozenset(range(7))], [frozenset(range(7))]) == 7


def test_the_minimum_cut_agrees_with_every_way_to_part_the_groups():
    for seed in range(60):
        table = drawn(seed)
        if len(table.columns) < 2:
            continue
        one, other = (list(groups_of(table.columns[name]).values()) for name in "ab")
        cuts = set()
        for sides in product([False, True], repeat=len(one) + len(other)):
            left, right = (
                frozenset().union(*(group for group, here in zip(each, where, strict=True) if here))
                for each, where in ((one, sides[: len(one)]), (other, sides[len(one) :]))
            )
            cuts.add(len(left ^ right))
        assert weakest_cut(one, other) == min(cut for cut in cuts if cut)


@pytest.mark.parametrize(("rule", "least"), [(naive, 100), (per_column, 30)])
def test_they_break_the_rules_that_are_too_weak(rule, least):
    tables = [drawn(seed) for seed in range(200)]
    broken = [table for table in tables if exactly_known(published(rule(table.columns), table.n), table.n)]
    assert len(broken) >= least
    narrow = [
        narrowest(published(rule(table.columns), table.n), table.scores, targets(table), 1) for table in tables[:60]
    ]
    assert sum(width < 1 for width in narrow) >= least // 10
