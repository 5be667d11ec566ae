"""The reliability of each dimension."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from balance.questionnaire.model import Questionnaire
from balance.scores.subscales import Subscale
from balance.statistics import addends, reasons
from balance.statistics.factor import DIVERGED, HEYWOOD, SINGULAR, omega_total
from balance.statistics.reliability import alpha, alpha_interval
from balance.statistics.tallied.scores import units
from balance.statistics.tallied.told import Case, Told, told
from balance.statistics.tally import Tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_VARIANCE = 1e-9  # in the unit of the score, squared


class OfDimension(NamedTuple):
    """Reliability over the rows that answered all items; `low` and `high` bound alpha, `sem` is in the score's unit."""

    n_complete: "NDArray[Any]"
    alpha: Told
    low: "NDArray[Any]"
    high: "NDArray[Any]"
    omega: Told
    sem: Told


def covariances(tally: Tally, questionnaire: Questionnaire, part: Subscale) -> "NDArray[Any]":
    """Return the covariances of a subscale's items over complete rows, in the unit of the score; NaN below two rows."""
    import numpy as np

    k = len(part.places)
    n = tally.sums[addends.complete(part.name)]
    sums = np.stack([tally.sums[addends.item_sum(part.name, item)] for item in range(k)], axis=-1)
    products = np.empty((len(n), k, k))
    for one in range(k):
        for other in range(one, k):
            products[:, one, other] = products[:, other, one] = tally.sums[addends.item_sum(part.name, one, other)]
    unit = units(questionnaire, part)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Of whole numbers up to the division: an item without variance has exactly none.
        above = n[:, None, None] * products - sums[:, :, None] * sums[:, None, :]
        found = above / (n * (n - 1))[:, None, None] * unit[:, None] * unit
    return np.asarray(np.where((n > 1)[:, None, None], found, np.nan))


def of_dimension(complete: "NDArray[Any]", covariances: "NDArray[Any]", sd: "NDArray[Any]") -> OfDimension:
    """Return the reliability of a dimension from its complete rows, their covariances and the SD of its score."""
    import numpy as np

    n = complete.astype(np.int64)
    variances, total = np.diagonal(covariances, axis1=1, axis2=2), covariances.sum(axis=(1, 2))
    common: list[Case] = [
        (np.array(covariances.shape[-1] < 2), reasons.ONE_ITEM),
        (n < 3, reasons.FEW),
        ((variances <= NO_VARIANCE).all(axis=1), reasons.ALIKE),
        ((variances <= NO_VARIANCE).any(axis=1), reasons.CONSTANT),
    ]
    found = alpha(covariances)
    of_alpha = told(found, *common, ((total <= NO_VARIANCE) | (found < 0), reasons.NEGATIVE))
    low, high = _intervals(of_alpha.value, n, covariances.shape[-1])
    with np.errstate(invalid="ignore"):
        sem = told(
            sd * np.sqrt(1 - of_alpha.value), *((of_alpha.why == code, code) for code in set(of_alpha.why) - {""})
        )
    return OfDimension(n, of_alpha, low, high, _omega(covariances, common), sem)


def _intervals(alphas: "NDArray[Any]", n: "NDArray[Any]", k: int) -> "tuple[NDArray[Any], NDArray[Any]]":
    import numpy as np

    none = (np.nan, np.nan)
    ends = [none if a != a else alpha_interval(a, m, k) for a, m in zip(alphas.tolist(), n.tolist(), strict=True)]  # noqa: PLR0124
    return np.array([low for low, _ in ends], dtype=float), np.array([high for _, high in ends], dtype=float)


def _omega(covariances: "NDArray[Any]", common: "Sequence[Case]") -> Told:
    import numpy as np

    nothing = np.full(len(covariances), np.nan)
    if covariances.shape[-1] < 3:
        return told(nothing, *common[:1], (np.array(True), reasons.TWO_ITEMS))
    fit = omega_total(covariances)
    ends = ((SINGULAR, reasons.SINGULAR), (HEYWOOD, reasons.HEYWOOD), (DIVERGED, reasons.DIVERGED))
    return told(fit.omega, *common, *((fit.state == state, code) for state, code in ends))
