"""What a picture of a profile shows, in which order: the pairs, else lanes, and of too many what stands out."""

from collections.abc import Sequence
from typing import NamedTuple

from balance.profiles import Profile, Side
from balance.questionnaire.model import Pair, Questionnaire
from balance.words import _

MOST_PAIRS = 5


class Group(NamedTuple):
    """Dimensions under the heading of their axis; None for those on no axis. `side` where it is one of the two."""

    axis: str | None
    dimensions: tuple[str, ...]
    side: Side | None = None


def pairs_of(questionnaire: Questionnaire) -> tuple[Pair, ...]:
    """Return the pairs where the mirrored picture shows all there is: each dimension once, or an outcome."""
    balance = questionnaire.balance
    if balance is None or not 0 < len(balance.pairs) <= MOST_PAIRS:
        return ()
    sides = (
        (balance.left, [pair.left for pair in balance.pairs]),
        (balance.right, [pair.right for pair in balance.pairs]),
    )
    if any(sorted(questionnaire.axes[axis].dimensions) != sorted(paired) for axis, paired in sides):
        return ()
    shown = {*questionnaire.balanced_dimensions, *questionnaire.outcomes}
    return balance.pairs if shown.issuperset(questionnaire.dimensions) else ()


def groups(questionnaire: Questionnaire) -> list[Group]:
    """Return what the lanes show: each axis with its dimensions, then the rest; where there are axes, no outcomes."""
    balance, told = questionnaire.balance, set(questionnaire.outcomes if questionnaire.axes else ())
    sides: dict[str, Side] = {balance.left: "left", balance.right: "right"} if balance else {}
    found = []
    for id, axis in questionnaire.axes.items():
        own = tuple(each for each in axis.dimensions if each not in told)
        told.update(own)
        found.append(Group(id, own, sides.get(id)))
    rest = tuple(id for id in questionnaire.dimensions if id not in told)
    return [*found, Group(None, rest)] if rest else found


def height(parts: Sequence[Group]) -> int:
    """Return how many lines these groups take."""
    return sum(len(part.dimensions) + (part.axis is not None) for part in parts)


def standing_out(profile: Profile, parts: Sequence[Group], room: int) -> tuple[str, list[Group]]:
    """Return a heading and the groups of what stands out, in at most so many lines.

    Where needs are asked, what has a gap worth talking about, the largest first; else the lowest
    and the highest scores.
    """
    found = {id: profile.dimensions[id] for part in parts for id in part.dimensions}
    if any(each.gap is not None for each in found.values()):
        gaps = [id for id, each in found.items() if each.finding in ("more", "less")]
        first = [id for id in profile.first if id in gaps]
        largest = first + sorted((id for id in gaps if id not in first), key=lambda id: -abs(found[id].gap or 0))
        return _("What stands out"), _kept(parts, largest, room)
    scored = sorted((id for id, each in found.items() if each.score is not None), key=lambda id: found[id].score or 0)
    half = room // 2
    ends = scored if len(scored) <= room else scored[:half] + scored[-half:]
    return _("The lowest and the highest scores"), _kept(parts, ends, room)


def _kept(parts: Sequence[Group], ids: Sequence[str], room: int) -> list[Group]:
    """Return the groups with only these dimensions, in the order given, those that came last left out for room."""
    for n in range(len(ids), -1, -1):
        chosen = [part._replace(dimensions=tuple(id for id in ids[:n] if id in part.dimensions)) for part in parts]
        kept = [part for part in chosen if part.dimensions]
        if height(kept) <= room:
            return kept
    return []
