"""Scores parts of Parquet on a cluster, once for each folder named: `cluster_driver.py MASTER IN OUT...`.

Says `mid` on its stdout when a job has begun and is not over, and `done` with its seconds when it is.
"""

import json
import os
import sys
import threading
import time

from pyspark.sql import DataFrame, SparkSession

import balance

MEMORY = {"spark.driver.memory": "1g", "spark.executor.memory": "768m", "spark.executor.cores": "1"}
SETTINGS = MEMORY | {
    "spark.cores.max": "2",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:-UsePerfData",
    "spark.executor.extraJavaOptions": "-XX:-UsePerfData",
    "spark.log.level": "ERROR",
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.files.maxPartitionBytes": "1m",  # so that each part is a task of its own
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def main(master: str, answers: str, *outs: str) -> None:
    """Write the scores to each folder in turn."""
    started = time.monotonic()
    builder = SparkSession.builder.master(master).appName("balance")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    while executors(spark) < 2:
        time.sleep(0.05)
    say("session", time.monotonic() - started)
    for out in outs:
        started = time.monotonic()
        scored = balance.score(spark.read.parquet(answers), balance.load("balance"), intervals=True, flags=True)
        job = threading.Thread(target=write, args=(scored, out), name=out)
        job.start()
        say("mid", done_of(spark, job))
        job.join()
        say("done", time.monotonic() - started)
    spark.stop()


def write(scored: DataFrame, out: str) -> None:
    """Write; a thread that fails ends the process, else nobody would hear of it."""
    try:
        scored.write.parquet(out)
    except BaseException as error:
        print(error, file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)


def executors(spark: SparkSession) -> int:
    """Return how many executors there are; Spark counts the driver too."""
    return spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # type: ignore[union-attr]


def done_of(spark: SparkSession, job: threading.Thread) -> list[int]:
    """Wait until a job has done two tasks or more; return how many, and of how many."""
    tracker = spark.sparkContext.statusTracker()
    while job.is_alive():
        for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
            if stage and stage.numTasks > 2 and stage.numCompletedTasks >= 2:
                return [stage.numCompletedTasks, stage.numTasks]
        time.sleep(0.02)
    return [0, 0]


def say(what: str, value: object) -> None:
    """Tell the test."""
    print(json.dumps([what, value]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
