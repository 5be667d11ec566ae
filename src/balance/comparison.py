"""One person's profile beside norms, in words."""

from collections.abc import Iterator
from math import ceil

from balance.norms import Norms, ScoreNorms, higher_than, of_whom
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.statistics.change import smallest_change
from balance.statistics.percentiles import share_interval
from balance.words import _, number


def compared(profile: Profile, norms: Norms, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield whose norms these are, and then a line for each score of a profile that has norms.

    Each says than how many of 100 people of the norm group the score is higher, between which numbers that lies (95 %),
    and from how many whole points on a change is beyond 1.96 times its standard error (Jacobson & Truax 1991).
    """
    yield " ".join([*of_whom(norms, questionnaire), _("In brackets the 95 % interval.")])
    for id, name, value in _scores(profile, questionnaire):
        found = norms.scores.get(id)
        if found is not None and value is not None:
            right = questionnaire.balance.right if id == "lean" and questionnaire.balance else None
            axis = shown(questionnaire.say(questionnaire.axes[right].name, profile.language)) if right else ""
            yield " ".join(filter(None, (_place(name, value, found, axis), _change(found))))


def _scores(profile: Profile, questionnaire: Questionnaire) -> Iterator[tuple[str, str, float | None]]:
    def said(text: dict[str, str]) -> str:
        return shown(questionnaire.say(text, profile.language))

    for id, dimension in profile.dimensions.items():
        yield id, said(questionnaire.dimensions[id].name), dimension.score
    for id, axis in profile.axes.items():
        yield id, said(questionnaire.axes[id].name), axis.score
    if profile.balance:
        yield "lean", _("Lean"), profile.balance.lean
        yield "level", _("Level"), profile.balance.level


def _place(name: str, value: float, found: ScoreNorms, axis: str) -> str:
    share = higher_than(found, value)
    low, high = share_interval(round(share * found.n / 100), found.n)
    told = {"name": name, "score": number(value), "n": share, "low": number(100 * low), "high": number(100 * high)}
    if axis:
        return _("{name} {score}: further towards {axis} than {n} of 100 ({low} to {high}).").format(axis=axis, **told)
    return _("{name} {score}: higher than {n} of 100 ({low} to {high}).").format(**told)


def _change(found: ScoreNorms) -> str:
    if found.reliability is None:
        return ""
    points, r = ceil(smallest_change(found.sd, found.reliability)), number(found.reliability, 2)
    return _("A change counts from {points} points on (reliability {r}).").format(points=points, r=r)
