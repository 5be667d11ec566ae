"""Percentiles and their intervals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statistics_oracle import ORACLE, close

from balance.statistics.percentiles import percentile, share_interval


@pytest.mark.parametrize("share", ORACLE["percentile_intervals"])
def test_the_interval_of_a_share_is_that_of_r(share):
    below, n = map(int, share.split("/"))
    assert share_interval(below, n) == close(ORACLE["percentile_intervals"][share])


def test_a_share_of_nobody_or_of_all_has_one_open_end():
    assert share_interval(0, 10)[0] == 0
    assert share_interval(10, 10)[1] == 1


@given(st.integers(1, 300), st.sampled_from([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]))
def test_a_percentile_is_that_of_numpy_and_its_ranks_are_those_of_scipys_binomial(n, share):
    scores = np.arange(1, n + 1, dtype=float)
    found = percentile(scores.tolist(), share)
    assert found.score == pytest.approx(np.quantile(scores, share), abs=1e-9)
    assert found.low == max(stats.binom.ppf(0.025, n, share), 1)
    assert found.high == min(stats.binom.ppf(0.975, n, share) + 1, n)


def test_the_interval_of_a_median_holds_the_true_one_at_least_as_often_as_it_says():
    draw = np.random.default_rng(20261125)
    held = 0
    for _ in range(2000):
        found = percentile(np.sort(draw.exponential(size=101)).tolist(), 0.5)
        held += found.low <= np.log(2) <= found.high
    assert held / 2000 >= 0.94
