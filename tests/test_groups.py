"""A group: every number of it is R's, whatever engine counts, and edges say what they are."""

import json
from typing import Any

import factory
import numpy as np
import polars as pl
import pytest
from grouping import of_rows, oracle_frame, oracle_questionnaire
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_oracle import ORACLE, ROWS, SETS, UNITS, close

from balance.groups import Group, counted_json, group
from balance.statistics.items import item_rest
from balance.statistics.reliability import alpha, covariance

UNITS_OF_TWO = sorted(set(UNITS) - {"Unit alone"})


@pytest.fixture(scope="module")
def rated() -> Group:
    """R's answers as ratings of one person by many, by unit."""
    return group(oracle_frame(), oracle_questionnaire(target="other"), by="unit", full=True)


@pytest.mark.parametrize("name", SETS)
def test_a_dimension_has_the_numbers_of_r(rated, name):
    found, wanted = rated.dimensions[name], ORACLE["dimensions"][name]
    assert (found.n, found.n_complete) == (wanted["n"], wanted["n_complete"])
    assert [found.mean, found.sd, *found.quartiles] == close([wanted["mean"], wanted["sd"], *wanted["quartiles"]])
    assert [found.alpha, found.alpha_low, found.alpha_high] == close([wanted["alpha"], *wanted["interval"]])
    assert found.sem == close(wanted["sd"] * (1 - wanted["alpha"]) ** 0.5)
    if name in ORACLE["omega"]:
        assert found.omega == close(ORACLE["omega"][name]["omega"], 1e-6)


@pytest.mark.parametrize("name", SETS)
def test_its_items_have_the_numbers_of_r(rated, name):
    items, wanted = list(rated.dimensions[name].items.values()), ORACLE["dimensions"][name]
    assert [item.n for item in items] == wanted["item_n"]
    assert [item.mean for item in items] == close(wanted["item_mean"])
    assert [item.sd for item in items] == close(wanted["item_sd"])
    assert [item.r_drop for item in items] == close(wanted["r_drop"])
    if name != "two":
        assert [item.alpha_without for item in items] == close(wanted["alpha_without"])


@pytest.mark.parametrize("name", ["three", "eight", "two"])
@pytest.mark.parametrize("unit", UNITS_OF_TWO)
def test_the_agreement_of_a_unit_is_that_of_r(rated, name, unit):
    found, wanted = rated.by["unit"][unit].dimensions[name], ORACLE["agreement"][name]
    assert (found.rwg, found.ad) == close([wanted["rwg_j"][unit], wanted["ad"][unit]])


@pytest.mark.parametrize("name", SETS)
def test_the_share_between_units_is_that_of_r(rated, name):
    found, wanted = rated.agreement["unit"][name], ORACLE["dimensions"][name]
    assert (found.icc1, found.icc2) == close([wanted["icc1"], wanted["icc2"]])


def test_the_axes_and_their_difference_are_those_of_r():
    """R takes the axis of three and two for the mean of its five items; so do we, where each has as many items."""
    questionnaire = factory.questionnaire(
        items=[*SETS["three"], *SETS["two"], *SETS["eight"]],
        dimensions={"five": {"items": SETS["three"] + SETS["two"]}, "eight": {"items": SETS["eight"]}},
        axes={"left": {"name": "S", "dimensions": ["five"]}, "right": {"name": "R", "dimensions": ["eight"]}},
        balance={"left": "left", "right": "right"},
    )  # fmt: skip
    found, wanted = group(oracle_frame(), questionnaire, full=True).difference, ORACLE["difference"]
    assert found.n == len(ROWS)
    assert found.r == close(wanted["r"])
    assert list(found.alpha.values()) == close(wanted["alphas"])
    assert found.reliability == close(wanted["reliability"])


def test_an_axis_whose_answers_make_no_whole_steps_has_the_alpha_of_its_items():
    fine = [0, 0.33333, 1]
    questionnaire = factory.questionnaire(
        scales={"fine": fine},
        items=dict.fromkeys("xyzw", "fine"),
        dimensions={"a": {"items": ["x", "y"]}, "b": {"items": ["z"]}, "c": {"items": ["w"]}},
        axes={"left": {"name": "S", "dimensions": ["a", "b"]}, "right": {"name": "R", "dimensions": ["c"]}},
        balance={"left": "left", "right": "right"},
    )  # fmt: skip
    rows = np.array(fine)[[[0, 1, 1, 0], [1, 1, 2, 2], [2, 1, 2, 1], [1, 0, 0, 0], [2, 2, 1, 2]]]
    found = of_rows(questionnaire, *rows.tolist()).difference
    assert found.alpha["left"] == pytest.approx(float(alpha(covariance(rows[:, :3]))), abs=1e-12)


def test_the_units_stand_in_their_natural_order_and_are_all_people(rated):
    assert list(rated.by["unit"]) == [*(f"Unit {n}" for n in range(1, 10)), "Unit alone"]
    assert sum(part.n for part in rated.by["unit"].values()) == rated.n == len(ROWS)


def test_a_unit_has_the_numbers_it_has_by_itself(rated):
    frame = oracle_frame().filter(pl.col("unit") == "Unit 3")
    alone = group(frame, oracle_questionnaire(target="other"), full=True)
    part = rated.by["unit"]["Unit 3"]
    assert plain(part) == pytest.approx(plain(alone), rel=1e-9)


def plain(part: Any) -> dict[str, float]:
    """Return every number of a group by its path, and every code as a length that tells it."""
    told: dict[str, float] = {}

    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            for name, each in node.items():
                walk(each, f"{path}.{name}")
        elif isinstance(node, list):
            for n, each in enumerate(node):
                walk(each, f"{path}.{n}")
        elif isinstance(node, int | float):
            told[path] = node
        elif node is not None:
            told[f"{path}={node}"] = 1

    walk(part.model_dump(mode="json", include={"n", "dimensions", "axes", "lean", "level"}), "")
    return told


def test_every_engine_gives_the_same_group(rated, embedded):
    rows = oracle_frame().to_dicts()
    schema = {"unit": pl.String} | dict.fromkeys(oracle_questionnaire().items, pl.Float64)
    found = group(embedded.of(rows, schema), oracle_questionnaire(target="other"), by=["unit"], full=True)
    assert plain(found) == pytest.approx(plain(rated), rel=1e-9)
    assert list(found.by["unit"]) == list(rated.by["unit"])
    for label, part in found.by["unit"].items():
        assert plain(part) == pytest.approx(plain(rated.by["unit"][label]), rel=1e-9, abs=1e-9), label


def test_json_has_the_keys_of_the_format_in_their_order(rated):
    told = json.loads(rated.model_dump_json())
    assert told["format"] == "balance-group/1"
    assert told["full"] is True
    assert told["min_group"] is None
    assert " ".join(told["dimensions"]["four"]) == (
        "n mean sd quartiles classes need notes n_complete alpha alpha_low alpha_high omega sem items rwg ad"
    )
    assert set(told["dimensions"]["four"]["items"]["a1"]) >= {"n", "mean", "sd", "r_drop", "alpha_without"}
    assert set(told["by"]["unit"]["Unit 1"]) == {"n", "dimensions", "axes", "lean", "level"}
    assert Group.model_validate(told) == rated


def test_without_full_there_is_no_group_yet():
    with pytest.raises(ValueError, match="full=True"):
        group(oracle_frame(), oracle_questionnaire())


def test_labels_are_texts_without_blanks_and_who_has_none_is_counted():
    questionnaire = factory.questionnaire(**factory.two_sides())
    labels = ["B", " A ", "A", None, " ", "B"]
    found = of_rows(questionnaire, *[[1, 2, 3, 4, 5, n % 5 + 1] for n in range(6)], by="unit", unit=labels)
    assert {label: part.n for label, part in found.by["unit"].items()} == {"A": 2, "B": 2}
    assert found.unlabelled == {"unit": 2}
    assert found.n == 6


def test_numbers_and_missing_numbers_are_labels_too():
    questionnaire = factory.questionnaire(**factory.two_sides())
    rows = [[1, 2, 3, 4, 5, n % 5 + 1] for n in range(4)]
    found = of_rows(
        questionnaire, *rows, by=["year", "share"], year=[2025, 2026, 2026, None], share=[0.5, float("nan"), 2, 0.5]
    )
    assert list(found.by["year"]) == ["2025", "2026"]
    assert list(found.by["share"]) == ["0.5", "2.0"]
    assert found.unlabelled == {"year": 1, "share": 1}


def test_a_breakdown_may_be_called_as_a_score_is():
    questionnaire = factory.questionnaire(**factory.two_sides())
    found = of_rows(questionnaire, *[[1, 2, 3, 4, 5, n + 1] for n in range(4)], by="lean", lean=["x", "x", "y", "y"])
    assert list(found.by["lean"]) == ["x", "y"]
    assert found.lean.n == 4


ONE, TWO, THREE = {"d": {"items": ["x"]}}, {"d": {"items": ["x", "y"]}}, {"d": {"items": ["x", "y", "z"]}}


def dimension(dimensions: Any, *rows: Any, **rest: Any) -> Any:
    items = dimensions["d"]["items"]
    return of_rows(factory.questionnaire(items=items, dimensions=dimensions, **rest), *rows).dimensions["d"]


EDGES = {
    "one item": (ONE, [[1], [3], [5], [2]], {"alpha": "one_item", "omega": "one_item", "sem": "one_item"}),
    "two items": (TWO, [[1, 2], [3, 3], [5, 4]], {"omega": "two_items"}),
    "two people": (THREE, [[1, 2, 3], [4, 5, 5]], {"alpha": "few_complete", "omega": "few_complete"}),
    "a constant item": (THREE, [[1, 2, 3], [4, 2, 5], [3, 2, 1]], {"alpha": "constant_item", "omega": "constant_item"}),
    "all alike": (THREE, [[4, 4, 4]] * 5, {"alpha": "all_alike", "omega": "all_alike"}),
    "negative": (TWO, [[1, 5], [2, 4], [5, 2], [3, 3]], {"alpha": "negative", "sem": "negative"}),
    "items that cancel": (TWO, [[1, 5], [2, 4], [5, 1]], {"alpha": "negative"}),
    "the same item twice": (THREE, [[1, 1, 2], [3, 3, 2], [5, 5, 4], [2, 2, 5]], {"omega": "singular"}),
    "one person": (THREE, [[1, 2, 3]], {"sd": "one_person", "alpha": "few_complete", "rwg": "one_person"}),
    "nobody": (THREE, [[None, None, 1], [None, None, None]], {"mean": "nobody", "sd": "nobody"}),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_is_said_and_is_no_number(edge):
    dimensions, rows, wanted = EDGES[edge]
    found = dimension(dimensions, *rows, target="other")
    assert {name: found.notes.get(name) for name in wanted} == wanted
    assert {getattr(found, name) for name in wanted} == {None}


OF_DIMENSIONS = ["mean", "sd", "alpha", "omega", "sem", "rwg", "ad"]
OF_ITEMS = ["mean", "sd", "r_drop", "alpha_without"]


def test_every_null_of_a_dimension_says_why():
    for dimensions, rows, _ in EDGES.values():
        found = dimension(dimensions, *rows, target="other")
        parts = [(found, OF_DIMENSIONS), *((item, OF_ITEMS) for item in found.items.values())]
        for part, names in parts:
            for name in names:
                assert (getattr(part, name) is None) == (name in part.notes), (name, part)


def test_where_all_give_the_same_answers_agreement_is_whole():
    found = dimension(THREE, *[[4, 4, 4]] * 5, target="other")
    assert (found.sd, found.rwg, found.ad) == (0, 1, 0)


def test_in_a_self_check_there_is_no_agreement_and_without_a_target_it_is_marked():
    rows = [[1, 2, 3], [4, 5, 5], [3, 3, 3]]
    own, unsaid = dimension(THREE, *rows, target="self"), dimension(THREE, *rows)
    assert (own.rwg, own.ad, own.notes["rwg"], own.notes["ad"]) == (None, None, "self_rated", "self_rated")
    assert unsaid.rwg is not None
    assert (unsaid.notes["rwg"], unsaid.notes["ad"]) == ("no_target", "no_target")


MIXED = {"scales": {"often": [1, 2, 3, 4, 5], "yes": [0, 1], "fine": [0.5, 1.0, 2.5]},
         "items": {"x": "often", "y": "yes", "z": "fine"}}  # fmt: skip


def test_items_of_different_scales_have_no_common_deviation_and_yet_an_agreement():
    questionnaire = factory.questionnaire(**MIXED, dimensions=TWO, target="other")
    found = of_rows(questionnaire, [2, 0, 1], [3, 1, 1], [3, 1, 1]).dimensions["d"]
    assert (found.ad, found.notes["ad"]) == (None, "scales_differ")
    # Variances 1/3 and 1/3, nulls 2 and 1/4: q = (1/6 + 4/3)/2 = 3/4, and 2 (1/4) / (2 (1/4) + 3/4) = 0.4
    assert found.rwg == pytest.approx(0.4)


@pytest.mark.parametrize("kind", ["percent", "mean", "sum"])
def test_items_of_different_scales_count_as_they_do_in_the_score(kind):
    rows = np.array([[1, 0, 2.5], [3, 1, 0.5], [5, 1, 1.0], [2, 0, 2.5], [4, 1, 0.5]])
    turned = {"d": {"items": ["x", "y", "z"], "reversed": ["z"]}}
    found = of_rows(
        factory.questionnaire(**MIXED, dimensions=turned, scoring={"score": kind}), *rows.tolist()
    ).dimensions["d"]
    keyed = np.stack([rows[:, 0], rows[:, 1], 3 - rows[:, 2]], axis=1)
    if kind == "percent":
        keyed = np.stack([25 * (rows[:, 0] - 1), 100 * rows[:, 1], 50 * (2.5 - rows[:, 2])], axis=1)
    assert found.alpha == pytest.approx(float(alpha(covariance(keyed))), abs=1e-12)
    assert [item.r_drop for item in found.items.values()] == pytest.approx(
        item_rest(covariance(keyed)).tolist(), abs=1e-12
    )
    assert [item.mean for item in found.items.values()] == pytest.approx(keyed.mean(axis=0).tolist(), abs=1e-12)
    assert found.mean == pytest.approx(keyed.mean(axis=0).mean() * (3 if kind == "sum" else 1), abs=1e-12)


def test_the_order_of_rows_changes_no_bit():
    """Sums of floats would differ in their last digit; these are of whole numbers."""
    questionnaire, frame = oracle_questionnaire(), oracle_frame()
    one, other = (group(each, questionnaire, "unit", full=True) for each in (frame, frame[::-1]))
    assert one.model_dump_json() == other.model_dump_json()


def test_a_breakdown_into_one_group_or_into_people_has_no_icc():
    questionnaire = factory.questionnaire(items=["x"], dimensions=ONE)
    rows = [[1], [2], [5]]
    found = of_rows(questionnaire, *rows, by=["a", "b", "c"], a=["x"] * 3, b=["x", "y", "z"], c=["x", "x", "y"])
    assert found.agreement["a"]["d"].notes["icc1"] == "one_group"
    assert found.agreement["b"]["d"].notes["icc2"] == "groups_of_one"
    assert found.agreement["c"]["d"].icc1 is not None
    alike = of_rows(questionnaire, [3], [3], [3], [3], by="a", a=["x", "x", "y", "y"])
    assert alike.agreement["a"]["d"].notes["icc1"] == "no_spread"
    same_means = of_rows(questionnaire, [2], [4], [2], [4], by="a", a=["x", "x", "y", "y"]).agreement["a"]["d"]
    assert (same_means.icc1, same_means.icc2, same_means.notes) == (-1, None, {"icc2": "parts_alike"})


def test_every_code_is_explained_in_the_language_asked_for(rated):
    codes = {
        code for part in rated.by["unit"].values() for each in part.dimensions.values() for code in each.notes.values()
    }
    assert codes
    assert codes <= set(rated.why)


@pytest.mark.parametrize(("kind", "mean", "item"), [("percent", 37.5, 50), ("mean", 2.5, 3), ("sum", 5, 3)])
def test_items_and_scores_share_their_unit(kind, mean, item):
    found = dimension(TWO, [1, 4], [3, 2], scoring={"score": kind})
    assert found.mean == pytest.approx(mean)
    assert found.items["y"].mean == pytest.approx(item)
    assert found.items["y"].counts == {"1": 0, "2": 1, "3": 0, "4": 1, "5": 0}


def test_a_reversed_item_is_turned_in_its_mean_and_not_in_its_counts():
    found = dimension({"d": {"items": ["x", "y"], "reversed": ["y"]}}, [1, 5], [2, 5], [2, 4])
    assert found.items["y"].mean == pytest.approx(25 / 3)
    assert found.items["y"].counts["5"] == 2


SMALL = st.lists(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=6, max_size=6), min_size=3, max_size=20)


@settings(max_examples=20)
@given(SMALL, st.integers(0, 2**32 - 1))
def test_any_small_group_is_told_without_a_warning_and_by_parts_adds_up(rows, seed):
    questionnaire = factory.questionnaire(**factory.two_sides())
    labels = [("x", "y", None)[(seed >> n) % 3] for n in range(len(rows))]
    found = of_rows(questionnaire, *rows, by="unit", unit=pl.Series(labels, dtype=pl.String))
    parts = found.by["unit"].values()
    assert sum(part.n for part in parts) + found.unlabelled["unit"] == found.n == len(rows)
    scored = [part.dimensions["a"].n for part in parts]
    assert sum(scored) <= found.dimensions["a"].n
    assert "Infinity" not in json.dumps(found.model_dump())  # which JSON does not know


def test_the_json_that_is_written_at_once_is_that_of_the_group_byte_for_byte(rated):
    frame, questionnaire = oracle_frame(), oracle_questionnaire(target="other")
    written = counted_json(frame, questionnaire, ["unit"], rated.language)
    assert "".join(written) == rated.model_dump_json(indent=1)
