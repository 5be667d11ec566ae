"""What is printed at which size, and how much of the answers it gives away."""

from collections import Counter
from itertools import combinations_with_replacement
from math import comb, factorial, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.anonymity.printing import (
    Printable,
    band,
    check_min_group,
    comments_from,
    hundredths,
    printable,
    tenths,
    whole_points,
)
from balance.errors import BalanceError


@pytest.mark.parametrize(
    ("n", "k", "everyone", "allowed"),
    [
        (5, 5, True, Printable(False, False, False, False, False)),
        (9, 3, True, Printable(False, False, False, False, False)),
        (9, 5, False, Printable(False, False, False, False, False)),
        (10, 5, False, Printable(True, True, True, False, False)),
        (11, 6, False, Printable(False, False, False, False, False)),
        (19, 5, True, Printable(True, True, True, False, False)),
        (20, 5, True, Printable(True, True, True, True, True)),
        (200, 5, False, Printable(True, True, True, False, False)),
        (27, 7, True, Printable(True, True, True, False, False)),
        (28, 7, True, Printable(True, True, True, True, True)),
    ],
)
def test_what_may_be_printed_grows_with_the_group(n, k, everyone, allowed):
    assert printable(n, k, everyone) == allowed


def test_classes_of_a_score_of_few_values_wait_until_all_answers_may_be_shown():
    assert not printable(19, 5, everyone=True, values=5).classes
    assert not printable(200, 5, everyone=False, values=9).classes
    assert printable(20, 5, everyone=True, values=5).classes


def test_comments_need_ten_or_the_smallest_group():
    assert (comments_from(3), comments_from(5), comments_from(12)) == (10, 10, 12)


@pytest.mark.parametrize("k", [2, 1, 0, -5])
def test_a_smallest_group_under_three_is_refused(k):
    with pytest.raises(BalanceError, match="min-group-too-small"):
        check_min_group(k)
    check_min_group(3)


def test_the_band_of_eight_people_is_eleven_points_wide_to_each_side():
    assert [band(n) for n in (5, 8, 9)] == [14, 11, 10]


@given(st.floats(-200, 200))
def test_rounding_never_shows_more_than_it_says(value):
    assert abs(whole_points(value) - value) <= 0.5 + 1e-9
    assert abs(tenths(value) - value) <= 0.05 + 1e-9
    assert abs(hundredths(value) - value) <= 0.005 + 1e-9
    assert whole_points(whole_points(value)) == whole_points(value)
    assert "-0" not in (str(tenths(-0.01)), str(whole_points(-0.2)))


def test_a_mean_summed_in_another_order_is_printed_alike():
    assert whole_points(0.1 + 0.2 + 0.2) == whole_points(0.5)
    assert whole_points(2.5 - 1e-12) == whole_points(2.5 + 1e-12) == 3


def reconstructed(n: int, printed) -> float:
    """Return the share of random groups of n answers from 1 to 5, in which what is printed leaves one possibility only.

    Every multiset of answers, by how many ordered groups it stands for, counts once.
    """
    seen: dict[object, list[tuple[int, ...]]] = {}
    for group in combinations_with_replacement((0, 25, 50, 75, 100), n):
        seen.setdefault(printed(group), []).append(group)
    fixed = (groups[0] for groups in seen.values() if len(groups) == 1)
    ways = sum(factorial(n) // prod(map(factorial, Counter(group).values())) for group in fixed)
    return ways / 5**n


def mean(group):
    return sum(group) / len(group)


def deviation(group):
    return (sum((each - mean(group)) ** 2 for each in group) / (len(group) - 1)) ** 0.5


def as_printed(group):
    """The mean in whole points, and from ten on the SD in whole points: what a page says of one item."""
    n = len(group)
    spread = whole_points(deviation(group)) if printable(n, 5, everyone=False).items else None
    return whole_points(mean(group)), spread


def test_the_mean_in_whole_points_fixes_the_answers_of_one_small_group_in_two_hundred_and_fifty():
    assert reconstructed(5, as_printed) == pytest.approx(0.00384)
    assert reconstructed(6, as_printed) == pytest.approx(0.000896)
    assert reconstructed(8, as_printed) < 1e-4


def test_what_is_not_printed_would_have_fixed_most_small_groups():
    def exact(group):
        return round(mean(group), 2), round(deviation(group), 2)

    def ends(group):
        return *exact(group), min(group), max(group)

    assert reconstructed(5, exact) == pytest.approx(0.638, abs=0.001)
    assert reconstructed(5, ends) == pytest.approx(0.981, abs=0.001)
    assert reconstructed(8, exact) == pytest.approx(0.161, abs=0.001)


def test_from_ten_on_mean_and_sd_of_an_item_in_whole_points_fix_one_group_in_twenty():
    assert len(list(combinations_with_replacement(range(5), 10))) == comb(14, 4)
    assert reconstructed(10, as_printed) == pytest.approx(0.0514, abs=1e-4)
    assert reconstructed(12, as_printed) == pytest.approx(0.0151, abs=1e-4)


def test_classes_beside_them_would_fix_every_group():
    def with_classes(group):
        low, high = (sum(each < 40 for each in group), sum(each > 60 for each in group))
        return *as_printed(group), tenths(low / len(group)), tenths(high / len(group))

    assert reconstructed(10, with_classes) == 1
