"""`balance score`, as users run it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from answers.helpers import CLEAN, HEADER, ITEMS, small_yaml, written
from program import command

from balance.answers.leftout import LIST_HEADER

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and terminals")
SCORES = "id,a,b,left,right,lean,level,answered\n001,25.0,"


@pytest.fixture
def score(balance, tmp_path):
    """Score a file in its own folder, with the small questionnaire beside it."""
    questionnaire = small_yaml(tmp_path)

    def run(content, *choices, name="answers.csv", **how):
        path = written(tmp_path, content, name)
        return balance("score", path.name, "-q", f"./{questionnaire.name}", *choices, cwd=tmp_path, **how)

    return run


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"small.json", "answers.csv"}


def test_in_a_pipe_the_table_is_csv_on_stdout_and_all_else_on_stderr(score):
    done = score(CLEAN)
    assert done.returncode == 0
    assert done.stdout.startswith(SCORES)
    assert done.stderr.splitlines() == [
        "answers.csv: 3 rows scored with small 0.1.0, 6 of 6 items found.",
        "Cells not answered: 1 blank.",
    ]
    assert score(CLEAN, "-o", "-").stdout == done.stdout


def test_a_questionnaire_that_is_not_named_is_recognised_or_the_nearest_are_named(balance, tmp_path):
    done = balance("score", written(tmp_path, CLEAN), cwd=tmp_path)
    assert done.returncode == 1
    assert (
        "answers.csv: The headers fit no questionnaire. "
        "Nearest are balance (0 of 54 items) and balance-pulse (0 of 20 items). "
        "Name the questionnaire with -q, its id or the path of its file. [no-questionnaire-fits]"
    ) in done.stderr


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.parquet", "out.xlsx", "out.jsonl", "OUT.CSV"])
def test_the_ending_says_how_a_file_is_written(score, tmp_path, name):
    done = score(CLEAN, "-o", name)
    assert (done.returncode, done.stdout) == (0, "")
    path = tmp_path / name
    if name.endswith("parquet"):
        table = pl.read_parquet(path)
    elif name.endswith("xlsx"):
        table = pl.read_excel(path)
    elif name.endswith("jsonl"):
        table = pl.read_ndjson(path)
    else:
        table = pl.read_csv(path, separator="\t" if name.endswith("tsv") else ",", schema_overrides={"id": pl.String})
    assert table["id"].to_list() == ["001", "002", "003"]
    assert table["lean"].round(6).to_list() == [33.333333, None, 0]
    beside = {f"{name}.about.json"} if name.lower().endswith(("csv", "tsv", "jsonl")) else set()
    assert left(tmp_path) == {name} | beside


def test_an_unknown_ending_is_refused_before_anything_is_read(score, tmp_path):
    done = score("", "-o", "out.xls")
    assert done.returncode == 1
    assert "Use one of: .csv, .tsv, .xlsx, .parquet, .jsonl. [unknown-ending]" in " ".join(done.stderr.split())
    assert left(tmp_path) == set()


def test_intervals_follow_their_score(score):
    header = score(CLEAN, "--intervals").stdout.splitlines()[0].split(",")
    assert header[:4] == ["id", "a", "a_low", "a_high"]
    assert header[-4:] == ["level", "level_low", "level_high", "answered"]


def test_the_id_column_can_be_named(score):
    assert score(CLEAN.replace("id,", "Code,"), "--id", "code").stdout.startswith("Code,a,b")
    assert score(CLEAN.replace("id,", "Code,")).stdout.startswith("row,a,b,left,right,lean,level,answered\n1,")


def test_what_is_left_out_is_said_and_listed_beside_the_output(score, tmp_path):
    content = f"name,{HEADER}\nOla,x,9,2,3,4,5,1\n\nKari,y,1\nPer,=z,NA,2,3,no_occasion,5,1\nEva,,1,1,1,1,1,1\n"
    done = score(content, "-o", "out.csv", "--lenient")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "answers.csv: 3 rows scored with small 0.1.0, 6 of 6 items found.",
        "Cells not answered: 1 NA.",
        "Answers that are never scored: 1 no_occasion.",
        '1 cell was no answer of its scale and counts as not answered: row 2, a1: "9".',
        "1 column left out, neither an item nor the id: name.",
        "1 row left out: line 4 (too short, 3 of 8 columns).",
        "1 blank line ignored.",
        "1 row has no id; it is kept.",
        "1 id would run as a formula in a spreadsheet: it got a leading apostrophe.",
        "What was left out, each with its reason: out.csv.left-out.csv",
    ]
    assert left(tmp_path) == {"out.csv", "out.csv.about.json", "out.csv.left-out.csv"}
    assert "Ola" not in (tmp_path / "out.csv").read_text("utf-8")
    assert "'=z," in (tmp_path / "out.csv").read_text("utf-8")


def test_bad_cells_end_with_1_and_no_output(score, tmp_path):
    done = score(CLEAN.replace("4,5,1", "Vet ikke,5,1"), "-o", "out.csv")
    assert done.returncode == 1
    assert 'answers.csv, row 2, column b1: "Vet ikke". [bad-cell]' in done.stderr
    assert "--lenient" in done.stderr
    assert left(tmp_path) == set()
    assert score(CLEAN.replace("4,5,1", "Vet ikke,5,1")).stdout == ""


def test_nothing_is_replaced_without_force(score, tmp_path):  # 86
    for name in ("out.csv", "out.csv.left-out.csv"):
        (tmp_path / name).write_text("mine", "utf-8")
        done = score(CLEAN, "-o", "out.csv")
        assert done.returncode == 1
        assert f"{name}: The file is there already." in done.stderr
        assert (tmp_path / name).read_text("utf-8") == "mine"
        (tmp_path / name).unlink()


def test_with_force_the_whole_file_is_replaced_and_an_older_list_goes(score, tmp_path):
    (tmp_path / "out.csv").write_text("mine" * 1000, "utf-8")
    (tmp_path / "out.csv.left-out.csv").write_text(",".join(LIST_HEADER) + "\nof,another,run,,,\n", "utf-8")
    assert score(CLEAN, "-o", "out.csv", "--force").returncode == 0
    assert (tmp_path / "out.csv").read_text("utf-8").startswith(SCORES)
    assert left(tmp_path) == {"out.csv", "out.csv.about.json"}


def test_even_with_force_a_file_that_is_no_list_of_ours_stays(score, tmp_path):
    (tmp_path / "out.csv.left-out.csv").write_text("mine", "utf-8")
    assert score(CLEAN, "-o", "out.csv", "--force").returncode == 1
    assert (tmp_path / "out.csv.left-out.csv").read_text("utf-8") == "mine"


def test_the_output_is_never_the_input(score, tmp_path):  # 82
    done = score(CLEAN, "-o", "answers.csv", "--force")
    assert (done.returncode, "[output-is-input]" in done.stderr) == (1, True)
    done = score(CLEAN, "-o", "answers.csv", "--force", name="answers.csv.left-out.csv")
    assert (done.returncode, "[output-is-input]" in done.stderr) == (1, True)
    assert (tmp_path / "answers.csv.left-out.csv").read_text("utf-8") == CLEAN


def test_an_output_that_cannot_be_is_refused(score, tmp_path):  # 83, 87
    (tmp_path / "folder.csv").mkdir()
    for out, id in (("no/out.csv", "no-folder"), ("folder.csv", "not-a-file")):
        done = score(CLEAN, "-o", out, "--force")
        assert (done.returncode, f"[{id}]" in done.stderr) == (1, True)


def test_texts_of_the_file_never_reach_the_terminal_raw(score):  # 78, 79
    evil = "\x1b]8;;http://x\x07[/bold]:smile:\x9b31m\u202e"
    done = score(f"{evil},{CLEAN.replace('001,1', f'001,{evil}')}".replace("\n", "\nx,").rstrip("x,"))
    assert done.returncode == 1
    assert "[/bold]:smile:" in done.stderr
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(done.stderr + done.stdout)


def test_messages_are_in_the_users_language(score):
    done = score(CLEAN, env={"BALANCE_LANGUAGE": "nb"})
    assert done.returncode == 0
    assert "rows scored" not in done.stderr


@POSIX
def test_on_a_terminal_the_first_rows_are_shown_and_how_to_get_the_rest(tmp_path):
    pexpect = pytest.importorskip("pexpect")
    lines = "".join(f"{n:03d},1,2,3,4,5,1\n" for n in range(40))
    small_yaml(tmp_path)
    written(tmp_path, f"{HEADER}\n{lines}")
    program, *start = command()
    said = pexpect.run(
        " ".join([program, *map(repr, start), "score", "answers.csv", "-q", "./small.json"]),
        cwd=str(tmp_path),
        env=os.environ | {"BALANCE_LANGUAGE": "en", "COLUMNS": "80", "NO_COLOR": "1"},
        encoding="utf-8",
    )
    assert "id          000    001 " in said
    assert "answered  100 %" in said
    assert "more rows are not shown here." in said
    assert ".csv, .tsv, .xlsx, .parquet, .jsonl" in " ".join(said.split())
    assert all(len(line) <= 80 for line in said.splitlines())


@POSIX
def test_a_closed_pipe_ends_quietly(balance, tmp_path):  # 85
    small_yaml(tmp_path)
    lines = "".join(f"{n:05d},1,2,3,4,5,1\n" for n in range(20_000))
    path = written(tmp_path, f"{HEADER}\n{lines}")
    arguments = [*command(), "score", str(path), "-q", str(tmp_path / "small.json")]
    running = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=balance.environment, text=True
    )
    assert running.stdout is not None
    assert running.stderr is not None
    with running:
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
    assert running.returncode == 141
    assert "Traceback" not in said
    assert "fault of ours" not in said


def big(folder: Path) -> Path:
    """Answers on the careful path that take seconds."""
    line = "".join(f'"x",{n % 5 + 1},2,3,4,5,1\n' for n in range(1000))
    return written(folder, f"{HEADER}\n{line * 1500}")


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_during_the_output_leaves_the_old_file_and_nothing_else(balance, tmp_path, number, code):  # 84
    small_yaml(tmp_path)
    path, out = big(tmp_path), tmp_path / "out.csv"
    out.write_text("mine", "utf-8")
    arguments = [*command(), "score", path.name, "-q", "./small.json", "-o", "out.csv", "--force"]
    running = subprocess.Popen(
        arguments, cwd=tmp_path, env=balance.environment, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    with running:
        wait_for(lambda: any(name.startswith(".out.csv.tmp") for name in left(tmp_path)))
        running.send_signal(number)
        assert running.stderr is not None
        said = running.stderr.read()
    assert running.returncode == code, said
    assert "panicked" not in said
    assert "Traceback" not in said
    assert out.read_text("utf-8") == "mine"
    assert left(tmp_path) == {"out.csv"}


def wait_for(what, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_two_runs_to_one_output_give_one_whole_file(balance, tmp_path):  # 88
    questionnaire = small_yaml(tmp_path)
    lines = "".join(f"{n:05d},1,2,3,4,5,1\n" for n in range(20_000))
    path = written(tmp_path, f"{HEADER}\n{lines}")
    out = tmp_path / "out.csv"
    arguments = [*command(), "score", str(path), "-q", str(questionnaire), "-o", str(out), "--force"]
    runs = [subprocess.Popen(arguments, env=balance.environment, stderr=subprocess.DEVNULL) for _run in range(2)]
    assert {run.wait(60) for run in runs} == {0}
    assert len(pl.read_csv(out)) == 20_000
    assert left(tmp_path) == {"out.csv", "out.csv.about.json"}


def test_help_and_wrong_usage_load_no_polars(balance):
    done = balance("score", "--help")
    assert done.returncode == 0
    assert "--lenient" in done.stdout
    assert balance("score").returncode == 2
    code = (
        "import sys; import balance.cli.score, balance.answers.read; print({'polars', 'narwhals'} & set(sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], env=balance.environment, capture_output=True, text=True, check=True
    )
    assert out.stdout == "set()\n"


def test_ids_stay_beside_their_own_scores(score):
    lines = "".join(f"p{n},{n % 5 + 1},{n % 5 + 1},{n % 5 + 1},1,1,1\n" for n in range(1000))
    table = pl.read_csv(score(f"{HEADER}\n{lines}").stdout.encode())
    assert table["a"].to_list() == [n % 5 * 25.0 for n in range(1000)]
    assert table["id"].to_list() == [f"p{n}" for n in range(1000)]
    assert ITEMS == ["a1", "a2", "a3", "b1", "b2", "b3"]
