"""A real Spark cluster, a master and two workers as processes of their own, that loses an executor and a worker."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import psutil
import pytest
import sparking

import balance

PEOPLE, PARTS = 200_000, 40
PATIENCE = 300  # seconds that one step may take
DRIVER = Path(__file__).with_name("cluster_driver.py")

pytestmark = [pytest.mark.deep, pytest.mark.skipif(os.name == "nt", reason="POSIX processes and signals")]


def until(there: Callable[[], Any], what: str) -> Any:
    """Return what is there as soon as it is; fail after a while."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := there():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s for {what}")


class Cluster:
    """Processes in sessions of their own, each with a log in the folder; ended by their ids, whatever happens."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        self.folder, self.home = folder, Path(pyspark.__file__).parent
        self.started: list[psutil.Popen] = []
        (folder / "tmp").mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "JAVA_HOME", "HOME") if name in os.environ}
        self.environment = kept | {
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": sparking.HERE,
            "SPARK_LOCAL_DIRS": str(folder / "tmp"),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": f"-XX:-UsePerfData -Djava.io.tmpdir={folder / 'tmp'}",
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
            "PYSPARK_PYTHON": sys.executable,
            "TMPDIR": str(folder / "tmp"),
        }

    def start(self, name: str, *command: str) -> psutil.Popen:
        """Start a process whose stdout and stderr stand in `NAME.out` and `NAME.log`."""
        with (self.folder / f"{name}.out").open("wb") as out, (self.folder / f"{name}.log").open("wb") as log:
            child = psutil.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=log, cwd=self.folder,
                env=self.environment, start_new_session=True,
            )  # fmt: skip
        self.started.append(child)
        return self.started[-1]

    def daemon(self, name: str, kind: str, *arguments: str) -> psutil.Popen:
        """Start a master or a worker; `spark-class` becomes Java, so that the id is Java's."""
        main = f"org.apache.spark.deploy.{kind.lower()}.{kind}"
        places = ("--host", sparking.HERE, "--webui-port", "0", *arguments)
        return self.start(name, str(self.home / "bin" / "spark-class"), main, *places)

    def said(self, name: str, pattern: str) -> re.Match[str]:
        """Return where the log says this, as soon as it does."""
        log = self.folder / f"{name}.log"
        found: re.Match[str] = until(lambda: re.search(pattern, log.read_text("utf-8", "replace")), pattern)
        return found

    def told(self, name: str, nth: int) -> list[Any]:
        """Return the nth line that a process has told, as soon as it has."""
        out = self.folder / f"{name}.out"

        def line() -> list[str]:
            return out.read_text("utf-8").splitlines(keepends=True)[nth : nth + 1]

        def whole() -> list[str]:
            assert self.started[-1].is_running(), (self.folder / f"{name}.log").read_text("utf-8", "replace")
            return [each for each in line() if each.endswith("\n")]

        found: list[Any] = json.loads(until(whole, f"line {nth} of {name}")[0])
        return found

    def family(self) -> list[psutil.Process]:
        """Return every process that was started here, and theirs."""
        found: dict[int, psutil.Process] = {process.pid: process for process in self.started}
        for process in self.started:
            if alive(process):
                found |= {child.pid: child for child in process.children(recursive=True)}
        return list(found.values())


def alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def listening(connections: Iterable[Any]) -> set[int]:
    """Return the ports that somebody listens on."""
    return {each.laddr.port for each in connections if each.status == psutil.CONN_LISTEN}


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[Cluster, str, list[psutil.Popen]]]:
    """Give a cluster, its address and its workers; end it."""
    made = Cluster(folder)
    try:
        made.daemon("master", "Master", "--port", "0")
        address = made.said("master", r"Starting Spark master at (spark://\S+)")[1]
        made.said("master", "New state: ALIVE")
        core = ("--cores", "1", "--memory", "1g")
        workers = [
            made.daemon(name, "Worker", *core, "--work-dir", str(folder / "work" / name), address)
            for name in ("one", "other")
        ]
        for name in ("one", "other"):
            made.said(name, "Successfully registered with master")
        yield made, address, workers
    finally:
        ended(made.family())


def ended(processes: list[psutil.Process]) -> None:
    """End processes by their ids, the youngest first: kindly, and then not."""
    for process in reversed(processes):
        with_each(process, lambda one: one.terminate())
    _gone, stubborn = psutil.wait_procs(processes, timeout=20)
    for process in stubborn:
        with_each(process, lambda one: one.kill())
    psutil.wait_procs(stubborn, timeout=20)


def with_each(process: psutil.Process, act: Callable[[psutil.Process], None]) -> None:
    try:
        act(process)
    except psutil.NoSuchProcess:
        return


def answered(folder: Path) -> pl.DataFrame:
    """Write answers to `balance` as parts, one in ten not there, some people with nothing; return them all."""
    draw, items = np.random.default_rng(20261125), list(balance.load("balance").items)
    values = draw.integers(1, 6, (PEOPLE, len(items))).astype(float)
    values[draw.random(values.shape) < 0.1] = np.nan
    values[::1000] = np.nan
    columns = {item: pl.Series(values[:, n], nan_to_null=True).cast(pl.Int8) for n, item in enumerate(items)}
    answers = pl.DataFrame({"id": [f"{n:09}" for n in range(PEOPLE)]} | columns)
    folder.mkdir()
    for n, part in enumerate(answers.iter_slices(PEOPLE // PARTS)):
        part.write_parquet(folder / f"part-{n:02}.parquet")
    return answers


def check_alike(out: Path, wanted: pl.DataFrame) -> None:
    """Hold what stands in a folder of parts against the scores of Polars."""
    assert (out / "_SUCCESS").is_file()
    found = pl.read_parquet(out / "*.parquet").sort("id")
    assert found.height == found["id"].n_unique() == PEOPLE
    assert found.columns == wanted.columns
    for name in found.columns:
        here, there = found[name], wanted[name].cast(found.schema[name])
        assert here.is_null().equals(there.is_null()), name
        if here.dtype.is_float():
            assert (here - there).abs().max() <= 1e-12, name
        else:
            assert here.equals(there), name


def test_a_cluster_that_loses_an_executor_and_a_worker_gives_the_scores_of_polars():
    pytest.importorskip("pyspark", reason="needs pyspark")
    if sparking.java() is None:
        pytest.skip("needs Java")
    with TemporaryDirectory(prefix="balance-cluster-") as name:
        folder = Path(name).resolve()
        answers = answered(folder / "in")
        with cluster(folder) as (made, address, workers):
            outs = [folder / "executor-lost", folder / "worker-lost"]
            driver = made.start("driver", sys.executable, str(DRIVER), address, str(folder / "in"), *map(str, outs))
            assert made.told("driver", 0)[0] == "session"
            for nth, (lost, kill) in enumerate([("executor", executor_of), ("worker", lambda worker: worker)]):
                what, (done, tasks) = made.told("driver", 1 + 2 * nth)
                kill(workers[0]).send_signal(signal.SIGKILL)
                assert (what, tasks) == ("mid", PARTS)
                assert 2 <= done < tasks, lost
                assert made.told("driver", 2 + 2 * nth)[0] == "done"
            assert driver.wait(PATIENCE) == 0
            lost_ones = re.findall(r"Lost executor \d+ on [\d.]+: (.*)", (folder / "driver.log").read_text("utf-8"))
            assert len(lost_ones) == 2, lost_ones
            assert "137" in lost_ones[0]
            family = made.family()
            listened = listening(each for one in family if alive(one) for each in one.net_connections("tcp"))
            assert len(listened) >= 4  # the master's and a worker's, two each
            assert 6066 not in listened  # the master's door for jobs from the network
            print((folder / "driver.out").read_text("utf-8"))  # noqa: T201
        assert not any(map(alive, family))
        assert not listened & listening(psutil.net_connections("tcp"))
        wanted = balance.score(answers, balance.load("balance"), intervals=True, flags=True)
        for out in outs:
            check_alike(out, wanted)
    assert not folder.exists()


def executor_of(worker: psutil.Process) -> psutil.Process:
    """Return an executor that a worker has started; what Java starts processes with is another child, for a moment."""
    return next(child for child in worker.children() if alive(child) and child.name() == "java")
