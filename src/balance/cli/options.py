"""Arguments and options that commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.words import _, language, language_code

if TYPE_CHECKING:
    from balance.questionnaire.model import Questionnaire


def show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        from importlib.metadata import version

        typer.echo(f"balance {version('leadership-balance')}")
        raise typer.Exit


QuestionnaireArgument = Annotated[
    str,
    typer.Argument(help=_("A questionnaire that comes with balance, or the path of one."), metavar="QUESTIONNAIRE"),
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", help=_("Language of the questionnaire: en, nb."), metavar="CODE")
]
OutOption = Annotated[
    Path | None, typer.Option("-o", "--out", help=_("Where to write; - is the terminal."), metavar="FILE")
]
ForceOption = Annotated[bool, typer.Option("--force", help=_("Replace a file that is there."))]
SentencesOption = Annotated[bool, typer.Option("--plain", help=_("In sentences: for pipes and screen readers."))]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]


def chosen_language(wanted: str | None, questionnaire: "Questionnaire") -> str:
    """Return the language of the content: the one wanted, else that of the messages, else the first.

    Raises a BalanceError where the questionnaire does not have the language wanted.
    """
    from balance.errors import stop
    from balance.safe import shown

    code = wanted if wanted in questionnaire.languages else language_code(wanted or "")
    if code and code not in questionnaire.languages:
        what = _('The questionnaire is not written in "{code}".').format(code=shown(wanted))
        remedy = _("It has: {languages}.").format(languages=", ".join(questionnaire.languages))
        raise stop(questionnaire.id, what, remedy, "no-such-language")
    return questionnaire.language(code, language())
