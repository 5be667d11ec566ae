"""Interviews and results to keep in tests, and processes that keep them."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from small_yaml import SMALL, checked

import balance
from balance.errors import BalanceError
from balance.questionnaire.model import Answer, Questionnaire
from balance.store import journal, results
from balance.store.journal import Journal
from balance.store.model import Result, Source, stem_of
from balance.store.results import Stored

QUESTIONNAIRE = checked(SMALL)
ANSWERS: dict[str, Answer] = {
    "ranked": 3,
    "agreed": None,
    "told": 1,
    "asked": "not_mine",
    "need_of_goals": 2,
    "need_of_meaning": 3,
    "trust": 1,
}


# Answers one question and waits.
HOLDING = """
import sys
from keeping import QUESTIONNAIRE
from balance.store import journal
with journal.start(QUESTIONNAIRE, "en") as begun:
    begun.record("ranked", 3)
    print(begun.path, flush=True)
    sys.stdin.read()
"""


def under_way(answers: Mapping[str, Answer] = ANSWERS, questionnaire: Questionnaire = QUESTIONNAIRE) -> Path:
    """Answer so much and leave; return the file."""
    with journal.start(questionnaire, "en") as begun:
        record(begun, answers)
    return begun.path


def record(begun: Journal, answers: Mapping[str, Answer]) -> None:
    for item, answer in answers.items():
        begun.record(item, answer)


def finished(answers: Mapping[str, Answer] = ANSWERS, questionnaire: Questionnaire = QUESTIONNAIRE) -> Stored:
    with journal.start(questionnaire, "en") as begun:
        record(begun, answers)
        return results.finish(begun, questionnaire)


def kept(started: str, questionnaire: Questionnaire = QUESTIONNAIRE, **answers: Answer) -> Stored:
    """Keep a result of that time."""
    source = Source(id=questionnaire.id, version=questionnaire.version, digest=questionnaire.digest)
    result = Result(
        questionnaire=source,
        language="en",
        started=started,
        finished=started,
        answers=(ANSWERS if questionnaire is QUESTIONNAIRE else {}) | answers,
        made_by="balance 0",
        document=questionnaire.tree,
    )
    return results.place(result, stem_of(started, questionnaire.id))


def fault(error: BalanceError) -> str:
    """Return the id of the only fault."""
    (only,) = error.faults
    return only.id


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all that lies in a folder, hidden files too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def home_is(folder: Path) -> Iterator[Path]:
    """Keep everything there for now."""
    before = os.environ.get("BALANCE_HOME")
    os.environ["BALANCE_HOME"] = str(folder)
    try:
        yield folder
    finally:
        if before is None:
            del os.environ["BALANCE_HOME"]
        else:
            os.environ["BALANCE_HOME"] = before


def python(script: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    """Start a process with this script, that finds balance, the helpers of the tests and our home."""
    paths = os.pathsep.join([str(Path(balance.__file__).parents[1]), str(Path(__file__).parent)])
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", script, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )
