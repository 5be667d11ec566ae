"""A group's means beside those of norms: how far apart in points, and nothing that is true of persons only."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from balance.groups import AnyGroup, BesideNorms, Group, ScoreBeside, ScoreFound
from balance.questionnaire.model import Questionnaire
from balance.sharing.coarse import points, unit_of
from balance.sharing.missing import figure
from balance.sharing.wording import GroupWords
from balance.words import _, number, plural

if TYPE_CHECKING:
    from balance.norms import Norms


def beside(group: AnyGroup, norms: "Norms", questionnaire: Questionnaire) -> AnyGroup:
    """Return the group with the means of norms beside its own, as far as both have the score.

    In whole points, from the mean as it is shown; of a group that shows everything unrounded, and in SDs of the people
    of the norms as well.
    """
    from balance.norms import of_whom
    from balance.words import speaking

    scores: dict[str, ScoreBeside] = {}
    for id, found in _scores(group).items():
        theirs = norms.scores.get(id)
        if theirs is None or found.mean is None:
            continue
        unit = unit_of(questionnaire, id)
        mean = theirs.mean if group.full else points(theirs.mean, unit) or 0.0
        difference = found.mean - mean if group.full else round(found.mean - mean, 6)
        sds = difference / theirs.sd if group.full and theirs.sd else None
        scores[id] = ScoreBeside(n=theirs.n, mean=mean, difference=difference, sds=sds)
    with speaking(group.language):
        whose = tuple(of_whom(norms, questionnaire))
    told = BesideNorms(
        description=norms.description, n=norms.n, questionnaire=norms.questionnaire, whose=whose, scores=scores
    )
    return group.model_copy(update={"norms": told})


def _scores(group: Group) -> dict[str, ScoreFound]:
    ends = {"lean": group.lean, "level": group.level}
    return {**group.axes, **group.dimensions, **{id: score for id, score in ends.items() if score is not None}}


class NormsWords:
    """Sentences about a group beside norms; nothing where there are none."""

    def __init__(self, words: GroupWords) -> None:
        self.words, self.norms = words, words.group.norms

    def heading(self) -> str:
        """Return what stands above it."""
        return _("Beside others")

    def about(self) -> Iterator[str]:
        """Yield whose norms these are, and how the differences must be taken."""
        if self.norms is None:
            return
        yield from self.norms.whose
        yield _(
            "Their mean is that of individuals, and no aim. A difference smaller than what is drawn about the "
            "group's mean may be chance."
        )

    def heads(self) -> tuple[str, ...]:
        """Return what stands above the lines."""
        more = (_("in their SDs"),) if self.words.group.full else ()
        return _("Area"), _("Mean"), _("Theirs"), _("Difference"), *more

    def lines(self) -> Iterator[tuple[str, ...]]:
        """Yield of each score its name, the group's mean, theirs, the difference; of all, this in their SDs too."""
        if self.norms is None:
            return
        found = _scores(self.words.group)
        for id, theirs in self.norms.scores.items():
            name = {"lean": _("Lean"), "level": _("Level")}.get(id) or self.words.name(id)
            signed = id == "lean"
            mean = found[id].mean or 0.0
            more = (figure(theirs.sds, 2, sign=True),) if self.words.group.full else ()
            means = self._said(id, mean, signed), self._said(id, theirs.mean, signed)
            yield name, *means, self._apart(id, theirs), *more

    def _said(self, id: str, value: float, sign: bool) -> str:
        decimals = 0 if self.words.mean(id, 0) == number(0) else 2
        return number(value, decimals, sign=sign)

    def _apart(self, id: str, theirs: ScoreBeside) -> str:
        difference = abs(theirs.difference)
        if self._said(id, difference, False) == self._said(id, 0, False):
            return _("the same")
        if id == "lean":
            return self._said(id, theirs.difference, True)
        said = self._said(id, difference, False)
        one = plural("{n} point above", "{n} points above", round(difference))
        other = plural("{n} point below", "{n} points below", round(difference))
        return (one if theirs.difference > 0 else other).format(n=said)
