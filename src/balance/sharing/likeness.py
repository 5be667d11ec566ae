"""A group, or a part of it, as the picture of a person's profile reads it."""

from balance.groups import ScoreFound, Shown
from balance.profiles import AxisFound, BalanceFound, DimensionFound, Profile, Source
from balance.questionnaire.model import Questionnaire
from balance.sharing.model import SharedGroup
from balance.sharing.wording import half_width


def likeness(group: SharedGroup, questionnaire: Questionnaire, part: Shown | None = None) -> Profile:
    """Return means with their bands or intervals and needs, of the group or of one of its parts that are shown.

    What is to be talked about stands as `first`, for all alone; there is no verdict and no finding.
    """
    told = group if part is None else part
    nothing = DimensionFound(score=None, low=None, high=None, need=None, gap=None, finding=None, certain=None)
    dimensions = dict.fromkeys(questionnaire.dimensions, nothing)
    for id, found in told.dimensions.items():
        low, high = ends(found, 0)
        dimensions[id] = nothing.model_copy(update={"score": found.mean, "low": low, "high": high, "need": found.need})
    axes = {id: AxisFound(score=None, low=None, high=None, need=None) for id in questionnaire.axes}
    for id, score in told.axes.items():
        axes[id] = axes[id].model_copy(update={"score": score.mean, "need": score.need})
    source = Source(**group.questionnaire.model_dump())
    return Profile(
        made_by=group.made_by,
        language=group.language,
        questionnaire=source,
        answered_at=None,
        answered=1,
        unscored={},
        dimensions=dimensions,
        axes=axes,
        balance=_balance(told),
        first=group.topics if part is None else (),
    )


def ends(score: ScoreFound, floor: float, top: float = 100.0) -> tuple[float | None, float | None]:
    """Return the ends of what is drawn about a mean, not beyond those of the scale."""
    half = half_width(score)
    if score.mean is None or half is None:
        return None, None
    return max(floor, score.mean - half), min(top, score.mean + half)


def _balance(told: Shown) -> BalanceFound | None:
    lean, level = told.lean, told.level
    if lean is None or level is None:
        return None
    low, high = ends(lean, -100)
    empty = dict.fromkeys(BalanceFound.model_fields)
    return BalanceFound.model_validate(
        empty
        | {"lean": lean.mean, "low": low, "high": high, "needed": lean.need, "margin": 0, "ruled_out": (), "notes": ()}
        | {"level": level.mean, "level_needed": level.need}
    )
