"""`balance score --reports --charts`: a file for each respondent, as coaches run it."""

import csv
import os
import signal
import subprocess
import time
from pathlib import Path

import pypdf
import pytest
from program import command
from table.hostile import HOSTILE

import balance as api

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
ITEMS = list(api.load("balance-pulse").items)
PNG = b"\x89PNG\r\n\x1a\n"


def people(folder: Path, *names: str, name: str = "people.csv", **cells: dict[int, str]) -> Path:
    """Write answers of these people, varied from one to the next; `cells` changes some by column and row from 1."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "Name", "lang", *ITEMS])
        for row, person in enumerate(names, 1):
            values = [(place * 7 + row * 3) % 5 + 1 for place in range(len(ITEMS))]
            told = dict(zip(["id", "Name", "lang", *ITEMS], [f"{row:03d}", person, "", *values], strict=True))
            writer.writerow([cells.get(column, {}).get(row, value) for column, value in told.items()])
    return path


@pytest.fixture
def score(balance, tmp_path):
    def run(path, *choices, **how):
        return balance("score", path.name, "-q", "balance-pulse", "--name", "Name", *choices, cwd=tmp_path, **how)

    return run


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def text_of(path: Path) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_everybody_gets_a_report_in_their_language_with_their_name_on_it(score, tmp_path):
    path = people(tmp_path, "Åse Ødegård", "Ola", lang={1: "nb", 2: "en"})
    done = score(path, "--reports", "out", "--language-column", "lang")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Reports in out: 2 made. list.csv says whose is which." in done.stderr
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"0001-åse-ødegård.pdf", "0002-ola.pdf", "list.csv"}
    assert [line["file"] for line in listed(tmp_path / "out")] == ["0001-åse-ødegård.pdf", "0002-ola.pdf"]
    first, second = text_of(tmp_path / "out" / "0001-åse-ødegård.pdf"), text_of(tmp_path / "out" / "0002-ola.pdf")
    assert "Åse Ødegård" in first
    assert "tyngdepunkt" in first.casefold()
    assert "Ola" in second
    assert "lean" in second.casefold()


def test_charts_and_a_table_come_from_the_same_run(score, tmp_path):
    done = score(people(tmp_path, "Åse", "Ola"), "--charts", "charts", "-o", "scores.xlsx", "--language-column", "lang")
    assert done.returncode == 0, done.stderr
    assert "Charts in charts: 2 made." in done.stderr
    assert (tmp_path / "charts" / "0001-åse.png").read_bytes().startswith(PNG)
    import openpyxl

    header = next(openpyxl.load_workbook(tmp_path / "scores.xlsx").active.iter_rows(values_only=True))
    assert header[:2] == ("id", "Name")
    assert "lang" not in header


def test_a_second_run_makes_what_is_missing_and_what_was_made_of_other_answers(score, tmp_path):
    path = people(tmp_path, "Åse", "Ola", "Kari", "Per")
    score(path, "--reports", "out")
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in (tmp_path / "out").glob("*.pdf")}
    (tmp_path / "out" / "0002-ola.pdf").unlink()
    people(tmp_path, "Åse", "Ola", "Kari", "Per", **{ITEMS[0]: {3: "5"}})
    done = score(path, "--reports", "out")
    assert "Reports in out: 2 made, 2 were right already." in done.stderr
    after = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in (tmp_path / "out").glob("*.pdf")}
    assert {name for name in before if after[name] != before[name]} == {"0002-ola.pdf", "0003-kari.pdf"}
    assert after["0002-ola.pdf"][0] == before["0002-ola.pdf"][0]


def test_a_bad_row_stops_nobody_and_is_named_at_the_end(score, tmp_path):
    path = people(tmp_path, "Åse", "Ola", "Kari", lang={2: "klingon"}, **{item: {3: ""} for item in ITEMS})
    done = score(path, "--reports", "out", "--language-column", "lang", "-o", "scores.csv")
    assert done.returncode == 1
    assert "Reports in out: 1 made, 2 not made." in done.stderr
    said = " ".join(done.stderr.split())
    assert 'row 2 (Ola): The questionnaire is not written in "klingon".' in said
    assert "row 3 (Kari): Nothing is answered" in said
    assert (tmp_path / "scores.csv").read_text("utf-8").count("\n") == 4
    assert [line["name"] for line in listed(tmp_path / "out")] == ["Åse"]


def test_hostile_names_and_ids_stay_inside_the_folder_and_on_the_page(score, tmp_path):
    names = [name for name in HOSTILE if "\0" not in name]
    path = people(tmp_path, *names, id=dict(enumerate(reversed(names), 1)))
    done = score(path, "--reports", "out")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*.pdf"))) == len(names)
    assert {file.name for file in tmp_path.iterdir()} == {"people.csv", "out"}
    assert "\x1b" not in done.stderr
    cells = [cell for line in listed(tmp_path / "out") for cell in (line["id"], line["name"])]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    place = names.index("../../etc/passwd") + 1
    assert "../../etc/passwd" in text_of(next((tmp_path / "out").glob(f"{place:04}-*.pdf")))


@POSIX
def test_ctrl_c_leaves_whole_files_and_the_same_command_goes_on(balance, score, tmp_path):
    path = people(tmp_path, *(f"Person {n}" for n in range(60)))
    arguments = [*command(), "score", path.name, "-q", "balance-pulse", "--name", "Name", "--reports", "out"]
    running = subprocess.Popen(
        arguments, cwd=tmp_path, env=balance.environment, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    with running:
        end = time.monotonic() + 60
        while len(list(tmp_path.glob("out/*.pdf"))) < 5 and time.monotonic() < end:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        said = running.stderr.read()
    assert running.returncode == 130, said
    assert "the same command goes on from there" in " ".join(said.split())
    assert "Traceback" not in said
    made = sorted(file.name for file in (tmp_path / "out").glob("*.pdf"))
    assert 5 <= len(made) < 60
    assert not list((tmp_path / "out").glob(".*"))
    assert [line["file"] for line in listed(tmp_path / "out")] == made
    for file in made:
        assert len(pypdf.PdfReader(tmp_path / "out" / file).pages) > 0
    done = score(path, "--reports", "out")
    assert done.returncode == 0
    assert f"{60 - len(made)} made, {len(made)} were right already" in done.stderr
    assert len(listed(tmp_path / "out")) == 60


@POSIX
def test_killed_at_any_moment_the_next_run_still_goes_on(balance, score, tmp_path):
    path = people(tmp_path, *(f"Person {n}" for n in range(12)))
    arguments = [*command(), "score", path.name, "-q", "balance-pulse", "--name", "Name", "--reports", "out"]
    for many in (1, 4, 8):
        running = subprocess.Popen(
            arguments, cwd=tmp_path, env=balance.environment, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        end = time.monotonic() + 60
        while len(list(tmp_path.glob("out/*.pdf"))) < many and time.monotonic() < end:
            time.sleep(0.005)
        running.kill()
        running.wait()
    done = score(path, "--reports", "out")
    assert done.returncode == 0, done.stderr
    assert len(listed(tmp_path / "out")) == 12


def test_at_a_terminal_the_progress_is_shown_on_stderr(balance, tmp_path):
    pexpect = pytest.importorskip("pexpect")
    path = people(tmp_path, "Åse", "Ola", "Kari")
    program, *start = command()
    person = pexpect.spawn(
        program, [*start, "score", path.name, "-q", "balance-pulse", "--reports", "out"], cwd=str(tmp_path),
        env=balance.environment | {"TERM": "xterm-256color"}, encoding="utf-8", timeout=60, dimensions=(24, 80),
    )  # fmt: skip
    person.expect("0/3")
    person.expect("3 made")
    person.expect(pexpect.EOF)


def test_wrong_usage_is_told_before_anything_is_read(score, tmp_path):
    path = people(tmp_path, "Åse")
    assert score(path, "--language-column", "lang").returncode == 2
    assert score(path, "--reports", "out", "--charts", "./out").returncode == 2
    assert score(path, "--reports", "not/there").returncode == 1
    assert not (tmp_path / "out").exists()
