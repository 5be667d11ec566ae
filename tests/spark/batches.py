"""The same files scored by Spark and by Polars, to be compared."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from answers.helpers import SMALL

from balance import table
from balance.answers.leftout import LeftOut
from balance.answers.options import Options
from balance.answers.read import Batch
from balance.delivery.batch import Plan, Target, keep_versions, score_batch
from balance.questionnaire.model import Questionnaire
from balance.spark.output import whole_folder
from balance.spark.scoring import about, score_parts
from balance.spark.tables import matched, opened


def on_spark(
    session: Any,
    paths: Sequence[Path],
    out: Path,
    *,
    questionnaire: Questionnaire | None = SMALL,
    intervals: bool = False,
    flags: bool = False,
    **choices: Any,
) -> tuple[pl.DataFrame, list[LeftOut]]:
    """Return the table that Spark makes of these paths, by its id column, and what was left out."""
    tables = opened(paths, questionnaire, Options(**choices))
    keep_versions(tables)
    parts = matched(tables)
    plan = Plan(tables.questionnaire, tables.options.lenient, intervals, flags, "spark")
    told = about(parts, plan)
    with whole_folder(out, force=False) as folder:
        left_outs = score_parts(session, parts, plan, folder, out.suffix)
    table = _of_csv(out) if out.suffix == ".csv" else pl.read_parquet(out / "part-*")
    assert [column.name for column in told.columns] == table.columns
    return table.sort(table.columns[0], nulls_last=True), left_outs


def on_polars(
    paths: Sequence[Path],
    out: Path,
    *,
    questionnaire: Questionnaire = SMALL,
    intervals: bool = False,
    flags: bool = False,
    **choices: Any,
) -> tuple[pl.DataFrame, list[LeftOut]]:
    """Return the same made by the ordinary run."""
    plan = Plan(questionnaire, bool(choices.get("lenient")), intervals, flags)
    with Batch(paths, questionnaire, Options(**choices)) as batch:
        scored = score_batch(batch.read, plan, Target(out, table.Form(out.suffix)), None)
    made = pl.read_csv(out, schema_overrides={"id": pl.String}) if out.suffix == ".csv" else pl.read_parquet(out)
    return made.sort(made.columns[0], nulls_last=True), scored.left_outs


def _of_csv(out: Path) -> pl.DataFrame:
    return pl.concat(
        [pl.read_csv(path, schema_overrides={"id": pl.String}) for path in sorted(out.glob("part-*"))],
        how="vertical_relaxed",
    )


def assert_alike(spark: pl.DataFrame, polars: pl.DataFrame) -> None:
    """See that two tables have the same columns, texts, gaps and, to 1e-12, numbers."""
    assert spark.columns == polars.columns
    assert len(spark) == len(polars)
    for name in polars.columns:
        ours, theirs = spark[name], polars[name]
        assert ours.is_null().to_list() == theirs.is_null().to_list(), name
        if theirs.dtype.is_numeric():
            worst = (ours.cast(pl.Float64) - theirs.cast(pl.Float64)).abs().max()
            assert worst is None or worst <= 1e-12, name
        else:
            assert ours.to_list() == theirs.to_list(), name


def counts(left_out: LeftOut) -> dict[str, Any]:
    """Return all that is counted of a file, to be compared."""
    return {
        "rows": left_out.rows,
        "blank": left_out.empty_lines,
        "dropped": left_out.dropped,
        "missing": dict(left_out.missing),
        "unscored": dict(left_out.unscored),
        "bad": left_out.bad,
        "ids": tuple(left_out.ids),
        "dangerous": left_out.dangerous,
        "others": left_out.columns.others,
        "absent": left_out.columns.absent,
    }
