"""Whether a change is larger than the error of measurement, by norms."""

CERTAIN = 1.96


def reliable_change(before: float, after: float, sd: float, reliability: float) -> float:
    """Return the reliable change index (Jacobson & Truax 1991): (after - before)/(SD · sqrt(2 (1 - reliability)))."""
    return (after - before) / standard_error(sd, reliability)


def smallest_change(sd: float, reliability: float) -> float:
    """Return the change beyond which the index is over 1.96, in the unit of the SD."""
    return CERTAIN * standard_error(sd, reliability)


def standard_error(sd: float, reliability: float) -> float:
    """Return the standard error of the difference of two measurements: SD · sqrt(2 (1 - reliability))."""
    return float(sd * (2 * (1 - reliability)) ** 0.5)
