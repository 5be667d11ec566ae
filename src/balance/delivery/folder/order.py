"""What a delivery is made of: the group as others may see it, and the answers that are the coach's alone."""

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from balance.answers.leftout import LeftOut
from balance.delivery.people import Who
from balance.pages.options import Beside
from balance.questionnaire.model import Questionnaire
from balance.sharing.model import SharedGroup
from balance.stamp import made_by

if TYPE_CHECKING:
    import polars as pl


class Order(NamedTuple):
    """One delivery. `answers` has a row a respondent, `id_name` is what their column of ids is called.

    `with_group`: each personal report has the group's means beside one's own. `template` is what the slides
    are to look like; None for ours.
    """

    group: SharedGroup
    questionnaire: Questionnaire
    answers: "pl.DataFrame"
    id_name: str
    who: Who
    left_outs: list[LeftOut]
    with_group: bool = False
    lenient: bool = False
    template: bytes | None = None

    @property
    def made_of(self) -> str:
        """Return all that the files of the group depend on, as a text."""
        return f"{made_by()} {self.questionnaire.digest} {self.group.model_dump_json()}"

    @property
    def made_of_answers(self) -> str:
        """Return all that the table of scores depends on, as a text."""
        rows = sha256(self.answers.write_csv().encode()).hexdigest()
        return f"{made_by()} {self.questionnaire.digest} {self.id_name} {self.lenient} {self.group.draft} {rows}"

    @property
    def beside(self) -> Beside | None:
        """Return the group's means for personal reports: where they are wanted, and from k + 1 people on.

        Of a group of k whoever takes themselves out of a mean knows that of k - 1 others.
        """
        group = self.group
        if not self.with_group or group.n <= (group.min_group or 0):
            return None
        scores = {**group.dimensions, **group.axes}
        return Beside(
            n=group.n,
            means={id: score.mean for id, score in scores.items() if score.mean is not None},
            lean=group.lean.mean if group.lean else None,
            level=group.level.mean if group.level else None,
        )
