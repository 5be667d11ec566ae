"""`balance take`: the interview, and the profile at its end."""

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
    typer.Option("--plain", help=_("One line an answer: for pipes and screen readers. So far the only way.")),
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
    plain: PlainOption = False,  # noqa: ARG001
    no_save: NoSaveOption = False,  # noqa: ARG001
    json: JsonOption = False,
) -> None:
    """Answer a questionnaire and show the profile."""
    from balance import words
    from balance.questionnaire.library import load

    instrument = load(questionnaire)
    spoken = chosen_language(language, instrument)
    words.use(spoken)
    given = _from_file(answers, instrument) if answers else _from_person(instrument, spoken)
    _show(given, instrument, spoken, json)


def _from_file(path: Path, instrument: "Questionnaire") -> "dict[str, Answer]":
    from balance.answers.single import read_answers

    return {id: judged.answer for id, judged in read_answers(path, instrument).items()}


def _from_person(instrument: "Questionnaire", spoken: str) -> "dict[str, Answer]":
    from balance.interview import plain
    from balance.terminal.console import say

    say(plain.promise(instrument))
    return plain.ask(instrument, spoken, sys.stdin)


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
