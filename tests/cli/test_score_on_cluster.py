"""`balance score --engine spark` on a real standalone cluster: without a worker, then with one."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
import psutil
import pytest
import sparking
from spark.batches import assert_alike, on_polars

from balance.questionnaire.library import load

pytest.importorskip("pyspark", reason="needs pyspark")
pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(sparking.java() is None, reason="needs Java"),
    pytest.mark.skipif(os.name == "nt", reason="Spark's own scripts are POSIX's"),
    pytest.mark.spark,
]
PATIENCE = 300  # seconds that one step may take
IMPATIENT = """
import sys
from balance.spark import watching
watching.SAID_AFTER, watching.GIVEN_UP_AFTER = 2, 10
from balance.cli.main import main
sys.argv[0] = "balance"
main()
"""


class Daemons:
    """A master, and workers when they are wanted: processes of their own, ended by their ids."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        import pyspark

        self.folder, self._home = folder, Path(pyspark.__file__).parent
        own = {"SPARK_HOME": str(self._home), "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": sparking.HERE}
        self._environment = environment | own | {"SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false"}
        self.processes: list[psutil.Popen] = []

    def start(self, kind: str, *arguments: str, until: str) -> re.Match[str]:
        """Start one, and return what its log says when it is ready."""
        log = self.folder / f"{kind}.log"
        main = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
        with log.open("wb") as sink:
            self.processes.append(psutil.Popen(
                [self._home / "bin" / "spark-class", main, "--host", sparking.HERE, "--webui-port", "0", *arguments],
                stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, cwd=self.folder, env=self._environment,
                start_new_session=True,
            ))  # fmt: skip
        end = time.monotonic() + PATIENCE
        while not (found := re.search(until, log.read_text("utf-8", "replace"))):
            assert time.monotonic() < end, log.read_text("utf-8", "replace")
            time.sleep(0.1)
        return found

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
        _gone, stubborn = psutil.wait_procs(self.processes, timeout=30)
        for process in stubborn:
            process.kill()


def test_a_cluster_without_workers_is_told_and_with_one_scores_as_polars_does(balance, tmp_path):
    _guard, source = balance.environment["PYTHONPATH"].split(os.pathsep)
    (tmp_path / "conf").mkdir()
    settings = {"driver.memory": "1g", "executor.memory": "768m", "driver.host": sparking.HERE,
                "driver.bindAddress": sparking.HERE}  # fmt: skip
    conf = "".join(f"spark.{name} {value}\n" for name, value in settings.items())
    (tmp_path / "conf" / "spark-defaults.conf").write_text(conf)
    java = {name: os.environ[name] for name in ("JAVA_HOME",) if name in os.environ}
    added = {"PYTHONPATH": source, "SPARK_CONF_DIR": str(tmp_path / "conf"), "SPARK_LOCAL_DIRS": str(tmp_path / "tmp")}
    environment = balance.environment | added | java
    daemons = Daemons(tmp_path, environment)
    answers(tmp_path / "answers")

    def score(*choices):
        asked = ["score", "answers", "--engine", "spark", "-o", "scores.csv", "--intervals", *choices]
        return subprocess.run(
            [sys.executable, "-c", IMPATIENT, *asked],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip

    try:
        master = daemons.start("Master", "--port", "0", until=r"Starting Spark master at (spark://\S+)")[1]
        alone = score("--spark-master", master)
        assert alone.returncode == 1
        assert "Waiting for the cluster: no executor has come yet.\n" in alone.stderr
        assert "No executor came in 10 seconds" in alone.stderr
        assert not list(tmp_path.glob("*scores*"))
        daemons.start("Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(tmp_path / "work"), master,
                      until="Successfully registered with master")  # fmt: skip
        with (tmp_path / "conf" / "spark-defaults.conf").open("a") as more:
            more.write(f"spark.master {master}\n")
        done = score()
        assert done.returncode == 0, done.stderr
        assert "answers: 20,000 rows scored with balance" in done.stderr
    finally:
        daemons.stop()
    parts = [pl.read_csv(path, infer_schema_length=None) for path in (tmp_path / "scores.csv").glob("part-*")]
    theirs, _left = on_polars(sorted((tmp_path / "answers").iterdir()), tmp_path / "theirs.parquet",
                              questionnaire=load("balance"), intervals=True)  # fmt: skip
    assert_alike(pl.concat(parts).sort("id"), theirs)


def test_what_answers_and_is_no_master_is_told_in_a_minute(balance, tmp_path):
    _guard, source = balance.environment["PYTHONPATH"].split(os.pathsep)
    answers(tmp_path / "answers")
    with socket.socket() as strange:
        strange.bind((sparking.HERE, 0))
        strange.listen()
        address = f"spark://{sparking.HERE}:{strange.getsockname()[1]}"
        asked = ["answers", "--engine", "spark", "-o", "scores.csv", "--spark-master", address]
        done = balance("score", *asked, cwd=tmp_path, env={"PYTHONPATH": source}, timeout=PATIENCE)
    assert done.returncode == 1
    assert "Spark ended without a result: All masters are unresponsive! Giving up. Check that" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"answers"}


def answers(folder: Path) -> None:
    """Put answers of 20,000 people into four parts."""
    folder.mkdir()
    items = list(load("balance").items)
    drawn = np.random.default_rng(5).integers(0, 6, (20_000, len(items)))
    table = pl.DataFrame(drawn, schema=items).with_columns(pl.all().replace(0, None))
    table = table.select(pl.format("r{}", pl.int_range(pl.len()).cast(pl.String).str.zfill(5)).alias("id"), pl.all())
    for at in range(4):
        table.slice(at * 5_000, 5_000).write_parquet(folder / f"part-{at}.parquet")
