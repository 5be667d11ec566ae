"""What `balance group` compares a group with: the answers of an earlier time, and norms."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.cli.gathering import gathered
from balance.cli.tabling import say_left_out
from balance.words import _

if TYPE_CHECKING:
    from balance.answers.options import Options
    from balance.changes import Before, Matched
    from balance.groups import Group
    from balance.norms import Norms
    from balance.questionnaire.model import Questionnaire

SINCE = _("Compared with")
BeforeOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--before",
        help=_(
            "The answers of an earlier time: how the means of those who answered both times changed, for everyone only."
        ),
        rich_help_panel=SINCE,
        metavar="FILE",
    ),
]
BeforeQuestionnaireOption = Annotated[
    str | None,
    typer.Option(
        "--before-questionnaire",
        help=_("The version of the questionnaire that was answered then, where it is another one."),
        rich_help_panel=SINCE,
        metavar="QUESTIONNAIRE",
    ),
]
NormsOption = Annotated[
    Path | None,
    typer.Option(
        "--norms",
        help=_("Put the group's means beside those of these norms, made by `balance norms`."),
        rich_help_panel=SINCE,
        metavar="FILE",
    ),
]


def _have_sheets(files: Iterable[Path]) -> bool:
    return all(file.suffix.lower() == ".xlsx" for file in files)


class Earlier(NamedTuple):
    """What a group is compared with: the answers of an earlier time and their questionnaire, and norms."""

    files: tuple[Path, ...] = ()
    questionnaire: str | None = None
    norms: Path | None = None

    def check(self, now: Iterable[Path]) -> None:
        """Raise unless what is given can be used beside the files of now."""
        if {file.resolve() for file in self.files} & {file.resolve() for file in now}:
            raise typer.BadParameter(_("--before is for the answers of another time."))
        if self.questionnaire is not None and not self.files:
            raise typer.BadParameter(_("--before-questionnaire is for the answers that --before names."))

    @property
    def chosen(self) -> list[str]:
        """Return what stands in the stamp."""
        return [name for name, given in (("before", self.files), ("norms", self.norms)) if given]

    def read(self, instrument: "Questionnaire", options: "Options") -> "Before | None":
        """Read the answers of the earlier time, as those now are read; None where none are named."""
        from balance.changes import Before, no_ids
        from balance.questionnaire.library import load
        from balance.safe import shown

        if not self.files:
            return None
        asked = instrument if self.questionnaire is None else load(self.questionnaire)
        as_now = replace(options, keep=(), sheet=options.sheet if _have_sheets(self.files) else None)
        read = gathered(list(self.files), asked, as_now)
        say_left_out(read.left_outs, None, apostrophes=False)
        if not read.has_id:
            raise no_ids(shown(self.files[0]))
        return Before(read.answers, asked, str(self.files[0]))

    def read_norms(self, instrument: "Questionnaire") -> "Norms | None":
        """Read the norms; None where none are named."""
        from balance.norms import read

        return None if self.norms is None else read(self.norms, instrument)


def say_matched(matched: "Matched") -> None:
    """Say on stderr how many were matched, and which rows were with none because of their ids."""
    from balance.changes import told_of
    from balance.terminal.console import say

    for line in told_of(matched):
        say(line)


def compared(
    group: "Group", files: list[Path], instrument: "Questionnaire", options: "Options", earlier: Earlier
) -> "Group":
    """Return a group that shows everything with its whole change, and beside norms, where these are asked for."""
    from balance.changes import full_change, no_ids
    from balance.groups import with_change
    from balance.safe import shown
    from balance.sharing.norming import beside

    norms = earlier.read_norms(instrument)
    before = earlier.read(instrument, options)
    if before is not None:
        read = gathered(files, instrument, options)
        if not read.has_id:
            raise no_ids(shown(files[0]))
        change, matched = full_change(read.answers, instrument, before)
        say_matched(matched)
        group = with_change(group, change)
    return group if norms is None else beside(group, norms, instrument)
