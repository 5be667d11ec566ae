"""`balance score`: a row a respondent, from whatever table of answers there is."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.options import ForceOption, OutOption
from balance.cli.trying import DryRunOption, MapOption, WriteMapOption, check_map, try_out, write_map
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.leftout import LeftOut
    from balance.answers.read import Batch

FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        help=_("The answers, a row a respondent; several files are one table, - is stdin."), metavar="FILE..."
    ),
]
QuestionnaireOption = Annotated[
    str | None,
    typer.Option(
        "-q",
        "--questionnaire",
        help=_("A questionnaire that comes with balance, or the path of one; else it is recognised."),
        metavar="QUESTIONNAIRE",
    ),
]
IdOption = Annotated[
    str | None,
    typer.Option("--id", help=_("The column of ids; else the platform's, or the one called id."), metavar="COLUMN"),
]
IntervalsOption = Annotated[bool, typer.Option("--intervals", help=_("Add the ends of each score's 95 % interval."))]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", help=_("Encoding of text files; else it is found."), metavar="NAME")
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", help=_("Sheet of a workbook; else the one that fits."), metavar="NAME")
]
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
    files: FilesArgument,
    questionnaire: QuestionnaireOption = None,
    out: OutOption = None,
    id_column: IdOption = None,
    mapping: MapOption = None,
    write_mapping: WriteMapOption = None,
    dry_run: DryRunOption = False,
    intervals: IntervalsOption = False,
    lenient: LenientOption = False,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    force: ForceOption = False,
) -> None:
    """Score a batch of answers."""
    from balance.answers.mapping import read_mapping
    from balance.answers.options import Options
    from balance.answers.read import Batch
    from balance.questionnaire.library import load
    from balance.terminal.console import say
    from balance.terminal.leftout import recognised_line

    instrument = None if questionnaire is None else load(questionnaire)
    target = None if out is None or str(out) == "-" else out
    if target is not None:
        _check(target, force, tuple(files))
    if write_mapping is not None:
        check_map(write_mapping, force, tuple(files))
    settled = None if mapping is None else read_mapping(mapping)
    options = Options(id_column, (), lenient, encoding, sheet, settled)
    with Batch(files, instrument, options) as batch:
        if instrument is None:
            say(recognised_line(batch.questionnaire))
        if write_mapping is not None:
            write_map(write_mapping, batch)
        if dry_run or write_mapping is not None:
            _summary(try_out(batch), None, apostrophes=False, scored=False)
        else:
            _score(batch, out, target, intervals)


def _score(batch: "Batch", out: Path | None, target: Path | None, intervals: bool) -> None:
    from balance import table

    on_terminal = out is None and sys.stdout.isatty()
    ending = target.suffix.lower() if target else table.PARQUET if on_terminal else ".csv"
    with table.place(target) as path:
        left_outs = _scored(batch, path, ending, intervals)
        if on_terminal:
            from balance.terminal.scores import show_first

            show_first(path, batch.questionnaire, sum(left_out.rows for left_out in left_outs))
        elif target is None:
            table.to_stdout(path)
    beside = None if target is None else _list_beside(target, left_outs)
    _summary(left_outs, beside, apostrophes=ending in table.SEPARATORS)


def _check(target: Path, force: bool, files: tuple[Path, ...]) -> None:
    from balance.answers.leftout import is_list, list_path
    from balance.files import check_writable
    from balance.table import check_out

    check_out(target, force, inputs=files)
    beside = list_path(target)
    check_writable(beside, force and (not beside.exists() or is_list(beside)), inputs=files)


def _scored(batch: "Batch", path: Path, ending: str, intervals: bool) -> "list[LeftOut]":
    from balance import table
    from balance.answers.matching import ID
    from balance.scores.engines import score

    def use(frame: "pl.LazyFrame", id_name: str) -> None:
        table.write(score(frame, batch.questionnaire, intervals), path, ending, ID, id_name)

    return batch.read(use)


def _list_beside(target: Path, left_outs: "list[LeftOut]") -> Path | None:
    """Write the list of what was left out beside the output; an older one spoke of another run, and goes."""
    from balance.answers.leftout import list_path, write_list
    from balance.files import whole

    path = list_path(target)
    if not any(left_out.anything for left_out in left_outs):
        path.unlink(missing_ok=True)
        return None
    with whole(path) as temporary:
        write_list(left_outs, temporary)
    return path


def _summary(left_outs: "list[LeftOut]", beside: Path | None, apostrophes: bool, scored: bool = True) -> None:
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines, list_line

    for left_out in left_outs:
        for line in left_out_lines(left_out, apostrophes, scored):
            say(line)
    if beside is not None:
        say(list_line(beside))
