"""The t quantile by its own inverse beta, held to scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from balance.scores.student import beta, beta_inverse, f_quantile, t_quantile


@pytest.mark.parametrize("p", [0.9, 0.95, 0.975, 0.99, 0.995, 0.9999])
@pytest.mark.parametrize("df", [1, 2, 3, 4, 6, 8, 30, 31, 53, 102, 1000, 100_000])
def test_the_quantile_of_t_agrees_with_scipy_to_the_twelfth_digit(p, df):
    assert t_quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-12)


@pytest.mark.parametrize(("df", "published"), [(1, 12.706), (3, 3.182), (30, 2.042)])
def test_the_quantile_of_t_is_that_of_the_printed_tables(df, published):
    """Fisher & Yates (1938), table III, 5 per cent, two-sided."""
    assert round(t_quantile(0.975, df), 3) == published


def test_the_median_of_t_is_zero():
    assert t_quantile(0.5, 7) == 0


@given(p=st.floats(1e-6, 1 - 1e-6), a=st.floats(0.5, 500), b=st.floats(0.5, 500))
def test_the_inverse_of_the_beta_function_agrees_with_scipy(p, a, b):
    assert beta_inverse(p, a, b) == pytest.approx(special.betaincinv(a, b, p), rel=1e-10)


@given(x=st.floats(1e-300, 1 - 1e-9), a=st.floats(0.5, 100), b=st.floats(0.5, 100))
def test_the_beta_function_agrees_with_scipy(x, a, b):
    assert beta(x, a, b) == pytest.approx(special.betainc(a, b, x), rel=1e-10, abs=1e-300)


@pytest.mark.parametrize("dfs", [(1, 1), (2, 6), (39, 117), (9, 3), (999, 2997), (999_999, 2_999_997)])
@pytest.mark.parametrize("p", [0.001, 0.025, 0.5, 0.975, 0.999])
def test_quantiles_of_f_are_those_of_scipy(p, dfs):
    assert f_quantile(p, *dfs) == pytest.approx(stats.f.ppf(p, *dfs), rel=1e-10)


@pytest.mark.parametrize(("dfs", "printed"), [((1, 10), 4.96), ((3, 10), 3.71), ((10, 10), 2.98)])
def test_the_quantile_of_f_is_that_of_the_printed_tables(dfs, printed):
    """Fisher & Yates (1938), table V, 5 per cent."""
    assert round(f_quantile(0.95, *dfs), 2) == printed
