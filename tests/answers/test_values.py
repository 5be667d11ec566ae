"""What one text means on a scale, wherever it was written."""

import pytest
from factory import questionnaire
from hypothesis import given
from hypothesis import strategies as st

from balance.answers.values import Judge, Kind, judge
from balance.questionnaire.model import Point, Scale, Unscored


def point(value: float, *labels: str, aliases: tuple[str, ...] = ()) -> Point:
    return Point(value=value, label=dict(zip(("en", "nb"), labels, strict=False)), aliases={"en": aliases})


OFTEN = Scale(
    points=(
        point(1, "Very seldom or never", "Meget sjelden eller aldri", aliases=("Never",)),
        point(2, "Rather seldom", "Nokså sjelden"),
        point(3, "Sometimes", "Av og til"),
        point(4, "Rather often", "Nokså ofte"),
        point(5, "Very often or always", "Meget ofte eller alltid"),
    ),
    unscored=(Unscored(code="not_my_role", label={"en": "Not part of my role", "nb": "Ikke en del av rollen min"}),),
)
FRACTIONS = Scale(points=(point(0.5, "half"), point(1.25, "more"), point(3, "all")))


@pytest.mark.parametrize(
    "text", ["5", " 5", "5 ", "\t5", "+5", "05", "5.0", "5,0", "5.00", "\N{NO-BREAK SPACE}5", "５", "５．０", "\r5"]
)
def test_a_number_of_the_scale_is_read_in_any_usual_spelling(text):
    assert judge(text, OFTEN) == (Kind.ANSWERED, 5, None)


@pytest.mark.parametrize(("text", "value"), [("0,5", 0.5), ("1.250", 1.25), (",5", None), ("3", 3), ("1,3", None)])
def test_decimals_are_read_with_a_comma_or_a_point(text, value):
    assert judge(text, FRACTIONS).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("sometimes", 3), ("AV OG TIL", 3), ("nokså  ofte", 4), ("Nokså ofte", 4), ("never", 1), ("Rather-often", 4)],
)
def test_a_label_or_alias_is_read_in_any_language_after_folding(text, value):
    assert judge(text, OFTEN).answer == value


@pytest.mark.parametrize("text", ["not_my_role", "Not part of my role", "ikke en del av rollen min", "Not my role"])
def test_an_unscored_answer_is_read_by_its_code_or_its_label(text):
    judged = judge(text, OFTEN)
    assert judged.answer == "not_my_role"
    assert judged == (Kind.UNSCORED, None, "not_my_role")


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "blank"), ("  ", "blank"), ("\N{NO-BREAK SPACE}", "blank"), ("NA", "NA"), ("n/a", "N/A"), ("-", "-"),
     (".", "."), ("#N/A", "#N/A")],
)  # fmt: skip
def test_signs_of_no_answer_are_told_apart(text, code):
    assert judge(text, OFTEN) == (Kind.MISSING, None, code)


@pytest.mark.parametrize(
    "text",
    ["3.5", "0", "6", "99", "-5", "nan", "inf", "-inf", "1e400", "5e0", "2147483648", "TRUE", "2026-01-02",
     "Vet ikke", "1 2", "0x5", "5_0", "٥", "⁵", "①", "--5", "+", "5.", "1" * 5000, "somet1mes", "None", "5;", "\0"],
)  # fmt: skip
def test_all_else_is_bad(text):
    assert judge(text, OFTEN).kind is Kind.BAD


def test_a_text_that_would_mean_two_answers_is_bad():
    crossed = Scale(points=(point(1, "2"), point(2, "two"), point(3, "Two!")))
    assert judge("2", crossed).kind is Kind.BAD
    assert judge("two", crossed).value == 2
    assert judge("TWO", crossed).kind is Kind.BAD
    assert not Judge(crossed).plain_numbers


def test_a_word_of_the_scale_is_read_before_a_sign_of_no_answer():
    signs = Scale(points=(point(1, "-"), point(2, "+")), unscored=(Unscored(code="na", label={"en": "N/A"}),))
    assert [judge(text, signs).answer for text in ("-", "+", "N/A", "NA")] == [1, 2, "na", "na"]
    assert judge("--", signs).kind is Kind.BAD


def test_a_value_is_the_scales_own_number():
    (item,) = questionnaire(items=["a"], dimensions={"d": {"items": ["a"]}}).items.values()
    assert isinstance(judge("5.0", item.scale).value, int)


@given(st.text())
def test_no_text_is_more_than_a_judge_can_bear(text):
    judged = judge(text, OFTEN)
    assert (judged.kind is Kind.ANSWERED) == (judged.value is not None)
