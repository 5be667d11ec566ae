"""How needs are said: what a manager's situation calls for or, of feedback, what those who answer need.

Each text is whole, so that it can be translated; `target` of the questionnaire chooses between them.
"""

from typing import NamedTuple

from balance.questionnaire.model import Questionnaire
from balance.words import _


class OneNeeds(NamedTuple):
    """To the one who answered."""

    head: str
    amount: str  # "{need}"
    mark: str
    mark_in_full: str
    distance: str  # "{gap}"
    enough: str
    below: str
    above: str
    close: str
    unanswered: str  # "{areas}"
    too_few: str
    alike: str
    alike_in_short: str
    source: str
    no_goal: str


class ManyNeeds(NamedTuple):
    """To those who look at a group."""

    head: str
    amount: str  # "{need}"
    mark: str
    by_distance: str
    signs: str
    source: str
    topics: str
    diamond: str


def needs_of_one(questionnaire: Questionnaire) -> OneNeeds:
    """Return how the needs of the one who answered are said to them."""
    if questionnaire.target == "other":
        return OneNeeds(
            head=_("You need"),
            amount=_("you need {need}"),
            mark=_("what you need"),
            mark_in_full=_("what you need"),
            distance=_("{gap} points from what you need"),
            enough=_("In all, about as much as you need."),
            below=_("In all, less than you need."),
            above=_("In all, more than you need."),
            close=_("In all, any difference from what you need is within the uncertainty."),
            unanswered=_("What you need is not answered for: {areas}. So the two cannot be compared."),
            too_few=_("Too few questions are answered to compare what your manager does with what you need."),
            alike=_("You gave the same answer to everything you may need; so the comparison says little about where."),
            alike_in_short=_("All that you may need was answered alike: this says little about where."),
            source=_("What you need is your own answer too, on the same scale, about your work as it is now."),
            no_goal=_("It is no goal: what you need may differ from what they need."),
        )
    return OneNeeds(
        head=_("Called for"),
        amount=_("called for {need}"),
        mark=_("called for"),
        mark_in_full=_("what the situation calls for"),
        distance=_("{gap} points from what is called for"),
        enough=_("In all, about as much as is called for."),
        below=_("In all, less than is called for."),
        above=_("In all, more than is called for."),
        close=_("In all, any difference from what is called for is within the uncertainty."),
        unanswered=_("What your situation calls for is not answered for: {areas}. So the two cannot be compared."),
        too_few=_("Too few questions are answered to compare what you do with what your situation calls for."),
        alike=_(
            "You gave the same answer to everything the situation may call for; "
            "so the comparison says little about where."
        ),
        alike_in_short=_("All that may be called for was answered alike: this says little about where."),
        source=_("What is called for is your own answer too, on the same scale, about your situation as it is now."),
        no_goal=_("It is no goal: what your situation calls for may be something else than theirs."),
    )


def needs_of_many(questionnaire: Questionnaire) -> ManyNeeds:
    """Return how the needs of a group are said: of managers their situations', of feedback those of who answered."""
    if questionnaire.target == "other":
        return ManyNeeds(
            head=_("Needed"),
            amount=_("needed {need}"),
            mark=_("needed"),
            by_distance=_("From what is needed, the largest distance first"),
            signs=_("A minus is less than is needed, a plus is more."),
            source=_(
                "What is needed is the answer of the same people, on the same scale: "
                "how often each needs this from their manager."
            ),
            topics=_(
                "To talk about: the three largest distances from what is needed. "
                "To hold on to: the highest means with a small distance."
            ),
            diamond=_("The diamond: what those who answered need from their manager."),
        )
    return ManyNeeds(
        head=_("Called for"),
        amount=_("called for {need}"),
        mark=_("called for"),
        by_distance=_("From what is called for, the largest distance first"),
        signs=_("A minus is less than is called for, a plus is more."),
        source=_("What is called for is the group's own answer, on the same scale, about each one's situation."),
        topics=_(
            "To talk about: the three largest distances from what is called for. "
            "To hold on to: the highest means with a small distance."
        ),
        diamond=_("The diamond: what the situation calls for, as those who answered see it."),
    )
