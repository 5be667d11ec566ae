"""`balance score`: a row a respondent, from whatever table of answers there is."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.cli.options import ForceOption, OutOption
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.leftout import LeftOut
    from balance.questionnaire.model import Questionnaire

FileArgument = Annotated[
    Path, typer.Argument(help=_("The answers, a row a respondent: CSV, TSV or Parquet."), metavar="FILE")
]
QuestionnaireOption = Annotated[
    str,
    typer.Option(
        "-q",
        "--questionnaire",
        help=_("A questionnaire that comes with balance, or the path of one."),
        metavar="QUESTIONNAIRE",
    ),
]
IdOption = Annotated[
    str | None, typer.Option("--id", help=_("The column of ids; else the one called id."), metavar="COLUMN")
]
IntervalsOption = Annotated[bool, typer.Option("--intervals", help=_("Add the ends of each score's 95 % interval."))]
LenientOption = Annotated[
    bool,
    typer.Option("--lenient", help=_("Count cells that are no answers, and items without a column, as not answered.")),
]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Score a table of answers: one row a respondent."),
        epilog=_("Example: balance score answers.csv -o scores.csv"),
        rich_help_panel=panel,
    )(score)


def score(
    file: FileArgument,
    questionnaire: QuestionnaireOption = "balance",
    out: OutOption = None,
    id_column: IdOption = None,
    intervals: IntervalsOption = False,
    lenient: LenientOption = False,
    force: ForceOption = False,
) -> None:
    """Score a batch of answers."""
    from balance import table
    from balance.questionnaire.library import load

    instrument = load(questionnaire)
    target = None if out is None or str(out) == "-" else out
    if target is not None:
        _check(target, force, file)
    on_terminal = out is None and sys.stdout.isatty()
    ending = target.suffix.lower() if target else table.PARQUET if on_terminal else ".csv"
    with table.place(target) as path:
        left_out = _scored(file, instrument, path, ending, _Choices(id_column, intervals, lenient))
        if on_terminal:
            from balance.terminal.scores import show_first

            show_first(path, instrument, left_out.rows)
        elif target is None:
            table.to_stdout(path)
    beside = None if target is None else _list_beside(target, left_out)
    _summary(left_out, beside, apostrophes=ending in table.SEPARATORS)


class _Choices(NamedTuple):
    id_column: str | None
    intervals: bool
    lenient: bool


def _check(target: Path, force: bool, file: Path) -> None:
    from balance.answers.leftout import is_list, list_path
    from balance.files import check_writable
    from balance.table import check_out

    check_out(target, force, inputs=(file,))
    beside = list_path(target)
    check_writable(beside, force and (not beside.exists() or is_list(beside)), inputs=(file,))


def _scored(file: Path, instrument: "Questionnaire", path: Path, ending: str, choices: _Choices) -> "LeftOut":
    from balance import table
    from balance.answers.matching import ID
    from balance.answers.read import read_into
    from balance.scores.engines import score

    def use(frame: "pl.LazyFrame", id_name: str) -> None:
        table.write(score(frame, instrument, choices.intervals), path, ending, ID, id_name)

    return read_into(file, instrument, use, choices.id_column, choices.lenient)


def _list_beside(target: Path, left_out: "LeftOut") -> Path | None:
    """Write the list of what was left out beside the output; an older one spoke of another run, and goes."""
    from balance.answers.leftout import list_path, write_list
    from balance.files import whole

    path = list_path(target)
    if not left_out.anything:
        path.unlink(missing_ok=True)
        return None
    with whole(path) as temporary:
        write_list(left_out, temporary)
    return path


def _summary(left_out: "LeftOut", beside: Path | None, apostrophes: bool) -> None:
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines, list_line

    for line in left_out_lines(left_out, apostrophes):
        say(line)
    if beside is not None:
        say(list_line(beside))
