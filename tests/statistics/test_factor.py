"""Omega total of one factor, by exact maximum likelihood."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_oracle import ORACLE, answers, close

from balance.statistics.factor import DIVERGED, FITTED, HEYWOOD, SINGULAR, omega_total
from balance.statistics.reliability import alpha, covariance


def covariance_of(loadings, unique):
    return np.outer(loadings, loadings) + np.diag(unique)


@pytest.mark.parametrize("name", ["four", "three", "eight"])
def test_omega_and_its_factor_are_those_of_r(name):
    """R minimises the same likelihood from factanal's solution on; psych's own is good to about 1e-4."""
    fit, wanted = omega_total(covariance(answers(name))), ORACLE["omega"][name]
    assert str(fit.state) == FITTED
    assert float(fit.omega) == close(wanted["omega"], 1e-6)
    assert fit.uniquenesses == close(wanted["uniquenesses"], 1e-6)
    assert fit.loadings == close(wanted["loadings"], 1e-6)
    deviations = np.sqrt(np.diagonal(covariance(answers(name))))
    assert fit.loadings / deviations == close(wanted["psych_loadings"], 1e-3)


LOADINGS = st.lists(st.floats(0.3, 0.95), min_size=3, max_size=9)


@given(LOADINGS, st.floats(0.1, 30))
def test_a_covariance_of_one_factor_gives_that_factor_back(loadings, unit):
    lam = np.array(loadings)
    fit = omega_total(unit**2 * covariance_of(lam, 1 - lam**2))
    assert str(fit.state) == FITTED
    assert fit.loadings == pytest.approx(unit * lam, rel=1e-6)
    assert fit.uniquenesses == pytest.approx(1 - lam**2, abs=1e-6)
    assert float(fit.omega) == pytest.approx(lam.sum() ** 2 / (lam.sum() ** 2 + (1 - lam**2).sum()), abs=1e-9)


@given(st.floats(0.3, 0.95), st.integers(3, 9))
def test_omega_is_alpha_where_all_items_load_alike(loading, k):
    cov = covariance_of(np.full(k, loading), np.full(k, 1 - loading**2))
    assert float(omega_total(cov).omega) == pytest.approx(float(alpha(cov)), abs=1e-9)


@given(st.integers(0, 2**32 - 1), st.permutations(range(5)), st.floats(0.1, 50))
def test_the_order_of_items_and_the_unit_change_nothing(seed, order, unit):
    draw = np.random.default_rng(seed)
    cov = covariance(draw.normal(size=(200, 1)) + draw.normal(size=(200, 5)))
    fit, other = omega_total(cov), omega_total(unit * cov[np.ix_(order, order)])
    assert (str(fit.state), str(other.state)) == (FITTED, FITTED)
    assert float(other.omega) == pytest.approx(float(fit.omega), abs=1e-9)


def test_the_end_of_the_search_is_a_minimum_of_the_likelihood():
    draw = np.random.default_rng(7)
    cov = covariance(draw.normal(size=(60, 1)) + draw.normal(size=(60, 6)))
    fit = omega_total(cov)
    r = cov / np.sqrt(np.outer(np.diagonal(cov), np.diagonal(cov)))
    lam, psi = fit.loadings / np.sqrt(np.diagonal(cov)), fit.uniquenesses

    def discrepancy(lam, psi):
        sigma = covariance_of(lam, psi)
        return np.linalg.slogdet(sigma)[1] + np.trace(np.linalg.solve(sigma, r))

    least = discrepancy(lam, psi)
    for _ in range(50):
        nearby = discrepancy(lam + draw.normal(scale=0.01, size=6), psi * np.exp(draw.normal(scale=0.01, size=6)))
        assert nearby >= least


def test_an_item_without_variance_of_its_own_is_a_heywood_case():
    r = np.array([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])  # 0.8 * 0.8 / 0.5 > 1
    fit = omega_total(r)
    assert str(fit.state) == HEYWOOD
    assert np.isnan(fit.omega)


def test_items_that_have_nothing_in_common_have_an_omega_of_nothing():
    for cov in (np.eye(4), np.diag([1.0, 4.0, 9.0])):
        fit = omega_total(cov)
        assert (str(fit.state), float(fit.omega)) == (FITTED, pytest.approx(0, abs=1e-9))


@given(st.lists(st.lists(st.integers(1, 3), min_size=4, max_size=4), min_size=4, max_size=12))
def test_whatever_few_people_answer_the_fit_ends_and_says_how(rows):
    fit = omega_total(covariance(np.array(rows, float)))
    assert np.isnan(fit.omega) == (str(fit.state) != FITTED)
    assert str(fit.state) in (FITTED, HEYWOOD, SINGULAR, DIVERGED)
    assert np.isnan(fit.omega) or 0 <= float(fit.omega) <= 1


@pytest.mark.parametrize("cov", [np.ones((3, 3)), np.diag([1.0, 1.0, 0.0]), np.full((4, 4), np.nan)])
def test_constant_and_duplicated_items_have_no_likelihood(cov):
    fit = omega_total(cov)
    assert str(fit.state) == SINGULAR
    assert np.isnan(fit.omega)


def test_a_stack_is_fitted_as_each_by_itself():
    covs = np.stack([covariance_of(np.array([0.5, 0.6, 0.7]), [0.7, 0.6, 0.5]), np.ones((3, 3)),
                     covariance(answers("three"))])  # fmt: skip
    together = omega_total(covs)
    assert together.state.tolist() == [FITTED, SINGULAR, FITTED]
    for one, cov in zip(together.omega, covs, strict=True):
        assert one == pytest.approx(float(omega_total(cov).omega), abs=1e-12, nan_ok=True)
