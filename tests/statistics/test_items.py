"""What each item does in its dimension."""

import math

import numpy as np
import pytest
from statistics_oracle import ORACLE, SETS, answers, close

from balance.statistics.items import alpha_without, item_rest
from balance.statistics.reliability import alpha, covariance


@pytest.mark.parametrize("name", SETS)
def test_the_correlation_with_the_rest_is_that_of_psych(name):
    assert item_rest(covariance(answers(name))) == close(ORACLE["dimensions"][name]["r_drop"])


@pytest.mark.parametrize("name", ["four", "three", "eight"])
def test_alpha_without_an_item_is_that_of_psych(name):
    assert alpha_without(covariance(answers(name))) == close(ORACLE["dimensions"][name]["alpha_without"])


def test_alpha_without_an_item_is_alpha_of_the_others():
    items = answers("four")
    complete = items[~np.isnan(items).any(axis=1)]
    assert alpha_without(covariance(items))[1] == pytest.approx(alpha(covariance(complete[:, [0, 2, 3]])), abs=1e-12)


def test_an_item_that_nobody_answers_differently_has_no_correlation():
    assert [math.isnan(r) for r in item_rest(np.diag([1.0, 1.0, 0.0]))] == [False, False, True]


def test_an_item_turned_the_wrong_way_shows():
    items = answers("eight")
    items[:, 2] = 6 - items[:, 2]
    found = item_rest(covariance(items))
    assert found[2] < 0
    assert np.argmax(alpha_without(covariance(items))) == 2
