"""What a group is shown of itself beyond numbers: all of it follows from numbers already shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from balance.anonymity.printing import whole_points
from balance.questionnaire.model import BalancePrompts, Prompts, Questionnaire

MOST = 3
MIDDLE = 50


def found(dimensions: Mapping[str, Mapping[str, Any]], questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    """Return `gaps, strengths, topics, prompts` of a group whose dimensions have these means and needs."""
    apart = gaps(dimensions)
    chosen = topics(apart, dimensions, questionnaire)
    return {
        "gaps": apart,
        "strengths": strengths(apart, chosen, dimensions, questionnaire),
        "topics": chosen,
        "prompts": prompts(chosen, questionnaire, language),
    }


def gaps(dimensions: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return need less mean, in whole points, of each dimension that has both, the largest first.

    Ties: in the order given.
    """
    both = {id: each for id, each in dimensions.items() if each["need"] is not None and each["mean"] is not None}
    found = {id: whole_points(each["need"] - each["mean"]) for id, each in both.items()}
    return dict(sorted(found.items(), key=lambda entry: -abs(entry[1])))


def topics(
    gaps: Mapping[str, int], dimensions: Mapping[str, Mapping[str, Any]], questionnaire: Questionnaire
) -> tuple[str, ...]:
    """Return three dimensions to talk about: the largest gaps, less only where no law sets the floor.

    Ties: the larger need, then the order given. Where no need is asked, the lowest means.
    """
    outcomes = set(questionnaire.outcomes)
    if not gaps:
        low = {id: each["mean"] for id, each in dimensions.items() if id not in outcomes and each["mean"] is not None}
        return tuple(sorted(low, key=lambda id: low[id])[:MOST])
    open_ones = [id for id, gap in gaps.items() if gap > 0 or (gap < 0 and not questionnaire.dimensions[id].duty)]
    return tuple(sorted(open_ones, key=lambda id: (-abs(gaps[id]), -dimensions[id]["need"]))[:MOST])


def strengths(
    gaps: Mapping[str, int],
    topics: Sequence[str],
    dimensions: Mapping[str, Mapping[str, Any]],
    questionnaire: Questionnaire,
) -> tuple[str, ...]:
    """Return up to three dimensions to hold on to: the highest means of 50 or more whose gap is within the margin."""
    margin = questionnaire.balance.gap_margin if questionnaire.balance else 20.0
    held = [
        id
        for id, each in dimensions.items()
        if id not in topics
        and id not in questionnaire.outcomes
        and each["mean"] is not None
        and each["mean"] >= MIDDLE
        and abs(gaps.get(id, 0)) < margin
    ]
    return tuple(sorted(held, key=lambda id: -dimensions[id]["mean"])[:MOST])


def prompts(topics: Sequence[str], questionnaire: Questionnaire, language: str) -> dict[str, tuple[str, ...]]:
    """Return the questions about each topic and, under "", about the balance; without any, none.

    Those of a group of managers; where the answers are about a manager, those of the team.
    """

    def said(prompts: Prompts | BalancePrompts) -> tuple[str, ...]:
        texts = prompts.team if questionnaire.target == "other" else prompts.group
        return tuple(questionnaire.say(text, language) for text in texts)

    found = {id: said(questionnaire.dimensions[id].prompts) for id in topics}
    about = said(questionnaire.balance.prompts) if questionnaire.balance else ()
    return {id: texts for id, texts in {**found, "": about}.items() if texts}
