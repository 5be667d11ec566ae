"""The answers of a scale, each with the key that gives it."""

from collections.abc import Iterable
from typing import NamedTuple

from balance.questionnaire.model import Answer, Questionnaire, Scale
from balance.safe import shown

BACK, SKIP, QUIT = "b", "s", "q"
LANGUAGE_NAMES = {"en": "English", "nb": "Norsk", "nn": "Nynorsk"}


class Choice(NamedTuple):
    """One answer as it is offered; without a key only arrows reach it."""

    key: str
    answer: Answer
    label: str
    scored: bool = True


def choices(scale: Scale, questionnaire: Questionnaire, language: str) -> tuple[Choice, ...]:
    """Return all answers of a scale: digits for the points, letters of their labels for the unscored."""
    points = [shown(questionnaire.say(point.label, language), width=300) for point in scale.points]
    unscored = [shown(questionnaire.say(each.label, language), width=300) for each in scale.unscored]
    return (
        *(Choice(key, value, label) for key, value, label in zip(digits(scale), scale.values, points, strict=True)),
        *(
            Choice(key, each.code, label, scored=False)
            for key, each, label in zip(letters(unscored), scale.unscored, unscored, strict=True)
        ),
    )


def languages(questionnaire: Questionnaire) -> tuple[Choice, ...]:
    """Return the languages of a questionnaire by the names that their speakers know."""
    names = [LANGUAGE_NAMES.get(code, code) for code in questionnaire.languages]
    keys = letters(names, taken=())
    return tuple(Choice(key, code, name) for key, code, name in zip(keys, questionnaire.languages, names, strict=True))


def digits(scale: Scale) -> list[str]:
    """Return a digit a point: its own value where all are whole and from 0 to 10, else its place.

    Ten is 0, where that is free; what comes after has no digit.
    """
    in_digits = scale.whole and scale.low >= 0 and scale.high <= 10
    numbers = [int(value) for value in scale.values] if in_digits else list(range(1, len(scale.values) + 1))
    ten = "" if 0 in numbers else "0"
    return [str(number) if number < 10 else ten if number == 10 else "" for number in numbers]


def letters(labels: Iterable[str], taken: Iterable[str] = (BACK, SKIP, QUIT)) -> list[str]:
    """Return a letter a label, all different: where it can be the first letter of one of its words."""
    used = set(taken)
    found = []
    for label in labels:
        words = label.casefold().split()
        wanted = [*(word[0] for word in words), *"".join(words), *"abcdefghijklmnopqrstuvwxyz"]
        letter = next((each for each in wanted if each.isalpha() and each.isascii() and each not in used), "")
        used.add(letter)
        found.append(letter)
    return found
