"""The change of a mean in the same people: the paired t test, and Holm's correction."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from balance.statistics.change import PairedChange, holm, paired_change

TABLES = [np.random.default_rng(seed).normal(50, 15, (2, n)) for seed, n in enumerate((3, 5, 8, 12, 40, 400))]


@pytest.mark.parametrize("table", TABLES, ids=len)
def test_mean_interval_and_p_are_those_of_scipys_paired_t_test(table):
    before, after = table
    found = paired_change(before.tolist(), after.tolist())
    oracle = stats.ttest_rel(after, before)
    low, high = oracle.confidence_interval(0.95)
    assert found.change == pytest.approx(np.mean(after - before), abs=1e-12)
    assert found.sd == pytest.approx(np.std(after - before, ddof=1), rel=1e-12)
    assert found.interval() == pytest.approx((low, high), rel=1e-9)
    assert found.probability() == pytest.approx(oracle.pvalue, rel=1e-9)


def test_what_cannot_be_told_is_not():
    assert paired_change([], []) == PairedChange(0, None, None)
    assert paired_change([50], [60]).interval() is None
    assert paired_change([50], [60]).probability() == 1
    assert paired_change([50, 40], [60, 50]).probability() == 0  # all changed alike
    assert paired_change([50, 40], [50, 40]).probability() == 1


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 0.2), max_size=12))
def test_holm_holds_what_the_definition_of_its_adjusted_p_holds(probabilities):
    """The adjusted p of the i-th is the largest of (m - j) p_j over all j up to i (Holm 1979)."""
    ordered = sorted(probabilities, key=probabilities.__getitem__)
    adjusted, largest = {}, 0.0
    for place, name in enumerate(ordered):
        largest = max(largest, (len(ordered) - place) * probabilities[name])
        adjusted[name] = largest
    near = {name for name, p in adjusted.items() if math.isclose(p, 0.05, rel_tol=1e-12)}
    assert holm(probabilities) - near == {name for name, p in adjusted.items() if p <= 0.05} - near
