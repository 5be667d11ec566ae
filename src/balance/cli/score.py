"""`balance score`: a row a respondent, from whatever table of answers there is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.cli.handing import ChartsOption, Folders, LanguageColumnOption, NameOption, ReportsOption, hand_all
from balance.cli.options import ForceOption, LanguageOption, OutOption, chosen_language
from balance.words import _

if TYPE_CHECKING:
    from balance.delivery.batch import Plan, Read, Scored
    from balance.table import About


class Engine(StrEnum):
    """What computes the scores."""

    POLARS = "polars"
    DUCKDB = "duckdb"


FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        help=_("The answers, a row a respondent; several files are one table, - is stdin."), metavar="FILE..."
    ),
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


KeepOption = Annotated[
    list[str] | None,
    typer.Option("--keep", help=_("Copy this column into the table; may be given more than once."), metavar="COLUMN"),
]
FlagsOption = Annotated[
    bool, typer.Option("--flags", help=_("Add signs of answers given without reading: longest_run, irv, flagged."))
]
DecimalCommaOption = Annotated[
    bool, typer.Option("--decimal-comma", help=_("Write .csv and .tsv as a Norwegian Excel reads them."))
]
EngineOption = Annotated[Engine, typer.Option("--engine", help=_("What computes the scores; duckdb is an extra."))]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Score a table of answers: one row a respondent."),
        epilog=_("Example: balance score answers.csv -o scores.xlsx --reports reports --name Name"),
        rich_help_panel=panel,
    )(score)


def score(
    files: FilesArgument,
    questionnaire: QuestionnaireOption = "balance",
    out: OutOption = None,
    id_column: IdOption = None,
    keep: KeepOption = None,
    name: NameOption = None,
    language: LanguageOption = None,
    language_column: LanguageColumnOption = None,
    intervals: IntervalsOption = False,
    flags: FlagsOption = False,
    lenient: LenientOption = False,
    decimal_comma: DecimalCommaOption = False,
    reports: ReportsOption = None,
    charts: ChartsOption = None,
    engine: EngineOption = Engine.POLARS,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    force: ForceOption = False,
) -> None:
    """Score a batch of answers."""
    from balance.answers.options import Options
    from balance.answers.read import read_into
    from balance.delivery.batch import Plan, clean
    from balance.questionnaire.library import load

    instrument = load(questionnaire)
    folders = Folders(reports, charts, name, language_column, force)
    carried = dict.fromkeys(column for column in (*(keep or ()), name, language_column) if column is not None)
    options = Options(id_column, tuple(carried), lenient, encoding, sheet)
    silent = None if language_column in (*(keep or ()), name) else language_column
    plan = Plan(instrument, lenient, intervals, flags, engine.value, chosen_language(language, instrument), silent)
    output = _Output(None if out is None or str(out) == "-" else out, out is None, decimal_comma)
    output.check(force, tuple(files))
    folders.check()
    if engine is Engine.DUCKDB:
        from balance.scores.ducking import check_duckdb

        check_duckdb()
    with _workshop(engine is not Engine.POLARS or folders.wanted) as folder:
        tabled = out is not None or not folders.wanted  # who wants reports and names no table wants reports
        rows = _table(lambda use: read_into(files, instrument, use, options), plan, output if tabled else None, folder)
        if folder is not None and folders.wanted:
            hand_all(folders, clean(folder), instrument, plan.language, rows)


class _Output(NamedTuple):
    """Where the table goes: a file, else stdout; where nothing was said of it, a terminal gets a readable table."""

    file: Path | None
    unsaid: bool
    decimal_comma: bool

    @property
    def on_terminal(self) -> bool:
        return self.unsaid and sys.stdout.isatty()

    @property
    def ending(self) -> str:
        from balance.table import PARQUET

        return self.file.suffix.lower() if self.file else PARQUET if self.on_terminal else ".csv"

    def check(self, force: bool, files: tuple[Path, ...]) -> None:
        """Raise a BalanceError unless all that is written may be written there."""
        from balance.answers.leftout import is_list, list_path
        from balance.files import check_writable
        from balance.table import SEPARATORS, check_out

        if self.file is not None:
            check_out(self.file, force, inputs=files)
            beside = list_path(self.file)
            check_writable(beside, force and (not beside.exists() or is_list(beside)), inputs=files)
        if self.decimal_comma and not self.on_terminal and self.ending not in SEPARATORS:
            raise typer.BadParameter(_("--decimal-comma is for .csv and .tsv; the others know numbers."))


@contextmanager
def _workshop(wanted: bool) -> Iterator[Path | None]:
    """Yield a private folder for the clean answers, if one is wanted; it goes when the block ends."""
    if not wanted:
        yield None
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _table(read: "Read", plan: "Plan", output: _Output | None, folder: Path | None) -> int:
    """Score the answers, write the table if one is wanted, and say how it went; return how many rows there are."""
    from balance import table
    from balance.delivery.batch import Target, score_batch

    if output is None:
        scored = score_batch(read, plan, None, folder)
        _summary(scored, None, apostrophes=True)
        return scored.rows
    with table.place(output.file) as path:
        form = table.Form(output.ending, decimal_comma=output.decimal_comma)
        scored = score_batch(read, plan, Target(path, form), folder)
        if output.on_terminal:
            from balance.terminal.scores import show_first

            show_first(path, plan.questionnaire, scored.rows)
        elif output.file is None:
            table.to_stdout(path)
    beside = None if output.file is None else _list_beside(output.file, scored)
    if output.file is not None and table.has_about_beside(output.file) and scored.about:
        _about_beside(output.file, scored.about)
    _summary(scored, beside, apostrophes=output.ending in table.SEPARATORS)
    return scored.rows


def _about_beside(file: Path, about: "About") -> None:
    from balance.files import whole
    from balance.table import about_path, write_about

    with whole(about_path(file)) as temporary:
        write_about(about, temporary)


def _list_beside(target: Path, scored: "Scored") -> Path | None:
    """Write the list of what was left out beside the output; an older one spoke of another run, and goes."""
    from balance.answers.leftout import list_path, write_list
    from balance.files import whole

    path = list_path(target)
    if not any(left_out.anything for left_out in scored.left_outs):
        path.unlink(missing_ok=True)
        return None
    with whole(path) as temporary:
        write_list(scored.left_outs, temporary)
    return path


def _summary(scored: "Scored", beside: Path | None, apostrophes: bool) -> None:
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines, list_line

    for left_out in scored.left_outs:
        for line in left_out_lines(left_out, apostrophes):
            say(line)
    if beside is not None:
        say(list_line(beside))
