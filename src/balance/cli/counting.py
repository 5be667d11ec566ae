"""Reads answers for those commands that count them: once, into a private file that goes with the run."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.leftout import LeftOut
    from balance.answers.options import Options
    from balance.questionnaire.model import Questionnaire

Found = TypeVar("Found")


def counted_from(
    files: list[Path],
    instrument: "Questionnaire",
    options: "Options",
    count: "Callable[[pl.LazyFrame, Sequence[str]], Found]",
) -> "tuple[Found, list[LeftOut]]":
    """Return what `count` makes of the answers and of the columns that are kept, and what was left out of each file."""
    from tempfile import TemporaryDirectory

    import polars as pl

    from balance.answers.matching import ID
    from balance.answers.read import read_into
    from balance.delivery.people import column

    names: list[str] = []

    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        answers = Path(folder) / "answers.ipc"

        def keep(frame: "pl.LazyFrame", id_name: str) -> None:
            there = frame.collect_schema().names()
            found = [column(there, wanted) or ID for wanted in options.keep]
            names[:] = dict.fromkeys(id_name if name == ID else name for name in found)
            (frame.rename({ID: id_name}) if ID in found else frame.drop(ID)).sink_ipc(answers)

        left_outs = read_into(files, instrument, keep, options)
        return count(pl.scan_ipc(answers), names), left_outs


def say_left_out(left_outs: "list[LeftOut]") -> None:
    """Say on stderr what was read and what was left out."""
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines

    for left_out in left_outs:
        for line in left_out_lines(left_out, apostrophes=False):
            say(line)
