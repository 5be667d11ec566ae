"""The part of `balance group` that puts the whole delivery into a folder."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from balance.delivery.folder.filling import Filled
    from balance.delivery.folder.order import Order

FOLDER = _("The whole delivery, with -o DIR/")

GroupOutOption = Annotated[
    str | None,
    typer.Option(
        "-o", "--out", help=_("Where to write; DIR/ gets the whole delivery; - is the terminal."), metavar="FILE"
    ),
]
PersonOption = Annotated[
    str | None,
    typer.Option("--name", help=_("The column of names, for personal reports."), rich_help_panel=FOLDER,
                 metavar="COLUMN"),
]  # fmt: skip
WithGroupOption = Annotated[
    bool,
    typer.Option("--with-group", help=_("Put the group's means into each personal report, beside one's own."),
                 rich_help_panel=FOLDER),
]  # fmt: skip
TemplateOption = Annotated[
    Path | None,
    typer.Option("--template", help=_("A presentation (.pptx) whose look the slides take on."),
                 rich_help_panel=FOLDER, metavar="FILE"),
]  # fmt: skip


class Whole(NamedTuple):
    """The folder of a whole delivery, and what goes into it."""

    folder: Path
    name: str | None
    with_group: bool
    template: Path | None
    force: bool

    @property
    def looks(self) -> bytes | None:
        """Return the template of the slides."""
        return self.template.read_bytes() if self.template else None

    def check(self, json: bool) -> None:
        """Raise unless the delivery may be put there."""
        from balance.delivery.folder.filling import check
        from balance.delivery.folder.names import names
        from balance.files import check_readable

        if json:
            raise typer.BadParameter(_("--json prints, or goes into a file; a folder gets the whole delivery."))
        if self.template is not None:
            from balance.delivery.folder.slides import check_template

            check_readable(self.template)
            check_template(self.template)
        check(self.folder, self.force, names())

    def fill(self, order: "Order", whole: "Callable[[], None]") -> None:
        """Fill the folder and say how it went. Raises a BalanceError that names those whose report was not made."""
        from balance.cli.handing import few, file_by_file
        from balance.delivery.folder.filling import fill, steps
        from balance.errors import BalanceError
        from balance.safe import shown
        from balance.terminal.console import say

        folder = shown(self.folder)
        try:
            filled = file_by_file(
                _("The folder"), steps(order), lambda tick: fill(self.folder, order, self.force, tick, whole)
            )
        except (KeyboardInterrupt, SystemExit):
            told = _("Stopped. What is in {folder} is whole; the same command goes on from there. "
                     "Hand out nothing of it before that.")  # fmt: skip
            say(told.format(folder=folder))
            raise
        for line in _told(folder, order, filled):
            say(line)
        if filled.personal.faults:
            raise BalanceError(few(filled.personal.faults))


def whole_of(out: str | None, name: str | None, with_group: bool, template: Path | None, force: bool) -> Whole | None:
    """Return the folder that is wanted, if -o names one: it ends with a slash, or it is there.

    Raises where an option is given that does nothing without one.
    """
    separators = ("/", os.sep)
    if out is not None and out != "-" and (out.endswith(separators) or Path(out).is_dir()):
        return Whole(Path(out), name, with_group, template, force)
    for option, given in (("--name", name), ("--with-group", with_group), ("--template", template)):
        if given:
            raise typer.BadParameter(_("{option} is for a folder: -o DIR/.").format(option=option))
    return None


def _told(folder: str, order: "Order", filled: "Filled") -> "Iterator[str]":
    from balance.delivery.folder.names import names
    from balance.delivery.folder.slides import installed
    from balance.safe import shown
    from balance.words import number, plural

    counts = [plural("{n} file made", "{n} files made", filled.made).format(n=number(filled.made))]
    if filled.right:
        right = plural("{n} was right already", "{n} were right already", filled.right)
        counts.append(right.format(n=number(filled.right)))
    yield _("In {folder}: {counts}. Read {first} before you hand anything out.").format(
        folder=folder, counts=", ".join(counts), first=names().first
    )
    if not installed():
        yield _("Without the slides: python-pptx is not installed here. Install it with "
                "pip install 'leadership-balance[slides]' and run this again.")  # fmt: skip
    if order.with_group and order.beside is None:
        yield _("The group's means are not in the personal reports: that is done from {n} people on.").format(
            n=number((order.group.min_group or 0) + 1)
        )
    if filled.stale:
        n = len(filled.stale)
        named = ", ".join(shown(name, 70) for name in filled.stale[:5]) + (" …" if n > 5 else "")
        yield plural("{n} file of an earlier run there belongs to this delivery no longer: {names}.",
                     "{n} files of earlier runs there belong to this delivery no longer: {names}.", n).format(
            n=number(n), names=named)  # fmt: skip
