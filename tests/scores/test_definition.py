"""The program against a second reading of section 4 of the design, on random questionnaires and answers."""

from typing import Any

import pytest
from hypothesis import given
from reference import reference
from strategies import answered

from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.reflection import profile


def questionnaire_of(document: dict[str, Any]) -> Questionnaire:
    return Questionnaire.model_validate(document, context={"languages": document["languages"]})


@given(answered())
def test_a_profile_is_what_a_second_reading_of_the_definition_says(drawn):
    document, answers = drawn
    expected = reference(document, answers)
    found = profile(answers, questionnaire_of(document))
    assert found.answered == pytest.approx(expected["columns"]["answered"], abs=1e-12)
    for id, dimension in found.dimensions.items():
        check(dimension.score, expected["columns"][id])
    if document.get("scoring", {}).get("score", "percent") == "percent":
        check_percent(found, expected)
    else:
        assert {dimension.low for dimension in found.dimensions.values()} == {None}


def check_percent(found: Profile, expected: dict[str, Any]) -> None:
    assert found.unscored == expected["unscored"]
    for id, dimension in found.dimensions.items():
        check(dimension.need, expected["columns"].get(f"need_{id}"))
        check_interval((dimension.low, dimension.high), expected["intervals"].get(id))
        check(dimension.gap, expected["gaps"].get(id))
        assert dimension.finding == expected["findings"].get(id)
        assert dimension.certain == expected["certain"].get(id)
    for id, axis in found.axes.items():
        check(axis.score, expected["columns"][id])
        check_interval((axis.low, axis.high), expected["intervals"][id])
    assert list(found.first) == expected["first"]
    entries = [{"dimension": entry.dimension, "finding": entry.finding} for entry in found.reflection]
    assert entries == expected["reflection"]
    check_balance(found, expected)


def check_balance(found: Profile, expected: dict[str, Any]) -> None:
    balance = found.balance
    if balance is None:
        assert "lean" not in expected["columns"]
        return
    check(balance.lean, expected["columns"]["lean"])
    check(balance.needed, expected["columns"].get("needed_lean"))
    check(balance.level, expected["columns"]["level"])
    check(balance.distance, expected["distance"])
    check(balance.level_distance, expected["level_distance"])
    for name, ends in {
        "lean": (balance.low, balance.high),
        "level": (balance.level_low, balance.level_high),
        "distance": (balance.distance_low, balance.distance_high),
        "level_distance": (balance.level_distance_low, balance.level_distance_high),
    }.items():
        check_interval(ends, expected["intervals"].get(name))
    assert balance.verdict == expected["verdict"]
    assert list(balance.ruled_out) == expected["ruled_out"]
    assert balance.level_verdict == expected["level_verdict"]
    assert [note for note in balance.notes if note != "needs_missing"] == expected["notes"]


def check(found: float | None, expected: float | None) -> None:
    assert (found is None) == (expected is None)
    if found is not None:
        assert found == pytest.approx(expected, abs=1e-9)


def check_interval(found: tuple[float | None, float | None], expected: list[float] | None) -> None:
    for end, wanted in zip(found, expected or [None, None], strict=True):
        check(end, wanted)
