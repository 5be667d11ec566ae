"""`balance group` without --full: what others may see, the ledger, and the ways out."""

import json
import random
import stat
import sys
from datetime import UTC, datetime

import polars as pl
import pytest
from answers.helpers import small_yaml, written

from balance.questionnaire.library import load

ITEMS = ("a1", "a2", "a3", "b1", "b2", "b3")


def content(n: int, header: str = "id,Unit", units: int = 2) -> str:
    chance = random.Random(3)  # noqa: S311
    rows = [f"p{row},U{row % units}," + ",".join(str(chance.randint(1, 5)) for _ in ITEMS) for row in range(n)]
    return "\n".join([f"{header},{','.join(ITEMS)}", *rows]) + "\n"


@pytest.fixture
def group(balance, tmp_path):
    """Run `balance group` on so many answers, with the small questionnaire beside them."""
    questionnaire = small_yaml(tmp_path)

    def run(text, *choices, **how):
        path = written(tmp_path, text)
        return balance("group", path.name, "-q", f"./{questionnaire.name}", *choices, cwd=tmp_path, **how)

    return run


def ledger(balance):
    return balance.home / "groups" / "ledger.jsonl"


def test_a_small_group_is_shown_and_leaves_nothing(group, balance):
    done = group(content(8))
    assert done.returncode == 0, done.stderr
    assert "8 people" in done.stdout
    assert "band, from the number of people" in done.stdout
    assert not ledger(balance).exists()


def test_json_is_the_same_on_stdout_and_in_a_file(group, tmp_path):
    printed = group(content(24), "--by", "unit", "--json")
    assert group(content(24), "--by", "unit", "-o", "group.json").returncode == 0
    assert json.loads((tmp_path / "group.json").read_text("utf-8")) == json.loads(printed.stdout)
    assert json.loads(printed.stdout)["by"]["Unit"]["U0"]["n"] == 12


OPENS = {".pdf": b"%PDF-1.", ".png": b"\x89PNG", ".svg": b"<?xml", ".xlsx": b"PK", ".csv": b"by,group,"}


@pytest.mark.parametrize("ending", OPENS)
def test_one_report_is_written_in_any_form_one_after_another(group, tmp_path, ending):
    text = content(24)
    assert group(text, "--by", "unit", "-o", "group.json").returncode == 0
    done = group(text, "--by", "unit", "-o", f"group{ending}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"group{ending}").read_bytes().startswith(OPENS[ending])
    again = group(text, "--by", "unit", "-o", f"group{ending}")
    assert "[file-exists]" in again.stderr
    assert again.returncode == 1


def test_a_table_has_the_numbers_of_the_json_and_no_other(group, tmp_path):
    text = content(24, units=5)
    assert group(text, "--by", "unit", "-o", "group.csv").returncode == 0
    tree = json.loads(group(text, "--by", "unit", "--json").stdout)
    rows = pl.read_csv(tmp_path / "group.csv")
    hidden = {name for name, part in tree["by"]["Unit"].items() if "suppressed" in part}
    assert hidden
    for row in rows.iter_rows(named=True):
        part = tree if row["group"] is None else tree["by"][row["by"]][row["group"]]
        numbers = {name: value for name, value in row.items() if isinstance(value, float | int) and name != "full"}
        if row["kind"] == "hidden":
            assert row["group"] in hidden
            assert {name for name, value in numbers.items() if not isinstance(value, bool)} == set()
        elif row["kind"] == "dimension" and "icc1" not in {k for k, v in numbers.items() if v is not None}:
            found = part["dimensions"][row["id"]]
            assert all(found[name] == numbers[name] for name in ("n", "mean", "sd", "need") if name in numbers)
    assert {row["group"] for row in rows.iter_rows(named=True) if row["kind"] == "hidden"} == hidden
    about = json.loads((tmp_path / "group.csv.about.json").read_text("utf-8"))
    assert [column["name"] for column in about["columns"]] == rows.columns


def test_a_draft_is_marked_in_each_form(group, tmp_path):
    for name in ("a.csv", "a.svg"):
        assert group(content(8), "--draft", "-o", name).returncode == 0
    assert set(pl.read_csv(tmp_path / "a.csv")["draft"]) == {True}
    assert "DRAFT" in (tmp_path / "a.svg").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_written_is_remembered_and_a_draft_is_not(group, balance):
    assert group(content(12), "-o", "draft.json", "--draft").returncode == 0
    assert not ledger(balance).exists()
    assert group(content(12), "-o", "group.json").returncode == 0
    assert stat.S_IMODE(ledger(balance).stat().st_mode) == 0o600
    assert "1 ledger of reports on groups" in balance("data", "where").stdout
    assert balance("data", "forget", "--all", "--yes").returncode == 0
    assert not ledger(balance).exists()


def test_two_more_answers_are_held_back_and_the_three_ways_out_open(group, tmp_path):
    assert group(content(12), "-o", "first.json").returncode == 0
    for how in (("-o", "second.json"), ("--json",), ("--draft",), ()):
        done = group(content(14), *how)
        assert done.returncode == 1
        assert "[held-back]" in done.stderr
        assert done.stdout == ""
    assert not (tmp_path / "second.json").exists()
    early = group(content(14), "--without-late", "-o", "early.json")
    assert early.returncode == 0, early.stderr
    assert "2 answers came after the earlier report" in early.stderr
    first, again = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("first.json", "early.json"))
    assert first == again | {"options": first["options"]}
    assert group(content(17), "-o", "third.json").returncode == 0
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert group(content(14), "-o", "never.json", "--never-shared", today).returncode == 0
    assert group(content(14), "-o", "again.json").returncode == 0


def test_a_draft_is_marked_everywhere(group):
    assert group(content(8), "--draft").stdout.startswith("DRAFT")
    assert json.loads(group(content(8), "--draft", "--json").stdout)["draft"] is True


@pytest.mark.parametrize(
    ("choices", "id"),
    [
        (["--min-group", "2"], "min-group-too-small"),
        (["--min-group", "9"], "too-few-people"),
        (["--by", "id"], "by-the-id"),
        (["--by", "nowhere"], "no-such-column"),
        (["--without-late"], "no-earlier-report"),
        (["--never-shared", "2026-01-01"], "no-earlier-report"),
        (["-o", "group.docx"], "unknown-ending"),
    ],
)
def test_what_cannot_be_shown_is_said(group, choices, id):
    done = group(content(8), *choices)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"[{id}]" in done.stderr


def test_without_an_id_column_there_is_nothing_to_remember(group, balance):
    done = group(content(8, header="code,Unit"), "-o", "group.json")
    assert done.returncode == 0, done.stderr
    assert not ledger(balance).exists()
    refused = group(content(8, header="code,Unit"), "--without-late")
    assert "[no-ids-no-ledger]" in refused.stderr


@pytest.mark.parametrize("option", ["--draft", "--without-late", "--never-shared=2026-01-01", "--min-group=7"])
def test_beside_full_what_protects_is_wrong_usage(group, option):
    done = group(content(8), "--full", option)
    assert done.returncode == 2
    assert "--full" in done.stderr


def test_in_norwegian_one_language_a_screen(balance, tmp_path):
    items = load("balance").items
    chance = random.Random(5)  # noqa: S311
    rows = [f"p{row},{'bygg' if row < 9 else 'drift'}," + ",".join(str(chance.randint(1, 5)) for _ in items)
            for row in range(12)]  # fmt: skip
    path = written(tmp_path, "\n".join([f"id,enhet,{','.join(items)}", *rows]))
    done = balance("group", path, "--by", "enhet", env={"BALANCE_LANGUAGE": "nb"})
    assert done.returncode == 0, done.stderr
    assert "12 personer · fortrolig" in done.stdout
    assert "Snakk om dette" in done.stdout
    for word in (" the ", " and ", " of ", "people", "Talk"):
        assert word not in done.stdout
