"""The same scores on every engine, and those of a second reading of the definition."""

import json
from pathlib import Path
from random import Random
from typing import Any

import factory
import pytest
import yaml
from engines import Frame
from factory import two_sides
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import reference
from strategies import answers_for, documents, numeric

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import interval_columns, with_interval
from balance.scores.engines import score

TOP = Path(__file__).parents[2]
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEWER = settings(FEW, max_examples=3)  # Spark is slow to ask, so it is asked about many people at once
Drawn = tuple[dict[str, Any], list[dict[str, Any]]]


@st.composite
def batches(draw: st.DrawFn, people: int = 3) -> Drawn:
    document = draw(documents())
    return document, [draw(answers_for(document)) for _ in range(people)]


def read(document: dict[str, Any]) -> Questionnaire:
    return Questionnaire.model_validate(document, context={"languages": document["languages"]})


@FEW
@given(batches())
def test_every_engine_gives_the_scores_and_intervals_of_the_second_reading(embedded, drawn):
    check(embedded, *drawn)


@FEWER
@given(batches(people=12))
def test_spark_gives_the_scores_and_intervals_of_the_second_reading(spark_frame, drawn):
    check(spark_frame, *drawn)


def test_the_shipped_questionnaire_has_the_scores_of_the_second_reading(frame):
    document = yaml.safe_load((TOP / "questionnaires" / "balance.yaml").read_text("utf-8"))
    draw = Random(20261125)  # noqa: S311
    people = [
        {item: draw.choice([1, 2, 3, 4, 5, 5, None]) for page in document["pages"] for item in page["items"]}
        for _ in range(40)
    ]
    gone = document["dimensions"]["goals"]["items"]
    check(frame, document, [*people, dict.fromkeys(people[0]), people[1] | dict.fromkeys(gone)])


def check(frame: Frame, document: dict[str, Any], people: list[dict[str, Any]]) -> None:
    """Hold every score and interval that an engine gives against the second reading."""
    questionnaire = read(document)
    rows = [numeric(document, answers) for answers in people]
    scored = frame.rows(score(frame.make(rows, list(questionnaire.items)), questionnaire, intervals=True))
    assert [list(row) for row in scored] == [interval_columns(questionnaire)] * len(rows)
    for row, answers in zip(scored, people, strict=True):
        expected = reference(document, answers)
        for name, value in expected["columns"].items():
            assert row[name] == (None if value is None else pytest.approx(value, abs=1e-12)), name
        for name in with_interval(questionnaire):
            ends = expected["intervals"][name] or [None, None]
            found = [row[f"{name}_low"], row[f"{name}_high"]]
            assert found == [None if end is None else pytest.approx(end, abs=1e-9) for end in ends], name


def test_a_wholly_unanswered_dimension_is_null_and_takes_nothing_else_with_it(frame, small):
    answered = dict.fromkeys(["a1", "a2", "a3", "b1", "b2", "b3"], 4.0)
    rows = [answered, answered | dict.fromkeys(["a1", "a2", "a3"])]
    whole, without = frame.rows(score(frame.make(rows, list(small.items)), small, intervals=True))
    assert whole["a"] == whole["b"] == 75
    assert (without["a"], without["a_low"], without["left"], without["lean"]) == (None, None, None, None)
    assert (without["b"], without["right"], without["answered"]) == (75, 75, 0.5)


def test_the_top_of_a_scale_is_exactly_100_and_its_foot_0(frame, small):
    rows = [dict.fromkeys(small.items, 5.0), dict.fromkeys(small.items, 1.0)]
    top, foot = frame.rows(score(frame.make(rows, list(small.items)), small))
    assert (top["a"], top["left"], top["level"], top["lean"]) == (100, 100, 100, 0)
    assert (foot["a"], foot["left"], foot["level"]) == (0, 0, 0)


def test_what_others_skip_changes_nobodys_scores_in_the_last_digit(frame, small):
    person = dict(zip(small.items, [4.0, 3.0, 3.0, 2.0, 4.0, 5.0], strict=True))
    skipping = person | dict.fromkeys(["a1", "b2"])
    among = [
        frame.rows(score(frame.make([person, other], list(small.items)), small))[0] for other in (person, skipping)
    ]
    assert among[0] == among[1]


def test_columns_that_are_no_items_come_first_and_come_through_unchanged(small):
    import polars as pl

    rows = [{"name": "Åse", "a1": 1, "a2": 2, "a3": 3, "b1": 4, "b2": 5, "b3": None, "unit": "007"}]
    scored = score(pl.DataFrame(rows), small)
    assert scored.columns == ["name", "unit", "a", "b", "left", "right", "lean", "level", "answered"]
    assert scored.row(0)[:2] == ("Åse", "007")


def test_not_a_number_in_an_analysts_frame_is_not_answered(small):
    import polars as pl

    rows = [{"a1": 3.0, "a2": 3.0, "a3": 3.0, "b1": float("nan"), "b2": float("nan"), "b3": 5.0}]
    scored = score(pl.DataFrame(rows), small).row(0, named=True)
    assert (scored["a"], scored["b"], scored["answered"]) == (50, None, pytest.approx(4 / 6))


def test_items_of_uneven_scales_are_each_brought_to_percent_by_their_own_ends(frame, questionnaire):
    uneven = questionnaire(
        scales={"often": [1, 2, 3, 4, 5], "much": [0, 1, 10], "fine": [0.5, 1.0, 2.5]},
        items={"x": "often", "y": "much", "z": "fine"},
        dimensions={"d": {"items": ["x", "y", "z"], "reversed": ["y"]}},
    )
    rows = [{"x": 2.0, "y": 1.0, "z": 1.0}]  # 25, 100 - 10, 25
    (scored,) = frame.rows(score(frame.make(rows, ["x", "y", "z"]), uneven))
    assert scored["d"] == pytest.approx((25 + 90 + 25) / 3, abs=1e-12)


NASTY = ["level", "lean", "answered", "need_a", "needed_lean", "row"]


def test_what_items_and_dimensions_are_called_changes_no_number(frame):
    """An item may be called as a column of the score table is, and a dimension as a pool or a part of the program."""
    parts = two_sides(needs=True)
    parts["dimensions"]["a"]["need"].append("need_of_a_too")
    parts["items"].append("need_of_a_too")
    row = {"a1": 5.0, "a2": 4.0, "a3": None, "b1": 1.0, "b2": 3.0, "b3": 2.0}
    row |= {"need_of_a": None, "need_of_a_too": 4.0, "need_of_b": 2.0}
    new = dict(zip(row, [*NASTY, "need_axes", "x", "need_beside"], strict=True)) | {"a": "axes", "b": "beside"}
    text = json.dumps(factory.document(**parts, scoring={"min_answered": 0.5}))
    named = text
    for old, name in new.items():
        named = named.replace(f'"{old}"', f'"{name}"')
    plain, renamed = (read(json.loads(each)) for each in (text, named))
    (first,) = frame.rows(score(frame.make([row], list(plain.items)), plain, intervals=True))
    other = {new[item]: value for item, value in row.items()}
    (second,) = frame.rows(score(frame.make([other], list(renamed.items)), renamed, intervals=True))
    assert list(second.values()) == list(first.values())
