"""`balance take`: the interview, and the profile at its end."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.options import JsonOption, LanguageOption, QuestionnaireArgument, chosen_language
from balance.words import _

if TYPE_CHECKING:
    from balance.questionnaire.model import Answer, Questionnaire

AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help=_("Take the answers from a file: .json, .yaml or .csv."), metavar="FILE"),
]
PlainOption = Annotated[
    bool,
    typer.Option("--plain", help=_("One line an answer: for pipes and screen readers.")),
]
NoSaveOption = Annotated[bool, typer.Option("--no-save", help=_("Store nothing. So far nothing is stored at all."))]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Answer a questionnaire about how you lead, and see your profile."),
        epilog=_("Example: balance take --language nb"),
        rich_help_panel=panel,
    )(take)


def take(
    questionnaire: QuestionnaireArgument = "balance",
    answers: AnswersOption = None,
    language: LanguageOption = None,
    plain: PlainOption = False,
    no_save: NoSaveOption = False,  # noqa: ARG001
    json: JsonOption = False,
) -> None:
    """Answer a questionnaire and show the profile."""
    from balance import words
    from balance.questionnaire.library import load

    instrument = load(questionnaire)
    if answers:
        spoken = chosen_language(language, instrument)
        words.use(spoken)
        given = _from_file(answers, instrument)
    else:
        spoken, given = _from_person(instrument, language, plain)
    _show(given, instrument, spoken, json)


def _from_file(path: Path, instrument: "Questionnaire") -> "dict[str, Answer]":
    from balance.answers.single import read_answers

    return {id: judged.answer for id, judged in read_answers(path, instrument).items()}


def _from_person(instrument: "Questionnaire", wanted: str | None, plain: bool) -> "tuple[str, dict[str, Answer]]":
    """Return the language and the answers of a person, asked on the whole screen or line by line."""
    spoken = chosen_language(wanted, instrument) if _language_is_plain(wanted, instrument) else None
    kept: dict[str, Answer] = {}
    try:
        ask = _line_by_line if plain or not _has_screen() else _on_screen
        return ask(instrument, spoken, kept)
    except KeyboardInterrupt:
        from balance.interview.greeting import farewell
        from balance.terminal.console import say

        say(farewell(len(kept), stored=False))
        raise


def _language_is_plain(wanted: str | None, instrument: "Questionnaire") -> bool:
    """Return whether an option, the environment or the questionnaire itself says the language."""
    from balance.words import preferred

    return bool(wanted) or len(instrument.languages) == 1 or preferred() in instrument.languages


def _has_screen() -> bool:
    """Return whether there is a person at a terminal that can be drawn on."""
    from rich.console import Console

    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        return False
    return not Console(stderr=True).legacy_windows


def _line_by_line(
    instrument: "Questionnaire", spoken: str | None, kept: "dict[str, Answer]"
) -> "tuple[str, dict[str, Answer]]":
    from balance import words
    from balance.interview import plain
    from balance.interview.greeting import promise
    from balance.terminal.console import say

    if spoken is None and sys.stdin.isatty():
        spoken = plain.choose_language(instrument, sys.stdin, remember=_forget)
    spoken = spoken or chosen_language(None, instrument)
    words.use(spoken)
    say(promise(instrument, stored=False))
    taken = plain.ask(instrument, spoken, sys.stdin, record=kept.__setitem__, given={})
    return spoken, taken.answers


def _on_screen(
    instrument: "Questionnaire", spoken: str | None, kept: "dict[str, Answer]"
) -> "tuple[str, dict[str, Answer]]":
    from balance import words
    from balance.interview import full
    from balance.interview.greeting import promise
    from balance.interview.terminal_state import Terminal

    with Terminal() as terminal:
        spoken = spoken or full.choose_language(terminal, instrument, remember=_forget)
        words.use(spoken)
        first = promise(instrument, stored=False)
        taken = full.ask(terminal, instrument, spoken, promise=first, record=kept.__setitem__, given={})
    return spoken, taken.answers


def _forget(_language: str) -> None:
    """Stand in for the store, which will remember the language."""


def _show(answers: "dict[str, Answer]", instrument: "Questionnaire", spoken: str, json: bool) -> None:
    from datetime import UTC, datetime

    from balance.reflection import profile
    from balance.terminal.console import result
    from balance.terminal.profile import profile_lines

    found = profile(answers, instrument, spoken, f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
        return
    for line in profile_lines(found, instrument):
        result(line)
