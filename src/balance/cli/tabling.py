"""The half of `balance score` that writes the table, and says what was read and what was left out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.words import _

if TYPE_CHECKING:
    from balance.answers.leftout import LeftOut
    from balance.delivery.batch import Plan, Read, Scored
    from balance.table import About

TABLE = _("The table")

IntervalsOption = Annotated[
    bool,
    typer.Option(
        "--intervals",
        help=_("Add the ends of each score's 95 % interval."),
        rich_help_panel=TABLE,
    ),
]
FlagsOption = Annotated[
    bool,
    typer.Option(
        "--flags",
        help=_("Add signs of answers given without reading: longest_run, irv, flagged."),
        rich_help_panel=TABLE,
    ),
]
KeepOption = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        help=_("Copy this column into the table; may be given more than once."),
        rich_help_panel=TABLE,
        metavar="COLUMN",
    ),
]
DecimalCommaOption = Annotated[
    bool,
    typer.Option(
        "--decimal-comma", help=_("Write .csv and .tsv as a Norwegian Excel reads them."), rich_help_panel=TABLE
    ),
]


class Output(NamedTuple):
    """Where the table goes: a file, else stdout; where nothing was said of it, a terminal gets a readable table.

    `wanted` is false where reports are asked for and no table is.
    """

    file: Path | None
    unsaid: bool
    decimal_comma: bool
    wanted: bool

    @property
    def on_terminal(self) -> bool:
        """Return whether the table is to be read here and now."""
        return self.unsaid and sys.stdout.isatty()

    @property
    def ending(self) -> str:
        """Return the ending that says how the table is written."""
        from balance.table import PARQUET

        return self.file.suffix.lower() if self.file else PARQUET if self.on_terminal else ".csv"

    def check(self, force: bool, files: tuple[Path, ...]) -> None:
        """Raise a BalanceError unless all that is written may be written there."""
        from balance.table import SEPARATORS, check_out

        if self.file is not None:
            check_out(self.file, force, inputs=files)
            check_beside(self.file, force, files)
        if self.decimal_comma and self.ending not in SEPARATORS:
            raise typer.BadParameter(_("--decimal-comma is for .csv and .tsv; the others know numbers."))


def output_of(out: Path | None, decimal_comma: bool, reports: bool) -> Output:
    """Return where the table goes, by what stands after -o."""
    return Output(None if str(out) == "-" else out, out is None, decimal_comma, out is not None or not reports)


def table_of(read: "Read", plan: "Plan", output: Output, folder: Path | None) -> int:
    """Score the answers, write the table if one is wanted, and say how it went; return how many rows there are."""
    from balance.delivery.batch import score_batch

    if not output.wanted:
        scored = score_batch(read, plan, None, folder)
        say_left_out(scored.left_outs, None, apostrophes=True)
        return scored.rows
    scored, beside = _written(read, plan, output, folder)
    from balance.table import SEPARATORS

    say_left_out(scored.left_outs, beside, apostrophes=output.ending in SEPARATORS)
    return scored.rows


def _written(read: "Read", plan: "Plan", output: Output, folder: Path | None) -> "tuple[Scored, Path | None]":
    """Write the table and what stands beside it; return the list of what was left out, if there is one."""
    from balance import table
    from balance.delivery.batch import Target, score_batch

    with table.place(output.file) as path:
        form = table.Form(output.ending, decimal_comma=output.decimal_comma)
        scored = score_batch(read, plan, Target(path, form), folder)
        if output.on_terminal:
            from balance.terminal.scores import show_first

            show_first(path, plan.questionnaire, scored.rows)
        elif output.file is None:
            table.to_stdout(path)
    if output.file is None:
        return scored, None
    if scored.about is not None and table.has_about_beside(output.file):
        about_beside(output.file, scored.about)
    return scored, list_beside(output.file, scored.left_outs)


def check_beside(target: Path, force: bool, files: tuple[Path, ...]) -> None:
    """Raise a BalanceError unless the list of what was left out may be put beside an output."""
    from balance.answers.leftout import is_list, list_path
    from balance.files import check_writable

    beside = list_path(target)
    check_writable(beside, force and (not beside.exists() or is_list(beside)), inputs=files)


def about_beside(file: Path, about: "About") -> None:
    """Write what a table says of itself beside it."""
    from balance.files import whole
    from balance.table import about_path, write_about

    with whole(about_path(file)) as temporary:
        write_about(about, temporary)


def list_beside(target: Path, left_outs: "list[LeftOut]") -> Path | None:
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


def say_left_out(left_outs: "list[LeftOut]", beside: Path | None, apostrophes: bool) -> None:
    """Say what was read of each file and what was left out."""
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines, list_line

    for left_out in left_outs:
        for line in left_out_lines(left_out, apostrophes):
            say(line)
    if beside is not None:
        say(list_line(beside))
