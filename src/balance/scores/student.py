"""Quantiles of Student's t and of F by the inverse of the regularised incomplete beta function."""

from functools import cache, lru_cache
from math import exp, lgamma, log, log1p, sqrt

TINY = 1e-300
CLOSE = 2e-16
NEAR = 1e-10  # Newton's next step would be of the size of its square


def _stirling_rest(x: float) -> float:
    """Return ln Γ(x) less Stirling's formula, x >= 10 (Abramowitz & Stegun 1964, 6.1.41)."""
    square = 1 / (x * x)
    series = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
    return sum(term * square**power for power, term in enumerate(series)) / x


@lru_cache(8)  # Newton's steps ask for the same again and again
def _log_beta(a: float, b: float) -> float:
    a, b = min(a, b), max(a, b)
    if b < 10:
        return lgamma(a) + lgamma(b) - lgamma(a + b)
    # ln Γ(b) - ln Γ(a + b) without the two large numbers, whose difference would lose digits.
    rest = _stirling_rest(b) - _stirling_rest(a + b)
    return lgamma(a) + a - (b - 0.5) * log1p(a / b) - a * log(a + b) + rest


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of I_x(a, b) by Lentz's method (DLMF 8.17.22)."""
    both = a + b
    c, d = 1.0, 1 / max(1 - both * x / (a + 1), TINY)
    value = d
    for m in range(1, 10_000):
        place = a + 2 * m
        even = m * (b - m) * x / ((place - 1) * place)
        odd = -(a + m) * (both + m) * x / (place * (place + 1))
        for term in (even, odd):
            d = 1 / (1 + term * d or TINY)
            c = 1 + term / c or TINY
            value *= c * d
        if abs(c * d - 1) < CLOSE:
            break
    return value


def beta(x: float, a: float, b: float) -> float:
    """Return I_x(a, b), the regularised incomplete beta function (DLMF 8.17.2); 0 <= x <= 1, a and b > 0."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta(1 - x, b, a)
    return exp(a * log(x) + b * log1p(-x) - _log_beta(a, b)) * _continued_fraction(x, a, b) / a


def beta_inverse(p: float, a: float, b: float) -> float:
    """Return x with I_x(a, b) = p, 0 < p < 1: Newton's steps, kept inside a shrinking bracket."""
    low, high, x = 0.0, 1.0, a / (a + b)
    for _ in range(200):
        error = beta(x, a, b) - p
        low, high = (low, x) if error > 0 else (x, high)
        slope = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - _log_beta(a, b))
        step = error / slope if slope > 0 else 1.0
        following, near = x - step, NEAR
        if not low < following < high:
            following, near = (low + high) / 2, CLOSE
        if abs(following - x) <= near * x:
            return following
        x = following
    return x


@cache
def t_quantile(p: float, df: int) -> float:
    """Return the p quantile of Student's t, 0.5 <= p < 1, df >= 1.

    With y = t²/(df + t²), 2p - 1 = I_y(1/2, df/2), and 1 - y likewise (Abramowitz & Stegun 1964,
    26.7.1); the smaller of the two is solved for, so that neither end loses digits.
    """
    if p == 0.5:
        return 0.0
    centre, tail = 2 * p - 1, 2 * (1 - p)
    if beta(0.5, 0.5, df / 2) > centre:
        y = beta_inverse(centre, 0.5, df / 2)
        return sqrt(df * y / (1 - y))
    x = beta_inverse(tail, df / 2, 0.5)
    return sqrt(df * (1 - x) / x)


@cache
def f_quantile(p: float, df1: int, df2: int) -> float:
    """Return the p quantile of F with df1 and df2 degrees of freedom, 0 < p < 1.

    With x = df1 F/(df1 F + df2), p = I_x(df1/2, df2/2) (Abramowitz & Stegun 1964, 26.6.2); where x would lie near
    1, 1 - x is solved for.
    """
    if beta(0.5, df1 / 2, df2 / 2) >= p:
        x = beta_inverse(p, df1 / 2, df2 / 2)
        return df2 * x / (df1 * (1 - x))
    y = beta_inverse(1 - p, df2 / 2, df1 / 2)
    return df2 * (1 - y) / (df1 * y)
