"""Signs of answers given without reading: on every engine those of a plain count."""

from itertools import groupby
from statistics import stdev
from typing import Any

import factory
import pytest
from engines import Frame
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import answers_for, documents, numeric

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import FLAGS, columns_of
from balance.scores.engines import score

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
ITEMS = [f"i{n}" for n in range(1, 10)]
NINE = factory.questionnaire(
    items=[*ITEMS, "o1", "o2"],
    dimensions={
        "a": {"items": ITEMS[::2], "reversed": ["i3"]},
        "b": {"items": ITEMS[1::2]},
        "beside": {"items": ["o1", "o2"]},
    },
    outcomes=["beside"],
)


def counted(questionnaire: Questionnaire, row: dict[str, float | None]) -> tuple[int, float | None, bool]:
    """Count in plain Python: percents of the behaviours as asked, before any reversal."""
    scales = {id: questionnaire.items[id].scale for id in questionnaire.behaviours}
    percents = [
        None if row.get(id) is None else 100 * (row[id] - scale.low) / scale.span for id, scale in scales.items()
    ]
    longest = max(
        (len(list(alike)) for value, alike in groupby(percents, lambda p: None if p is None else round(p, 6))
         if value is not None),
        default=0,
    )  # fmt: skip
    there = [percent for percent in percents if percent is not None]
    return longest, stdev(there) if len(there) > 1 else None, 3 * longest >= 2 * len(percents)


def flags(frame: Any, questionnaire: Questionnaire, rows: list[dict[str, float | None]]) -> list[tuple[Any, ...]]:
    scored = frame.rows(score(frame.make(rows, list(questionnaire.items)), questionnaire, flags=True))
    assert list(scored[0]) == columns_of(questionnaire, flags=True)
    return [tuple(row[name] for name in FLAGS) for row in scored]


def answered(text: str) -> dict[str, float | None]:
    """Read nine answers, a dot where there is none; the outcomes are answered alike."""
    values = [None if sign == "." else float(sign) for sign in text]
    return dict(zip(ITEMS, values, strict=True)) | {"o1": 3.0, "o2": 3.0}


def test_runs_are_counted_in_the_order_asked_and_a_gap_breaks_them(frame):
    rows = [answered(text) for text in ("333333333", "123451234", "333.33333", "11111155.", ".........", "2.2.2.2.2")]
    assert [found[0] for found in flags(frame, NINE, rows)] == [9, 1, 5, 6, 0, 1]


def test_two_thirds_alike_are_flagged_and_a_little_less_is_not(frame):
    rows = [answered(text) for text in ("555555123", "555551234", ".........")]
    assert [found[2] for found in flags(frame, NINE, rows)] == [True, False, False]


def test_the_spread_is_in_percent_with_n_minus_1_and_none_under_two_answers(frame):
    rows = [answered(text) for text in ("135......", "333333333", "5........", ".........")]
    # 0, 50 and 100: squares 2500 + 0 + 2500 by 2
    assert [found[1] for found in flags(frame, NINE, rows)] == [pytest.approx(50), pytest.approx(0), None, None]


def test_a_reversed_item_counts_as_it_was_answered(frame):
    (found,) = flags(frame, NINE, [answered("222222222")])
    assert found == (9, pytest.approx(0), True)


def test_answers_on_two_scales_are_alike_at_the_same_place(frame):
    mixed = factory.questionnaire(
        scales={"often": [1, 2, 3, 4], "much": [0, 1, 2, 3, 4, 5, 6]},
        items={"x": "often", "y": "much", "z": "often"},
        dimensions={"d": {"items": ["x", "y", "z"]}},
    )
    rows = [{"x": 2.0, "y": 2.0, "z": 2.0}, {"x": 2.0, "y": 3.0, "z": 2.0}]  # 33 33 33, and 33 50 33
    assert [found[0] for found in flags(frame, mixed, rows)] == [3, 1]


def test_the_longest_run_of_a_lone_behaviour_is_one_if_it_is_answered(frame):
    lone = factory.questionnaire(items=["x"], dimensions={"d": {"items": ["x"]}})
    assert [found[0] for found in flags(frame, lone, [{"x": 2.0}, {"x": None}])] == [1, 0]


def test_where_there_is_no_behaviour_there_are_no_flags():
    lone = factory.questionnaire(items=["o"], dimensions={"o1": {"items": ["o"]}}, outcomes=["o1"])
    import polars as pl

    assert score(pl.DataFrame({"o": [1, 5]}), lone, flags=True).columns == ["o1", "answered"]


@st.composite
def batches(draw: st.DrawFn, people: int = 3) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    document = draw(documents())
    return document, [draw(answers_for(document)) for _ in range(people)]


@FEW
@given(batches())
def test_every_engine_counts_as_plain_python_does(embedded, drawn):
    check(embedded, *drawn)


@settings(FEW, max_examples=2)  # Spark is slow to ask, so it is asked about many people at once
@given(batches(people=12))
def test_spark_counts_as_plain_python_does(spark_frame, drawn):
    check(spark_frame, *drawn)


def check(frame: Frame, document: dict[str, Any], people: list[dict[str, Any]]) -> None:
    """Hold the flags that an engine gives against a plain count."""
    questionnaire = Questionnaire.model_validate(document, context={"languages": document["languages"]})
    if not questionnaire.behaviours:
        return
    rows = [numeric(document, answers) for answers in people]
    for found, row in zip(flags(frame, questionnaire, rows), rows, strict=True):
        run, spread, flagged = counted(questionnaire, row)
        assert found == (run, None if spread is None else pytest.approx(spread, abs=1e-9), flagged)
