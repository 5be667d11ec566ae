"""Agreement: rwg, rwg(j), the average deviation, and ICC."""

import math

import numpy as np
import pytest
from statistics_oracle import ORACLE, UNITS, answers, close

from balance.statistics.agreement import average_deviation, rwg, rwg_j, uniform_variance
from balance.statistics.icc import icc

POINTS = [1, 2, 3, 4, 5]
NULL = uniform_variance(POINTS)
UNITS_OF_TWO = sorted(set(UNITS) - {"Unit alone"})
SETS = ["three", "eight", "two"]


def of_units(name):
    """Yield R's name of a unit, and its answers."""
    items = answers(name)
    return [(unit, items[unit == UNITS]) for unit in UNITS_OF_TWO]


@pytest.mark.parametrize("name", SETS)
def test_rwg_of_several_items_is_that_of_multilevel(name):
    for unit, items in of_units(name):
        found = rwg_j(np.var(items, axis=0, ddof=1), [NULL] * items.shape[1])
        assert float(found) == close(ORACLE["agreement"][name]["rwg_j"][unit])


@pytest.mark.parametrize("name", SETS)
def test_rwg_of_one_item_is_that_of_multilevel(name):
    for unit, items in of_units(name):
        found = float(rwg(np.var(items[:, 0], ddof=1), NULL))
        assert found == close(ORACLE["agreement"][name]["rwg"][unit])
        assert float(rwg_j([np.var(items[:, 0], ddof=1)], [NULL])) == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize("name", SETS)
def test_the_average_deviation_is_that_of_multilevel(name):
    for unit, items in of_units(name):
        counts = [[(column == point).sum() for point in POINTS] for column in items.T]
        found = average_deviation(POINTS, counts).mean()
        assert float(found) == close(ORACLE["agreement"][name]["ad"][unit])


@pytest.mark.parametrize("points", [[1, 2, 3, 4, 5], [0, 1], list(range(101))])
def test_the_null_of_points_one_apart_is_that_of_the_paper(points):
    assert uniform_variance(points) == pytest.approx((len(points) ** 2 - 1) / 12, rel=1e-12)


def test_those_who_say_the_same_agree_wholly_and_halves_at_the_ends_not_at_all():
    assert float(rwg(0, 2)) == float(rwg_j([0, 0], [2, 2])) == 1
    assert float(rwg(4, 2)) == float(rwg_j([4, 4], [2, 2])) == 0


def test_one_alone_deviates_from_nobody():
    assert math.isnan(float(average_deviation([1, 2], [0, 1])))


def of_groups(name):
    scores = {unit: 25 * (np.nanmean(answers(name)[unit == UNITS], axis=1) - 1) for unit in sorted(set(UNITS))}
    if name == "four":
        n_answered = (~np.isnan(answers(name))).sum(axis=1)
        scores = {unit: each[n_answered[unit == UNITS] >= 3] for unit, each in scores.items()}
    sds = [np.std(each, ddof=1) if len(each) > 1 else math.nan for each in scores.values()]
    return [len(each) for each in scores.values()], [each.mean() for each in scores.values()], sds


@pytest.mark.parametrize("name", ["four", *SETS])
def test_icc_is_that_of_multilevel(name):
    found, wanted = icc(*of_groups(name)), ORACLE["dimensions"][name]
    assert found == close([wanted["icc1"], wanted["icc2"]])


def test_icc_of_the_example_of_an_analysis_of_variance_worked_by_hand():
    """Two groups of two: 1, 3 and 5, 7. MSB = 16, MSW = 2, k = 2."""
    assert icc([2, 2], [2, 6], [2**0.5, 2**0.5]) == pytest.approx((14 / 18, 14 / 16), abs=1e-12)


@pytest.mark.parametrize(
    ("n", "means", "sds"),
    [([5], [1.0], [1.0]), ([1, 1, 1], [1.0, 2.0, 3.0], [math.nan] * 3), ([0, 4], [math.nan, 2.0], [math.nan, 1.0]),
     ([3, 3], [2.0, 2.0], [0.0, 0.0])],
)  # fmt: skip
def test_one_group_groups_of_one_and_no_spread_have_no_icc(n, means, sds):
    assert all(map(math.isnan, icc(n, means, sds)))


def test_an_empty_group_changes_nothing():
    assert icc([2, 0, 2], [2, math.nan, 6], [1.0, math.nan, 1.0]) == icc([2, 2], [2, 6], [1.0, 1.0])
