"""Runs the compiled expressions on the frame at hand: Polars eager or lazy, pandas, PyArrow, DuckDB, PySpark."""

from collections.abc import Iterable
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrameT

from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.scores.columns import columns_of, hidden, inner
from balance.scores.distances import gap_stages
from balance.scores.expressions import Stage, score_stages
from balance.scores.flags import flag_stages
from balance.scores.intervals import interval_stages
from balance.scores.uncertainty import uncertainty_stages
from balance.words import _

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


def score(frame: IntoFrameT, questionnaire: Questionnaire, intervals: bool = False, flags: bool = False) -> IntoFrameT:
    """Score a frame: one row a respondent, the same kind of frame back.

    Reads one numeric column an item (a value of its scale; null where not answered). Gives the
    other columns first, then the score table's: dimensions, needs, axes, lean, needed lean and
    level, 0 to 100 (leans -100 to 100), and `answered`, 0 to 1. With `intervals` each score that
    has one is followed by the ends of its 95 % interval, `<name>_low` and `<name>_high`; `flags` adds
    `longest_run` (items), `irv` (percent) and `flagged` (true or false).
    """
    table: Frame = nw.from_native(frame)
    others = [name for name in table.collect_schema().names() if name not in questionnaire.items]
    columns = columns_of(questionnaire, intervals, flags)
    if taken := [name for name in others if name in columns]:
        raise column_taken(taken[0])
    stages = score_stages(questionnaire)
    if intervals:
        stages += uncertainty_stages(questionnaire) + interval_stages(questionnaire)
    if flags:
        stages += flag_stages(questionnaire)
    scored = staged(answered(table, others, questionnaire), stages)
    named = [nw.col(inner(name)).alias(name) for name in columns]
    result: IntoFrameT = scored.select(*(column(scored, name) for name in others), *named).to_native()
    return result


def column_taken(name: str) -> BalanceError:
    """Return the error of a table that has a column of the name of a score."""
    what = _('A column is called "{name}", as one of the scores is.').format(name=shown(name, 60))
    return stop(shown(name, 60), what, _("Rename it."), "column-taken")


def workings(frame: IntoFrameT, questionnaire: Questionnaire) -> IntoFrameT:
    """Return the scores with every standard error, degree of freedom and distance a profile is made of."""
    table = answered(nw.from_native(frame), [], questionnaire)
    stages = score_stages(questionnaire) + uncertainty_stages(questionnaire) + gap_stages(questionnaire)
    inside = staged(table, stages)
    named = [nw.col(inner(name)).alias(name) for name in columns_of(questionnaire) if inner(name) != name]
    result: IntoFrameT = (inside.with_columns(*named) if named else inside).to_native()
    return result


def staged(table: Frame, stages: Iterable[Stage]) -> Frame:
    """Return a table of answers with what stages add to it; scores are called by their `inner` names."""
    for stage in filter(None, stages):
        table = table.with_columns(*stage)
    return table


def answered(table: Frame, others: Iterable[str], questionnaire: Questionnaire) -> Frame:
    """Return the other columns and the answers, these under the names of `subscales.answer`; NaN is not answered.

    A float column of an analyst's frame knows no other null.
    """
    schema = table.collect_schema()
    answers = {item: column(table, item) for item in questionnaire.items}
    filled = {item: each.fill_nan(None) if schema[item].is_float() else each for item, each in answers.items()}
    kept = (column(table, name) for name in others)
    return table.select(*kept, *(each.alias(hidden("item", item)) for item, each in filled.items()))


def column(table: Frame, name: str) -> nw.Expr:
    """Return a column that may be called anything; Spark takes a name with a dot in it for a part of a column."""
    if not table.implementation.is_spark_like():
        return nw.col(name)
    quoted = name.replace("`", "``")
    return nw.col(f"`{quoted}`").alias(name)
