"""`balance` alone: where one stands, and what to do next."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from balance.store.journal import Unfinished
    from balance.store.results import Stored
    from balance.terminal.start import Latest, Waiting


def start() -> None:
    """Print where one stands and three next steps."""
    from datetime import UTC, datetime

    from balance.store.journal import unfinished
    from balance.store.results import results
    from balance.terminal.showing import draw, look_of
    from balance.terminal.start import start_lines

    stored, begun = results(), unfinished()
    latest = _latest(stored[0]) if stored else None
    waiting = _waiting(begun[0]) if begun else None
    draw(start_lines(latest, waiting, datetime.now(UTC), look_of(sys.stdout)))


def _latest(stored: "Stored") -> "Latest":
    from datetime import datetime

    from balance import words
    from balance.reflection import profile
    from balance.store.results import questionnaire_of
    from balance.terminal.start import Latest
    from balance.wording import Words

    result = stored.result
    words.use(result.language)
    questionnaire = questionnaire_of(stored)
    said = Words(profile(result.answers, questionnaire, result.language, result.finished), questionnaire)
    verdict = said.verdict_words(said.profile.balance)[0] if said.profile.balance else said.title
    return Latest(datetime.fromisoformat(result.finished), said.title, verdict)


def _waiting(begun: "Unfinished") -> "Waiting":
    from balance import words
    from balance.questionnaire.library import load, shipped
    from balance.terminal.start import Waiting

    id = begun.header.questionnaire.id
    answered = sum(answer is not None for answer in begun.answers.values())
    command = f"balance take {id}"
    if id not in shipped():
        return Waiting(id, answered, answered, command)
    instrument = load(id)
    title = instrument.say(instrument.title, instrument.language(words.language()))
    return Waiting(title, answered, len(instrument.items), command)
