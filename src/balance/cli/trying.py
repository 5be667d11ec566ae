"""What `balance score` does before it scores: a mapping read or written, a run that writes nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from balance.words import _

if TYPE_CHECKING:
    from balance.answers.leftout import LeftOut
    from balance.answers.mapping import ColumnMapping
    from balance.answers.opening import Opened
    from balance.answers.read import Batch

MapOption = Annotated[
    Path | None,
    typer.Option("--map", help=_("A mapping: which column is which item, what labels mean."), metavar="FILE"),
]
WriteMapOption = Annotated[
    Path | None,
    typer.Option("--write-map", help=_("Write what was found as a mapping, and score nothing."), metavar="FILE"),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Read, match and say what was found; write nothing."))]


def settled(mapping: Path | None) -> "ColumnMapping | None":
    """Return the mapping at a path, if there is one."""
    from balance.answers.mapping import read_mapping

    return None if mapping is None else read_mapping(mapping)


def check_map(target: Path | None, force: bool, inputs: tuple[Path, ...]) -> None:
    """Raise a BalanceError unless a mapping, if one is wanted, may be put here."""
    from balance.files import check_writable

    if target is not None:
        check_writable(target, force, inputs)


def say_recognised(batch: "Opened[Any]") -> None:
    """Say which questionnaire was recognised, where none was named."""
    from balance.terminal.console import say
    from balance.terminal.leftout import recognised_line

    if batch.recognised:
        say(recognised_line(batch.questionnaire))


def write_map(target: Path, batch: "Batch") -> None:
    """Write the mapping of a batch, whole, and say where it is and what to do with it."""
    from balance.answers.drafting import drafted
    from balance.files import whole
    from balance.safe import shown
    from balance.terminal.console import say

    text = drafted(batch)
    with whole(target) as temporary:
        temporary.write_text(text, encoding="utf-8")
    say(_("The mapping, to be mended and given to --map: {path}").format(path=shown(target)))


def try_out(batch: "Batch") -> None:
    """Read and match everything, make nothing of it, and say how it went."""
    from balance.answers.drafting import drain

    say_tried(batch.read(drain))


def say_tried(left_outs: "list[LeftOut]") -> None:
    """Say what of each file could be scored."""
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines

    for left_out in left_outs:
        for line in left_out_lines(left_out, apostrophes=False, scored=False):
            say(line)
