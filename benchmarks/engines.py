"""The same scores by one engine, parts of Parquet to parts of Parquet: `python -m benchmarks.engines ENGINE IN OUT`.

The seconds of its steps stand in OUT/steps.json: `start` (imports, the engine's own start), `look` (are they answers?
and the plan), `work` (read, score, write). With `again` Spark does look and work once more, when all is warm.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import balance

Steps = dict[str, float]


def with_polars(answers: Path, out: Path, _again: bool) -> Steps:
    """Stream through Polars into one file."""
    clock = Clock()
    import polars as pl

    questionnaire = balance.load("balance")
    clock.ends("start")
    scored = balance.score(pl.scan_parquet(answers / "*.parquet"), questionnaire)
    clock.ends("look")
    scored.sink_parquet(out / "scores.parquet")
    return clock.ends("work")


def with_duckdb(answers: Path, out: Path, _again: bool) -> Steps:
    """Stream through DuckDB into one file."""
    clock = Clock()
    import duckdb

    questionnaire = balance.load("balance")
    connection = duckdb.connect(config={"temp_directory": str(out), "autoinstall_known_extensions": False})
    clock.ends("start")
    scored = balance.score(connection.read_parquet(str(answers / "*.parquet")), questionnaire)
    clock.ends("look")
    scored.write_parquet(str(out / "scores.parquet"))
    return clock.ends("work")


def with_spark(answers: Path, out: Path, again: bool) -> Steps:
    """Let Spark use all cores of this machine; its Java ends with this process, so that what it used is counted."""
    clock = Clock()
    from pyspark.sql import SparkSession

    questionnaire = balance.load("balance")
    builder = SparkSession.builder.master("local[*]")
    for name, value in SPARK.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    clock.ends("start")
    scored = balance.score(spark.read.parquet(str(answers)), questionnaire)
    clock.ends("look")
    scored.write.parquet(str(out / "parts"))
    steps = clock.ends("work")
    if again:
        began = time.perf_counter()
        balance.score(spark.read.parquet(str(answers)), questionnaire).write.parquet(str(out / "again"))
        steps["again"] = time.perf_counter() - began
    java = spark.sparkContext._gateway.proc  # type: ignore[union-attr]
    spark.stop()
    java.stdin.close()
    java.wait()
    return steps


SPARK = {
    "spark.driver.memory": "4g",
    "spark.log.level": "ERROR",
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
ENGINES: dict[str, Callable[[Path, Path, bool], Steps]] = {
    "polars": with_polars,
    "duckdb": with_duckdb,
    "spark": with_spark,
}


class Clock:
    """Seconds of steps, one after the other."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._steps: Steps = {}

    def ends(self, step: str) -> Steps:
        """Say that a step is over; return all so far."""
        now = time.perf_counter()
        self._steps[step], self._began = now - self._began, now
        return self._steps


if __name__ == "__main__":
    engine, answers, out = sys.argv[1:4]
    steps = ENGINES[engine](Path(answers), Path(out), "again" in sys.argv[4:])
    (Path(out) / "steps.json").write_text(json.dumps(steps), "utf-8")
