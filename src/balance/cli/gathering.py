"""Reads the answers of a group, a row a respondent, for those who look at each of them."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from balance.words import _

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.leftout import LeftOut
    from balance.answers.options import Options
    from balance.questionnaire.model import Questionnaire


class Gathered(NamedTuple):
    """What was asked, the answers, a row a respondent, and what was left out of the files."""

    questionnaire: "Questionnaire"
    answers: "pl.DataFrame"
    left_outs: "list[LeftOut]"
    id_name: str

    @property
    def has_id(self) -> bool:
        """Return whether the answers have an id column."""
        return self.left_outs[0].columns.id is not None

    def called(self, column: str, where: str) -> str:
        """Return what a column that was asked for is called in the table. Raises a BalanceError where it is the id."""
        from balance.answers.matching import ID, called
        from balance.errors import stop
        from balance.safe import shown

        name = called(self.answers.columns, column) or ID
        if name == ID:
            what = _('"{column}" is the id column: each person is alone in it.').format(column=shown(column, 60))
            raise stop(where, what, _("Name another column after --by."), "by-the-id")
        return name


def gathered(files: list[Path], questionnaire: "str | Questionnaire | None", options: "Options") -> Gathered:
    """Read answers, a row a respondent, and say what was recognised."""
    import polars as pl

    from balance.answers.read import Batch
    from balance.cli.trying import say_recognised
    from balance.questionnaire.library import load

    found: list[tuple[pl.DataFrame, str]] = []
    instrument = load(questionnaire) if isinstance(questionnaire, str) else questionnaire
    with Batch(files, instrument, options) as batch:
        say_recognised(batch)
        left_outs = batch.read(lambda table, name: found.append((table.collect(), name)))
        answers, id_name = found[-1]
        return Gathered(batch.questionnaire, answers, left_outs, id_name)
