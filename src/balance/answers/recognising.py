"""Which questionnaire a table answers: by a stamp in it, else by its headers."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from balance.answers.claims import Known, claims_of
from balance.answers.platforms.layout import Layout, Sample, cell
from balance.answers.platforms.recognition import recognised as recognised_layout
from balance.errors import stop
from balance.questionnaire.library import load, shipped
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded
from balance.words import _

ENOUGH = 0.8  # of a questionnaire's items, that a table must have to be taken for its answers
STAMP = "questionnaire"  # header of a column that says which it is: its id, or its id and version


class Fit(NamedTuple):
    """How many of a questionnaire's items a table has."""

    questionnaire: Questionnaire
    found: int

    @property
    def share(self) -> float:
        """Return the share of the questionnaire's items that have a column."""
        return self.found / len(self.questionnaire.items)

    @property
    def rank(self) -> tuple[float, int]:
        """Return by what the best is chosen: the share, then the number of items."""
        return self.share, self.found

    def __str__(self) -> str:
        return _("{questionnaire} ({found} of {items} items)").format(
            questionnaire=self.questionnaire.id, found=self.found, items=len(self.questionnaire.items)
        )


def candidates(questionnaire: Questionnaire | None) -> Sequence[Known]:
    """Return the names of the items that a header may have: of a questionnaire, or of each shipped one."""
    return [*map(_known, shipped())] if questionnaire is None else [Known(questionnaire)]


def fit_of(header: Sequence[str], sample: Sample, known: Sequence[Known]) -> int:
    """Return how well a header is understood: by the items it names, of the candidate that fits best.

    An id column and a platform that is recognised count as one item each.
    """
    layout = recognised_layout(header, sample)
    found = max((_found(header, layout, each) for each in known), default=0)
    return found + (layout.platform is not None) + any(folded(name) == "id" for name in header)


def recognised(header: Sequence[str], sample: Sample, file: str) -> Questionnaire:
    """Return the shipped questionnaire that a table answers.

    Raises a BalanceError where none has 80 % of its items in the table, or two fit alike.
    """
    layout = recognised_layout(header, sample)
    stamped = _stamp(header, sample[layout.skip :])
    if stamped is not None:
        return _shipped(stamped)
    return best([Fit(_shipped(id), _found(header, layout, _known(id))) for id in shipped()], file)


def best(fits: Sequence[Fit], file: str) -> Questionnaire:
    """Return the questionnaire that fits best. Raises a BalanceError where none does, or two do alike."""
    first, second, *_rest = sorted(fits, key=lambda fit: fit.rank, reverse=True)
    if first.share < ENOUGH:
        what = _("The headers fit no questionnaire. Nearest are {first} and {second}.").format(
            first=first, second=second
        )
        remedy = _("Name the questionnaire with -q, its id or the path of its file.")
        raise stop(file, what, remedy, "no-questionnaire-fits")
    if first.rank == second.rank:
        what = _("The headers fit two questionnaires alike: {first} and {second}.").format(first=first, second=second)
        raise stop(file, what, _("Name the one you mean with -q."), "several-questionnaires-fit")
    return first.questionnaire


def answered_rather(
    header: Sequence[str], layout: Layout, questionnaire: Questionnaire, found: int
) -> Questionnaire | None:
    """Return another shipped questionnaire that fits, and better than the one with so many items found."""
    fits = (Fit(_shipped(id), _found(header, layout, _known(id))) for id in shipped() if id != questionnaire.id)
    first = max(fits, key=lambda fit: fit.rank)
    return first.questionnaire if first.share >= max(ENOUGH, Fit(questionnaire, found).share) else None


def the_same(found: Sequence[tuple[str, Questionnaire]]) -> Questionnaire:
    """Return the questionnaire that files (each with what it answers) have in common.

    Raises a BalanceError where one answers another than the first does.
    """
    first_file, first = found[0]
    for file, other in found[1:]:
        if other.id != first.id:
            what = _("The file answers {questionnaire}, and {other_file} answers {other}.").format(
                questionnaire=other.id, other_file=first_file, other=first.id
            )
            remedy = _("Score them one by one, or name the questionnaire with -q.")
            raise stop(file, what, remedy, "several-questionnaires-fit")
    return first


@cache
def _shipped(id: str) -> Questionnaire:
    return load(id)


@cache
def _known(id: str) -> Known:
    return Known(_shipped(id))


def _found(header: Sequence[str], layout: Layout, known: Known) -> int:
    return len({claim.item for claim in claims_of(header, layout, known)})


def _stamp(header: Sequence[str], rows: Sample) -> str | None:
    """Return the questionnaire that a column of that name says, where all rows looked at say the same shipped one."""
    places = [place for place, name in enumerate(header) if folded(name) == STAMP]
    if len(places) != 1 or not rows:
        return None
    said = {cell(row, places[0]).split(" ")[0] for row in rows}
    return said.pop() if len(said) == 1 and said <= set(shipped()) else None
