"""`balance show`: the profile of a result that is stored."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.options import JsonOption, SentencesOption
from balance.words import _

if TYPE_CHECKING:
    from balance.store.results import Stored

ResultArgument = Annotated[
    str, typer.Argument(help=_("A number of `history` (1 the latest), a date or its beginning, or a path."),
                        metavar="RESULT")
]  # fmt: skip
AllOption = Annotated[bool, typer.Option("--all", help=_("Every area, the questions and the limits."))]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Show the profile of a result again."),
        epilog=_("Example: balance show 2026-11"),
        rich_help_panel=panel,
    )(show)


def show(
    result: ResultArgument = "1",
    everything: AllOption = False,
    plain: SentencesOption = False,
    json: JsonOption = False,
) -> None:
    """Show a stored result."""
    from balance.store.results import find

    show_stored(find(result), everything, plain, json)


def show_stored(stored: "Stored", everything: bool = False, plain: bool = False, json: bool = False) -> None:
    """Print the profile of a result, with a note where its questionnaire has changed since."""
    from balance import words
    from balance.reflection import profile
    from balance.safe import shown
    from balance.store.results import changed, questionnaire_of
    from balance.store.thoughts import read
    from balance.terminal.console import result, say
    from balance.terminal.picture import Asked
    from balance.terminal.showing import show_profile

    questionnaire = questionnaire_of(stored)
    words.use(stored.result.language)
    if changed(stored):
        say(_("The questionnaire has changed since; this is shown as it was asked."))
    found = profile(stored.result.answers, questionnaire, stored.result.language, stored.result.finished)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
        return
    show_profile(found, questionnaire, plain, Asked(everything=everything))
    if stored.result.chosen:
        result(_("You will start with: {text}").format(text=shown(stored.result.chosen, width=2000)))
    for thought in read(stored).thoughts if everything else ():
        result(_("Your thought: {text}").format(text=shown(thought.text, width=2000)))
