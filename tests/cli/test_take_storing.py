"""`balance take` and the disk: full, not to be written to, or busy with another interview."""

import json
import subprocess
import sys

import pexpect
import pytest
from program import command

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits and terminals")


@POSIX
def test_a_full_disk_keeps_every_acknowledged_answer_and_says_how_many(balance):
    import resource

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))

    environment = balance.environment | {"PYTHONDONTWRITEBYTECODE": "1"}  # it would be cut, and stay so
    done = subprocess.run(
        [*command(), "take"], input="4\n" * 54, capture_output=True, text=True, env=environment,
        preexec_fn=little_room, check=False,
    )  # fmt: skip
    (journal,) = (balance.home / "results").iterdir()
    kept = [json.loads(line) for line in journal.read_text("utf-8").splitlines()][1:]
    assert done.returncode == 1
    assert 5 < len(kept) < 54
    assert f"the last {len(kept)} answers are safe, this one is not" in done.stderr
    assert done.stderr.count(" of 54. ") == len(kept) + 1


@POSIX
@pytest.mark.parametrize("home", ["/proc/balance", "file/balance"])
def test_a_home_that_cannot_be_written_to_is_said_in_words(balance, tmp_path, home):
    (tmp_path / "file").write_text("no folder")
    done = balance("take", stdin="4\n" * 54, env={"BALANCE_HOME": str(tmp_path / home)})
    assert done.returncode == 1
    assert "annot be " in done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of ours" not in done.stderr


@POSIX
def test_an_interview_that_is_open_elsewhere_is_not_taken_from_there(balance):
    first = person(balance)
    first.expect("Enter begins")
    first.send("\r\r3")
    first.expect("2 of 54")
    second = person(balance)
    second.expect("go on")
    second.send("\r")
    second.expect(r"Go on there,\s+or end it")
    second.expect(pexpect.EOF)
    second.close()
    assert second.exitstatus == 1
    first.send("4")
    first.expect("3 of 54")
    first.sendintr()
    first.expect("2 answers are saved")
    first.close(force=True)


@POSIX
def test_a_second_interview_goes_on_where_the_first_stopped_begins_anew_or_shows_the_last(balance):
    assert balance("take", stdin="4\n" * 54).returncode == 0
    balance("take", stdin="2\n2\n")
    again = person(balance)
    again.expect("waits, 2 answered")
    again.send("s\r")
    again.expect("Level 75")
    again.expect(pexpect.EOF)
    anew = person(balance)
    anew.expect("begin anew")
    anew.send("a\r")
    anew.expect("Enter begins")
    anew.send("\r\r")
    anew.expect("1 of 54")
    anew.close(force=True)
    on = person(balance)
    on.send("\r")
    on.expect("Welcome back, 2 answered")
    on.close(force=True)


def person(balance):
    environment = balance.environment | {"TERM": "xterm-256color"}
    return pexpect.spawn(command()[0], [*command()[1:], "take"], env=environment, dimensions=(24, 80), timeout=30)
