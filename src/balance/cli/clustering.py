"""The half of `balance score` that lets Spark compute."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.tabling import TABLE, about_beside, check_beside, list_beside, say_left_out
from balance.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from balance.answers.leftout import LeftOut
    from balance.answers.opening import Part
    from balance.answers.options import Options
    from balance.delivery.batch import Plan
    from balance.questionnaire.model import Questionnaire
    from balance.spark.tables import Table

MasterOption = Annotated[
    str | None,
    typer.Option(
        "--spark-master",
        help=_("Where Spark computes: spark://HOST:PORT; else as Spark is configured, or on this machine."),
        rich_help_panel=TABLE,
        metavar="URL",
    ),
]


def check_master(master: str | None, spark: bool) -> None:
    """Raise a usage error where a master is named that Spark would not take, or without Spark."""
    if master is None:
        return
    from balance.spark.masters import is_master

    if not spark:
        raise typer.BadParameter(_("--spark-master is for --engine spark."))
    if not is_master(master):
        raise typer.BadParameter(
            _("--spark-master is spark://HOST:PORT, local[2] (so many threads here), yarn or k8s://...")
        )


def folder_of(out: Path | None, dry_run: bool) -> Path | None:
    """Return the folder that is to be written, None where nothing is. Raises a usage error where none was named."""
    if dry_run:
        return None
    if out is None or str(out) == "-":
        raise typer.BadParameter(
            _("--engine spark writes a folder of parts: name it, -o scores.parquet or -o scores.csv.")
        )
    return out


def check_without(refused: "dict[str, object]") -> None:
    """Raise a usage error where an option was given that Spark cannot serve."""
    given = next((option for option, value in refused.items() if value), None)
    if given is not None:
        raise typer.BadParameter(_("{option} is not for --engine spark.").format(option=given))


def score_on_spark(
    files: list[Path],
    questionnaire: "Questionnaire | None",
    options: "Options",
    plan: "Callable[[Questionnaire], Plan]",
    out: Path | None,
    master: str | None,
    force: bool,
) -> None:
    """Score files and folders of parts on Spark into a folder of parts; without `out` only read and match them."""
    from balance.cli.trying import say_recognised, say_tried
    from balance.delivery.batch import keep_versions
    from balance.spark.output import check_folder, whole_folder
    from balance.spark.scoring import about
    from balance.spark.session import check_spark
    from balance.spark.tables import matched, opened

    if out is not None:
        check_folder(out, force, files)
        check_beside(out, force, tuple(files))
        check_about(out, force)
    tables = opened(files, questionnaire, options)
    say_recognised(tables)
    keep_versions(tables)
    parts = matched(tables)
    planned = plan(tables.questionnaire)
    told = about(parts, planned)
    check_spark()
    if out is None:
        say_tried(_computed(parts, planned, None, "", master))
        return
    ending = out.suffix.lower()
    with whole_folder(out, force) as folder:
        left_outs = _computed(parts, planned, folder, ending, master)
    about_beside(out, told)
    say_left_out(left_outs, list_beside(out, left_outs), apostrophes=ending == ".csv")


def _computed(
    parts: "Sequence[Part[Table]]", plan: "Plan", folder: Path | None, ending: str, master: str | None
) -> "list[LeftOut]":
    """Start Spark, let it score, and end it, showing how far it is."""
    from balance.spark.scoring import score_parts
    from balance.spark.session import started
    from balance.spark.watching import watched
    from balance.terminal.console import say
    from balance.terminal.progress import gauge

    with gauge(_("Scoring on Spark")) as tell, started(master) as spark, watched(spark, tell, say):
        return score_parts(spark, parts, plan, folder, ending)


def check_about(out: Path, force: bool) -> None:
    """Raise a BalanceError unless what the table says of itself may be put beside it."""
    from balance.files import check_writable
    from balance.table import about_path, is_about

    beside = about_path(out)
    check_writable(beside, force and (not beside.exists() or is_about(beside)))
