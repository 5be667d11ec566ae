"""Which groups are shown: what one can foresee by hand, and what holds whatever the table."""

import random
import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from balance.anonymity.leak import Known
from balance.anonymity.protect import protect

LABELS = st.sampled_from(["Oslo", "Bergen", "Bodø", "Tromsø", None])
TABLES = st.integers(1, 40).flatmap(
    lambda n: st.dictionaries(st.sampled_from("abc"), st.lists(LABELS, min_size=n, max_size=n), min_size=1)
)


def shown(columns, k=5, **more):
    found = protect(columns, len(next(iter(columns.values()))), k, **more)
    return {name: {group: len(people) for group, people in each.groups.items()}
            for name, each in found.breakdowns.items()}  # fmt: skip


def labels(**sizes):
    return [name for name, size in sizes.items() for _ in range(size)]


def test_fewer_than_five_show_nothing_at_all():
    found = protect({"unit": labels(a=4)}, 4, 5)
    assert found.verdict == "too_few"
    assert found.breakdowns["unit"].groups == {}
    assert protect({}, 5, 5).verdict == "shown"


def test_a_group_under_five_is_hidden_and_the_smallest_beside_it():
    assert shown({"unit": labels(a=12, b=9, c=7, d=3)}) == {"unit": {"a": 12, "b": 9}}
    assert shown({"unit": labels(a=12, b=9, c=3, d=3)}) == {"unit": {"a": 12, "b": 9}}


def test_ties_go_by_name():
    assert shown({"unit": labels(b=7, a=7, c=7, d=3)}) == {"unit": {"b": 7, "c": 7}}


def test_those_without_a_label_are_part_of_the_rest():
    assert shown({"unit": [*labels(a=8, b=6, c=9), None, None]}) == {"unit": {"a": 8, "c": 9}}
    assert shown({"unit": [*labels(a=8, b=6, c=9), *[None] * 5]}) == {"unit": {"a": 8, "b": 6, "c": 9}}


def test_one_group_of_all_says_nothing_and_is_not_shown():
    assert shown({"unit": labels(a=20)}) == {"unit": {}}
    assert shown({"unit": [*labels(a=20), None]}) == {"unit": {}}


def test_a_breakdown_that_differs_by_one_person_from_another_is_not_shown_beside_it():
    one, other = labels(a=10, b=10), labels(x=11, y=9)
    assert shown({"one": one, "other": other}) == {"one": {"a": 10, "b": 10}, "other": {}}


def test_one_in_the_rest_of_both_breakdowns_is_protected_though_no_group_touches_them():
    one = ["X"] * 10 + [None] * 11
    other = [None] * 10 + ["Y"] * 10 + [None]
    assert shown({"one": one, "other": other}) in ({"one": {"X": 10}, "other": {}}, {"one": {}, "other": {"Y": 10}})


def test_an_earlier_report_that_differs_by_one_holds_the_new_one_back():
    earlier = np.array([0] * 19 + [1])
    assert protect({}, 20, 5, fixed=Known([earlier])).verdict == "held_back"
    assert protect({}, 20, 5, fixed=Known([np.array([0] * 15 + [1] * 5)])).verdict == "shown"


@given(TABLES, st.integers(3, 8), st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_columns_decides_nothing(columns, k, chance):
    n = len(next(iter(columns.values())))
    order = list(range(n))
    chance.shuffle(order)
    turned = {name: [columns[name][place] for place in order] for name in reversed(columns)}
    assert shown(turned, k) == shown(columns, k)


@given(TABLES, st.integers(3, 8))
def test_every_group_shown_is_large_enough_and_so_is_the_rest_and_none_is_lost(columns, k):
    n = len(next(iter(columns.values())))
    found = protect(columns, n, k)
    for name, each in found.breakdowns.items():
        sizes = [len(people) for people in each.groups.values()]
        rest = n - sum(sizes)
        assert min(sizes, default=k) >= k
        assert not sizes or rest == 0 or rest >= k
        assert {*each.groups, *each.hidden} == {label for label in columns[name] if label is not None}
        assert not set(each.groups) & set(each.hidden)
        for group, people in each.groups.items():
            assert {columns[name][person] for person in people} == {group}
            assert len(people) == columns[name].count(group)


@given(TABLES, st.integers(3, 6))
def test_what_is_shown_once_is_shown_again_beside_itself(columns, k):
    n = len(next(iter(columns.values())))
    first = protect(columns, n, k)
    assert names(protect(columns, n, k, fixed=Known(first.blocks))) == names(first)


def names(found):
    return {column: {*each.groups} for column, each in found.breakdowns.items()}


def test_twenty_thousand_people_in_five_columns_of_thirty_take_seconds():
    chance = random.Random(5)  # noqa: S311
    weights = [chance.random() ** 4 for _ in range(30)]
    columns = {f"c{n}": [f"g{g}" for g in chance.choices(range(30), weights, k=20_000)] for n in range(5)}
    start = time.process_time()
    found = protect(columns, 20_000, 5)
    assert time.process_time() - start < 10
    assert sum(len(each.groups) for each in found.breakdowns.values()) > 100
