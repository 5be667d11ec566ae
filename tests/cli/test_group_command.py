"""`balance group`, as those run it who may see every answer."""

import json
import os
from pathlib import Path

import openpyxl
import pexpect
import polars as pl
import pytest
from answers.helpers import small_yaml, written
from grouping import oracle_questionnaire
from program import command
from pypdf import PdfReader
from statistics_oracle import HERE, ORACLE, close

import balance as api

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
ROWS = [
    "id,Unit,a1,a2,a3,b1,b2,b3",
    *(f"{n},U{n % 3},{n % 5 + 1},{(n + n // 5) % 5 + 1},{n % 4 + 1},1,{n % 2 + 1},3" for n in range(30)),
]
CONTENT = "\n".join(ROWS) + "\n"


@pytest.fixture
def group(balance, tmp_path):
    """Run `balance group` on a file in its own folder, with the small questionnaire beside it."""
    questionnaire = small_yaml(tmp_path)

    def run(*choices, content=CONTENT, full=("--full",), **how):
        path = written(tmp_path, content)
        return balance("group", path.name, "-q", f"./{questionnaire.name}", *full, *choices, cwd=tmp_path, **how)

    return run


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"small.json", "answers.csv"}


def test_json_is_the_group_of_the_api(group, tmp_path):
    done = group("--by", "unit", "--json")
    assert done.returncode == 0, done.stderr
    frame = pl.read_csv(tmp_path / "answers.csv", schema_overrides={"id": pl.String})
    found = api.group(frame, api.load(tmp_path / "small.json"), "Unit", full=True)
    assert json.loads(done.stdout) == json.loads(found.model_dump_json())


def test_r_s_numbers_come_through_the_command(balance, tmp_path):
    document = oracle_questionnaire().model_dump(mode="json", exclude_none=True)
    (tmp_path / "q.json").write_text(json.dumps(document), "utf-8")
    done = balance("group", HERE / "answers.csv", "-q", tmp_path / "q.json", "--by", "unit", "--full", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for name, wanted in ORACLE["dimensions"].items():
        found = told["dimensions"][name]
        assert [found["mean"], found["sd"], found["alpha"]] == close([wanted["mean"], wanted["sd"], wanted["alpha"]])
        icc = told["agreement"]["unit"][name]
        assert [icc["icc1"], icc["icc2"]] == close([wanted["icc1"], wanted["icc2"]])


def test_a_table_has_a_row_for_each_score_and_item_of_all_and_of_each_part(group, tmp_path):
    assert group("--by", "Unit", "-o", "out.csv").returncode == 0
    table = pl.read_csv(tmp_path / "out.csv")
    whole = table.filter(pl.col("by").is_null())
    assert whole.filter(pl.col("kind") == "dimension")["id"].to_list() == ["a", "b"]
    assert whole.filter(pl.col("kind") == "item").height == 6
    assert table.filter(pl.col("group").is_not_null())["group"].unique().sort().to_list() == ["U0", "U1", "U2"]
    assert table["full"].unique().to_list() == [True]
    assert left(tmp_path) == {"out.csv", "out.csv.about.json"}
    about = json.loads((tmp_path / "out.csv.about.json").read_text("utf-8"))
    assert about["options"] == ["full"]
    assert [column["name"] for column in about["columns"]] == table.columns


def test_csv_and_workbook_hold_the_numbers_of_json(group, tmp_path):
    told = json.loads(group("--by", "Unit", "--json").stdout)
    assert group("--by", "Unit", "-o", "out.xlsx").returncode == 0
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    for row in (dict(zip(header, values, strict=True)) for values in rows):
        if row["kind"] == "dimension" and row["n"] is not None:
            part = told["by"][row["by"]][row["group"]] if row["by"] else told
            wanted = part["dimensions"][row["id"]]
            for name in ("n", "mean", "sd", "alpha", "omega", "need"):
                assert row[name] == (None if wanted[name] is None else pytest.approx(wanted[name], rel=1e-12)), row


def test_a_number_that_is_not_there_has_its_reason_in_words(group):
    done = group("--by", "Unit", env={"BALANCE_LANGUAGE": "nb"})
    (row,) = [line for line in done.stdout.splitlines() if line.startswith(",,dimension,b,")]
    assert "alpha, omega, sem: Alle ga samme svar på ett av utsagnene" in row


def test_people_without_a_label_are_counted(group):
    done = group("--by", "Unit", "--json", content=CONTENT.replace(",U1,", ", ,"))
    told = json.loads(done.stdout)
    assert told["unlabelled"] == {"Unit": 10}
    assert list(told["by"]["Unit"]) == ["U0", "U2"]


def test_the_id_column_can_divide_a_group(group):
    told = json.loads(group("--by", "id", "--by", "UNIT", "--json").stdout)
    assert list(told["by"]) == ["id", "Unit"]
    assert len(told["by"]["id"]) == 30
    assert told["agreement"]["id"]["a"]["notes"]["icc1"] == "groups_of_one"


def test_a_column_that_is_not_there_is_named(group):
    done = group("--by", "Unitt")
    assert done.returncode == 1
    assert 'There is no column "Unitt".' in done.stderr


def test_bad_cells_end_with_1_and_write_nothing(group, tmp_path):
    done = group("-o", "out.json", content=CONTENT.replace(",U0,1,", ",U0,9,"))
    assert done.returncode == 1
    assert "[bad-cell]" in done.stderr
    assert left(tmp_path) == set()


def test_nothing_is_overwritten_without_force(group, tmp_path):
    (tmp_path / "out.json").write_text("mine", "utf-8")
    done = group("-o", "out.json")
    assert (done.returncode, (tmp_path / "out.json").read_text("utf-8")) == (1, "mine")
    assert group("-o", "out.json", "--force").returncode == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["full"] is True


def test_the_same_answers_give_the_same_bytes(group, tmp_path):
    for name in ("one.json", "two.json"):
        group("--by", "Unit", "-o", name)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_no_answers_stay_behind(group, tmp_path):
    (tmp_path / "temporary").mkdir()
    assert group("--json", env={"TMPDIR": str(tmp_path / "temporary")}).returncode == 0
    assert list((tmp_path / "temporary").iterdir()) == []


@POSIX
def test_a_terminal_gets_tables_that_fit(balance, tmp_path):
    questionnaire, path = small_yaml(tmp_path), written(tmp_path, CONTENT)
    program, *arguments = [*command(), "group", str(path), "-q", str(questionnaire), "--by", "Unit", "--full"]
    with pexpect.spawn(
        program, arguments, env=balance.environment | {"TERM": "xterm"}, encoding="utf-8", timeout=60
    ) as terminal:
        shown = terminal.read()
    for text in ("Nothing is suppressed here", "Means by Unit", "alpha", "ICC(1)", "Everybody gave the same"):
        assert text in shown


@pytest.mark.parametrize(("ending", "opens"), [(".pdf", b"%PDF-1."), (".png", b"\x89PNG"), (".svg", b"<?xml")])
def test_pages_and_pictures_of_everything_are_for_their_owner_alone(group, tmp_path, ending, opens):
    done = group("--by", "Unit", "-o", f"out{ending}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"out{ending}").read_bytes().startswith(opens)
    assert left(tmp_path) == {f"out{ending}"}
    if os.name == "posix":
        assert (tmp_path / f"out{ending}").stat().st_mode & 0o777 == 0o600
    again = group("--by", "Unit", "-o", f"out{ending}")
    assert again.returncode == 1
    assert "[exists]" in again.stderr or "--force" in again.stderr


def test_pages_of_everything_have_the_change_and_the_norms(group, tmp_path):
    before = written(tmp_path, CONTENT.replace(",1,", ",2,"), "then.csv")
    done = group("--before", before.name, "-o", "out.pdf")
    assert done.returncode == 0, done.stderr
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages)
    assert "Change since last time" in " ".join(text.split())
    assert "Over those who have the score both times" in " ".join(text.split())


def test_no_form_of_everything_is_guessed(group, tmp_path):
    done = group("-o", "out.doc")
    assert done.returncode == 1
    assert "[unknown-ending]" in done.stderr
    assert ".pdf" in done.stderr
    assert left(tmp_path) == set()


def test_a_whole_delivery_is_not_made_of_everything(group, tmp_path):
    (tmp_path / "folder").mkdir()
    done = group("-o", "folder/")
    assert done.returncode == 2
    assert "name a file after -o" in " ".join(done.stderr.replace("│", " ").split())
