"""The 95 % interval of every score, as Narwhals expressions (docs/method.md, sections 4 to 6)."""

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import POOL, hidden, inner, with_interval
from balance.scores.expressions import Stage
from balance.scores.pools import Pool, pools
from balance.scores.student import t_quantile


def interval_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return the stages of the ends of every 95 % t interval, ended where the scale ends (0 or -100, and 100)."""
    if questionnaire.scoring.score != "percent":
        return []
    found = pools(questionnaire)
    pool_of = {id: pool for pool in found for id in pool.dimensions}
    of_axes = next((pool for pool in found if pool.name == POOL), found[0])
    stage = []
    for name in with_interval(questionnaire):
        half = nw.col(hidden("se", name)) * _quantile(questionnaire, name, pool_of.get(name, of_axes))
        floor = -100.0 if name == "lean" else 0.0
        stage += [
            (nw.col(inner(name)) - half).clip(floor, 100.0).alias(inner(f"{name}_low")),
            (nw.col(inner(name)) + half).clip(floor, 100.0).alias(inner(f"{name}_high")),
        ]
    return [[_pool_quantile(pool) for pool in found], stage]


def _pool_quantile(pool: Pool) -> nw.Expr:
    """Return t(.975) by the degrees of freedom of a pool; null where there are none."""
    most = max(1, sum(len(group.places) - 1 for group in pool.groups))
    return _by_number(hidden("df", pool.name), {df: t_quantile(0.975, df) for df in range(1, most + 1)}).alias(
        hidden("t", pool.name)
    )


def _quantile(questionnaire: Questionnaire, name: str, pool: Pool) -> nw.Expr:
    """Return t(.975) of a score: by the pool's degrees of freedom, of a dimension by its own 2 (n - 1) from n = 2."""
    of_pool = nw.col(hidden("t", pool.name))
    if name not in pool.moderated:
        return of_pool
    n, items = hidden("n", name), len(questionnaire.dimensions[name].items)
    own = _by_number(n, {each: t_quantile(0.975, 2 * (each - 1)) for each in range(2, items + 1)})
    return nw.when(nw.col(n) > 1).then(own).otherwise(of_pool)


def _by_number(column: str, known: dict[int, float]) -> nw.Expr:
    return nw.col(column).replace_strict(list(known), list(known.values()), default=None, return_dtype=nw.Float64)
