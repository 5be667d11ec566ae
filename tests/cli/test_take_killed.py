"""`balance take` killed at any moment: every acknowledged answer is there, and at most one more."""

import random
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from program import command

from balance.questionnaire.library import load

ITEMS = list(load("balance").items)
POSIX = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")


@POSIX
@pytest.mark.parametrize("kills", [12, pytest.param(400, marks=pytest.mark.deep)])
def test_every_answer_whose_next_question_was_asked_is_on_the_disk(balance, tmp_path, monkeypatch, kills):
    from balance.store.journal import unfinished
    from balance.store.results import results

    chance = random.Random(kills)  # noqa: S311
    midway = 0
    for run in range(kills):
        home = tmp_path / f"home {run}"
        answers = [chance.randint(1, 5) for _item in ITEMS]
        environment = balance.environment | {"BALANCE_HOME": str(home)}
        asked = killed(chance.randint(1, 50), chance.uniform(0, 0.01), answers, environment)
        monkeypatch.setenv("BALANCE_HOME", str(home))
        kept = [each.answers for each in unfinished()] + [each.result.answers for each in results()]
        assert len(kept) <= 1
        there = list(kept[0].items()) if kept else []
        assert there == list(zip(ITEMS, answers, strict=True))[: len(there)]
        assert asked - 1 <= len(there) <= asked
        midway += 0 < len(there) < len(ITEMS)
    assert midway > kills / 2


def killed(question: int, later: float, answers: list[int], environment: dict[str, str]) -> int:
    """Run an interview, kill it so many seconds after a question was asked, and return how many it asked."""
    told = Path(environment["BALANCE_HOME"] + " told")
    with told.open("wb") as stderr:
        child = subprocess.Popen(
            [*command(), "take"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stderr, env=environment
        )
        assert child.stdin is not None
        child.stdin.write("".join(f"{answer}\n" for answer in answers).encode())
        child.stdin.flush()
        while asked(told) < question and child.poll() is None:
            time.sleep(0.0005)
        time.sleep(later)
        child.kill()
        child.wait()
        child.stdin.close()
    return asked(told)


def asked(told: Path) -> int:
    """Return how many questions were asked."""
    return len(re.findall(rb"^\d+ of 54\.", told.read_bytes(), re.MULTILINE))
