"""`balance data`: where one's own answers are, taking them elsewhere, and forgetting them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.help import App
from balance.cli.options import ForceOption
from balance.words import _, number, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from balance.errors import Fault

LONG = 4000  # characters of a path that are shown

app = App(
    name="data",
    help=_("See, export, import and forget what balance keeps of you."),
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(parent: typer.Typer, panel: str) -> None:
    """Add the commands to the app."""
    parent.add_typer(app, name="data", rich_help_panel=panel)


OutOption = Annotated[
    Path | None,
    typer.Option("-o", "--out", help=_("Where to write the archive; - is standard output."), metavar="FILE"),
]
FileArgument = Annotated[Path, typer.Argument(help=_("An archive (.zip) or one result (.json)."), metavar="FILE")]
ResultsArgument = Annotated[
    list[str] | None,
    typer.Argument(help=_("Numbers (1 is the latest), dates, names or paths of results."), metavar="RESULT"),
]
AllOption = Annotated[bool, typer.Option("--all", help=_("Everything that balance keeps of you."))]
YesOption = Annotated[bool, typer.Option("--yes", help=_("Do not ask; for scripts."))]


@app.command(help=_("Show where your answers are, and what is there."), epilog=_("Example: balance data where"))
def where() -> None:
    """Show the folder and what lies in it."""
    from balance.safe import shown
    from balance.store.inventory import inventory
    from balance.terminal.console import result, say

    here = inventory()
    result(shown(here.folder, LONG))
    counts = (
        plural("{n} result", "{n} results", len(here.results)),
        plural("{n} interview under way", "{n} interviews under way", len(here.interviews)),
        plural("{n} file of thoughts", "{n} files of thoughts", len(here.thoughts)),
        plural("{n} damaged or newer file", "{n} damaged or newer files", len(here.damaged)),
        plural("{n} note of a fault of ours", "{n} notes of a fault of ours", len(here.faults)),
        plural("{n} note of your language", "{n} notes of your language", len(here.remembered)),
        plural("{n} ledger of reports on groups", "{n} ledgers of reports on groups", len(here.ledger)),
        plural("{n} file of a write that was cut off", "{n} files of writes that were cut off", len(here.left_over)),
        plural("{n} file that is not balance's", "{n} files that are not balance's", len(here.others)),
    )
    groups = (here.results, here.interviews, here.thoughts, here.damaged, here.faults, here.remembered, here.ledger,
              here.left_over, here.others)  # fmt: skip
    for said, paths in zip(counts, groups, strict=True):
        if paths:
            result(f"  {said.format(n=len(paths))}, {_size(paths)}")
    if not any(groups):
        result("  " + _("Nothing is there."))
    for path in (*here.damaged, *here.others):
        say(_shown(path, here.folder))


def _size(paths: "Iterable[Path]") -> str:
    return _("{size} kB").format(size=number(sum(path.lstat().st_size for path in paths) / 1000, 1))


def _shown(path: Path, folder: Path) -> str:
    from balance.safe import shown

    return "  " + shown(path.relative_to(folder), LONG)


@app.command(help=_("Write all you have into one zip: readable files, and a table of all scores."),
             epilog=_("Example: balance data export -o my-balance.zip"))  # fmt: skip
def export(out: OutOption = None, force: ForceOption = False) -> None:
    """Write an archive."""
    from balance.files import check_writable
    from balance.safe import shown
    from balance.scores.stored import score_table
    from balance.store import archive
    from balance.store.results import results
    from balance.table import as_csv
    from balance.terminal.console import result, say

    path = out or Path(f"balance-data-{_today()}.zip")
    if str(path) != "-":
        check_writable(path, force)
    elif sys.stdout.isatty():
        raise typer.BadParameter(_("An archive is nothing to read on a terminal: name a file after -o."))
    frame, faults = score_table(results())
    table = as_csv(frame)
    _name_left_out([*archive.files_to_export()[1], *faults])
    if str(path) == "-":
        sys.stdout.buffer.write(archive.packed(table))
        sys.stdout.buffer.flush()
        return
    archive.export(path, table)
    result(shown(path, LONG))
    say(_("The file is not encrypted. Keep it where nobody else reads it."))


def _today() -> str:
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m-%d}"


def _name_left_out(faults: "list[Fault]") -> None:
    from balance.terminal.console import say
    from balance.terminal.faults import as_text

    if faults:
        say(as_text(faults))


@app.command("import", help=_("Take in what was exported, here or on another machine; nothing is doubled."),
             epilog=_("Example: balance data import my-balance.zip"))  # fmt: skip
def import_(file: FileArgument) -> None:
    """Take in an archive or a result."""
    from balance.store.archive import take_in
    from balance.terminal.console import say

    taken = take_in(file)
    _name_left_out(taken.left_out)
    say(plural("{n} file taken in.", "{n} files taken in.", len(taken.new)).format(n=len(taken.new)))
    if taken.known:
        say(plural("{n} was there already.", "{n} were there already.", taken.known).format(n=taken.known))


@app.command(help=_("Delete results and the thoughts about them, or all that balance keeps of you."),
             epilog=_("Example: balance data forget 2026-11-23"))  # fmt: skip
def forget(results: ResultsArgument = None, everything: AllOption = False, yes: YesOption = False) -> None:
    """Delete files of ours, after a question."""
    from balance.safe import shown
    from balance.store import inventory
    from balance.terminal.console import say

    if bool(results) == everything:
        raise typer.BadParameter(_("Name results, or give --all."))
    paths = inventory.inventory().ours if everything else inventory.of(results or [])
    if paths and not yes and not _agreed(paths):
        say(_("Nothing was deleted."))
        return
    gone = inventory.forget(paths)
    said = plural(
        "Deleted {n} file under {path}; backups and snapshots made by other programs are not ours to reach.",
        "Deleted {n} files under {path}; backups and snapshots made by other programs are not ours to reach.",
        gone.deleted,
    )
    say(said.format(n=gone.deleted, path=shown(gone.folder, LONG)))
    if gone.young:
        say(_("Another balance may still be writing these; run this again in a minute:"))
        for path in gone.young:
            say(_shown(path, gone.folder))
    others = inventory.inventory().others if everything else []
    if others:
        say(_("These were not made by balance and stay:"))
        for path in others:
            say(_shown(path, gone.folder))


def _agreed(paths: list[Path]) -> bool:
    """Show what goes and ask. Raises a BalanceError where there is nobody to ask."""
    from balance.errors import stop
    from balance.files import home
    from balance.safe import shown
    from balance.terminal.console import say

    say(plural("This goes, from {path}:", "These go, from {path}:", len(paths)).format(path=shown(home(), LONG)))
    for path in paths:
        say(_shown(path, home()))
    if not sys.stdin.isatty():
        what = _("Nothing was deleted: there is no terminal to ask on.")
        raise stop("balance data forget", what, _("Add --yes to delete without a question."), "nobody-to-ask")
    say(_("Delete for good? Write yes or no:"))
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")
