"""The poster: an empty lane for each area, for dots put by hand by those who want to."""

from collections.abc import Sequence

from balance.arrangement import groups
from balance.delivery.folder.sheets import Lane, LaneColumn, PosterSheet
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.model import SharedGroup
from balance.sharing.wording import GroupWords
from balance.words import _, speaking

LONGEST = 7  # lanes of a column
SAID = 160


def poster_pdf(group: SharedGroup, questionnaire: Questionnaire) -> bytes:
    """Return the poster (A3, PDF), in the language of the group. It holds none of the group's numbers."""
    from balance.pages.typesetting import typeset

    with speaking(group.language):
        return typeset(poster_sheet(group, questionnaire), "poster")


def poster_sheet(group: SharedGroup, questionnaire: Questionnaire) -> PosterSheet:
    """Return what stands on the poster."""
    words = GroupWords(group, questionnaire)
    return PosterSheet(
        language=group.language,
        date="",
        when="",
        title=shown(questionnaire.say(questionnaire.title, group.language), SAID),
        name="",
        kind=_("Poster"),
        mark=words.mark(),
        heading=_("How do you see it?") if words.others else _("Where do you see yourself?"),
        told=_("If you want to, put one dot in each lane. All dots are alike, and nobody asks whose a dot is."),
        columns=tuple(_columns(words)),
        limits=(_("For learning and conversation, not for selection, pay or ranking."),),
        stamp=words.stamp(),
    )


def _columns(words: GroupWords) -> list[LaneColumn]:
    questionnaire = words.questionnaire
    shown_ones = [id for id in words.group.dimensions if id not in questionnaire.outcomes]
    sides = [each for each in groups(questionnaire) if each.side]
    if len(sides) == 2 and {id for each in sides for id in each.dimensions} >= set(shown_ones):
        return [
            LaneColumn(
                title=words.name(each.axis) if each.axis else "",
                side=each.side or "",
                lanes=_lanes([id for id in each.dimensions if id in shown_ones], words),
            )
            for each in sides
        ]
    halves = [shown_ones] if len(shown_ones) <= LONGEST else _halves(shown_ones)
    return [LaneColumn(title="", side="", lanes=_lanes(ids, words)) for ids in halves]


def _halves(ids: list[str]) -> list[list[str]]:
    middle = (len(ids) + 1) // 2
    return [ids[:middle], ids[middle:]]


def _lanes(ids: Sequence[str], words: GroupWords) -> tuple[Lane, ...]:
    return tuple(_lane(id, words) for id in ids)


def _lane(id: str, words: GroupWords) -> Lane:
    questionnaire, language = words.questionnaire, words.group.language
    dimension = questionnaire.dimensions[id]
    points = sorted(questionnaire.items[dimension.items[0]].scale.points, key=lambda point: point.value)
    return Lane(
        name=words.name(id),
        about=shown(questionnaire.say(dimension.about, language), SAID) if dimension.about else "",
        low=shown(questionnaire.say(points[0].label, language), SAID),
        high=shown(questionnaire.say(points[-1].label, language), SAID),
        points=len(points),
    )
