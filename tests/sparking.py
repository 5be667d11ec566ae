"""Spark for the tests that ask for it: one session of two threads in one Java, started by the first of them.

A test that has the fixture `spark`, or the mark of that name where it may ask for the fixture, may connect to this
machine, for that is how Python speaks to Java; where tests run in several processes, all such tests share one.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "127.0.0.1"
SETTINGS = {
    "spark.driver.bindAddress": HERE,
    "spark.driver.host": HERE,
    "spark.driver.memory": "1g",
    # Started often and for short, with two cores among all: neither its best compiler nor its best collector pays.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.log.level": "ERROR",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # else each expression asks Java four times
    "spark.sql.codegen.wholeStage": "false",  # the code would be too large, and Spark says so at length
    # Else the planner itself would work out what is done with the few rows of a test, and no engine.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def java() -> str | None:
    """Return the path of Java; None where it is not."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None)


def session(folder: Path) -> "Iterator[SparkSession]":
    """Yield a session that keeps its files in a folder; skip the test where Java or pyspark is not."""
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark")
    if java() is None:
        pytest.skip("needs Java")
    builder = sql.SparkSession.builder.master("local[2]").appName("tests of balance")
    places = {"spark.local.dir": folder / "local", "spark.sql.warehouse.dir": folder / "warehouse"}
    for name, value in (SETTINGS | places).items():
        builder = builder.config(name, str(value))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", HERE)
        started = builder.getOrCreate()
    yield started
    started.stop()


def shared(items: list[pytest.Item]) -> None:
    """Let the tests that use Spark connect to this machine, and mark them as one group."""
    for item in items:
        if item.get_closest_marker("spark") or "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.allow_hosts([HERE]))
            if item.config.pluginmanager.hasplugin("xdist"):
                item.add_marker(pytest.mark.xdist_group("spark"))
