"""Alpha, its interval, the error of measurement and the reliability of a difference."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from statistics_oracle import ORACLE, SETS, answers, close

from balance.statistics.reliability import alpha, alpha_interval, covariance, error_of_measurement, of_difference

TABLES = arrays.arrays(
    np.float64, st.tuples(st.integers(3, 12), st.integers(2, 6)), elements=st.integers(1, 5).map(float)
)


@pytest.mark.parametrize("name", SETS)
def test_alpha_and_its_interval_are_those_of_psych(name):
    wanted, items = ORACLE["dimensions"][name], answers(name)
    found = float(alpha(covariance(items)))
    assert found == close(wanted["alpha"])
    assert alpha_interval(found, wanted["n_complete"], items.shape[1]) == close(wanted["interval"])


def test_alpha_of_two_items_of_one_spread_is_the_formula_of_spearman_and_brown():
    r = 0.4
    assert float(alpha([[1, r], [r, 1]])) == pytest.approx(2 * r / (1 + r), abs=1e-15)


def test_alpha_of_items_that_say_the_same_is_1_and_of_unrelated_ones_0():
    assert float(alpha(np.ones((4, 4)))) == 1
    assert float(alpha(np.eye(4))) == 0


def spread_out(table: np.ndarray) -> bool:
    return bool(covariance(table).sum() > 1e-9)


@given(TABLES.filter(spread_out), st.randoms(use_true_random=False))
def test_the_order_of_items_and_of_people_changes_nothing(table, random):
    people, items = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(people)
    random.shuffle(items)
    assert alpha(covariance(table[people][:, items])) == pytest.approx(alpha(covariance(table)), abs=1e-9)


@given(TABLES.filter(spread_out), st.floats(-50, 50), st.floats(0.1, 25))
def test_another_origin_unit_or_direction_of_the_scale_changes_nothing(table, shift, unit):
    wanted = pytest.approx(alpha(covariance(table)), rel=1e-6, abs=1e-6)
    assert alpha(covariance(shift + unit * table)) == wanted
    assert alpha(covariance(6 - table)) == wanted


@given(TABLES.filter(spread_out))
def test_every_item_asked_twice_lifts_alpha_as_the_formula_says(table):
    """Doubled, the sum has four times the variance and the items twice theirs together."""
    cov, k = covariance(table), table.shape[1]
    twice = float(alpha(covariance(np.hstack([table, table]))))
    assert twice == pytest.approx(2 * k / (2 * k - 1) * (1 - cov.trace() / cov.sum() / 2), abs=1e-9)
    assert twice >= float(alpha(cov)) - 1e-9


def test_a_row_with_a_gap_counts_nowhere():
    table = np.array([[1, 2, 3], [2, 3, 5], [4, 4, 1], [5, np.nan, 5]])
    assert np.array_equal(covariance(table), np.cov(table[:3], rowvar=False))


def test_one_item_and_items_without_spread_have_no_alpha():
    assert math.isnan(float(alpha([[1.0]])))
    assert math.isnan(float(alpha(np.zeros((3, 3)))))


def test_a_stack_of_covariances_gives_an_alpha_each():
    stack = np.stack([covariance(answers("three")), np.eye(3)])
    assert alpha(stack) == pytest.approx([ORACLE["dimensions"]["three"]["alpha"], 0], abs=1e-9)


def test_the_error_of_measurement_is_in_the_unit_of_the_sd():
    assert error_of_measurement(20, 0.84) == pytest.approx(8, abs=1e-12)


def test_the_reliability_of_a_difference_falls_with_the_correlation():
    assert of_difference(0.9, 0.7, 0.5) == pytest.approx(0.6, abs=1e-15)
    assert of_difference(0.8, 0.8, 0.8) == pytest.approx(0, abs=1e-15)
    wanted = ORACLE["difference"]
    assert of_difference(*wanted["alphas"], wanted["r"]) == close(wanted["reliability"])
