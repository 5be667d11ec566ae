"""From a profile to questions worth an hour."""

from collections.abc import Mapping, Sequence

from balance.profiles import Profile, Reflection, find
from balance.questionnaire.model import Answer, Questionnaire, Text

MOST_KEPT = 2


def profile(
    answers: Mapping[str, Answer],
    questionnaire: Questionnaire,
    language: str | None = None,
    answered_at: str | None = None,
) -> Profile:
    """Return the whole profile of one person's answers, its questions in the language wanted.

    `answers` maps item ids to a value of the item's scale or the code of an unscored answer; an
    item that is None or absent was skipped. `answered_at` is kept as given (UTC, ISO 8601).
    """
    return reflect(find(answers, questionnaire, questionnaire.language(language), answered_at), questionnaire)


def reflect(profile: Profile, questionnaire: Questionnaire) -> Profile:
    """Return the profile with its reflection: the dimensions to look at first, then the balance.

    Where nothing stands out, the two dimensions to keep whose need is largest take their place.
    """
    entries = [_of_dimension(id, profile, questionnaire) for id in profile.first or _kept(profile)]
    about_balance = _finding_of_balance(profile)
    if about_balance and questionnaire.balance:
        prompts: Sequence[Text] = getattr(questionnaire.balance.prompts, about_balance)
        entries.append(_reflection(None, about_balance, prompts, profile.language, questionnaire))
    return profile.model_copy(update={"reflection": tuple(entries)})


def _kept(profile: Profile) -> list[str]:
    kept = [(id, found) for id, found in profile.dimensions.items() if found.finding == "keep"]
    return [id for id, _ in sorted(kept, key=lambda entry: -round(entry[1].need or 0, 9))[:MOST_KEPT]]


def _finding_of_balance(profile: Profile) -> str | None:
    """Return which of the balance's prompts speak: low before fit, fit before a side or close."""
    found = profile.balance
    if found is None:
        return None
    if found.level_verdict == "below":
        return "low"
    return "fit" if found.verdict == "balanced" else found.verdict


def _of_dimension(id: str, profile: Profile, questionnaire: Questionnaire) -> Reflection:
    finding = profile.dimensions[id].finding
    assert finding is not None  # noqa: S101
    prompts: Sequence[Text] = getattr(questionnaire.dimensions[id].prompts, finding)
    return _reflection(id, finding, prompts, profile.language, questionnaire)


def _reflection(
    dimension: str | None, finding: str, prompts: Sequence[Text], language: str, questionnaire: Questionnaire
) -> Reflection:
    said = tuple(questionnaire.say(prompt, language) for prompt in prompts)
    return Reflection(dimension=dimension, finding=finding, prompts=said)
