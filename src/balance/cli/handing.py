"""The half of `balance score` that makes a file for each respondent."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from balance.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from balance.delivery.batch import Plan
    from balance.delivery.handing import Handed, Job
    from balance.delivery.people import Person
    from balance.errors import Fault

Found = TypeVar("Found")

EACH = _("For each respondent")
NAMED = 20  # of those whose file could not be made

NameOption = Annotated[
    str | None,
    typer.Option(
        "--name", help=_("The column of names, for the table and for reports."), rich_help_panel=EACH, metavar="COLUMN"
    ),
]
LanguageColumnOption = Annotated[
    str | None,
    typer.Option(
        "--language-column",
        help=_("The column with the language of each report."),
        rich_help_panel=EACH,
        metavar="COLUMN",
    ),
]
ReportsOption = Annotated[
    Path | None,
    typer.Option(
        "--reports",
        help=_("Put a report (PDF) for each respondent into this folder."),
        rich_help_panel=EACH,
        metavar="DIR",
    ),
]
ChartsOption = Annotated[
    Path | None,
    typer.Option(
        "--charts",
        help=_("Put a chart (PNG) for each respondent into this folder."),
        rich_help_panel=EACH,
        metavar="DIR",
    ),
]


class Folders(NamedTuple):
    """Where the files of the respondents go, and the columns that tell of a respondent."""

    reports: Path | None
    charts: Path | None
    name: str | None
    language_column: str | None
    force: bool

    @property
    def wanted(self) -> bool:
        """Return whether there are files to make."""
        return self.reports is not None or self.charts is not None

    def check(self) -> None:
        """Raise unless files may be put into the folders."""
        if not self.wanted:
            if self.language_column is not None:
                raise typer.BadParameter(_("--language-column is for --reports and --charts."))
            return
        from balance.delivery.handing import check_folder

        if self.reports is not None and self.charts is not None and self.reports.resolve() == self.charts.resolve():
            raise typer.BadParameter(_("Name two folders: each has a list of its own."))
        for folder in filter(None, (self.reports, self.charts)):
            check_folder(folder, self.force)


def hand_all(folders: Folders, table: Path, plan: "Plan", of: int) -> None:
    """Make all files that are wanted, from a table of so many clean answers; say how it went.

    Raises a BalanceError that names those whose file could not be made, when all others are.
    """
    from balance.delivery import making
    from balance.errors import BalanceError

    faults: list[Fault] = []
    for kind, folder, made in (
        (_("Reports"), folders.reports, making.reports),
        (_("Charts"), folders.charts, making.charts),
    ):
        if folder is not None:
            job = made(folder, plan.questionnaire, folders.force)
            faults += _hand(kind, job, _people(folders, table, plan), of)
    if faults:
        raise BalanceError(few(faults))


def _people(folders: Folders, table: Path, plan: "Plan") -> "Iterator[Person]":
    import polars as pl

    from balance.answers.matching import called
    from balance.delivery.people import Who, people

    names = pl.scan_parquet(table).collect_schema().names()
    who = Who(called(names, folders.name), called(names, folders.language_column))
    return people(table, plan.questionnaire, who, plan.language)


def _hand(kind: str, job: "Job", people: "Iterator[Person]", of: int) -> "list[Fault]":
    from balance.delivery.handing import hand_out
    from balance.safe import shown
    from balance.terminal.console import say

    folder = shown(job.folder)
    try:
        handed = file_by_file(kind, of, lambda tick: hand_out(people, of, job, tick))
    except (KeyboardInterrupt, SystemExit):
        told = _("{kind}: stopped. What is in {folder} is whole; the same command goes on from there.")
        say(told.format(kind=kind, folder=folder))
        raise
    for line in _told(kind, folder, handed):
        say(line)
    return handed.faults


def file_by_file(what: str, of: int, work: "Callable[[Callable[[], None]], Found]") -> "Found":
    """Run work that makes files, with progress; it calls what it is given after each, and there a signal ends it.

    In the midst of a file a library may take Ctrl-C for a fault of its own.
    """
    from balance.answers.stopping import Stopping
    from balance.terminal.progress import progress

    stopping = Stopping()
    found: list[Found] = []
    with progress(what, of) as tick:

        def step() -> None:
            stopping.check()
            tick()

        stopping.run(lambda: found.append(work(step)))
    return found[0]


def _told(kind: str, folder: str, handed: "Handed") -> "Iterator[str]":
    from balance.delivery.listing import LIST
    from balance.safe import shown
    from balance.words import number, plural

    n, right = len(handed.faults), handed.right
    counts = [plural("{n} made", "{n} made", handed.made).format(n=number(handed.made))]
    if right:
        counts.append(plural("{n} was right already", "{n} were right already", right).format(n=number(right)))
    if n:
        counts.append(plural("{n} not made", "{n} not made", n).format(n=number(n)))
    yield _("{kind} in {folder}: {counts}. {list} says whose is which.").format(
        kind=kind, folder=folder, counts=", ".join(counts), list=LIST
    )
    if handed.stale:
        n = len(handed.stale)
        yield plural(
            "{n} file of an earlier run there belongs to nobody in this table: {names}.",
            "{n} files of earlier runs there belong to nobody in this table: {names}.",
            n,
        ).format(n=number(n), names=", ".join(shown(name, 70) for name in handed.stale[:5]) + (" …" if n > 5 else ""))


def few(faults: "list[Fault]") -> "list[Fault]":
    """Return the first faults, and how many there are more."""
    from balance.errors import Fault
    from balance.words import number

    if len(faults) <= NAMED:
        return faults
    rest = _("{n} more could not be made.").format(n=number(len(faults) - NAMED))
    return [*faults[:NAMED], Fault(_("further rows"), rest, "", "not-made")]
