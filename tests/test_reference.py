"""The reference itself: held to published analyses, to sums done by hand, and to its own laws."""

import copy
from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from reference import reference
from strategies import Answers, Tree, answered, numeric, scale_names

FIVE = (1, 2, 3, 4, 5)
AXES = {"left_side": ["a", "b", "c"], "right_side": ["p", "q", "r"]}


def a_questionnaire(
    dimensions: Mapping[str, Sequence[str] | Tree],
    axes: Mapping[str, Sequence[str]] | None = None,
    *,
    points: Sequence[float] = FIVE,
    balance: Tree | None = None,
    **rest: Any,
) -> Tree:
    trees = {d: {"items": list(t)} if not isinstance(t, Mapping) else dict(t) for d, t in dimensions.items()}
    asked = [item for t in trees.values() for item in (*t["items"], *t.get("need", ()))]
    document: Tree = {
        "format": "balance/1",
        "scales": {"s": {"points": [{"value": v} for v in points], "unscored": [{"code": "not_mine", "label": "-"}]}},
        "pages": [{"scale": "s", "items": dict.fromkeys(asked, "I do this")}],
        "dimensions": trees,
        **rest,
    }
    if axes:
        document["axes"] = {name: {"dimensions": list(members)} for name, members in axes.items()}
    if balance is not None:
        document["balance"] = balance
    return document


def answer(**values: Sequence[float | str | None]) -> Answers:
    """a=(1, 2) is a1: 1, a2: 2; a single value is for the name itself."""
    return {f"{name}{place}": v for name, vs in values.items() for place, v in enumerate(vs, 1)}


def close(number: float, digits: int) -> Any:
    """Equal to what was printed with so many decimals."""
    return pytest.approx(number, abs=0.51 * 10**-digits)


def ten(name: str) -> list[str]:
    return [f"{name}{place}" for place in range(1, 11)]


def three(name: str, need: bool = False, **rest: Any) -> Tree:
    return {"items": [f"{name}{n}" for n in (1, 2, 3)], **({"need": [f"n{name}1"]} if need else {}), **rest}


def test_sleep() -> None:
    """Student 1908, two drugs, 2 groups of 10: R's `t.test(extra ~ group, var.equal = TRUE)` prints
    t = -1.8608, df = 18, 95 % interval -3.363874 to 0.203874, means 0.75 and 2.33.

    The scale runs from -50 to 50, so x = v + 50 and the lean is the difference of the means.
    """
    one = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
    two = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
    document = a_questionnaire(
        {"a": ten("a"), "b": ten("b")},
        {"l": ["a"], "r": ["b"]},
        points=sorted({-50, 50, *one, *two}),
        balance={"left": "l", "right": "r", "margin": 3.1},
    )
    found = reference(document, answer(a=one, b=two))
    assert found["columns"]["a"] == close(50.75, 10)
    assert found["columns"]["lean"] == close(1.58, 10)
    assert found["df"]["lean"] == 18
    assert found["columns"]["lean"] / found["se"]["lean"] == close(1.8608, 4)
    assert found["intervals"]["lean"] == [close(-0.203874, 6), close(3.363874, 6)]
    assert (found["distance"], found["intervals"]["distance"]) == (
        found["columns"]["lean"],
        found["intervals"]["lean"],
    )
    assert (found["level_distance"], found["level_verdict"]) == (None, None)

    # t(.95, 18) = 1.7341 gives 0.1076 to 3.0524: inside ± 3.1, not inside ± 3
    assert (found["verdict"], found["ruled_out"]) == ("balanced", ["left", "right"])
    document["balance"]["margin"] = 3
    found = reference(document, answer(a=one, b=two))
    assert (found["verdict"], found["ruled_out"]) == ("close", ["left"])


def test_plant_growth() -> None:
    """R's `lm(weight ~ group, PlantGrowth)`, 3 groups of 10, prints a residual error of 0.6234 on 27 df,
    ctrl 5.0320 (0.1971), trt2 - ctrl 0.4940 (0.2788), interval -0.0780 to 1.0660.

    The third group stands on an axis of its own and so takes part in the variance. Its scale is 0-100.
    """
    ctrl = (4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14)
    trt1 = (4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69)
    trt2 = (6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26)
    document = a_questionnaire(
        {"a": ten("a"), "b": ten("b"), "c": ten("c")},
        {"l": ["a"], "m": ["b"], "r": ["c"]},
        points=sorted({0, 100, *ctrl, *trt1, *trt2}),
        balance={"left": "l", "right": "r"},
    )
    found = reference(document, answer(a=ctrl, b=trt1, c=trt2))
    assert found["df"]["lean"] == found["df"]["m"] == 27
    assert found["columns"]["l"] == close(5.0320, 10)
    assert found["se"]["l"] == close(0.1971, 4)
    assert found["se"]["l"] * sqrt(10) == close(0.6234, 4)
    assert found["columns"]["lean"] == close(0.4940, 10)
    assert found["se"]["lean"] == close(0.2788, 4)
    assert found["intervals"]["lean"] == [close(-0.0780, 4), close(1.0660, 4)]


def whole_case() -> tuple[Tree, Answers]:
    dimensions = {d: three(d, need=True) for d in "abcpqr"}
    dimensions["c"]["reversed"] = ["c1"]
    answers = answer(
        a=(3, 4, 5), b=(4, 4, 4), c=(4, 3, 4), p=(1, 2, 3), q=(3, 3, 3), r=(2, 3, 4),
        na=(3,), nb=(4,), nc=(4,), np=(4,), nq=(3,), nr=(5,),
    )  # fmt: skip
    balance = {"left": "left_side", "right": "right_side"}
    return a_questionnaire(dimensions, AXES, balance=balance), answers


def test_by_hand() -> None:
    """Two axes of 3 dimensions of 3 items, points 1-5 (x = 0 25 50 75 100, step²/12 = 625/12 = 52.0833).

    a 50 75 100: 75, SS 1250; b 75 75 75: 75, SS 0; c 25 50 75 (the first turned): 50, SS 1250; left 66.6667.
    p 0 25 50: 25, SS 1250; q 50 50 50: 50, SS 0; r 25 50 75: 50, SS 1250; right 41.6667.
    lean -25, level 54.1667. SS 5000, df 6 · 2 = 12, s² = 416.6667. Each w = 1/9, nine an axis:
    axis var = 416.6667/9 = 46.2963, lean var = 92.5926, level var = 23.1481.
    Needs: a 50 b 75 c 75: 66.6667; p 75 q 50 r 100: 75. Needed lean 8.3333, needed level 70.8333.
    Distance -33.3333, level distance -16.6667. Needs var = 2 · 3/9 · 52.0833 = 34.7222.
    Distance var = 127.3148, se 11.28339; level distance var a quarter, se 5.641695.
    t(.975, 12) = 2.178813, t(.95, 12) = 1.782288: -33.3333 ± 24.5844 lies below 0: left;
    -33.3333 + 20.1102 = -13.22 < 20: right is ruled out; -16.6667 ± 12.2922 lies below 0: below.
    Dimension a: s_d² = 625, (416.6667 + 625)/2 = 520.8333, / 3 = 173.6111, se 13.17616, df 4,
    t(.975, 4) = 2.776445: 38.4171 to 111.58, so 100. b: 208.3333 / 3, se 8.333333.
    Gaps: a -25 less, b 0 keep, c 25 more, p 50 more, q 0 keep, r 50 more.
    First: 50 twice, r with the larger need (100 against 75); then a and c at 25, more before less: c.
    Certain: the gap of p has var 173.6111 + 52.0833, se 15.02313, · 2.776445 = 41.71 < 50.
    """
    found = reference(*whole_case())
    assert found["columns"] == pytest.approx(
        {
            "a": 75, "need_a": 50, "b": 75, "need_b": 75, "c": 50, "need_c": 75,
            "p": 25, "need_p": 75, "q": 50, "need_q": 50, "r": 50, "need_r": 100,
            "left_side": 200 / 3, "right_side": 125 / 3, "lean": -25, "needed_lean": 25 / 3, "level": 325 / 6,
            "answered": 1,
        }, abs=1e-12,
    )  # fmt: skip
    assert found["se"] == pytest.approx(
        {
            "a": 13.176157, "b": 8.333333, "c": 13.176157, "p": 13.176157, "q": 8.333333, "r": 13.176157,
            "left_side": 6.804138, "right_side": 6.804138, "lean": 9.622504, "level": 4.811252,
            "distance": 11.283386, "level_distance": 5.641693,
            "gap:a": 15.023130, "gap:b": 11.023964, "gap:c": 15.023130,
            "gap:p": 15.023130, "gap:q": 11.023964, "gap:r": 15.023130,
        }, abs=1e-6,
    )  # fmt: skip
    assert {found["df"][name] for name in ("a", "b", "gap:a", "gap:q")} == {4}
    assert {found["df"][name] for name in ("left_side", "lean", "level", "distance", "level_distance")} == {12}
    assert found["intervals"]["a"] == [close(38.4171, 4), 100]
    assert found["intervals"]["lean"] == [close(-45.9656, 4), close(-4.0344, 4)]
    assert found["intervals"]["distance"] == [close(-57.9177, 4), close(-8.7489, 4)]
    assert (found["distance"], found["level_distance"]) == (close(-100 / 3, 12), close(-50 / 3, 12))
    assert (found["verdict"], found["level_verdict"], found["ruled_out"]) == ("left", "below", ["right"])
    assert found["gaps"] == {"a": -25, "b": 0, "c": 25, "p": 50, "q": 0, "r": 50}
    assert found["findings"] == {
        "a": "less",
        "b": "keep",
        "c": "more",
        "p": "more",
        "q": "keep",
        "r": "more",
    }
    assert found["certain"] == {"a": False, "b": False, "c": False, "p": True, "q": False, "r": True}
    assert found["first"] == ["r", "p", "c"]
    assert found["reflection"] == [
        {"dimension": "r", "finding": "more"},
        {"dimension": "p", "finding": "more"},
        {"dimension": "c", "finding": "more"},
        {"dimension": None, "finding": "low"},
    ]
    assert (found["notes"], found["unscored"]) == ([], {})


def test_duty_margins_and_no_verdict() -> None:
    """The case above, a being a duty: never less. At a finding margin of 60 every gap is within; all but p
    (25) score 50 or more, so they are keep, and first by need are r (100), then b before c (75, file order).
    """
    document, answers = whole_case()
    document["dimensions"]["a"]["duty"] = True
    assert reference(document, answers)["findings"]["a"] is None
    document["balance"] |= {"finding_margin": 60, "verdict": False}
    found = reference(document, answers)
    assert found["findings"] == {
        "a": "keep",
        "b": "keep",
        "c": "keep",
        "p": None,
        "q": "keep",
        "r": "keep",
    }
    assert found["first"] == []
    assert [entry["dimension"] for entry in found["reflection"]] == ["r", "b"]
    assert (found["verdict"], found["level_verdict"], found["ruled_out"]) == (None, None, [])
    assert set(found["certain"].values()) == {None}
    assert found["distance"] == close(-100 / 3, 12)


def test_too_few() -> None:
    """The case above without p2: 0.75 · 3 = 2.25, so 3 of 3 are asked for and p has no score; 0.75 of 3
    dimensions is 3, so the right axis has none either, nor have lean and distance; the needs stay.
    At `scoring` 0.6 (1.8: 2 of 3) p is (0 + 50)/2 = 25 again, of two items: df 2; p1 and p3 in the lean
    weigh 1/6. SS is 5000 (p: 2 · 25² = 1250), df 11, s² 454.5455, Σw² = 15/81 + 2/36.
    Without p's need besides, the distance goes over a, b, c and q, r: right 50 - 75 = -25,
    left 66.6667 - 66.6667 = 0, distance -25, level distance -12.5; its items weigh 1/9 and 1/6:
    9/81 + 6/36 = 0.277778, · 454.5455 = 126.2626, needs 52.0833 (1/3 + 1/2) = 43.4028, se 13.02557.
    The needed lean is of q and r too, 75 - 66.6667; the lean still counts p.
    """
    document, answers = whole_case()
    answers["p2"] = "not_mine"
    found = reference(document, answers)
    assert found["columns"]["answered"] == close(17 / 18, 12)
    assert found["unscored"] == {"not_mine": 1}
    for name in ("p", "right_side", "lean", "level"):
        assert found["columns"][name] is found["se"][name] is found["intervals"][name] is None
    assert found["columns"]["needed_lean"] == close(25 / 3, 12)
    assert found["distance"] is found["verdict"] is found["findings"]["p"] is None
    assert found["ruled_out"] == []

    document["scoring"] = {"min_answered": 0.6}
    found = reference(document, answers)
    assert (found["columns"]["p"], found["df"]["p"], found["df"]["lean"]) == (25, 2, 11)
    assert found["se"]["lean"] == close(sqrt(5000 / 11 * (15 / 81 + 2 / 36)), 10)

    answers["np1"] = None
    found = reference(document, answers)
    assert found["columns"]["lean"] == close(-25, 12)
    assert found["columns"]["needed_lean"] == close(25 / 3, 12)
    assert (found["distance"], found["level_distance"]) == (close(-25, 12), close(-12.5, 12))
    assert found["se"]["distance"] == close(13.02557, 5)


def test_one_item_each() -> None:
    """Axes of 3 dimensions of one item: 25 50 75 and 50 75 100, about the axes' means: SS 2 · 1250,
    df 2 · 2, s² = 625; lean 25, Σw² = 6/9, se = sqrt(416.6667) = 20.41241; a dimension: se 25, df 4.
    """
    dimensions = {d: [d + "1"] for d in "abcpqr"}
    document = a_questionnaire(dimensions, AXES, balance={"left": "left_side", "right": "right_side"})
    found = reference(document, answer(a=(2,), b=(3,), c=(4,), p=(3,), q=(4,), r=(5,)))
    assert (found["columns"]["lean"], found["df"]["lean"], found["df"]["a"]) == (25, 4, 4)
    assert found["se"]["lean"] == close(20.41241, 5)
    assert found["se"]["a"] == close(25, 10)


@pytest.mark.parametrize(
    ("turned", "lean", "total"), [([], 25.0, 4 / 9), (["x"], 25 - 50 / 3, 8 / 9)], ids=["same", "turned"]
)
def test_an_item_on_both_sides(turned: list[str], lean: float, total: float) -> None:
    """Left a1 a2 x, right p1 p2 x: 50 75 75 and 75 100 100 where x is 75 in a and, turned, 25 in p.

    Same way: x weighs 1/3 - 1/3 = 0, Σw² = 4/9. Turned: -1/3 - 1/3, so 4/9 + 4/9.
    Same: left (50 + 75 + 75)/3 = 66.6667, right (100 + 100 + 75)/3 = 91.6667; turned right 75.
    """
    document = a_questionnaire(
        {"a": ["a1", "a2", "x"], "p": {"items": ["p1", "p2", "x"], "reversed": turned}},
        {"l": ["a"], "r": ["p"]},
        balance={"left": "l", "right": "r"},
    )
    found = reference(document, {**answer(a=(3, 4), p=(5, 5)), "x": 4})
    left = 2 * 25**2 / 3
    right = {0: 2 * 25**2 / 3, 1: 2 * 75**2 / 3}[len(turned)]
    assert found["columns"]["lean"] == close(lean, 12)
    assert found["columns"]["answered"] == 1
    assert found["df"]["lean"] == 4
    assert found["se"]["lean"] == close(sqrt((left + right) / 4 * total), 10)


def test_all_alike() -> None:
    """No spread: the floor 625/12 stands for it; 3 items an axis, lean var = 52.0833 · 6/9 = 34.7222,
    se 5.892557, t(.95, 4) = 2.131847: 0 ± 12.562 lies inside ± 20: balanced. One item is reversed in an
    outcome, which changes nothing for the note: 4 is 4 in every item before any reversal.
    """
    document = a_questionnaire(
        {"a": three("a"), "p": three("p"), "o": {"items": ["a1", "o1", "o2"], "reversed": ["a1"]}},
        {"l": ["a"], "r": ["p"]},
        balance={"left": "l", "right": "r"},
        outcomes=["o"],
    )
    found = reference(document, answer(a=(4, 4, 4), p=(4, 4, 4), o=(1, 5)))
    assert found["notes"] == ["answers_alike"]
    assert found["se"]["lean"] == close(5.892557, 6)
    assert (found["verdict"], found["ruled_out"]) == ("balanced", ["left", "right"])
    assert found["reflection"] == [{"dimension": None, "finding": "fit"}]
    # the outcome's own pool: 25 0 100, mean 41.6667, SS 5416.6667, df 2
    assert (found["df"]["o"], found["df"]["lean"]) == (4, 4)
    assert found["se"]["o"] == close(sqrt(5416.6666667 / 2 / 3), 6)


def test_mean_and_sum() -> None:
    """4 2 and, turned on 1-5, 6 - 2 = 4, the fourth skipped: mean 10/3, sum 4 · 10/3."""
    document = a_questionnaire({"a": {"items": ["a1", "a2", "a3", "a4"], "reversed": ["a3"]}})
    answers = answer(a=(4, 2, 2, None))
    for score, number in (("mean", 10 / 3), ("sum", 40 / 3)):
        document["scoring"] = {"score": score}
        assert reference(document, answers) == {"columns": {"a": close(number, 12), "answered": 0.75}}


def test_uneven_points() -> None:
    """Points 10 12.5 20 30: x 0 12.5 50 100, the smallest step 12.5, floor 12.5²/12 = 13.0208;
    three 20: 50, variance 13.0208, se sqrt(13.0208/3) = 2.083333.
    """
    document = a_questionnaire({"a": three("a")}, points=(30, 20, 12.5, 10))
    found = reference(document, answer(a=(20, 20, 20)))
    assert found["columns"]["a"] == 50
    assert found["se"]["a"] == close(2.083333, 6)


def near(one: Any, other: Any) -> None:
    """The same to 1e-9, through dicts and lists."""
    if isinstance(one, Mapping):
        assert one.keys() == other.keys()
        for name in one:
            near(one[name], other[name])
    elif isinstance(one, list):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            near(a, b)
    else:
        assert one == (pytest.approx(other, abs=1e-9) if isinstance(other, float) else other)


def every_point(document: Tree, answers: Answers, change: Callable[[float], float]) -> tuple[Tree, Answers]:
    changed = copy.deepcopy(document)
    for scale in changed["scales"].values():
        for point in scale["points"]:
            point["value"] = change(point["value"])
    return changed, {item: v if v is None or isinstance(v, str) else change(v) for item, v in answers.items()}


def percent(found: Mapping[str, Any]) -> bool:
    return "se" in found


@given(answered())
@settings(deadline=None)
def test_in_range(drawn: tuple[Tree, Answers]) -> None:
    document, answers = drawn
    found = reference(document, answers)
    columns = found["columns"]
    assert 0 <= columns["answered"] <= 1
    if not percent(found):
        assert found.keys() == {"columns"}
        return
    for name, number in columns.items():
        low = -100 if name in ("lean", "needed_lean") else 0
        assert number is None or low <= number <= 100
    for name, interval in found["intervals"].items():
        number = found[name] if "distance" in name else columns[name]
        assert (interval is None) == (found["se"][name] is None)
        assert interval is None or interval[0] - 1e-9 <= number <= interval[1] + 1e-9
    assert all(se is None or found["df"][name] > 0 for name, se in found["se"].items())
    assert all(se is None or se > 0 for name, se in found["se"].items() if name in document["dimensions"])


@given(answered())
@settings(deadline=None)
def test_balance_of_two_axes(drawn: tuple[Tree, Answers]) -> None:
    document, answers = drawn
    found = reference(document, answers)
    columns = found["columns"]
    if "balance" not in document:
        assert "lean" not in columns
        return
    left, right = columns[document["balance"]["left"]], columns[document["balance"]["right"]]
    if left is None or right is None:
        assert columns["lean"] is columns["level"] is found["distance"] is found["verdict"] is None
    else:
        near(columns["lean"], right - left)
        near(columns["level"], (left + right) / 2)
    if "needed_lean" not in columns:
        near(found["distance"], columns["lean"])
        assert found["level_distance"] is found["level_verdict"] is None
    if found["verdict"] == "balanced":
        assert found["ruled_out"] == ["left", "right"]
    assert found["verdict"] not in found["ruled_out"]
    assert found["verdict"] is None or found["se"]["distance"] is not None


@given(answered())
@settings(deadline=None)
def test_findings(drawn: tuple[Tree, Answers]) -> None:
    found = reference(*drawn)
    if not percent(found):
        return
    columns = found["columns"]
    for d, gap in found["gaps"].items():
        need = columns.get(f"need_{d}")
        assert (gap is None) == (need is None or columns[d] is None)
        assert gap is not None or found["findings"][d] is found["certain"][d] is None
    sizes = [abs(found["gaps"][d]) for d in found["first"]]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == min(3, sum(f in ("more", "less") for f in found["findings"].values()))
    assert len(found["reflection"]) <= (len(sizes) or 2) + 1
    assert (found["verdict"] is None) == all(entry["dimension"] is not None for entry in found["reflection"])


@given(answered())
@settings(deadline=None)
def test_upside_down(drawn: tuple[Tree, Answers]) -> None:
    """Every value with its sign turned, on scales turned alike: each score is 100 less what it was."""
    document, answers = drawn
    found, turned = reference(document, answers), reference(*every_point(document, answers, lambda v: -v))
    if not percent(found):
        return
    for name, number in found["columns"].items():
        centre = 0 if name in ("lean", "needed_lean") else 100
        same = name == "answered" or number is None
        near(turned["columns"][name], number if same else float(centre - number))
    near(turned["se"], found["se"])
    assert turned["df"] == found["df"]
    near(turned["gaps"], {d: None if gap is None else -gap for d, gap in found["gaps"].items()})
    other = {"left": "right", "right": "left"}
    assert turned["verdict"] == other.get(found["verdict"], found["verdict"])
    assert sorted(turned["ruled_out"]) == sorted(other[side] for side in found["ruled_out"])
    assert turned["notes"] == found["notes"]


@given(answered())
@settings(deadline=None)
def test_reversed_everywhere(drawn: tuple[Tree, Answers]) -> None:
    """Every item reversed that was not, and the other way round; the needs stay as they are."""
    document, answers = drawn
    found = reference(document, answers)
    if not percent(found):
        return
    turned_document = copy.deepcopy(document)
    for dimension in turned_document["dimensions"].values():
        was = dimension.get("reversed", ())
        dimension["reversed"] = [item for item in dimension["items"] if item not in was]
    turned = reference(turned_document, answers)
    for name in [*document["dimensions"], *document.get("axes", {})]:
        number = found["columns"][name]
        near(turned["columns"][name], None if number is None else 100 - number)
    near(turned["se"], found["se"])
    assert turned["notes"] == found["notes"]


@given(answered())
@settings(deadline=None)
def test_what_changes_nothing(drawn: tuple[Tree, Answers]) -> None:
    """Other numbers for the same points, another order of items and defaults written out."""
    document, answers = drawn
    found = reference(document, answers)
    written = copy.deepcopy(document)
    written["scoring"] = {"min_answered": 0.75, "score": "percent", **written.get("scoring", {})}
    for dimension in written["dimensions"].values():
        dimension["items"].reverse()
        dimension.setdefault("duty", False)
        dimension.setdefault("min_answered", written["scoring"]["min_answered"])
    if "balance" in written:
        margin = written["balance"].setdefault("margin", 20)
        written["balance"] = {"finding_margin": margin, "verdict": True, **written["balance"]}
    near(reference(written, answers), found)
    if percent(found):
        near(reference(*every_point(document, answers, lambda v: round(2 * v + 3, 6))), found)
    bare = {item: answer for item, answer in numeric(document, answers).items() if answer is not None}
    without_codes = reference(document, bare)
    assert without_codes.pop("unscored", {}) == {}
    near(without_codes, {name: part for name, part in found.items() if name != "unscored"})


@given(answered())
@settings(deadline=None)
def test_sides_swapped(drawn: tuple[Tree, Answers]) -> None:
    document, answers = drawn
    if "balance" not in document:
        return
    swapped_document = copy.deepcopy(document)
    balance = swapped_document["balance"]
    balance["left"], balance["right"] = balance["right"], balance["left"]
    found, swapped = reference(document, answers), reference(swapped_document, answers)
    near(swapped["se"], found["se"])
    near(swapped["level_distance"], found["level_distance"])
    near(swapped["distance"], None if found["distance"] is None else -found["distance"])
    other = {"left": "right", "right": "left"}
    assert swapped["verdict"] == other.get(found["verdict"], found["verdict"])
    assert swapped["level_verdict"] == found["level_verdict"]


@given(answered())
@settings(deadline=None)
def test_drawn_documents_are_valid(drawn: tuple[Tree, Answers]) -> None:
    """What section 6 asks of ids, use, needs and axes."""
    document, answers = drawn
    asked, dimensions = scale_names(document), document["dimensions"]
    used = {i for d in dimensions.values() for i in (*d["items"], *d.get("need", ()))}
    assert used == set(asked)
    assert sum(len(page["items"]) for page in document["pages"]) == len(asked)
    assert set(answers) <= set(asked)
    names = [*asked, *dimensions, *document.get("axes", {})]
    folded = ["".join(c if c.isalnum() else " " for c in name.casefold()) for name in names]
    assert len(set(folded)) == len(names)
    points = {name: [p["value"] for p in scale["points"]] for name, scale in document["scales"].items()}
    assert set(points) == set(asked.values())
    for values in points.values():
        assert 2 <= len(values) <= 101
        assert sorted(set(values)) in (values, values[::-1])
    for dimension in dimensions.values():
        assert len(set(dimension["items"])) == len(dimension["items"])
        for need in dimension.get("need", ()):
            assert len(points[asked[need]]) == len(points[asked[dimension["items"][0]]])
    if "balance" in document:
        sides = [document["axes"][document["balance"][side]]["dimensions"] for side in ("left", "right")]
        assert not set(sides[0]) & set(sides[1])
        has = [any("need" in dimensions[d] for d in side) for side in sides]
        assert has[0] == has[1]
    else:
        assert not any("need" in dimension for dimension in dimensions.values())
