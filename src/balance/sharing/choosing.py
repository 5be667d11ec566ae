"""Whom a report is about, which groups of them it shows, and what earlier reports have to do with it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from balance.answers.matching import ID
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.scores.columns import need
from balance.words import _, plural

if TYPE_CHECKING:
    import polars as pl

    from balance.anonymity.ledger import Ledger
    from balance.anonymity.population import Population
    from balance.anonymity.protect import Protected


class Wish(NamedTuple):
    """How a group is to be shown: the columns it is divided by, the smallest group, and the ways out."""

    by: tuple[str, ...] = ()
    min_group: int = 5
    without_late: bool = False
    never_shared: tuple[str, ...] = ()


class Chosen(NamedTuple):
    """The answers of the population, a row a person, and what may be shown of them.

    `labels` has the label of each person in each column, None where the group is hidden or there is
    none. `late` counts the answers left out by --without-late, `blank` rows without a score. `kept` is
    for the ledger; None where there is no id column.
    """

    answers: "pl.DataFrame"
    population: "Population"
    protected: "Protected"
    labels: Mapping[str, Sequence[str | None]]
    late: int
    blank: int
    kept: "Kept | None"


class Kept(NamedTuple):
    """What the ledger is to keep when the report is written."""

    ledger: "Ledger"
    rows: tuple[str, ...]
    blocks: tuple[tuple[int, ...], ...]


def choose(answers: "pl.DataFrame", questionnaire: Questionnaire, wish: Wish, has_id: bool, where: str) -> Chosen:
    """Return whom a report on these answers shows, and in which groups.

    `answers` has the column `matching.ID`, those of `wish.by` and one an item. Raises a BalanceError, of the input
    `where`, where too few have answered, or an earlier report stands in the way.
    """
    import numpy as np

    from balance.anonymity import ledger as ledgers
    from balance.anonymity.earlier import company, guarded, never_shared, without_late
    from balance.anonymity.fingerprints import fingerprints
    from balance.anonymity.population import population
    from balance.anonymity.printing import check_min_group

    check_min_group(wish.min_group)
    if (wish.without_late or wish.never_shared) and not has_id:
        raise _no_ids(where)
    all_rows = answers.height
    ledger = ledgers.parsed(b"")
    marks: tuple[str, ...] = ()
    if has_id:
        ledger = ledgers.read()
        marks = fingerprints(answers.select(ID, *questionnaire.items), ID, ledger.salt)
    if wish.without_late:
        early = without_late(marks, ledger, where)
        answers, marks = answers[early], tuple(marks[row] for row in early)
    if wish.never_shared:
        ledger = never_shared(marks, ledger, wish.never_shared, where)
    found = population(there(answers, questionnaire), wish.min_group)
    people = [int(row) for row in found.people]
    if len(people) < wish.min_group:
        raise _too_few(len(people), found.respondents, wish.min_group, where)
    labels = {name: [told(label) for label in answers[name].gather(people)] for name in wish.by}
    near = company([marks[row] for row in people] if has_id else [""] * len(people), ledger)
    protected = guarded(labels, near, wish.min_group, where)
    kept = None
    if has_id:
        blocks = np.full((len(protected.blocks), answers.height), ledgers.OUTSIDE)
        blocks[:, people] = protected.blocks
        kept = Kept(ledger, tuple(marks), tuple(map(tuple, blocks.tolist())))
    late, blank = all_rows - answers.height, answers.height - found.respondents
    return Chosen(answers[people], found, protected, _seen(labels, protected), late, blank, kept)


def told(label: object) -> str | None:
    """Return a label as text, without blanks around it; None where it is missing."""
    text = "" if label is None else str(label).strip()
    return text or None


def there(answers: "pl.DataFrame", questionnaire: Questionnaire) -> dict[str, list[bool]]:
    """Return who has each dimension's score and, where it is asked, what is called for."""
    from balance.scores.engines import score

    scores = score(answers.select(*questionnaire.items), questionnaire)
    found = {}
    for id in questionnaire.dimensions:
        has = scores[id].is_not_null()
        found[id] = (has & scores[need(id)].is_not_null() if need(id) in scores.columns else has).to_list()
    return found


def _seen(labels: Mapping[str, Sequence[str | None]], protected: "Protected") -> dict[str, list[str | None]]:
    shown = {name: each.groups.keys() for name, each in protected.breakdowns.items()}
    return {name: [label if label in shown[name] else None for label in column] for name, column in labels.items()}


def _too_few(n: int, respondents: int, k: int, where: str) -> BalanceError:
    what = plural(
        "{n} person has answered all that a report shows, of {respondents} who answered something.",
        "{n} people have answered all that a report shows, of {respondents} who answered something.",
        n,
    ).format(n=n, respondents=respondents)
    remedy = _("A group is shown from {k} people on: wait for more answers.").format(k=k)
    return stop(where, what, remedy, "too-few-people")


def _no_ids(where: str) -> BalanceError:
    what = _("Without an id column it is not known which answers stood in an earlier report.")
    return stop(where, what, _("Name the id column with --id, or leave the option out."), "no-ids-no-ledger")
