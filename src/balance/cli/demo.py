"""`balance demo`: the profile of an invented manager."""

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from balance.cli.options import JsonOption, LanguageOption, SentencesOption, chosen_language
from balance.words import _

if TYPE_CHECKING:
    from balance.questionnaire.model import Answer, Questionnaire


class Demo(NamedTuple):
    """An invented person: the questionnaire, the answers, and the sentence that says so."""

    questionnaire: "Questionnaire"
    answers: "dict[str, Answer]"
    about: dict[str, str]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Show the profile of an invented manager: in five seconds what ten minutes give."),
        epilog=_("Example: balance demo --language nb"),
        rich_help_panel=panel,
    )(demo)


def demo(language: LanguageOption = None, plain: SentencesOption = False, json: JsonOption = False) -> None:
    """Show the profile of an invented manager."""
    from balance import words
    from balance.reflection import profile
    from balance.terminal.console import say
    from balance.terminal.picture import Asked
    from balance.terminal.showing import show_profile

    shown = _invented()
    spoken = chosen_language(language, shown.questionnaire)
    words.use(spoken)
    found = profile(shown.answers, shown.questionnaire, spoken)
    about = shown.questionnaire.say(shown.about, spoken)
    if json:
        say(about)
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
        return
    asked = Asked(heading=about, next_step=_("balance take, for your own picture in about ten minutes"))
    show_profile(found, shown.questionnaire, plain, asked)


def _invented() -> Demo:
    from balance.answers.single import read_answers
    from balance.content import content
    from balance.questionnaire.document import read
    from balance.questionnaire.library import load

    path = content("demo") / "balance.yaml"
    tree = read(path).sound().tree
    questionnaire = load(str(tree["questionnaire"]))
    judged = read_answers(path, questionnaire)
    return Demo(questionnaire, {id: each.answer for id, each in judged.items()}, tree["about"])
