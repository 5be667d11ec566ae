"""Takes a questionnaire as `balance take` does, with a journal: what a test wants to see on disk is there.

    python taking.py QUESTIONNAIRE LANGUAGE JOURNAL

Each recorded answer is a line of JSON in JOURNAL, on disk before the next question is shown; lines that
are there already are the answers given before. What was taken is printed as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path

from balance import words
from balance.cli import main
from balance.errors import BalanceError, stop
from balance.interview import full, plain
from balance.interview.greeting import promise
from balance.interview.terminal_state import Terminal
from balance.questionnaire.library import load


def journal(path: Path):
    given = dict(json.loads(line) for line in path.read_text().splitlines()) if path.is_file() else {}
    file = os.open(path, os.O_WRONLY | os.O_APPEND | (0 if path.exists() else os.O_CREAT), 0o600)

    def record(id, answer):
        time.sleep(float(os.environ.get("TAKE_SLOWLY", "0")))
        try:
            os.write(file, json.dumps([id, answer]).encode() + b"\n")
            if path.is_file():
                os.fsync(file)
        except OSError as error:
            raise stop(str(path), "The disk is full.", "The answers before this one are safe.", "disk-full") from error

    return record, given


def take(name: str, language: str, path: str) -> None:
    main._prepare()
    words.use(language)
    questionnaire = load(name)
    record, given = journal(Path(path))
    if os.environ.get("TAKE_PLAIN"):
        taken = plain.ask(questionnaire, language, sys.stdin, record=record, given=given)
    else:
        with Terminal() as terminal:
            first = promise(questionnaire, stored=True)
            taken = full.ask(terminal, questionnaire, language, promise=first, record=record, given=given)
    print(json.dumps(taken._asdict()))  # noqa: T201


if __name__ == "__main__":
    try:
        take(*sys.argv[1:])
    except BalanceError as error:
        sys.exit(main._told(error))
    except KeyboardInterrupt:
        sys.exit(130)  # as typer does
