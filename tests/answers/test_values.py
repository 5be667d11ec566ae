"""What one text means on a scale, wherever it was written."""

import pytest
from factory import questionnaire
from hypothesis import given
from hypothesis import strategies as st

from balance.answers.values import Judge, Kind, Settled, judge
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


@pytest.mark.parametrize(
    ("text", "value"),
    [("5 - Very often or always", 5), ("5 – meget ofte eller alltid", 5), ("5. Very often or always", 5),
     ("(5) Very often or always", 5), ("5: Very often or always", 5), ("5 Very often or always", 5),
     ("5\nVery often or always", 5), ("Very often or always (5)", 5), ("Sometimes = 3", 3), ("4.0 - Rather often", 4),
     ("4,0 – Nokså ofte", 4), ("５ - Very often or always", 5), ("1 - never", 1), ("3\u00a0-\u00a0Av og til", 3)],
)  # fmt: skip
def test_a_number_and_a_label_that_mean_the_same_are_read(text, value):
    assert judge(text, OFTEN) == (Kind.ANSWERED, value, None)


@pytest.mark.parametrize(
    "text",
    ["5 - Sometimes", "Sometimes (5)", "6 - Sometimes", "0 - Very seldom or never", "-5 - Very often or always",
     "3 - 3",     "5 - ", "5 - Sometimes - 3", "9 - Not part of my role", "6-25", "3/3", "5 - somet1mes", "3 of 5",
     "2026-01-03", "5 " * 400],
)  # fmt: skip
def test_a_number_and_a_label_that_differ_are_no_answer(text):
    assert judge(text, OFTEN).kind is Kind.BAD


def test_a_sign_before_the_number_is_the_numbers_own():
    around_zero = Scale(points=(point(-1, "less"), point(0, "same"), point(1, "more")))
    assert [judge(text, around_zero).value for text in ("-1 - less", "+1: more", "−1 less", "more (+1)")] == [
        -1,
        1,
        -1,
        1,
    ]
    assert judge("1 - less", around_zero).kind is Kind.BAD


@given(st.sampled_from([(p.value, word) for p in OFTEN.points for word in p.label.values()]), st.integers(-9, 9),
       st.sampled_from(["{} - {}", "{}: {}", "({}) {}", "{} {}", "{}.0 - {}"]))  # fmt: skip
def test_a_number_beside_a_label_never_changes_what_the_label_means(known, number, form):
    value, word = known
    judged = judge(form.format(number, word), OFTEN)
    assert judged.value == (value if number == value else None)


@pytest.mark.parametrize("text", ["Some\ufefftimes", "\u200bsometimes", "Some\u00adtimes\u200e", "3\ufeff", "\ufeff3"])
def test_what_nobody_sees_in_a_text_changes_nothing(text):
    assert judge(text, OFTEN).value == 3


def test_a_mapping_settles_what_a_text_means_before_all_else_and_only_on_scales_that_have_the_value():
    settled = Settled({"Sometimes": 1, "7": 5, "x": "not_my_role", "0.5": 0.5}, ("3", "weiß nicht"))
    often, fractions = Judge(OFTEN, settled), Judge(FRACTIONS, settled)
    assert [often(text).answer for text in ("sometimes", "7.0", "X", "4")] == [1, 5, "not_my_role", 4]
    assert often("WEISS NICHT") == (Kind.MISSING, None, "weiß nicht")
    assert often("3") == (Kind.MISSING, None, "3")
    assert often("0.5").kind is Kind.BAD
    assert (fractions("0,5").value, fractions("x").kind) == (0.5, Kind.BAD)
    assert not often.plain_numbers
