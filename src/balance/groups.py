"""What the answers of many people show: every statistic of a group and of its parts (docs/method.md, section 9).

`statistics` gives the numbers; here they are put together, as JSON has them.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from balance import words
from balance.changes import ChangeFound
from balance.errors import stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.stamp import Stamp, stamp
from balance.statistics import reasons
from balance.store.model import Source
from balance.words import _

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

    from balance.scores.frames import Frame
    from balance.statistics.tally import Tally

Notes = dict[str, str]  # statistic: a code of `reasons`, why it is null or how it must not be taken
FORMAT: Final = "balance-group/1"
Quartiles = tuple[float, float, float]


class Part(BaseModel):
    """A part of a group; nothing changes once it is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Classes(Part):
    """Shares of people, 0 to 1, in thirds of the scale; of the lean: left of, within and right of the margin."""

    low: float
    middle: float
    high: float


class ScoreFound(Part):
    """One score over those who have it.

    Numbers are in the unit of the score: percent of the maximum possible, 0 to 100 (the lean -100 to 100; in a
    questionnaire scored by mean or sum the dimensions' values). `need` is the mean of what is called for.
    """

    n: int
    mean: float | None
    sd: float | None
    quartiles: Quartiles | None
    classes: Classes | None
    need: float | None
    notes: Notes


class ItemFound(Part):
    """One item in its dimension, over those who answered it.

    `mean`, `sd` and `quartiles` are in the unit of the score (percent of the item's scale), turned where the dimension
    turns it; `counts` say how many gave each value of its scale, as answered. `r_drop` is its correlation with the
    other items, `alpha_without` alpha without it, both over the rows that answered all.
    """

    n: int
    mean: float | None
    sd: float | None
    quartiles: Quartiles | None
    counts: dict[str, int]
    r_drop: float | None
    alpha_without: float | None
    notes: Notes


class DimensionFound(ScoreFound):
    """One dimension. From `n_complete` to `sem`: over the rows that answered all items; SEM in the unit of the score.

    `rwg` is rwg(j), with one item rwg; `ad` is in values of the scale; both over all answers to each item.
    """

    n_complete: int
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    omega: float | None
    sem: float | None
    items: dict[str, ItemFound]
    rwg: float | None
    ad: float | None


class Shown(Part):
    """Everything told of one group of people."""

    n: int
    dimensions: dict[str, DimensionFound]
    axes: dict[str, ScoreFound]
    lean: ScoreFound | None
    level: ScoreFound | None


class Suppressed(Part):
    """A group of which nothing is told."""

    suppressed: Literal[True] = True


class DifferenceFound(Part):
    """The two axes against each other, over the `n` people who have both: r, and what it leaves of the lean.

    `alpha` is each axis's over all its items; `reliability` that of the difference of the axes.
    """

    n: int
    r: float | None
    alpha: dict[str, float | None]
    reliability: float | None
    notes: Notes


class AgreementFound(Part):
    """How much of a score's spread lies between the groups of a breakdown."""

    icc1: float | None
    icc2: float | None
    notes: Notes


class ScoreBeside(Part):
    """The mean of a score among the `n` people of norms, the group's less it, and that in SDs of these people.

    The SDs only where all is shown.
    """

    n: int
    mean: float
    difference: float
    sds: float | None


class BesideNorms(Part):
    """A group's means beside those of norms; `whose` says in words who they are."""

    description: str
    n: int
    questionnaire: Source
    whose: tuple[str, ...]
    scores: dict[str, ScoreBeside]


class Group(Shown):
    """A group of people and its parts by each breakdown; `full` tells that nothing is left out or rounded.

    `unlabelled` counts those who stand in no part of a breakdown; `change` is that since an earlier time and `norms`
    what it is put beside, None where that is not asked for; `why` explains every code of the notes and of the change.
    """

    format: Literal["balance-group/1"] = FORMAT
    made_by: str
    language: str
    questionnaire: Source
    options: tuple[str, ...]
    full: bool
    min_group: int | None
    difference: DifferenceFound | None
    by: dict[str, dict[str, Shown | Suppressed]]
    agreement: dict[str, dict[str, AgreementFound]]
    unlabelled: dict[str, int]
    change: ChangeFound | None = None
    norms: BesideNorms | None = None
    why: dict[str, str]


def group(  # noqa: PLR0913
    frame: "IntoFrame",
    questionnaire: Questionnaire,
    by: str | Sequence[str] = (),
    *,
    full: bool = False,
    lenient: bool = False,
    check: bool = True,
    language: str | None = None,
) -> Group:
    """Return what a data frame of answers shows of a group and of its parts, a row a respondent.

    Takes the frames that `balance.score` takes, and reads and checks them as it does. `by` names columns that divide
    the people into parts. `full` gives every statistic over all rows it can use, unrounded and with nothing
    suppressed: for those alone who may see every answer. Raises a ValueError without it, because what others may see
    is settled in `sharing`; a BalanceError where a column is not there, or a cell is no answer of its scale.
    """
    if not full:
        raise ValueError(_("This shows everything, and only with full=True. For others to see: balance.group."))
    from balance.scores.frames import understood

    columns = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    table = understood(frame, questionnaire, lenient, check)
    check_columns(table, questionnaire, columns)
    return counted(table.to_native(), questionnaire, columns, questionnaire.language(language, words.language()))


def check_columns(table: "Frame", questionnaire: Questionnaire, columns: Sequence[str]) -> None:
    """Raise a BalanceError unless these columns are there, and no items."""
    for column in columns:
        if column not in table.collect_schema().names() or column in questionnaire.items:
            what = _('There is no column "{column}" beside the items.').format(column=shown(column, 60))
            raise stop("frame", what, _("Name one of the others."), "no-such-column")


AnyGroup = TypeVar("AnyGroup", bound=Group)


def with_change(group: AnyGroup, change: ChangeFound) -> AnyGroup:
    """Return the group with a change, and what its codes mean."""
    codes = {*change.left_out.values(), *filter(None, [change.held])}
    why = {code: reasons.why(code) for code in sorted(codes)}
    return group.model_copy(update={"change": change, "why": group.why | why})


def counted(
    frame: "IntoFrame",
    questionnaire: Questionnaire,
    by: Sequence[str],
    language: str,
    *options: str,
    read: bool = False,
) -> Group:
    """Return the group of a frame whose items are values under their ids; `options` stand in its stamp.

    `read` says that balance has read the frame from files, as `tally` has it.
    """
    tree = _counted(frame, questionnaire, by, stamp(questionnaire, language, "full", *options), read)
    with without_collection():
        parts = {column: each.trees() for column, each in tree["by"].items()}
        return Group.model_validate(tree | {"by": parts})


def counted_json(
    frame: "IntoFrame",
    questionnaire: Questionnaire,
    by: Sequence[str],
    language: str,
    *options: str,
    read: bool = False,
) -> list[str]:
    """Return the same as `counted`, as the pieces of its JSON: of a group of many parts in a fraction of the time."""
    from balance.statistics.tallied.columns import as_json

    tree = _counted(frame, questionnaire, by, stamp(questionnaire, language, "full", *options), read)
    return [*as_json(tree)]


def _counted(
    frame: "IntoFrame", questionnaire: Questionnaire, by: Sequence[str], made: Stamp, read: bool
) -> dict[str, Any]:
    """Return the tree of a group; that of each breakdown is `Alike`."""
    from balance.statistics.tally import tally

    tallies = {column: tally(frame, questionnaire, column, read=read) for column in by}
    whole = next(iter(tallies.values())).whole() if tallies else tally(frame, questionnaire, read=read)
    return _composed(questionnaire, whole, tallies, made)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the collector from looking again and again at hundreds of thousands of new parts, none of them garbage.

    It would look at all of them at the end too, unless they are gone by then.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _composed(
    questionnaire: Questionnaire,
    whole: "Tally",
    tallies: "Mapping[str, Tally]",
    made: Stamp,
) -> dict[str, Any]:
    from balance.statistics.tallied import plain

    all_together = plain.groups(whole, questionnaire, plain.spreads(whole, questionnaire))
    (everyone,) = all_together.trees().values()
    parts, agreement = {}, {}
    for column, each in tallies.items():
        spreads = plain.spreads(each, questionnaire)
        parts[column] = plain.groups(each, questionnaire, spreads)
        agreement[column] = plain.agreement(len(each.labels), spreads)
    difference = plain.difference(whole, questionnaire)
    codes = all_together.codes().union(*(each.codes() for each in parts.values()))
    noted = [each for scores in agreement.values() for each in scores.values()] + ([difference] if difference else [])
    codes.update(code for each in noted for code in each["notes"].values())
    return everyone | {
        "format": FORMAT,
        "made_by": made.made_by,
        "language": made.language,
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "digest": questionnaire.digest,
        },
        "options": made.options,
        "full": True,
        "min_group": None,
        "difference": difference,
        "by": parts,
        "agreement": agreement,
        "unlabelled": {column: each.unlabelled for column, each in tallies.items()},
        "change": None,
        "norms": None,
        "why": {code: reasons.why(code) for code in sorted(codes)},
    }
