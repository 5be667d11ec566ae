"""Mean, SD, quartiles and classes from counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_oracle import ORACLE, answers, close

from balance.statistics.spread import spread

VALUES = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0, 12.5, 33.3, 50, 90, 100])), max_size=40)


def of_scores(scores):
    values, counts = np.unique(scores, return_counts=True)
    return spread(np.zeros(len(values), int), values, counts, 1, (100 / 3, 200 / 3))


@pytest.mark.parametrize("name", ["three", "eight", "two"])
def test_mean_sd_and_quartiles_are_those_of_r(name):
    found, wanted = of_scores(25 * (answers(name).mean(axis=1) - 1)), ORACLE["dimensions"][name]
    assert found.n[0] == wanted["n"]
    assert (found.mean[0], found.sd[0]) == close([wanted["mean"], wanted["sd"]])
    assert found.quartiles[0] == close(wanted["quartiles"])


@given(VALUES)
def test_groups_described_together_are_what_numpy_says_of_each(drawn):
    groups, values = [g for g, _ in drawn], [v for _, v in drawn]
    found = spread(np.array(groups, int), np.array(values, float), np.ones(len(drawn), int), 5, (25, 75))
    for group in range(5):
        own = np.array([v for g, v in drawn if g == group], float)
        assert found.n[group] == len(own)
        if not len(own):
            assert np.isnan(found.mean[group])
            assert np.isnan(found.quartiles[group]).all()
            continue
        assert found.mean[group] == pytest.approx(own.mean(), abs=1e-12)
        wanted = own.std(ddof=1) if len(own) > 1 else math.nan
        assert found.sd[group] == pytest.approx(wanted, abs=1e-9, nan_ok=True)
        assert found.quartiles[group] == pytest.approx(np.quantile(own, [0.25, 0.5, 0.75]), abs=1e-9)
        shares = [(own < 25).mean(), ((own >= 25) & (own <= 75)).mean(), (own > 75).mean()]
        assert found.classes[group] == pytest.approx(shares, abs=1e-12)


def test_a_value_on_a_bound_is_in_the_middle_class():
    found = of_scores(np.array([100 / 3, 200 / 3, 0, 100]))
    assert found.classes[0] == pytest.approx([0.25, 0.5, 0.25])


def test_a_million_alike_lose_no_digit():
    found = spread([0, 0], [72.0, 73.0], [999_999, 1], 1, (25, 75))
    assert found.sd[0] == pytest.approx(math.sqrt(1 / 1_000_000), rel=1e-12)
