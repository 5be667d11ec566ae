"""A questionnaire's own tests: what they prove, and how close a number must be."""

import json

import factory
import pytest
from factory import questionnaire, two_sides

from balance.questionnaire.library import load
from balance.scores.keying import disproved, holds

ANSWERS = {"a1": 5, "a2": 4, "a3": "no_occasion", "b1": 2, "b2": 1, "b3": 1}


def with_test(expect, **parts):
    tests = [{"name": "by hand", "answers": ANSWERS, "expect": expect}]
    return questionnaire(**two_sides(), tests=tests, scoring={"min_answered": 0.5}, **parts)


def test_scores_worked_by_hand_hold_to_half_a_unit_of_the_last_decimal_written():
    assert disproved(with_test({"a": 87.5, "b": 8.3, "lean": -79.17, "level": 47.9, "answered": 0.83})) == []


def test_a_score_that_is_not_what_was_expected_is_named_with_what_it_is():
    (wrong,) = disproved(with_test({"a": 87.5, "b": 8.4}))
    assert (wrong.name, wrong.column, wrong.expected) == ("by hand", "b", 8.4)
    assert wrong.got == pytest.approx(100 / 12)


def test_none_expects_no_score():
    strict = questionnaire(**two_sides(), tests=[{"name": "x", "answers": ANSWERS, "expect": {"a": None, "b": None}}])
    assert [wrong.column for wrong in disproved(strict)] == ["b"]


def test_a_questionnaire_without_tests_disproves_nothing():
    assert disproved(questionnaire(**two_sides())) == []


@pytest.mark.parametrize(
    ("expected", "got", "held"),
    [(67, 66.5, True), (67, 66.4999, False), (66.67, 200 / 3, True), (66.66, 200 / 3, False), (1e-3, 0.0014, True)],
)
def test_the_tolerance_is_half_a_unit_of_the_last_decimal(expected, got, held):
    assert holds(expected, got) is held


def test_the_decimals_of_a_number_in_yaml_are_those_written(tmp_path):
    path = tmp_path / "q.yaml"
    document = factory.document(**two_sides(), scoring={"min_answered": 0.5})
    path.write_text(json.dumps(document)[:-1] + ', "tests": [{"name": "x", "answers": {"a1": 4, "a2": 3, "b1": 2,'
                    ' "b2": 2}, "expect": {"a": 62.50, "b": 25.00, "lean": -37.50, "level": 43.80}}]}')  # fmt: skip
    (wrong,) = disproved(load(path))
    assert (wrong.column, wrong.got) == ("level", 43.75)
