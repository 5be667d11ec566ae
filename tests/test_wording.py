"""The profile in words: what is said, in which order, and that nothing is said that was not found."""

import pytest
from factory import questionnaire, two_sides

from balance import words
from balance.reflection import profile
from balance.wording import in_sentence, profile_lines


@pytest.fixture(autouse=True)
def english():
    words.use("en")


def said(answers, of):
    return list(profile_lines(profile(answers, of), of))


def given(a, b, **more):
    return {f"{side}{n}": value for side, value in (("a", a), ("b", b)) for n in (1, 2, 3)} | more


WITH_NEEDS = questionnaire(**two_sides(needs=True))
WITHOUT = questionnaire(**two_sides())


def test_an_area_is_one_sentence_with_score_interval_and_need():
    lines = said(given(4, 3, need_of_a=4, need_of_b=5), WITH_NEEDS)
    assert "  A: 75 of 100, between 63 and 87; called for 75" in lines


@pytest.mark.parametrize(
    ("a", "b", "needs", "sentence"),
    [
        (5, 1, (1, 5), "You lead more towards left than your situation calls for."),
        (1, 5, (5, 1), "You lead more towards right than your situation calls for."),
    ],
)
def test_the_verdict_comes_first_in_words(a, b, needs, sentence):
    lines = said(given(a, b, need_of_a=needs[0], need_of_b=needs[1]), WITH_NEEDS)
    assert lines[2] == sentence
    assert lines[3].startswith("Lean ")


def test_without_needs_the_words_do_not_speak_of_the_situation():
    assert said(given(5, 1), WITHOUT)[2] == "You lean to left."


def test_an_employee_reads_about_the_manager_not_about_you():
    parts = two_sides(needs=True)
    about_manager = questionnaire(**parts, target="other")
    lines = said(given(5, 1, need_of_a=1, need_of_b=5), about_manager)
    assert lines[2] == "Your manager leads more towards left than you need."
    assert not [line for line in lines if "your own picture" in line]


def test_no_clear_lean_says_what_is_ruled_out_and_the_largest_gap():
    spread = {"a1": 5, "a2": 1, "a3": 5, "b1": 3, "b2": 5, "b3": 1, "need_of_a": 3, "need_of_b": 3}
    verdict = said(spread, WITH_NEEDS)[2]
    assert verdict.startswith("There is no clear lean.")
    assert verdict.endswith("Largest gap: A.")


def test_missing_needs_are_named():
    lines = said(given(4, 4, need_of_a=3), WITH_NEEDS)
    assert lines[2].startswith("What your situation calls for is not answered for: B.")


def test_a_dimension_without_a_score_says_so():
    lines = said({"a1": 4, "a2": 4, "a3": 4}, WITHOUT)
    assert "  B: too few answers for a score" in lines
    assert lines[2] == "Too few questions are answered to say how the two sides stand to each other."


def test_a_questionnaire_without_verdict_says_why():
    short = questionnaire(**two_sides(needs=True, verdict=False))
    assert said(given(5, 1, need_of_a=3, need_of_b=3), short)[2].startswith("This questionnaire gives no verdict")


def test_a_questionnaire_without_axes_is_shown_area_by_area():
    plain = questionnaire(items=["x", "y"], dimensions={"d": {"items": ["x", "y"]}}, scoring={"score": "mean"})
    assert "D: 3.50" in said({"x": 3, "y": 4}, plain)


def test_each_area_to_look_at_first_has_its_questions_and_what_is_unsure_is_said():
    parts = two_sides(needs=True)
    parts["dimensions"]["b"]["prompts"] = {"more": ["Who waits for you?"]}
    lines = said(
        {"a1": 3, "a2": 3, "a3": 3, "b1": 1, "b2": 5, "b3": 3, "need_of_a": 3, "need_of_b": 4}, questionnaire(**parts)
    )
    at = lines.index("Look at this first")
    assert lines[at + 1] == "- B: more of this (25 points from what is called for, within the uncertainty)"
    assert lines[at + 2] == "    Who waits for you?"


def test_the_foot_says_what_it_is_for_and_which_edition_it_comes_from():
    foot = said(given(4, 4), WITHOUT)[-4:]
    assert foot[0] == "This is your own picture. Others may see something else; ask them."
    assert foot[1] == "For learning and conversation, not for selection, pay or ranking."
    assert foot[2] == "First edition of the questionnaire, not tested on people."
    assert "small 0.1.0 (000000000000) · en" in foot[3]


def test_names_keep_their_capitals_where_they_are_letters():
    assert [in_sentence(name) for name in ("Goals", "HSE", "Møteplasser")] == ["goals", "HSE", "møteplasser"]
