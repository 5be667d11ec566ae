"""What `balance score` writes: columns carried along, flags, engines, and what a table says of itself."""

import csv
import json
import subprocess
import sys

import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest
from answers.helpers import HEADER, small_yaml, written
from program import command

from balance.questionnaire.library import load
from balance.table import is_about

PEOPLE = f"{HEADER},Name,Team,lang\n001,1,2,3,4,5,1,Åse,=1+1,nb\n002,3,3,3,3,3,,Ola,B,en\n"


@pytest.fixture
def score(balance, tmp_path):
    questionnaire = small_yaml(tmp_path)

    def run(content, *choices, **how):
        path = written(tmp_path, content)
        return balance("score", path.name, "-q", f"./{questionnaire.name}", *choices, cwd=tmp_path, **how)

    return run


def test_kept_columns_and_the_name_follow_the_id_and_nothing_else_is_copied(score):
    done = score(PEOPLE, "--keep", "team", "--name", "Name")
    assert done.returncode == 0, done.stderr
    header, *rows = csv.reader(done.stdout.splitlines())
    assert header[:4] == ["id", "Team", "Name", "a"]
    assert [row[:3] for row in rows] == [["001", "'=1+1", "Åse"], ["002", "B", "Ola"]]
    assert "nb" not in done.stdout
    assert "apostrophe" in done.stderr


def test_a_kept_column_called_as_a_score_is_refused_and_nothing_is_written(score, tmp_path):
    done = score(PEOPLE.replace("Team", "level"), "--keep", "level", "-o", "out.csv")
    assert done.returncode == 1
    assert 'A column is called "level", as one of the scores is.' in done.stderr
    assert "[column-taken]" in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_flags_come_last_and_count_answers_alike(score):
    done = score(PEOPLE, "--flags")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert list(rows[0])[-3:] == ["longest_run", "irv", "flagged"]
    assert [row["longest_run"] for row in rows] == ["1", "5"]
    assert [row["flagged"] for row in rows] == ["false", "true"]
    assert [float(row["irv"]) for row in rows] == [pytest.approx(40.8248, abs=1e-4), 0]


def test_a_norwegian_excel_gets_semicolons_commas_and_the_mark_of_utf8(score, tmp_path):
    assert score(PEOPLE, "--name", "Name", "--decimal-comma", "-o", "out.csv").returncode == 0
    first, second, *_rest = (tmp_path / "out.csv").read_bytes().decode("utf-8").splitlines()
    assert first.startswith("\ufeffid;Name;a;b;")
    assert second.startswith("001;Åse;25,0;")


def test_a_decimal_comma_for_a_format_that_knows_numbers_is_wrong_usage(score, tmp_path):
    done = score(PEOPLE, "--decimal-comma", "-o", "out.parquet")
    assert done.returncode == 2
    assert not (tmp_path / "out.parquet").exists()


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.jsonl"])
def test_beside_a_text_stands_what_made_it_and_what_its_columns_mean(score, tmp_path, name):
    assert score(PEOPLE, "--flags", "--keep", "Team", "-o", name).returncode == 0
    path = tmp_path / f"{name}.about.json"
    assert is_about(path)
    told = json.loads(path.read_text("utf-8"))
    assert told["made_by"].startswith("balance 0.")
    assert (told["questionnaire"]["id"], len(told["questionnaire"]["digest"])) == ("small", 12)
    assert (told["language"], told["options"]) == ("en", ["flags"])
    names = [column["name"] for column in told["columns"]]
    assert names == ["id", "Team", "a", "b", "left", "right", "lean", "level", "answered",
                     "longest_run", "irv", "flagged"]  # fmt: skip
    assert {column["name"]: column["meaning"] for column in told["columns"]}["lean"] == "Right minus Left"
    assert score(PEOPLE, "-o", name, "--force").returncode == 0
    path.write_text("mine", "utf-8")
    assert score(PEOPLE, "-o", name, "--force").returncode == 1
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["out.xlsx", "out.parquet"])
def test_a_workbook_and_parquet_carry_it_inside(score, tmp_path, name):
    assert score(PEOPLE, "--intervals", "-o", name).returncode == 0
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(tmp_path / name)
        assert book.sheetnames == ["Scores", "About"]
        assert "small 0.1.0 (" in book["About"]["B2"].value
    else:
        told = json.loads(pq.read_metadata(tmp_path / name).metadata[b"balance"])
        assert told["options"] == ["intervals"]
    assert not (tmp_path / f"{name}.about.json").exists()


def test_the_workbook_speaks_the_language_of_the_program_or_the_one_asked_for(balance, tmp_path):
    items = list(load("balance-pulse").items)
    path = written(tmp_path, f"id,{','.join(items)}\n1,{','.join('3' for _item in items)}\n")
    for name, choices, spoken in (("a", (), {"BALANCE_LANGUAGE": "nb"}), ("b", ("--language", "nb"), {})):
        done = balance("score", path, "-q", "balance-pulse", *choices, "-o", tmp_path / f"{name}.xlsx", env=spoken)
        assert done.returncode == 0, done.stderr
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        assert book.sheetnames == ["Poeng", "Om tabellen"]
        assert [cell.value for cell in book["Om tabellen"]["A"]][-1] == "answered"
        assert "Mål" in [cell.value for cell in book["Om tabellen"]["B"]]


def test_duckdb_gives_what_polars_gives_row_by_row(score, tmp_path):
    lines = "".join(f"{n:05d},{n % 5 + 1},{n % 3 + 1},,{n % 4 + 1},5,{n % 2 + 1},N{n},T,nb\n" for n in range(3000))
    content = f"{PEOPLE.splitlines()[0]}\n{lines}"
    for engine in ("polars", "duckdb"):
        done = score(content, "--intervals", "--flags", "--keep", "Team", "--engine", engine, "-o", f"{engine}.parquet")
        assert done.returncode == 0, done.stderr
    polars, duckdb = (pl.read_parquet(tmp_path / f"{engine}.parquet") for engine in ("polars", "duckdb"))
    assert polars.columns == duckdb.columns
    assert polars["id"].equals(duckdb["id"])
    for name in polars.columns[2:]:
        assert polars[name].is_null().equals(duckdb[name].is_null()), name
        assert (polars[name].cast(float) - duckdb[name].cast(float)).abs().max() in (None, pytest.approx(0, abs=1e-9))


def test_without_duckdb_it_is_said_what_to_do(balance, tmp_path):
    questionnaire = small_yaml(tmp_path)
    path = written(tmp_path, PEOPLE)
    without = (
        "import sys; sys.modules['duckdb'] = None; from balance.cli.main import main; sys.argv[0] = 'balance'; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", without, "score", path, "-q", questionnaire, "--engine", "duckdb"],
        env=balance.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "pip install 'leadership-balance[duckdb]'" in done.stderr
    assert "[no-duckdb]" in done.stderr
    assert command()


def test_an_engine_there_is_not_is_wrong_usage(score):
    assert score(PEOPLE, "--engine", "abacus").returncode == 2


def test_where_files_of_several_versions_meet_a_column_says_which_each_row_answers(balance, tmp_path):
    small_yaml(tmp_path)
    for n, version in enumerate(("0.1.0", "0.2.0")):
        written(tmp_path, f"{HEADER},questionnaire\np{n},1,2,3,4,5,1,small {version}\n", f"{n}.csv")
    both = balance("score", "0.csv", "1.csv", "-q", "./small.json", cwd=tmp_path)
    assert both.returncode == 0, both.stderr
    assert [row[:2] for row in csv.reader(both.stdout.splitlines())] == [
        ["id", "questionnaire"],
        ["p0", "small 0.1.0"],
        ["p1", "small 0.2.0"],
    ]
    one = balance("score", "0.csv", "-q", "./small.json", cwd=tmp_path)
    assert one.stdout.startswith("id,a,b")


def test_at_a_terminal_kept_texts_and_flags_are_shown_beside_the_scores(balance, tmp_path):
    pexpect = pytest.importorskip("pexpect")
    small_yaml(tmp_path)
    written(tmp_path, PEOPLE)
    program, *start = command()
    said = pexpect.run(
        " ".join([program, *map(repr, start), "score answers.csv -q ./small.json --flags --name Name --keep Team"]),
        cwd=str(tmp_path), env=balance.environment | {"NO_COLOR": "1"}, encoding="utf-8",
    )  # fmt: skip
    rows = {line.split()[0]: line.split()[1:] for line in said.splitlines() if line.strip()}
    assert rows["Name"] == ["Åse", "Ola"]
    assert rows["Team"] == ["=1+1", "B"]
    assert rows["flagged"] == ["no", "yes"]
    assert rows["irv"] == ["41", "0"]
