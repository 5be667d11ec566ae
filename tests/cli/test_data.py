"""`balance data` as people and scripts run it."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pexpect
import pytest
from keeping import files_in, home_is, kept, under_way
from program import command

from balance.questionnaire.library import load
from balance.store import results, thoughts

COMMANDS = ("where", "export", "import", "forget")


@pytest.fixture
def furnished(balance):
    """Two results of ours, one of another questionnaire, thoughts, an interview under way."""
    with home_is(balance.home):
        first = kept("2026-11-21T09:00:00Z")
        results.choose(first, "=goals")
        thoughts.add(first, "Ask Kari.")
        kept("2026-11-22T09:00:00Z", told=2)
        pulse = load("balance")
        kept("2026-11-23T09:00:00Z", pulse, **dict.fromkeys(pulse.items, 3))
        under_way()
    return balance


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_does_with_an_example(balance, name):
    done = balance("data", name, "--help")
    assert done.returncode == 0, done.stderr
    assert f"Example: balance data {name}" in done.stdout
    assert name in balance("data", "--help").stdout


def test_the_group_stands_in_help(balance):
    assert "Your data" in balance("--help").stdout


def test_where_counts_what_lies_there(furnished):
    (furnished.home / "results" / "notes.txt").write_text("mine")
    (furnished.home / "results" / "2026-01-01T0000-small.json").write_text("{")
    done = furnished("data", "where")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == str(furnished.home)
    for said in ("3 results, ", "1 interview under way, ", "1 file of thoughts, ", "1 damaged or newer file, ",
                 "1 file that is not balance's, 0.0 kB"):  # fmt: skip
        assert any(line.startswith(f"  {said}") for line in lines)
    assert "results/notes.txt" in done.stderr
    assert "results/2026-01-01T0000-small.json" in done.stderr


def test_where_makes_nothing(balance):
    done = balance("data", "where")
    assert done.stdout.splitlines() == [str(balance.home), "  Nothing is there."]
    assert not balance.home.exists()


def table_of(data: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return list(csv.DictReader(io.StringIO(opened.read("scores.csv").decode())))


def test_export_writes_every_file_and_a_table_of_all_scores(furnished, tmp_path):
    done = furnished("data", "export", "-o", tmp_path / "mine.zip")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{tmp_path / 'mine.zip'}\n"
    assert "not encrypted" in done.stderr
    data = (tmp_path / "mine.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert set(opened.namelist()) == {*files_in(furnished.home), "README.txt", "scores.csv"}
    first, second, third = table_of(data)
    # by hand: ranked 3 is 100 and agreed has none, half of two items are too few; told 1 of 1 to 3 is 0
    assert (first["goals"], first["climate"], first["chosen"]) == ("", "0.0", "'=goals")
    assert (first["result"], second["started"]) == ("2026-11-21T0900-small", "2026-11-22T09:00:00Z")
    assert (third["questionnaire"], third["goals"], third["climate"]) == ("balance", "50.0", "")


def test_export_names_what_it_leaves_out(furnished, tmp_path):
    with home_is(furnished.home):
        kept("2026-11-24T09:00:00Z", told=7)
    (furnished.home / "results" / "2026-01-01T0000-small.json").write_text("{")
    done = furnished("data", "export", "-o", tmp_path / "mine.zip")
    assert done.returncode == 0
    assert done.stderr.count("[damaged-file]") == 2
    assert "no such answers can be given: told" in done.stderr
    assert len(table_of((tmp_path / "mine.zip").read_bytes())) == 3


def test_export_has_a_name_of_its_own_and_replaces_nothing_unasked(furnished, tmp_path):
    first = furnished("data", "export", cwd=tmp_path)
    (path,) = tmp_path.iterdir()
    assert first.stdout.strip() == path.name
    assert path.name.startswith("balance-data-2")
    again = furnished("data", "export", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (1, "")
    assert "file-exists" in again.stderr
    assert furnished("data", "export", "--force", cwd=tmp_path).returncode == 0


def test_export_into_a_pipe_is_the_archive(furnished, tmp_path):
    done = subprocess.run(
        [*command(), "data", "export", "-o", "-"], env=furnished.environment, capture_output=True, check=True
    )
    (tmp_path / "piped.zip").write_bytes(done.stdout)
    assert len(table_of(done.stdout)) == 3
    assert furnished("data", "import", tmp_path / "piped.zip").returncode == 0


def test_without_results_there_is_an_archive_with_an_empty_table(balance, tmp_path):
    done = balance("data", "export", "-o", tmp_path / "mine.zip")
    assert done.returncode == 0, done.stderr
    assert table_of((tmp_path / "mine.zip").read_bytes()) == []


def test_out_and_in_again_gives_the_same_files_and_twice_adds_nothing(furnished, tmp_path):
    furnished("data", "export", "-o", tmp_path / "mine.zip")
    other = {"BALANCE_HOME": str(tmp_path / "other")}
    first = furnished("data", "import", tmp_path / "mine.zip", env=other)
    assert first.returncode == 0, first.stderr
    theirs = files_in(tmp_path / "other")
    assert theirs == files_in(furnished.home)
    second = furnished("data", "import", tmp_path / "mine.zip", env=other)
    assert "0 files taken in." in second.stderr
    assert files_in(tmp_path / "other") == theirs


def test_import_of_nothing_of_ours_is_an_error(balance, tmp_path):
    (tmp_path / "x.json").write_text(json.dumps({"format": "other"}))
    done = balance("data", "import", tmp_path / "x.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "foreign-file" in done.stderr
    assert not balance.home.exists()


def test_a_name_in_an_archive_can_move_no_cursor(balance, tmp_path):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as opened:
        opened.writestr("results/\x1b[2J\u202e[red].json", "{}")
    done = balance("data", "import", tmp_path / "evil.zip")
    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    assert "␛[2J‹202E›[red].json" in done.stderr


def test_forget_without_a_terminal_asks_for_yes_and_deletes_nothing(furnished):
    before = files_in(furnished.home)
    done = furnished("data", "forget", "--all")
    assert done.returncode == 1
    assert "--yes" in done.stderr
    assert "results/2026-11-21T0900-small.json" in done.stderr
    assert files_in(furnished.home) == before


def test_forget_leaves_nothing_and_says_what_it_cannot_reach(furnished):
    done = furnished("data", "forget", "--all", "--yes")
    assert done.returncode == 0, done.stderr
    assert (
        f"Deleted 5 files under {furnished.home}; backups and snapshots made by other programs are not ours to reach."
    ) in done.stderr
    assert list(furnished.home.iterdir()) == []


def test_forget_of_results_takes_their_thoughts_and_no_more(furnished):
    done = furnished("data", "forget", "2026-11-21", "1", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Deleted 3 files" in done.stderr
    left = {Path(name).name for name in files_in(furnished.home)}
    assert {name for name in left if name.endswith(".json")} == {"2026-11-22T0900-small.json"}


def test_forget_names_what_is_not_ours(furnished):
    (furnished.home / "results" / "notes.txt").write_text("mine")
    done = furnished("data", "forget", "--all", "--yes")
    assert "not made by balance and stay" in done.stderr
    assert "results/notes.txt" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["1", "--all"]])
def test_forget_wants_results_or_all(furnished, arguments):
    done = furnished("data", "forget", "--yes", *arguments)
    assert done.returncode == 2
    assert len(files_in(furnished.home)) == 5


def test_forget_of_what_is_not_there_says_so(furnished):
    done = furnished("data", "forget", "7", "--yes")
    assert done.returncode == 1
    assert "no-such-result" in done.stderr
    assert len(files_in(furnished.home)) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a POSIX terminal")
@pytest.mark.parametrize(("answer", "left"), [("yes", 4), ("ja", 4), ("no", 5), ("", 5)])
def test_on_a_terminal_forget_shows_what_goes_and_asks(furnished, answer, left):
    person = pexpect.spawn(command()[0], [*command()[1:], "data", "forget", "1"], env=furnished.environment,
                           encoding="utf-8", timeout=20)  # fmt: skip
    person.expect("results/2026-11-23T0900-balance.json")
    person.expect("yes or no")
    person.sendline(answer)
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 0
    assert len(files_in(furnished.home)) == left


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a POSIX terminal")
def test_an_archive_is_not_shown_on_a_terminal(furnished):
    person = pexpect.spawn(command()[0], [*command()[1:], "data", "export", "-o", "-"], env=furnished.environment,
                           encoding="utf-8", timeout=20)  # fmt: skip
    person.expect("name a file")
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 2
