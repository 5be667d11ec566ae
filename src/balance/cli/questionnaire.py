"""`balance questionnaire`: what an author needs."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.help import App
from balance.cli.options import JsonOption, LanguageOption, QuestionnaireArgument, chosen_language
from balance.words import _, language, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from balance.errors import Fault
    from balance.questionnaire.document import Document
    from balance.questionnaire.model import Questionnaire

app = App(
    name="questionnaire",
    help=_("List, show and check questionnaires."),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(parent: typer.Typer, panel: str) -> None:
    """Add the commands to the app."""
    parent.add_typer(app, name="questionnaire", rich_help_panel=panel)


class Format(StrEnum):
    """How faults are told."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


FilesArgument = Annotated[
    list[str],
    typer.Argument(help=_("Files of questionnaires; or the id of one that comes with balance."), metavar="FILE"),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help=_("text for people, json for programs, github for its workflows."))
]


@app.command("list", help=_("List the questionnaires that come with balance."),
             epilog=_("Example: balance questionnaire list"))  # fmt: skip
def list_(json: JsonOption = False) -> None:
    """List the questionnaires that come with balance."""
    from balance.questionnaire.library import load, shipped
    from balance.terminal.console import result
    from balance.terminal.questionnaire import list_lines

    questionnaires = [load(id) for id in shipped()]
    if json:
        typer.echo(_listed_as_json(questionnaires))
        return
    for line in list_lines(questionnaires, language()):
        result(line)


def _listed_as_json(questionnaires: "list[Questionnaire]") -> str:
    import json

    listed = [
        {"id": each.id, "version": each.version, "digest": each.digest, "items": len(each.items),
         "languages": each.languages, "title": each.title}
        for each in questionnaires
    ]  # fmt: skip
    return json.dumps({"format": "balance-questionnaires/1", "questionnaires": listed}, indent=2)


@app.command(help=_("Show a whole questionnaire: its items, its scales and what is made of them."),
             epilog=_("Example: balance questionnaire show balance --language nb"))  # fmt: skip
def show(questionnaire: QuestionnaireArgument, language: LanguageOption = None) -> None:
    """Show a whole questionnaire."""
    import shutil

    from balance import words
    from balance.questionnaire.library import load
    from balance.terminal.console import result
    from balance.terminal.questionnaire import questionnaire_lines

    instrument = load(questionnaire)
    spoken = chosen_language(language, instrument)
    words.use(spoken)
    for line in questionnaire_lines(instrument, spoken, min(shutil.get_terminal_size().columns, 100)):
        result(line)


@app.command(help=_("Check questionnaires: every fault with its line and its remedy, and the file's own tests."),
             epilog=_("Example: balance questionnaire check mine.yaml"))  # fmt: skip
def check(files: FilesArgument, style: FormatOption = Format.TEXT) -> None:
    """Check questionnaires; leave with 1 where one has a fault."""
    from balance.errors import BalanceError
    from balance.questionnaire import library
    from balance.questionnaire.check import check as checked
    from balance.terminal.console import result

    faults: list[Fault] = []
    sound: list[str] = []
    for file in files:
        try:
            document = library.find(file)
            questionnaire = checked(document)
            disproofs = list(_failing_tests(questionnaire, document))
        except BalanceError as error:
            faults += error.faults
            continue
        faults += disproofs
        if not disproofs:
            sound.append(_no_faults(document.file, questionnaire))
    _tell(faults, style)
    for line in sound if style is not Format.JSON else ():
        result(line)
    if faults:
        raise typer.Exit(1)


def _failing_tests(questionnaire: "Questionnaire", document: "Document") -> "Iterator[Fault]":
    """Yield a fault for every score that a test of the file expects and does not get."""
    from balance.errors import Fault
    from balance.safe import shown
    from balance.scores.keying import disproved

    for disproof in disproved(questionnaire):
        what = _('In the test "{name}", {column} is {got}, not {expected}.').format(
            name=shown(disproof.name, 80),
            column=shown(disproof.column, 90),
            got=_score(disproof.got),
            expected=_score(disproof.expected),
        )
        remedy = _("Work it out by hand: either the keying or the test is wrong.")
        mark = document.mark(("tests", disproof.test, "expect", disproof.column))
        yield Fault(document.file, what, remedy, "failing-test", mark)


def _score(value: float | None) -> str:
    return _("no score") if value is None else f"{value:.6g}"


def _no_faults(file: str, questionnaire: "Questionnaire") -> str:
    counts = (
        plural("{n} item", "{n} items", len(questionnaire.items)).format(n=len(questionnaire.items)),
        plural("{n} dimension", "{n} dimensions", len(questionnaire.dimensions)).format(
            n=len(questionnaire.dimensions)
        ),
        plural("{n} test", "{n} tests", len(questionnaire.tests)).format(n=len(questionnaire.tests)),
    )
    return _("{file}: no faults; {counts}").format(file=file, counts=", ".join(counts))


def _tell(faults: "list[Fault]", style: Format) -> None:
    """Print faults: to people on stderr, to programs on stdout."""
    from balance.terminal import faults as told
    from balance.terminal.console import say

    if style is Format.JSON:
        typer.echo(told.as_json(faults))
    elif faults and style is Format.GITHUB:
        typer.echo(told.as_github(faults))
    elif faults:
        say(told.as_text(faults))


@app.command(help=_("Print the JSON Schema of the format, with which an editor checks while one writes."),
             epilog=_("Example: balance questionnaire schema > balance.schema.json"))  # fmt: skip
def schema() -> None:
    """Print the JSON Schema of the format."""
    import json

    from balance.questionnaire.model import shape

    typer.echo(json.dumps(shape(), indent=2))
