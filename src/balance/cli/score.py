"""`balance score`: a row a respondent, from whatever table of answers there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.cli.clustering import MasterOption, check_master, check_without, folder_of, score_on_spark
from balance.cli.handing import ChartsOption, Folders, LanguageColumnOption, NameOption, ReportsOption, hand_all
from balance.cli.options import ForceOption, LanguageOption, OutOption, chosen_language
from balance.cli.tabling import (
    TABLE,
    DecimalCommaOption,
    FlagsOption,
    IntervalsOption,
    KeepOption,
    Output,
    output_of,
    table_of,
)
from balance.cli.trying import (
    DryRunOption,
    MapOption,
    WriteMapOption,
    check_map,
    say_recognised,
    settled,
    try_out,
    write_map,
)
from balance.words import _

if TYPE_CHECKING:
    from balance.delivery.batch import Plan
    from balance.questionnaire.model import Questionnaire


class Engine(StrEnum):
    """What computes the scores."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


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
EngineOption = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help=_("What computes the scores; duckdb and spark are extras. spark takes folders and gives one."),
        rich_help_panel=TABLE,
    ),
]


class Asked(NamedTuple):
    """What is computed, by what, and in which language it is told."""

    lenient: bool
    intervals: bool
    flags: bool
    engine: Engine
    language: str | None

    def plan(self, questionnaire: "Questionnaire", silent: str | None = None) -> "Plan":
        """Return it for a questionnaire; `silent` is a column that is read and not shown."""
        from balance.delivery.batch import Plan

        spoken = chosen_language(self.language, questionnaire)
        return Plan(questionnaire, self.lenient, self.intervals, self.flags, self.engine.value, spoken, silent)


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Score a table of answers: one row a respondent."),
        epilog=_("Example: balance score answers.csv -o scores.xlsx --reports reports --name Name"),
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
    spark_master: MasterOption = None,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    force: ForceOption = False,
) -> None:
    """Score a batch of answers."""
    from balance.answers.options import Options
    from balance.answers.read import Batch
    from balance.delivery.batch import clean, keep_versions
    from balance.questionnaire.library import load

    check_master(spark_master, engine is Engine.SPARK)
    instrument = None if questionnaire is None else load(questionnaire)
    folders = Folders(reports, charts, name, language_column, force)
    output = output_of(out, decimal_comma, folders.wanted)
    if engine is Engine.SPARK:
        _check_spark(folders, write_mapping, sheet, encoding, decimal_comma)
    else:
        _check(output, folders, engine, force, files)
    check_map(write_mapping, force, tuple(files))
    shown = [column for column in (*(keep or ()), name) if column is not None]
    silent = None if language_column in shown else language_column
    carried = tuple(dict.fromkeys([*shown, *([] if silent is None else [silent])]))
    options = Options(id_column, carried, lenient, encoding, sheet, settled(mapping))
    asked = Asked(lenient, intervals, flags, engine, language)
    if engine is Engine.SPARK:
        score_on_spark(files, instrument, options, asked.plan, folder_of(out, dry_run), spark_master, force)
        return
    staged = engine is not Engine.POLARS or folders.wanted or output.ending == ".xlsx"
    with Batch(files, instrument, options) as batch, _workshop(staged) as folder:
        say_recognised(batch)
        keep_versions(batch)
        if write_mapping is not None:
            write_map(write_mapping, batch)
        if dry_run or write_mapping is not None:
            try_out(batch)
            return
        plan = asked.plan(batch.questionnaire, silent)
        rows = table_of(batch.read, plan, output, folder)
        if folder is not None and folders.wanted:
            hand_all(folders, clean(folder), plan, rows)


def _check_spark(
    folders: Folders, write_mapping: Path | None, sheet: str | None, encoding: str | None, decimal_comma: bool
) -> None:
    """Raise where something is asked for that makes no sense on Spark."""
    check_without(
        {
            "--reports": folders.reports,
            "--charts": folders.charts,
            "--language-column": folders.language_column,
            "--write-map": write_mapping,
            "--sheet": sheet,
            "--encoding": encoding and encoding.lower() not in ("utf-8", "utf8"),
            "--decimal-comma": decimal_comma,
        }
    )


def _check(output: Output, folders: Folders, engine: Engine, force: bool, files: list[Path]) -> None:
    """Raise unless all that is asked for can be done, before anything is read."""
    output.check(force, tuple(files))
    folders.check()
    if engine is Engine.DUCKDB:
        from balance.scores.ducking import check_duckdb

        check_duckdb()


@contextmanager
def _workshop(wanted: bool) -> Iterator[Path | None]:
    """Yield a private folder for the clean answers, if one is wanted; it goes when the block ends."""
    if not wanted:
        yield None
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
