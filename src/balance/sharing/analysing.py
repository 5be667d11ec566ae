"""The group of a data frame that somebody already has: for others to see unless all is asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from balance import groups, words
from balance.anonymity.printing import MIN_GROUP
from balance.answers.matching import ID
from balance.errors import stop
from balance.groups import Group
from balance.questionnaire.model import Questionnaire
from balance.words import _

if TYPE_CHECKING:
    import polars as pl
    from narwhals.typing import IntoFrame

FRAME = "frame"  # where the faults of a frame are


def group(  # noqa: PLR0913
    frame: "IntoFrame",
    questionnaire: Questionnaire,
    by: str | Sequence[str] = (),
    *,
    full: bool = False,
    min_group: int = MIN_GROUP,
    lenient: bool = False,
    check: bool = True,
    language: str | None = None,
) -> Group:
    """Return what a data frame of answers shows of a group and of its parts, a row a respondent.

    Takes the frames that `balance.score` takes, and reads and checks them as it does. `by` names columns that divide
    the people into parts. What comes back is for others to see (a `SharedGroup`): over those with every score that is
    shown, means in whole points, groups hidden where their numbers, added or subtracted, would tell of fewer than
    `min_group` people. It is not held against earlier reports, and none is remembered: that `balance group -o` does.
    `full` gives every statistic over all rows it can use, unrounded and with nothing hidden: for those alone who may
    see every answer. Of a frame of PySpark only that is given: it is made of sums, and of how often each score occurs,
    so that no row of answers leaves the cluster, while what others may see is chosen row by row.

    Raises a BalanceError where too few have answered, a column is not there, or a cell is no answer of its scale.
    """
    columns = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if full:
        return groups.group(frame, questionnaire, columns, full=True, lenient=lenient, check=check, language=language)
    from balance.sharing.choosing import Wish, choose
    from balance.sharing.composing import shared

    answers = _understood(frame, questionnaire, columns, lenient, check)
    wish = Wish(tuple(columns), min_group)
    chosen = choose(answers, questionnaire, wish, has_id=False, where=FRAME)
    options = [f"min-group {min_group}", *(["lenient"] if lenient else [])]
    return shared(chosen, questionnaire, wish, questionnaire.language(language, words.language()), options=options)


def _understood(
    frame: "IntoFrame", questionnaire: Questionnaire, by: Sequence[str], lenient: bool, check: bool
) -> "pl.DataFrame":
    """Return the labels and the answers as one Polars frame, its rows numbered."""
    import narwhals as nw
    import polars as pl

    from balance.scores.frames import understood

    if nw.from_native(frame).implementation.is_spark_like():
        what = _(
            "What others may see of a group is chosen row by row, and the rows of a Spark frame stay where they are."
        )
        remedy = _("Use full=True if you may see every answer, or hand over frame.toArrow().")
        raise stop(FRAME, what, remedy, "group-on-spark")
    groups.check_columns(table := understood(frame, questionnaire, lenient, check), questionnaire, by)
    wanted = table.select(*by, *questionnaire.items)
    there = wanted.collect() if isinstance(wanted, nw.LazyFrame) else wanted
    answers = there.to_polars()
    return answers.with_columns(pl.Series(ID, range(answers.height), dtype=pl.Int64))
