"""One batch on Spark: its answers judged, counted, scored and written in one pass; a second where texts are unusual."""

import shutil
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from balance.answers.leftout import LeftOut
from balance.answers.opening import Part
from balance.delivery.batch import Plan, about_of
from balance.errors import BalanceError, stop
from balance.safe import shown
from balance.scores.columns import columns_of
from balance.scores.engines import column_taken, score
from balance.spark.doubts import learn
from balance.spark.output import write, written
from balance.spark.reading import Reading
from balance.spark.session import settings
from balance.spark.tables import Table
from balance.table import About, id_name_taken
from balance.words import _, number, plural, speaking

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def about(parts: Sequence[Part[Table]], plan: Plan) -> About:
    """Return what the table says of itself. Raises a BalanceError where two of its columns would be called alike."""
    columns = parts[0].columns
    scores = columns_of(plan.questionnaire, plan.intervals, plan.flags)
    if columns.id_name in (*scores, *columns.kept):
        raise id_name_taken(columns.id_name)
    if taken := [name for name in columns.kept if name in scores]:
        raise column_taken(taken[0])
    with speaking(plan.language):
        return about_of([*columns.kept, *scores], columns.id_name, plan)


def score_parts(
    spark: "SparkSession", parts: Sequence[Part[Table]], plan: Plan, folder: Path | None, ending: str = ""
) -> list[LeftOut]:
    """Score tables as one and write it as a folder of parts, none where `folder` is None; return what was left out.

    No row of answers comes to this machine: counts do, and distinct texts that are unusual. Raises a BalanceError
    with all that is at fault; what was written by then is for the caller to delete.
    """
    ours = settings(spark)
    readings = [Reading(part, plan.questionnaire, ours) for part in parts]
    for reading in readings:
        if reading.part.columns.settled.values:
            learn(reading, every=True)
    _passed(readings, plan, folder, ending)
    doubtful = [reading for reading in readings if reading.count()]
    for reading in doubtful:
        learn(reading)
    _check(readings, plan.lenient)
    if doubtful:
        if folder is not None:
            shutil.rmtree(folder)
        _passed(readings, plan, folder, ending)
        if any(reading.count() for reading in readings):
            what = _("The answers changed while they were read.")
            raise stop(parts[0].file, what, _("Score them again when nobody writes there."), "changing")
        _check(readings, plan.lenient)
    left_outs = [reading.left_out for reading in readings]
    for reading in readings:
        reading.left_out.notes[:0] = [*reading.part.notes, *reading.part.source.notes]
    if folder is not None:
        _verified(ours, folder, ending, left_outs)
    return left_outs


def _passed(readings: Sequence[Reading], plan: Plan, folder: Path | None, ending: str) -> None:
    """Let Spark read, judge, count, score and write everything once."""
    answers = [reading.answers() for reading in readings]
    table = reduce(lambda above, below: above.union(below), answers)
    if folder is None:
        table.write.format("noop").mode("overwrite").save()
        return
    columns = readings[0].part.columns
    scored: DataFrame = score(table, plan.questionnaire, plan.intervals, plan.flags)
    names = [columns.id_name, *columns.kept, *columns_of(plan.questionnaire, plan.intervals, plan.flags)]
    write(scored.toDF(*names), folder, ending)


def _check(readings: Sequence[Reading], lenient: bool) -> None:
    faults = [fault for reading in readings for fault in reading.left_out.faults(lenient)]
    if faults:
        raise BalanceError(faults)


def _verified(spark: "SparkSession", folder: Path, ending: str, left_outs: Sequence[LeftOut]) -> None:
    """Look at the ids of what was written: that every row is there, and how many share theirs.

    Nodes that do not see one disk would each write to their own.
    """
    from pyspark.sql import functions as F  # noqa: N812

    ids = written(spark.read, folder, ending)
    key = F.col(f"`{ids.columns[0].replace('`', '``')}`").cast("string")
    hashes = ids.select(F.when(key != "", F.xxhash64(key)).alias("hash")).groupBy("hash").agg(F.count("*").alias("n"))
    shared = F.when(F.col("hash").isNotNull() & (F.col("n") > 1), F.col("n")).otherwise(0)
    found = hashes.agg(F.sum("n").alias("rows"), F.sum(shared).alias("repeated")).first()
    rows, repeated = (found["rows"] or 0, found["repeated"] or 0) if found is not None else (0, 0)
    wanted = sum(left_out.rows for left_out in left_outs)
    if rows != wanted:
        what = _("Of {wanted} rows that were scored, {rows} arrived in the folder of the output.").format(
            wanted=number(wanted), rows=number(rows)
        )
        remedy = _("Every node of the cluster must see it under the same path.")
        raise stop(shown(folder), what, remedy, "not-arrived")
    if len(left_outs) == 1:
        left_outs[0].ids = left_outs[0].ids._replace(repeated=repeated)
    elif repeated:
        said = plural(
            "{n} row shares its id with another, of this table or one above; it is kept.",
            "{n} rows share their id with another, of this table or one above; they are kept.",
            repeated,
        )
        left_outs[-1].notes.append(said.format(n=number(repeated)))
