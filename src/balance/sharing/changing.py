"""The change since an earlier time, for others to see: of whom, whether at all, and as coarsely as a page shows it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from balance.changes import (
    Before,
    ChangeFound,
    ChangeOf,
    Matched,
    Scores,
    arranged,
    certain_of,
    comparable,
    composed,
    ends,
    matched,
    no_ids,
    rows_of,
    scores_of,
)
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.choosing import Chosen, there
from balance.sharing.coarse import points, unit_of
from balance.statistics import reasons
from balance.statistics.change import PairedChange, paired_change

if TYPE_CHECKING:
    from balance.anonymity.earlier import Compared


class Changed(NamedTuple):
    """A change as others may see it; the rows of those it is over, for the ledger; and who were not matched."""

    found: ChangeFound
    pairs: tuple[tuple[str, str], ...]
    matched: Matched


def change(chosen: Chosen, before: Before, questionnaire: Questionnaire, k: int) -> Changed:
    """Return the change of the people chosen who answered before as well: one population, complete both times.

    Raises a BalanceError where there is no id column, no id in common, or another questionnaire.
    """
    from balance.anonymity.earlier import change_is_safe
    from balance.anonymity.population import population
    from balance.answers.matching import ID

    if chosen.kept is None:
        raise no_ids(shown(before.file))
    same = [id for id in comparable(questionnaire, before) if id in chosen.population.kept]
    pairs = matched(chosen.answers[ID], before.answers[ID], before.file)
    if not same:
        left_out = dict.fromkeys(chosen.population.kept, reasons.CHANGED)
        return _nothing(reasons.CHANGED, questionnaire, before, left_out, pairs)
    now = scores_of(chosen.answers, questionnaire)[pairs.now].select(same)
    then = scores_of(before.answers, before.questionnaire)[pairs.before].select(same)
    found = population({id: (now[id].is_not_null() & then[id].is_not_null()).to_list() for id in same}, k)
    people = found.people.tolist()
    left_out = {id: reasons.FEW_TWICE if id in same else reasons.CHANGED
                for id in chosen.population.kept if id not in found.kept}  # fmt: skip
    if len(people) < k:
        return _nothing(reasons.FEW_TWICE, questionnaire, before, left_out, pairs)
    compared = _compared(chosen, before, pairs, people, k)
    marks = [chosen.kept.rows[row] for row in chosen.population.people]
    if not change_is_safe(marks, chosen.protected.blocks, compared, chosen.kept.ledger, k):
        return _nothing(reasons.TELLS, questionnaire, before, left_out, pairs)
    scores = Scores(*(composed(each.select(found.kept)[people], questionnaire) for each in (now, then)))
    told = _coarse(scores, questionnaire, len(people), k)
    return Changed(arranged(told, questionnaire, before, len(people), left_out), compared.both, pairs)


def _nothing(
    code: str, questionnaire: Questionnaire, before: Before, left_out: Mapping[str, str], pairs: Matched
) -> Changed:
    told = arranged({}, questionnaire, before, None, left_out)
    return Changed(told.model_copy(update={"held": code}), (), pairs)


def _compared(chosen: Chosen, before: Before, pairs: Matched, people: list[int], k: int) -> "Compared":
    """Return the rows of a change as the ledger knows them: by their fingerprints."""
    from balance.anonymity.earlier import Compared
    from balance.anonymity.fingerprints import fingerprints
    from balance.anonymity.population import population
    from balance.answers.matching import ID

    assert chosen.kept is not None  # noqa: S101
    now = [chosen.kept.rows[row] for row in chosen.population.people]
    asked = before.questionnaire
    then = fingerprints(before.answers.select(ID, *asked.items), ID, chosen.kept.ledger.salt)
    both = tuple((now[pairs.now[each]], then[pairs.before[each]]) for each in people)
    linked = tuple(_linked(rows_of(chosen.answers[ID]), now, rows_of(before.answers[ID]), then))
    reported = population(there(before.answers, asked), k).people
    return Compared(both, linked, tuple(then[row] for row in reported))


def _linked(
    now: Mapping[str, list[int]], marks: Sequence[str], before: Mapping[str, list[int]], then: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield rows that are, or may be, one person's: all of an id; without one, each now is taken for another before."""
    for id, rows in now.items():
        own = [marks[row] for row in rows]
        earlier = [then[row] for row in before.get(id, ())]
        yield from zip(own, earlier, strict=False) if not id else pairwise([*own, *earlier])
    for id in before.keys() - now.keys() - {""}:
        yield from pairwise(then[row] for row in before[id])


def _coarse(scores: Scores, questionnaire: Questionnaire, n: int, k: int) -> Mapping[str, ChangeOf]:
    """Return each change in whole points; from max(10, 2k) people on with what follows from the SD as it is shown."""
    from balance.anonymity.printing import printable

    spread = printable(n, k, everyone=True).spread
    found: dict[str, PairedChange] = {}
    units = {id: unit_of(questionnaire, id) for id in scores.now.columns}
    for id, unit in units.items():
        exact = paired_change(*(scores.of(id) or ([], [])))
        sd = points(exact.sd, unit) if spread else None
        found[id] = PairedChange(n, points(exact.change, unit), sd)
    certain = certain_of(found, [*questionnaire.dimensions])

    def told(id: str, each: PairedChange) -> ChangeOf:
        low, high = (points(end, units[id]) for end in ends(id, each, questionnaire) or (None, None))
        sure = None if low is None or high is None else id in certain and (low > 0 or high < 0)
        return ChangeOf(n=n, change=each.change, sd=each.sd, low=low, high=high, certain=sure)

    return {id: told(id, each) for id, each in found.items()}
