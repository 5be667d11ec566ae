"""Reads answers for those commands that count them: once, into a private file that goes with the run."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
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
    questionnaire: str | None,
    options: "Options",
    count: "Callable[[Questionnaire, pl.LazyFrame, Sequence[str]], Found]",
) -> "tuple[Found, list[LeftOut]]":
    """Return what `count` makes of the questionnaire, the answers and the columns kept, and what was left out."""
    from tempfile import TemporaryDirectory

    import polars as pl

    from balance.answers.formats.background import InBackground
    from balance.answers.matching import ID, called
    from balance.answers.read import Batch
    from balance.cli.trying import say_recognised
    from balance.questionnaire.library import load

    names: list[str] = []
    instrument = None if questionnaire is None else load(questionnaire)
    with (
        Batch(files, instrument, options) as batch,
        TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder,
    ):
        say_recognised(batch)
        answers = Path(folder) / "answers.ipc"

        def keep(frame: "pl.LazyFrame", id_name: str) -> None:
            there = frame.collect_schema().names()
            found = [called(there, wanted) or ID for wanted in options.keep]
            names[:] = dict.fromkeys(id_name if name == ID else name for name in found)
            kept = frame.rename({ID: id_name}) if ID in found else frame.drop(ID)
            kept.with_columns(pl.col(names).cast(pl.Categorical)).sink_ipc(answers)  # few labels, quick to group by

        InBackground(partial(import_module, "numpy"))  # while Polars reads, which seldom keeps every core busy
        left_outs = batch.read(keep)
        return count(batch.questionnaire, pl.scan_ipc(answers), names), left_outs


def say_read(left_outs: "list[LeftOut]", target: Path | None) -> None:
    """Say what was read and left out, and list it beside the output, if there is one."""
    from balance.cli.tabling import list_beside, say_left_out

    beside = None if target is None else list_beside(target, left_outs)
    say_left_out(left_outs, beside, apostrophes=False)
