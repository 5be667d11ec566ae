"""What changed between two times in those who answered both: who they are, and the change of each mean."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from balance.errors import BalanceError, stop
from balance.questionnaire.model import Dimension, Questionnaire
from balance.safe import shown
from balance.statistics import reasons
from balance.statistics.change import PairedChange, holm
from balance.store.model import Part, Source
from balance.words import _, number

if TYPE_CHECKING:
    import polars as pl

LEAN, LEVEL = "lean", "level"
MOST = 3


class ChangeOf(Part):
    """How the mean of one score changed in the same `n` people, in the unit of the score: now less before.

    `sd` is that of their differences (n - 1), `low` and `high` bound the mean change (95 %, paired t); `certain` where
    the interval is all on one side of 0, among the dimensions after Holm's correction. `before` and `now` are their
    means, where all is shown. None is what cannot be told.
    """

    n: int
    change: float | None
    sd: float | None
    low: float | None
    high: float | None
    certain: bool | None
    before: float | None = None
    now: float | None = None


class ChangeFound(Part):
    """The change between two times, over `n` people who answered both; None where nothing of it may be told.

    `questionnaire` is that of the time before. `most` are the dimensions whose means changed most, `left_out` those
    that are not compared, each with the code of its reason; `held` is the code of why nothing is told.
    """

    questionnaire: Source
    n: int | None
    dimensions: dict[str, ChangeOf]
    axes: dict[str, ChangeOf]
    lean: ChangeOf | None
    level: ChangeOf | None
    most: tuple[str, ...]
    left_out: dict[str, str]
    held: str | None


class Before(NamedTuple):
    """The answers of an earlier time, a row a respondent, with the column `matching.ID`; where they stand."""

    answers: "pl.DataFrame"
    questionnaire: Questionnaire
    file: str

    @property
    def source(self) -> Source:
        """Return which questionnaire was answered."""
        asked = self.questionnaire
        return Source(id=asked.id, version=asked.version, digest=asked.digest)


class Matched(NamedTuple):
    """Rows of the same people now and before; how many rows, of both, have no id, or one that others have too."""

    now: list[int]
    before: list[int]
    without: int
    repeated: int


def matched(now: "pl.Series", before: "pl.Series", file: str) -> Matched:
    """Return which rows have the same id, blanks around it and case apart; repeated ids belong to nobody for sure.

    Raises a BalanceError, of the earlier `file`, where not one is found.
    """
    places, without, repeated = [], 0, 0
    for ids in (now, before):
        rows = rows_of(ids)
        without += len(rows.pop("", ()))
        repeated += sum(len(own) for own in rows.values() if len(own) > 1)
        places.append({text: own[0] for text, own in rows.items() if len(own) == 1})
    both = [text for text in places[0] if text in places[1]]
    if not both:
        what = _("Not one id of the answers now stands in {file}: nobody can be matched.").format(file=shown(file))
        raise stop(shown(file), what, _("Name the column that identifies people both times with --id."), "no-pairs")
    return Matched([places[0][text] for text in both], [places[1][text] for text in both], without, repeated)


def rows_of(ids: "pl.Series") -> dict[str, list[int]]:
    """Return the rows of each id, blanks around it and case apart; those without one under ""."""
    rows: dict[str, list[int]] = {}
    for row, id in enumerate(ids):
        rows.setdefault("" if id is None else str(id).strip().casefold(), []).append(row)
    return rows


def no_ids(file: str) -> BalanceError:
    """Return the error of a file without an id column."""
    what = _("Without an id column nobody can be matched with an earlier answer.")
    return stop(file, what, _("Name the id column with --id, or leave out --before."), "no-ids-no-pairs")


def comparable(now: Questionnaire, before: Before) -> list[str]:
    """Return the dimensions that mean the same both times: the same items, scales, directions and rules of scoring.

    Wording may differ. Raises a BalanceError where the questionnaire is another one.
    """
    then = before.questionnaire
    if then.id != now.id:
        what = _("These are answers to {other}, and those now are to {id}.").format(other=then.id, id=now.id)
        raise stop(
            shown(before.file), what, _("Compare answers to the same questionnaire."), "before-other-questionnaire"
        )
    return [id for id, part in now.dimensions.items()
            if id in then.dimensions and _sense(now, id, part) == _sense(then, id, then.dimensions[id])]  # fmt: skip


def _sense(questionnaire: Questionnaire, id: str, part: Dimension) -> tuple[object, ...]:
    """Return all of a dimension that its score depends on."""
    items = {item: (questionnaire.items[item].scale.values, item in part.reversed) for item in part.items}
    return items, questionnaire.required(id), questionnaire.scoring.score


class Scores(NamedTuple):
    """The scores of the same people, a row each, now and before: of some dimensions, and what is made of these."""

    now: "pl.DataFrame"
    before: "pl.DataFrame"

    def of(self, id: str) -> tuple[list[float], list[float]] | None:
        """Return one score before and now, of those who have it both times; None where it is not compared."""
        if id not in self.now.columns or id not in self.before.columns:
            return None
        there = self.now[id].is_not_null() & self.before[id].is_not_null()
        return self.before[id].filter(there).to_list(), self.now[id].filter(there).to_list()


def scores_of(answers: "pl.DataFrame", questionnaire: Questionnaire) -> "pl.DataFrame":
    """Return the scores of the dimensions of answers, in the order of their rows."""
    from balance.scores.engines import score

    return score(answers.select(*questionnaire.items), questionnaire).select(*questionnaire.dimensions)


def composed(dimensions: "pl.DataFrame", questionnaire: Questionnaire) -> "pl.DataFrame":
    """Return dimensions with the axes, lean and level that follow from these; without an axis that lacks too many."""
    import narwhals as nw

    from balance.scores.expressions import balance_scores, mean_of

    table = nw.from_native(dimensions)
    axes = {axis: [id for id in part.dimensions if id in dimensions.columns]
            for axis, part in questionnaire.axes.items()}  # fmt: skip
    there = {axis: ids for axis, ids in axes.items() if len(ids) >= questionnaire.required_on(axis)}
    table = table.with_columns(
        *(mean_of(ids, questionnaire.required_on(axis)).alias(axis) for axis, ids in there.items())
    )
    balance = questionnaire.balance
    if balance is not None and {balance.left, balance.right} <= there.keys():
        lean, level, *_needed = balance_scores(questionnaire)
        table = table.with_columns(lean, level)
    return table.to_native()


def certain_of(changes: Mapping[str, PairedChange], dimensions: Sequence[str]) -> frozenset[str]:
    """Return which changes are more than chance may give: the dimensions together (Holm), every other by itself."""
    together = {id: each.probability() for id, each in changes.items() if id in dimensions and each.sd is not None}
    alone = {id for id, each in changes.items()
             if id not in dimensions and each.sd is not None and holm({id: each.probability()})}  # fmt: skip
    return holm(together) | alone


def ends(id: str, change: PairedChange, questionnaire: Questionnaire) -> tuple[float, float] | None:
    """Return the ends of the interval of a change, not beyond what the scale lets change."""
    found = change.interval()
    if found is None or questionnaire.scoring.score != "percent":
        return found
    most = 200.0 if id == LEAN else 100.0
    return max(-most, found[0]), min(most, found[1])


def most_changed(changes: Mapping[str, ChangeOf], questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the three dimensions beside the outcomes whose means changed most; ties in the order given."""
    moved = [id for id, each in changes.items() if each.change and id not in questionnaire.outcomes]
    return tuple(sorted(moved, key=lambda id: -abs(changes[id].change or 0))[:MOST])


def full_change(answers: "pl.DataFrame", questionnaire: Questionnaire, before: Before) -> tuple[ChangeFound, Matched]:
    """Return the whole change, unrounded: of each score over everybody who has it both times."""
    from balance.answers.matching import ID
    from balance.statistics.change import paired_change

    ids = comparable(questionnaire, before)
    pairs = matched(answers[ID], before.answers[ID], before.file)
    now = scores_of(answers, questionnaire)[pairs.now].select(ids)
    then = scores_of(before.answers, before.questionnaire)[pairs.before].select(ids)
    scores = Scores(composed(now, questionnaire), composed(then, questionnaire))
    both = {id: scores.of(id) for id in scores.now.columns}
    changes = {id: paired_change(*each) for id, each in both.items() if each}
    certain = certain_of(changes, ids)

    def told(id: str) -> ChangeOf:
        change = changes[id]
        then, now = both[id] or ([], [])
        low, high = ends(id, change, questionnaire) or (None, None)
        before, after = ((sum(each) / change.n) if change.n else None for each in (then, now))
        sure = None if low is None else id in certain
        return ChangeOf(n=change.n, change=change.change, sd=change.sd, low=low, high=high, certain=sure,
                        before=before, now=after)  # fmt: skip

    found = {id: told(id) for id in changes}
    left_out = dict.fromkeys((id for id in questionnaire.dimensions if id not in ids), reasons.CHANGED)
    return arranged(found, questionnaire, before, len(pairs.now), left_out), pairs


def arranged(
    found: Mapping[str, ChangeOf],
    questionnaire: Questionnaire,
    before: Before,
    n: int | None,
    left_out: Mapping[str, str],
) -> ChangeFound:
    """Return changes, by score, as they stand in a group."""
    dimensions = {id: each for id, each in found.items() if id in questionnaire.dimensions}
    return ChangeFound(
        questionnaire=before.source,
        n=n,
        dimensions=dimensions,
        axes={id: each for id, each in found.items() if id in questionnaire.axes},
        lean=found.get(LEAN),
        level=found.get(LEVEL),
        most=most_changed(dimensions, questionnaire),
        left_out=dict(left_out),
        held=None,
    )


def told_of(matched: Matched) -> list[str]:
    """Return in words how many were matched, and which rows were not because of their ids."""
    from balance.words import plural

    n = len(matched.now)
    both = plural("{n} of the people now answered before as well.", "{n} of the people now answered before as well.", n)
    said = (
        (n, both),
        (matched.without, plural("{n} row of the two times has no id, and is compared with none.",
                                 "{n} rows of the two times have no id, and are compared with none.", matched.without)),
        (matched.repeated, plural("{n} row has an id that another has as well, and is compared with none.",
                                  "{n} rows have an id that others have as well, and are compared with none.",
                                  matched.repeated)),
    )  # fmt: skip
    return [text.format(n=number(n)) for n, text in said if n]
