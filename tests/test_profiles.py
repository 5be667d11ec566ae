"""Profiles at the edges: what is said when little, everything or nothing is answered."""

from math import sqrt

import polars as pl
import pytest
from factory import OFTEN, questionnaire, two_sides
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from strategies import answers_for, documents, numeric

from balance.profiles import Profile, find, of_row, worked_out
from balance.questionnaire.model import Questionnaire
from balance.reflection import profile

TEN = [f"d{n}" for n in range(10)]


def wide(**balance) -> Questionnaire:
    """Ten dimensions of four items, five a side, each with its need: the shape of `balance`."""
    dimensions = {id: {"items": [f"{id}.{n}" for n in range(4)], "need": [f"need.{id}"]} for id in TEN}
    items = [item for part in dimensions.values() for item in part["items"] + part["need"]]
    prompts = {"more": ["More?"], "less": ["Less?"], "keep": ["Keep?"]}
    return questionnaire(
        items=items,
        dimensions={id: part | {"prompts": prompts} for id, part in dimensions.items()},
        axes={"left": {"name": "Left", "dimensions": TEN[:5]}, "right": {"name": "Right", "dimensions": TEN[5:]}},
        balance={"left": "left", "right": "right", "prompts": {"fit": ["Fit?"], "left": ["Left?"]}} | balance,
    )


WIDE = wide()


def answers(behaviours: float | None = 3, needs: float | None = 3, **changed) -> dict[str, float | str | None]:
    """Answer every behaviour and every need alike, but for the changed dimensions and items."""
    given = {item: needs if item.startswith("need.") else behaviours for item in WIDE.items}
    for name, value in changed.items():
        given |= {item: value for item in given if item == name or item.startswith(f"{name}.")}
    return given


def found(given: dict[str, float | str | None], of: Questionnaire = WIDE) -> Profile:
    return profile(given, of)


def test_all_alike_has_the_floor_of_rounding_as_its_variance_and_says_so():
    seen = found(answers(3, 3))
    assert seen.balance is not None
    assert seen.balance.notes == ("needs_alike", "answers_alike")
    half = stats.t.ppf(0.975, 30) * sqrt(25**2 / 12 * 40 * (1 / 20) ** 2)
    assert seen.balance.high == pytest.approx(half, abs=1e-10)
    assert seen.balance.verdict == "balanced"
    assert seen.dimensions["d0"].high == pytest.approx(50 + stats.t.ppf(0.975, 6) * 25 / sqrt(48), abs=1e-10)


def test_one_answered_item_gives_no_score_no_interval_and_no_verdict():
    seen = found({"d0.1": 5})
    assert seen.balance is not None
    assert {part.score for part in seen.dimensions.values()} == {None}
    assert (seen.balance.lean, seen.balance.low, seen.balance.verdict, seen.balance.ruled_out) == (None, None, None, ())
    assert (seen.answered, seen.first, seen.reflection) == (1 / 40, (), ())


def test_a_dimension_answered_by_codes_only_has_no_score_and_leaves_its_axis_to_the_others():
    seen = found(answers(4) | {f"d0.{n}": "no_occasion" for n in range(4)})
    assert seen.unscored == {"no_occasion": 4}
    assert (seen.dimensions["d0"].score, seen.dimensions["d0"].gap, seen.dimensions["d0"].finding) == (None, None, None)
    assert seen.axes["left"].score == 75


def test_two_of_ten_needs_missing_on_one_side_leave_no_verdict_and_are_named():
    seen = found(answers(4, 4) | {"need.d0": None, "need.d1": None})
    assert seen.balance is not None
    assert "needs_missing" in seen.balance.notes
    assert (seen.balance.needed, seen.balance.distance, seen.balance.verdict) == (None, None, None)
    assert seen.balance.level_verdict is None
    assert seen.balance.lean == 0


def test_one_need_missing_on_each_side_compares_the_other_eight():
    given = answers(3, 4, d0=5) | {"need.d0": None, "need.d9": None}
    seen = found(given)
    assert seen.balance is not None
    assert seen.balance.lean == pytest.approx(-10)  # the five at 50, of which one at 100
    assert seen.balance.distance == 0  # without d0 and d9
    assert seen.balance.needed == 0


def test_no_need_answered_gives_no_distance_but_lean_and_level():
    seen = found(answers(4, None))
    assert seen.balance is not None
    assert (seen.balance.needed, seen.balance.distance, seen.balance.level_distance) == (None, None, None)
    assert (seen.balance.lean, seen.balance.level) == (0, 75)
    assert seen.reflection == ()


def test_where_no_need_is_asked_the_target_is_zero_and_the_level_has_no_verdict():
    plain = questionnaire(**two_sides())
    seen = profile({f"{side}{n}": value for side, value in (("a", 5), ("b", 2)) for n in (1, 2, 3)}, plain)
    assert seen.balance is not None
    assert (seen.balance.lean, seen.balance.distance, seen.balance.needed) == (-75, -75, None)
    assert (seen.balance.verdict, seen.balance.level_verdict) == ("left", None)
    assert seen.balance.distance_low == seen.balance.low


def test_one_item_a_dimension_and_one_dimension_a_side_have_no_degree_of_freedom():
    lone = questionnaire(
        items=["a1", "b1"],
        dimensions={"a": {"items": ["a1"]}, "b": {"items": ["b1"]}},
        axes={"left": {"name": "L", "dimensions": ["a"]}, "right": {"name": "R", "dimensions": ["b"]}},
        balance={"left": "left", "right": "right"},
    )
    seen = profile({"a1": 5, "b1": 1}, lone)
    assert seen.balance is not None
    assert (seen.balance.lean, seen.balance.low, seen.balance.verdict) == (-100, None, None)
    assert (seen.dimensions["a"].low, seen.dimensions["a"].certain) == (None, None)


def test_one_item_a_dimension_takes_its_spread_about_the_mean_of_its_axis():
    names = [f"x{n}" for n in range(6)]
    short = questionnaire(
        items=names,
        dimensions={f"d{name}": {"items": [name]} for name in names},
        axes={
            "left": {"name": "L", "dimensions": [f"d{name}" for name in names[:3]]},
            "right": {"name": "R", "dimensions": [f"d{name}" for name in names[3:]]},
        },
        balance={"left": "left", "right": "right"},
    )
    seen = profile(dict(zip(names, [1, 2, 3, 3, 4, 5], strict=True)), short)
    assert seen.balance is not None
    # Each side 25 apart: 0 25 50 and 50 75 100; 1250 a side on 2 degrees of freedom each.
    half = stats.t.ppf(0.975, 4) * sqrt(2500 / 4 * 6 / 9)
    assert seen.balance.lean == 50
    assert seen.balance.low == pytest.approx(50 - half, abs=1e-10)


@pytest.mark.parametrize("values", [[0, 1], list(range(101))], ids=["2 points", "101 points"])
def test_scales_of_2_and_of_101_points_end_where_they_end_and_round_by_their_step(values):
    scaled = questionnaire(scales={"s": values}, **two_sides())
    top, foot = max(values), min(values)
    seen = profile({f"{side}{n}": top if side == "a" else foot for side in "ab" for n in (1, 2, 3)}, scaled)
    assert seen.balance is not None
    assert (seen.balance.lean, seen.balance.low, seen.dimensions["a"].high) == (-100, -100, 100)
    step = 100 / (len(values) - 1)
    half = stats.t.ppf(0.975, 4) * step / sqrt(12 * 3)
    assert seen.dimensions["a"].low == pytest.approx(max(0, 100 - half), abs=1e-10)


def test_the_law_sets_the_floor_so_less_is_never_advised_where_there_is_a_duty():
    parts = two_sides(needs=True)
    parts["dimensions"]["a"]["duty"] = True
    given = dict.fromkeys(parts["items"], 5) | {"need_of_a": 1, "need_of_b": 1}
    seen = profile(given, questionnaire(**parts))
    assert (seen.dimensions["a"].gap, seen.dimensions["a"].finding) == (-100, None)
    assert seen.dimensions["b"].finding == "less"
    assert seen.first == ("b",)


def test_a_gap_of_exactly_the_margin_is_a_finding_and_a_hair_less_is_none():
    thirds = questionnaire(scales={"s": [0, 1, 2, 3, 4, 5]}, **two_sides(needs=True))  # 20 a step
    given = {f"{side}{n}": 1 for side in "ab" for n in (1, 2, 3)} | {"need_of_a": 2, "need_of_b": 1}
    seen = profile(given, thirds)
    assert (seen.dimensions["a"].gap, seen.dimensions["a"].finding) == (pytest.approx(20), "more")
    assert seen.dimensions["b"].finding is None


def test_the_three_largest_gaps_come_first_more_before_less_then_the_larger_need_then_the_file():
    given = answers(3, 3, d1=1, d2=4, d3=2, d4=2) | {"need.d1": 3, "need.d2": 2, "need.d3": 5, "need.d4": 4}
    # gaps: d1 50 - 0 more; d2 25 - 75 less; d3 100 - 25 more; d4 75 - 25 more, with the larger need
    assert found(given).first == ("d3", "d4", "d1")
    given |= {"need.d4": 3} | {f"d4.{n}": 1 for n in range(4)}  # alike in gap and need: the file's order
    assert found(given).first == ("d3", "d1", "d4")


def test_where_nothing_stands_out_the_two_to_keep_with_the_largest_need_are_reflected_on():
    seen = found(answers(4, 4, d6=5) | {"need.d6": 5})
    assert seen.first == ()
    assert [entry.dimension for entry in seen.reflection][:2] == ["d6", "d0"]
    assert seen.reflection[0].prompts == ("Keep?",)
    assert seen.reflection[-1].finding == "fit"


def test_a_level_below_what_is_called_for_is_spoken_of_before_the_fit():
    seen = found(answers(1, 5))
    assert seen.balance is not None
    assert (seen.balance.verdict, seen.balance.level_verdict) == ("balanced", "below")
    assert seen.reflection[-1].finding == "low"


def test_a_questionnaire_may_give_no_verdict_at_all():
    seen = found(answers(5, 1, d0=1), wide(verdict=False))
    assert seen.balance is not None
    assert (seen.balance.verdict, seen.balance.level_verdict, seen.balance.ruled_out) == (None, None, ())
    assert {part.certain for part in seen.dimensions.values()} == {None}
    assert seen.first


def test_the_verdict_leans_as_far_as_the_interval_carries():
    left = found(answers(3, 3, **dict.fromkeys(TEN[:5], 5))).balance
    right = found(answers(3, 3, **dict.fromkeys(TEN[5:], 5))).balance
    assert left is not None
    assert right is not None
    assert (left.verdict, left.ruled_out) == ("left", ("right",))
    assert (right.verdict, right.ruled_out) == ("right", ("left",))
    uneven = {item: 1 + 4 * (number % 2) for number, item in enumerate(WIDE.items) if not item.startswith("need.")}
    close = found(answers() | uneven | {f"d0.{n}": 5 for n in range(4)}).balance
    assert close is not None
    assert close.verdict == "close"


def test_means_and_sums_are_in_values_and_have_no_interval():
    for score, expected in (("mean", 10 / 3), ("sum", 10)):
        summed = questionnaire(
            scales=OFTEN, items=["a", "b", "c"], dimensions={"d": {"items": ["a", "b", "c"], "reversed": ["c"]}},
            scoring={"score": score},
        )  # fmt: skip
        seen = profile({"a": 2, "b": 4, "c": 2}, summed)  # 2, 4 and 6 - 2
        assert seen.dimensions["d"].score == pytest.approx(expected, abs=1e-12)
        assert (seen.dimensions["d"].low, seen.balance, seen.first) == (None, None, ())


@settings(max_examples=20)
@given(documents(), st.data())
def test_profiles_of_many_are_those_of_each_alone(document, data):
    """One scoring serves both: a table of many rows, and a table of one."""
    questionnaire_of_many = Questionnaire.model_validate(document, context={"languages": document["languages"]})
    many = [numeric(document, data.draw(answers_for(document))) for _ in range(4)]
    frame = pl.DataFrame(many, schema=dict.fromkeys(questionnaire_of_many.items, pl.Float64), strict=False)
    together = [of_row(row, questionnaire_of_many, "en") for row in worked_out(frame, questionnaire_of_many)]
    assert [each.model_dump() for each in together] == [
        find(answers, questionnaire_of_many, "en").model_dump() for answers in many
    ]
