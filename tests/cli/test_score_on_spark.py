"""`balance score --engine spark`, as users run it: each of these starts Java."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import polars as pl
import psutil
import pytest
import sparking
from answers.helpers import CLEAN, HEADER, small_yaml, written
from program import command

pytest.importorskip("pyspark", reason="needs pyspark")
pytestmark = [
    pytest.mark.skipif(sparking.java() is None, reason="needs Java"),
    pytest.mark.skipif(os.name == "nt", reason="POSIX signals"),
]


@pytest.fixture
def environment(balance, tmp_path):
    """As the program has it, without the guard of the network: Python speaks to Java over 127.0.0.1."""
    _guard, source = balance.environment["PYTHONPATH"].split(os.pathsep)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "spark-defaults.conf").write_text(
        "spark.master local[2]\nspark.driver.memory 1g\n"
        "spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC\n"
    )
    added = {"PYTHONPATH": source, "TMPDIR": str(scratch), "SPARK_CONF_DIR": str(tmp_path / "conf")}
    java = {name: os.environ[name] for name in ("JAVA_HOME",) if name in os.environ}
    return balance.environment | added | java | {"SPARK_LOCAL_DIRS": str(scratch)}


def alive(folder: Path) -> list[str]:
    """Return the Java processes that were started for a test."""
    javas = (each for each in psutil.process_iter(["name", "environ"]) if each.info["name"] == "java")
    return [str(each) for each in javas if (each.info["environ"] or {}).get("TMPDIR", "").startswith(str(folder))]


def test_a_folder_of_parts_becomes_a_folder_of_scores_and_stderr_has_our_words_only(balance, tmp_path, environment):
    (tmp_path / "answers").mkdir()
    written(tmp_path / "answers", CLEAN, "part-0.csv")
    written(tmp_path / "answers", f"{HEADER}\n004,1,1,1,often,1,1\n004,1\n", "part-1.csv")
    small = small_yaml(tmp_path)
    asked = ["answers", "-q", f"./{small.name}", "--engine", "spark", "-o", "scores.parquet", "--lenient"]
    done = balance("score", *asked, cwd=tmp_path, env=environment | {"BALANCE_LANGUAGE": "nb"}, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "answers: poeng regnet ut for 4 rader med small 0.1.0; 6 av 6 utsagn funnet.",
        "Ubesvarte celler: 1 blank.",
        "1 celle hadde et svar som ikke finnes på skalaen, og regnes som ubesvart: id 004, b1: «often».",
        "1 rad er utelatt: ikke like mange kolonner som overskriftene.",
        "Det som ble utelatt, og hvorfor: scores.parquet.left-out.csv",
    ]
    table = pl.read_parquet(tmp_path / "scores.parquet" / "part-*").sort("id")
    assert table["id"].to_list() == ["001", "002", "003", "004"]
    assert table["a"].to_list() == [25.0, None, 50.0, 0.0]
    about = json.loads((tmp_path / "scores.parquet.about.json").read_text("utf-8"))
    assert [column["name"] for column in about["columns"]] == table.columns
    assert "engine spark" in about["options"]
    listed = (tmp_path / "scores.parquet.left-out.csv").read_text("utf-8").splitlines()
    assert listed[1:3] == [
        "answers,row,,,,,ikke like mange kolonner som overskriftene",
        "answers,cell,,b1,often,,ikke et svar på skalaen: ubesvart",
    ]
    assert not list((tmp_path / "scratch").iterdir())
    assert not alive(tmp_path)


def test_ctrl_c_ends_spark_at_once_and_leaves_nothing(tmp_path, environment):
    source = pl.DataFrame({"id": range(1_000_000)}).with_columns(
        pl.lit("1").alias(name) for name in HEADER.split(",")[1:]
    )  # fmt: skip
    source.write_csv(tmp_path / "answers.csv")
    small = small_yaml(tmp_path)
    run = subprocess.Popen(
        [*command(), "score", "answers.csv", "-q", f"./{small.name}", "--engine", "spark", "-o", "scores.csv",
         "--spark-master", "local[1]"],
        cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 200
    while not list(tmp_path.glob(".scores.csv.tmp-*/**/part-*")):
        assert run.poll() is None, run.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _out, said = run.communicate(timeout=60)
    assert run.returncode == 130, said
    assert {path.name for path in tmp_path.iterdir()} == {"answers.csv", "small.json", "conf", "scratch"}
    assert not list((tmp_path / "scratch").iterdir())
    assert not alive(tmp_path)


def test_a_signal_while_java_starts_leaves_no_java(tmp_path, environment):
    written(tmp_path, CLEAN)
    small = small_yaml(tmp_path)
    run = subprocess.Popen(
        [*command(), "score", "answers.csv", "-q", f"./{small.name}", "--engine", "spark", "-o", "scores.csv"],
        cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 100
    while not alive(tmp_path):
        assert run.poll() is None, run.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.02)
    run.send_signal(signal.SIGTERM)
    _out, said = run.communicate(timeout=60)
    assert (run.returncode, said) == (143, "")
    assert not alive(tmp_path)
    assert not list((tmp_path / "scratch").iterdir())
