"""Processes killed in the midst of writing: what was acknowledged is there, and what is there is whole."""

import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from keeping import QUESTIONNAIRE, home_is, kept, python, under_way

from balance.store import archive, journal, results, thoughts
from balance.store.inventory import forget, inventory
from balance.store.results import identity, questionnaire_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")

ANSWERING = """
import os, random
from keeping import QUESTIONNAIRE
from balance.store import journal, results
print("go", flush=True)
while True:
    with journal.start(QUESTIONNAIRE, "en") as begun:
        for item in QUESTIONNAIRE.items:
            value = random.randint(1, 3)
            begun.record(item, value)
            os.write(1, f"{begun.path.stem} {item} {value}\\n".encode())
        results.finish(begun, QUESTIONNAIRE)
"""

IMPORTING = """
import sys
from pathlib import Path
from balance.store import archive
print("go", flush=True)
archive.take_in(Path(sys.argv[1]))
print("done", flush=True)
"""

FORGETTING = """
from balance.store.inventory import forget, inventory
print("go", flush=True)
forget(inventory().ours)
print("done", flush=True)
"""


def killed(script: str, after: float, *arguments: object) -> list[str]:
    """Kill a process at most so many seconds after it said "go"; return the whole lines it said since."""
    with python(script, *arguments) as process:
        assert process.stdout.readline() == "go\n"
        time.sleep(random.uniform(0, after))  # noqa: S311
        process.send_signal(signal.SIGKILL)
        return process.stdout.read().split("\n")[:-1]


def furnish() -> None:
    for n in range(12):
        stored = kept(f"2026-11-{n + 1:02}T09:00:00Z", told=n % 3 + 1)
        thoughts.add(stored, f"thought {n}")
    for n in range(3):
        under_way({"ranked": n + 1})


def answers_are_there(folder: Path) -> None:
    with home_is(folder):
        said = killed(ANSWERING, 0.12)
        acknowledged: dict[str, dict[str, int]] = {}
        for line in said:
            stem, item, value = line.split()
            acknowledged.setdefault(stem, {})[item] = int(value)
        there = {each.path.stem: each.answers for each in journal.unfinished()}
        there |= {each.name: each.result.answers for each in results.results()}
        assert results.shelf().unread == []
        for stem, answers in acknowledged.items():
            assert answers.items() <= there[stem].items()
        more = sum(map(len, there.values())) - sum(map(len, acknowledged.values()))
        assert 0 <= more <= 1
        for each in journal.unfinished():
            with journal.resume(each.path) as again:
                for item in QUESTIONNAIRE.items:
                    again.record(item, 1)
                results.finish(again, QUESTIONNAIRE)
        assert journal.unfinished() == []


def an_import_can_be_run_again(folder: Path) -> None:
    with home_is(folder / "from"):
        furnish()
        archive.export(folder / "mine.zip", b"")
        expected = Counter(identity(each.result) for each in results.results())
    with home_is(folder / "to"):
        killed(IMPORTING, 0.1, folder / "mine.zip")
        for each in results.results():
            questionnaire_of(each)
        assert results.shelf().unread == []
        done = archive.take_in(folder / "mine.zip")
        assert done.left_out == []
        assert Counter(identity(each.result) for each in results.results()) == expected
        assert sorted(each.answers["ranked"] for each in journal.unfinished()) == [1, 2, 3]
        written = [each.text for each in thoughts.all_thoughts()[0] for each in each.thoughts]
        assert sorted(written) == sorted(f"thought {n}" for n in range(12))


def forgetting_can_be_run_again(folder: Path) -> None:
    with home_is(folder):
        furnish()
        killed(FORGETTING, 0.03)
        here = inventory()
        assert (here.damaged, here.others) == ([], [])
        names = {each.name for each in results.results()}
        assert {path.stem for path in here.thoughts} <= names
        forget(here.ours)
        assert list(folder.iterdir()) == []


SCENES = {"journal": answers_are_there, "import": an_import_can_be_run_again, "forget": forgetting_can_be_run_again}


@pytest.mark.parametrize(("scene", "times"), [("journal", 20), ("import", 10), ("forget", 10)])
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path, scene, times):
    for n in range(times):
        SCENES[scene](tmp_path / str(n))


@pytest.mark.deep
@pytest.mark.parametrize(("scene", "times"), [("journal", 600), ("import", 200), ("forget", 200)])
def test_a_thousand_killed_processes_lose_nothing_that_they_acknowledged(tmp_path, scene, times):
    for n in range(times):
        SCENES[scene](tmp_path / str(n))
