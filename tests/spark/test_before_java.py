"""All that is refused before any Java is started, in words that say what to do."""

import gzip
import os
import socket
import sys
from pathlib import Path

import pytest
import sparking
from answers.helpers import CLEAN, HEADER, SMALL, small_yaml, written

from balance.answers.options import Options
from balance.delivery.batch import Plan, about_of
from balance.errors import BalanceError
from balance.spark.masters import check_answers, is_master
from balance.spark.output import check_folder, whole_folder
from balance.spark.session import check_spark, started
from balance.spark.tables import matched, opened
from balance.table import about_path
from balance.table.about import write_about

POSIX = pytest.mark.skipif(os.name == "nt", reason="Spark's own scripts are POSIX's")


def refused(*paths, **choices):
    """Return all that is said of what Spark is not given."""
    with pytest.raises(BalanceError) as raised:
        matched(opened(paths, SMALL, Options(**choices)))
    return str(raised.value)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04....", "a.xlsx", "another format (a workbook or an archive)"),
        (b"$FL2....", "a.sav", "another format (SPSS)"),
        (b'{"id": 1}', "a.jsonl", "another format (JSON)"),
        (gzip.compress(CLEAN.encode(), mtime=0), "a.csv", "another format (gzip)"),
        (CLEAN.encode("utf-16"), "a.csv", "UTF-16"),
        (b"Answers of May\n" + CLEAN.encode(), "a.csv", "the header must be the first line"),
        (CLEAN.replace("b3\n", '"b3\n"\n', 1).encode(), "a.csv", "the header must be the first line, and in one line"),
    ],
)
def test_what_spark_does_not_read_as_a_table_is_refused(tmp_path, content, name, words):
    said = refused(written(tmp_path, content, name))
    assert words in said
    assert said.endswith("[not-for-spark]")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_word_is_empty_also_with_a_byte_order_mark(tmp_path, content):
    assert refused(written(tmp_path, content, "a.csv")).endswith("[empty-file]")


def test_rows_below_the_header_that_are_no_respondents_are_refused(tmp_path):
    qualtrics = ",".join(["ResponseId", "RecordedDate", "Finished", *HEADER.split(",")[1:]])
    labels = ",".join(["Response ID", "Recorded Date", "Finished", *["I do it."] * 6])
    imports = ",".join(['"{""ImportId"":""x""}"'] * 9)
    said = refused(written(tmp_path, f"{qualtrics}\n{labels}\n{imports}\nR_1,2026-01-01,1,1,2,3,4,5,1\n"))
    assert "Below the header, an export of Qualtrics has rows" in said


def test_stdin_and_addresses_are_refused():
    assert "this machine sees, too" in refused(Path("hdfs://node1/answers"))
    with pytest.raises(BalanceError, match="not-for-spark"):
        check_folder(Path("s3a://bucket/scores.parquet"), False, [])
    assert "stdin: --engine spark reads files and folders" in refused(Path("-"))


def test_without_an_id_column_there_is_no_row_to_name(tmp_path):
    said = refused(written(tmp_path, CLEAN.replace("id,", "x,")))
    assert "There is no id column" in said
    assert said.endswith("[no-id-column]")


def test_a_folder_without_parts_and_one_with_folders_in_it_are_told(tmp_path):
    (tmp_path / "_SUCCESS").write_text("x")
    assert refused(tmp_path).endswith("[no-parts]")
    (tmp_path / "year=2026").mkdir()
    assert "There is a folder in it: year=2026" in refused(tmp_path)


def test_files_of_a_folder_that_begin_alike_are_one_table_and_the_others_another(tmp_path):
    for name in "ab":
        written(tmp_path, CLEAN, f"{name}.csv")
    assert [file for file, _table in opened([tmp_path], SMALL, Options()).tables] == [str(tmp_path)]
    written(tmp_path, CLEAN.replace("id,", "id,x,"), "c.csv")
    (tmp_path / "d.csv.gz").write_bytes(gzip.compress(CLEAN.encode()))
    files = [file for file, _table in opened([tmp_path], SMALL, Options()).tables]
    assert files == [f"{tmp_path}/a.csv and 1 more like it", f"{tmp_path}/c.csv", f"{tmp_path}/d.csv.gz"]


PART = "part-00000-6f1c1f0e-3c5f-4d43-8a4e-0d6a1c7f2b11-c000.csv"


def table_of_ours(out: Path) -> Path:
    """Make a folder as a run leaves it, with what it says of itself beside it."""
    out.mkdir()
    for name in ("_SUCCESS", "._SUCCESS.crc", PART, f".{PART}.crc"):
        (out / name).write_text("old")
    write_about(about_of([], "id", Plan(SMALL)), about_path(out))
    return out


def test_the_output_is_a_folder_that_is_not_there_or_one_that_a_run_wrote(tmp_path):
    source = written(tmp_path, CLEAN)
    written(tmp_path, "not a folder", "notes.csv")
    table_of_ours(tmp_path / "old.csv")
    (tmp_path / "empty.csv").mkdir()

    def said(name, force=False):
        with pytest.raises(BalanceError) as raised:
            check_folder(tmp_path / name, force, [source])
        return str(raised.value)

    check_folder(tmp_path / "new.parquet", False, [source])
    check_folder(tmp_path / "old.csv", True, [source])
    check_folder(tmp_path / "empty.csv", True, [source])
    assert said("old.csv").endswith("[file-exists]")
    assert said("scores.xlsx").endswith("[unknown-ending]")
    assert said("answers.csv", force=True).endswith("[output-is-input]")
    assert "Name another, or delete this one yourself." in said("notes.csv", force=True)


@pytest.mark.parametrize("foreign", ["notes.txt", "part-1 of my novel.docx", "mine.crc", "part-00000"])
def test_a_folder_with_anything_else_in_it_is_never_replaced(tmp_path, foreign):
    out = table_of_ours(tmp_path / "old.csv")
    (out / foreign).write_text("my own")
    with pytest.raises(BalanceError, match="not-a-table"):
        check_folder(out, True, [])


def test_what_another_program_let_spark_write_is_never_replaced(tmp_path):
    out = table_of_ours(tmp_path / "old.csv")
    about_path(out).unlink()
    with pytest.raises(BalanceError, match="not-a-table"):
        check_folder(out, True, [])


def test_the_old_folder_stays_until_the_new_one_is_whole(tmp_path):
    out = table_of_ours(tmp_path / "old.csv")
    with pytest.raises(BalanceError, match="not-arrived"), whole_folder(out, True) as folder:
        folder.mkdir()
    with pytest.raises(KeyboardInterrupt), whole_folder(out, True) as folder:
        folder.mkdir()
        raise KeyboardInterrupt
    assert {path.name for path in tmp_path.iterdir()} == {"old.csv", "old.csv.about.json"}
    assert (out / PART).read_text() == "old"
    with whole_folder(out, True) as folder:
        folder.mkdir()
        (folder / "_SUCCESS").touch()
    assert [path.name for path in out.iterdir()] == ["_SUCCESS"]
    assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]  # what was said of the old one is gone with it


@pytest.mark.parametrize(("force", "put"), [(False, PART), (True, "notes.txt")])
def test_what_has_come_to_stand_there_while_spark_computed_is_not_lost(tmp_path, force, put):
    out = tmp_path / "scores.csv"
    with pytest.raises(BalanceError, match=r"file-exists|not-a-table"), whole_folder(out, force) as folder:
        folder.mkdir()
        (folder / "_SUCCESS").touch()
        out.mkdir()
        (out / put).write_text("of somebody else")
    assert (out / put).read_text() == "of somebody else"
    assert [path.name for path in tmp_path.iterdir()] == ["scores.csv"]


@POSIX
def test_a_link_to_a_folder_is_replaced_and_what_it_leads_to_stays(tmp_path):
    real = table_of_ours(tmp_path / "real.csv")
    out = tmp_path / "scores.csv"
    out.symlink_to(real)
    with whole_folder(out, True) as folder:
        folder.mkdir()
        (folder / "_SUCCESS").touch()
    assert not out.is_symlink()
    assert (real / PART).read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"real.csv", "real.csv.about.json", "scores.csv"}


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: data[:30] + b"\xff" * 99])
def test_a_packed_file_that_is_not_whole_is_told(tmp_path, damage):
    rows = "".join(f"{number},1,2,3,4,5,1\n" for number in range(500))
    packed = damage(gzip.compress(f"{HEADER}\n{rows}".encode()))
    assert refused(written(tmp_path, packed, "a.csv.gz")).endswith("[broken-gzip]")


@POSIX
def test_a_link_that_leads_nowhere_is_told(tmp_path):
    written(tmp_path, CLEAN)
    (tmp_path / "more.csv").symlink_to(tmp_path / "gone.csv")
    assert refused(tmp_path).endswith("[no-such-file]")


@POSIX
@pytest.mark.skipif(sparking.java() is None, reason="needs Java")
def test_a_spark_that_is_not_where_it_should_be_is_told(monkeypatch, tmp_path):
    pytest.importorskip("pyspark", reason="needs pyspark")
    monkeypatch.setenv("SPARK_HOME", str(tmp_path / "gone"))
    with pytest.raises(BalanceError, match=r"Spark cannot be started: .*gone.*SPARK_HOME.*\[spark-failed\]"):  # noqa: SIM117
        with started("local[1]"):
            pytest.fail("it was started")


@pytest.mark.parametrize("name", ["local", "local[2]", "local[*]", "yarn", "spark://a:1,b:2", "k8s://https://host:443"])
def test_names_of_masters(name):
    assert is_master(name)
    assert not is_master(f"{name}/x y")


@pytest.mark.parametrize("name", ["", "host:7077", "spark://host", "sc://host:1", "local[two]", "http://host:1"])
def test_what_is_no_master(name):
    assert not is_master(name)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_master_that_does_not_answer_is_told_at_once():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(BalanceError, match=rf"No Spark master answers at spark://127.0.0.1:{port}.*\[no-master\]"):
            check_answers(f"spark://127.0.0.1:{port}")
        free.listen()
        check_answers(f"spark://127.0.0.1:{port}")
    check_answers("local[2]")


def test_without_java_it_is_said_where_to_get_one(monkeypatch, tmp_path):
    pytest.importorskip("pyspark", reason="needs pyspark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BalanceError, match=r"Spark needs Java, and there is none here.*adoptium.*\[no-java\]"):
        check_spark()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(BalanceError, match=r"JAVA_HOME names a folder without Java.*\[no-java\]"):
        check_spark()


@POSIX
def test_a_java_that_is_too_old_is_named(monkeypatch, tmp_path):
    pytest.importorskip("pyspark", reason="needs pyspark")
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(BalanceError, match=r"Spark needs Java 17 or later, and .*java is Java 8.*\[no-java\]"):
        check_spark()
    (tmp_path / "release").write_text('IMPLEMENTOR="x"\nJAVA_VERSION="17.0.9"\n')
    check_spark()


def test_without_pyspark_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(BalanceError, match=r"pip install 'leadership-balance\[spark\]'.*\[no-pyspark\]"):
        check_spark()


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (["--engine", "spark"], "--engine spark writes a folder of parts"),
        (["--engine", "spark", "-o", "-"], "--engine spark writes a folder of parts"),
        (["--engine", "spark", "-o", "x.csv", "--reports", "r"], "--reports is not for --engine spark"),
        (["--engine", "spark", "-o", "x.csv", "--sheet", "one"], "--sheet is not for --engine spark"),
        (["--engine", "spark", "-o", "x.csv", "--spark-master", "host:1"], "--spark-master is spark://HOST:PORT"),
        (["--spark-master", "local[2]"], "--spark-master is for --engine spark"),
    ],
)
def test_options_that_spark_cannot_serve_are_wrong_usage(balance, tmp_path, choices, words):
    small = small_yaml(tmp_path)
    done = balance("score", written(tmp_path, CLEAN).name, "-q", f"./{small.name}", *choices, cwd=tmp_path)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.replace("│", " ").split())
