"""A tally: what is counted in arrays is what the expressions count, number for number."""

import factory
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.questionnaire.library import load
from balance.statistics.arrays import InArrays
from balance.statistics.tally import Tally, tally

ANSWER = st.one_of(st.none(), st.integers(1, 5))
LABEL = st.sampled_from(["x", " x", "y", "", None])


def assert_same(quick: Tally, slow: Tally) -> None:
    """Fail unless both hold the same numbers, to the last bit."""
    assert (quick.labels, quick.missing, quick.axes) == (slow.labels, slow.missing, slow.axes)
    assert np.array_equal(quick.people, slow.people)
    assert quick.sums.keys() == slow.sums.keys()
    assert all(np.array_equal(quick.sums[name], slow.sums[name]) for name in slow.sums)
    assert list(quick.scores) == list(slow.scores)
    for name in slow.scores:
        assert occurring(quick, name) == occurring(slow, name), name
    assert np.array_equal(quick.pairs, slow.pairs) if slow.pairs is not None else quick.pairs is None


def occurring(found: Tally, name: str) -> dict[tuple[int, float], int]:
    """Return how many of each group have each value of a score."""
    told: dict[tuple[int, float], int] = {}
    for group, value, n in zip(*(each.tolist() for each in found.scores[name]), strict=True):
        told[group, value] = told.get((group, value), 0) + n
    return told


@settings(max_examples=10)
@given(st.lists(st.tuples(LABEL, st.lists(ANSWER, min_size=6, max_size=6)), min_size=1, max_size=20))
def test_counted_in_arrays_or_by_expressions_it_is_the_same(rows):
    questionnaire = factory.questionnaire(**factory.two_sides())
    schema = {"unit": pl.String} | dict.fromkeys(questionnaire.items, pl.Int8)
    frame = pl.DataFrame([(label, *answers) for label, answers in rows], schema=schema, orient="row")
    assert_same(tally(frame, questionnaire, "unit", quick=True), tally(frame, questionnaire, "unit", quick=False))


@pytest.mark.parametrize("kind", [pl.Int8, pl.Float64])
def test_needs_and_the_axes_of_many_people_too(kind, monkeypatch):
    balance, draw = load("balance"), np.random.default_rng(8)
    answers = np.where(draw.random((400, len(balance.items))) < 0.1, np.nan, draw.integers(1, 6, (400, 54)))
    frame = pl.DataFrame(answers, schema=[*balance.items]).with_columns(pl.all().fill_nan(None).cast(kind))
    frame = frame.with_columns(unit=pl.Series(draw.integers(0, 7, 400)))
    slow = tally(frame, balance, "unit", quick=False)
    assert_same(tally(frame, balance, "unit", quick=True), slow)
    assert_same(tally(frame.lazy(), balance, quick=True), tally(frame.lazy(), balance, quick=False))
    monkeypatch.setattr("balance.statistics.patterns.MOST_CELLS", 7000)  # some in arrays, some not
    assert_same(tally(frame, balance, "unit", quick=True), slow)


def test_a_dimension_that_asks_for_fewer_answers_than_others_has_its_own_scores():
    parts = factory.two_sides()
    parts["dimensions"]["b"]["min_answered"] = 0.3
    questionnaire, points = factory.questionnaire(**parts), pl.Series([None, 1, 4], dtype=pl.Int8)
    table = pl.DataFrame({item: points.gather([n // 3**place % 3 for n in range(27)])
                          for side in "ab" for place, item in enumerate(f"{side}{n}" for n in (1, 2, 3))})  # fmt: skip
    quick = tally(table, questionnaire, quick=True)
    assert [quick.scores[name][2].sum() for name in "ab"] == [8, 26]
    assert_same(quick, tally(table, questionnaire, quick=False))


@pytest.mark.parametrize("wide", [range(5), range(7)], ids=["one unit", "two units"])
@pytest.mark.parametrize("items", [2, 6], ids=["patterns", "too many patterns"])
def test_an_axis_is_the_same_whatever_its_dimensions_stand_on(wide, items):
    """On one unit and with patterns it is counted by these, else its rows are added up."""
    last = [f"c{n}" for n in range(items)]
    questionnaire = factory.questionnaire(
        scales={"often": [1, 2, 3, 4, 5], "wide": [*wide]},
        items={"a0": "wide", "a1": "wide"} | dict.fromkeys(["b0", "b1", *last], "often"),
        dimensions={
            "a": {"items": ["a0", "a1"]},
            "b": {"items": ["b0", "b1"], "reversed": ["b1"]},
            "c": {"items": last},
        },
        axes={side: {"name": side, "dimensions": [*of]} for side, of in (("left", "ab"), ("right", "bc"))},
        balance={"left": "left", "right": "right"},
    )
    draw = np.random.default_rng(items)
    points = {id: pl.Series([None, *item.scale.values], dtype=pl.Int8) for id, item in questionnaire.items.items()}
    table = pl.DataFrame({id: each.gather(draw.integers(0, len(each), 300)) for id, each in points.items()})
    assert_same(tally(table, questionnaire, quick=True), tally(table, questionnaire, quick=False))


@pytest.mark.parametrize("by", [None, "unit"])
def test_dimensions_too_large_for_patterns_are_counted_all_the_same(by):
    items = [f"a{n}" for n in range(6)]  # of five points and none: 46,656 patterns
    questionnaire = factory.questionnaire(items=items, dimensions={"a": {"name": "A", "items": items}})
    answers = {item: [1, 5, None, place % 5 + 1] * 5 for place, item in enumerate(items)}
    frame = pl.DataFrame(answers | {"unit": ["north"] * 20}, schema_overrides=dict.fromkeys(items, pl.Int8))
    assert_same(tally(frame, questionnaire, by, quick=True), tally(frame, questionnaire, by, quick=False))


def test_what_balance_has_read_is_counted_where_it_is(tmp_path):
    questionnaire = factory.questionnaire(**factory.two_sides())
    table = pl.DataFrame(dict.fromkeys(questionnaire.items, pl.Series([1, 2, None, 5], dtype=pl.Int8)))
    table.with_columns(unit=pl.Series(["x", "y", "y", None], dtype=pl.Categorical)).write_ipc(tmp_path / "read.ipc")
    frame = pl.scan_ipc(tmp_path / "read.ipc")
    assert_same(tally(frame, questionnaire, "unit", True, read=True), tally(frame, questionnaire, "unit", False))


@pytest.mark.parametrize("strange", [0, 6, 2.5])
def test_answers_that_are_not_of_their_scale_are_no_patterns(strange, monkeypatch):
    questionnaire = factory.questionnaire(**factory.two_sides())
    rows = {item: [1.0, 2.0, 5.0] for item in questionnaire.items}
    rows[next(iter(rows))] = [1.0, strange, 5.0]
    slow = tally(pl.DataFrame(rows), questionnaire, quick=False)
    monkeypatch.delattr(InArrays, "__init__")  # so that it cannot be built
    assert_same(tally(pl.DataFrame(rows), questionnaire, quick=True), slow)
