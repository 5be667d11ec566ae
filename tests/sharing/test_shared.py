"""A group for others to see: whom it is about, what it tells, and that JSON tells no more than a page."""

import json
import math
import random
from collections.abc import Iterator
from typing import Any

import factory
import polars as pl
import pytest
from anonymity.attackers import exactly_known
from anonymity.tables import drawn, groups_of

import balance as api
from balance.answers.matching import ID
from balance.errors import BalanceError
from balance.groups import Shown, Suppressed
from balance.sharing.choosing import Wish, choose
from balance.sharing.composing import shared
from balance.sharing.wording import GroupWords
from balance.terminal.marks import Look
from balance.terminal.sharing import shared_screen

SIDES = factory.questionnaire(**factory.two_sides(needs=True))


def answers(n: int, questionnaire=SIDES, seed: int = 1, **columns: Any) -> pl.DataFrame:
    chance = random.Random(seed)  # noqa: S311
    rows = {item: [chance.randint(1, 5) for _ in range(n)] for item in questionnaire.items}
    return pl.DataFrame({ID: [f"p{row}" for row in range(n)], **rows, **columns})


def told(frame: pl.DataFrame, questionnaire=SIDES, has_id: bool = False, **wish: Any):
    chosen_wish = Wish(**wish)
    chosen = choose(frame, questionnaire, chosen_wish, has_id, "answers.csv")
    column = "lang" if "lang" in frame.columns else None
    return shared(chosen, questionnaire, chosen_wish, "en", language_column=column)


def numbers(tree: Any) -> Iterator[float]:
    if isinstance(tree, dict):
        for name, each in tree.items():
            if name not in ("min_group", "counts", "n", "n_complete"):
                yield from numbers(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from numbers(each)
    elif isinstance(tree, float):
        yield tree


def test_under_five_nothing_is_told():
    with pytest.raises(BalanceError, match="too-few-people"):
        told(answers(4))
    assert told(answers(5)).n == 5


def test_five_to_nine_get_whole_means_and_what_follows_from_them_and_no_spread():
    found = told(answers(9))
    for score in (*found.dimensions.values(), *found.axes.values(), found.lean, found.level):
        assert score.mean == round(score.mean)
        assert (score.sd, score.quartiles, score.classes) == (None, None, None)
    for dimension in found.dimensions.values():
        assert (dimension.items, dimension.alpha, dimension.n_complete) == ({}, None, 0)
    assert found.band == 10
    assert list(map(abs, found.gaps.values())) == sorted(map(abs, found.gaps.values()), reverse=True)
    assert found.gaps == {id: found.dimensions[id].need - found.dimensions[id].mean for id in found.gaps}


def test_spread_comes_at_ten_and_distribution_and_reliability_at_twenty():
    ten, twenty = told(answers(10)), told(answers(20))
    assert ten.band is None
    assert all(
        each.sd is not None and each.quartiles is None and each.alpha is None for each in ten.dimensions.values()
    )
    assert all(each.quartiles and each.n_complete == 20 for each in twenty.dimensions.values())
    assert any(item.counts for each in twenty.dimensions.values() for item in each.items.values())
    assert not any(item.counts for each in ten.dimensions.values() for item in each.items.values())


def test_a_part_never_tells_more_than_mean_spread_and_classes():
    found = told(answers(120, unit=["a", "b", "c"] * 40), by=("unit",))
    for part in found.by["unit"].values():
        assert isinstance(part, Shown)
        for each in part.dimensions.values():
            assert each.sd is not None
            assert (each.quartiles, each.alpha, each.rwg) == (None, None, None)
            assert all(
                item.quartiles is None and item.counts == {} and item.r_drop is None for item in each.items.values()
            )


def test_hidden_groups_stand_by_name_alone():
    found = told(answers(25, unit=["big"] * 12 + ["mid"] * 10 + ["tiny"] * 3), by=("unit",))
    tree = json.loads(found.model_dump_json())["by"]["unit"]
    assert tree["tiny"] == {"suppressed": True}
    assert sum(isinstance(part, Suppressed) for part in found.by["unit"].values()) == 2
    assert json.loads(found.model_dump_json())["unlabelled"] == {}
    lines = " ".join(line.plain for line in shared_screen(found, SIDES, Look(80, colour=False)))
    assert "Hidden by unit: mid and tiny." in lines


def test_every_number_in_json_is_as_coarse_as_on_a_page():
    for n, seed in ((7, 1), (14, 2), (33, 3)):
        frame = answers(n, seed=seed, unit=[f"u{row % 3}" for row in range(n)])
        tree = json.loads(told(frame, by=("unit",)).model_dump_json())
        coefficients = {
            "alpha",
            "alpha_low",
            "alpha_high",
            "omega",
            "rwg",
            "ad",
            "r_drop",
            "alpha_without",
            "icc1",
            "icc2",
        }

        def check(node: Any, name: str = "", coefficients: set[str] = coefficients) -> None:
            if isinstance(node, dict):
                for key, each in node.items():
                    check(each, key if name != "classes" else "classes")
            elif isinstance(node, list):
                for each in node:
                    check(each, name)
            elif isinstance(node, float):
                decimals = 2 if name in coefficients else 1 if name in ("classes", "languages") else 0
                assert math.isclose(node, round(node, decimals), abs_tol=1e-12), (name, node)

        check(tree)


def without(frame: pl.DataFrame, **lacking: str) -> pl.DataFrame:
    """Return answers in which one person has not answered an item, for each."""
    return frame.with_columns(
        **{item: pl.when(pl.col(ID) == person).then(None).otherwise(item) for item, person in lacking.items()}
    )


def test_one_population_and_who_skipped_a_part_stands_in_no_number():
    found = told(without(answers(12), a1="p0", need_of_b="p1"))
    assert found.n == 10
    assert {each.n for each in (*found.dimensions.values(), *found.axes.values(), found.lean, found.level)} == {10}
    assert told(answers(12).filter(~pl.col(ID).is_in(["p0", "p1"]))) == found


def test_an_item_that_not_all_answered_is_not_told_alone():
    frame = without(answers(15), a1="p0")
    loose = factory.questionnaire(**factory.two_sides(needs=True), scoring={"min_answered": 0.5})
    found = told(frame, loose)
    assert found.n == 15
    assert set(found.dimensions["a"].items) == {"a2", "a3"}


def test_reliability_over_nearly_the_same_people_is_not_told():
    loose = factory.questionnaire(**factory.two_sides(needs=True), scoring={"min_answered": 0.5})
    for lacking, n_complete in ((1, 0), (4, 0), (5, 35)):
        frame = answers(40).with_row_index("at")
        frame = frame.with_columns(a1=pl.when(pl.col("at") < lacking).then(None).otherwise("a1")).drop("at")
        dimension = told(frame, loose).dimensions["a"]
        assert dimension.n_complete == n_complete
        assert (dimension.alpha is not None or "alpha" in dimension.notes) == bool(n_complete)


def test_a_dimension_that_too_few_answered_is_named_and_the_people_stay():
    eight = factory.questionnaire(
        items=[f"q{n}" for n in range(8)], dimensions={f"d{n}": {"items": [f"q{n}"]} for n in range(8)}
    )
    frame = answers(10, eight).with_row_index("at")
    frame = frame.with_columns(q3=pl.when(pl.col("at") < 5).then(None).otherwise("q3")).drop("at")
    found = told(frame, eight)
    assert (found.n, found.not_shown) == (10, ("d3",))
    assert "d3" not in found.dimensions
    assert "Not shown, because too few answered it: D3." in list(GroupWords(found, eight).hidden())


def test_languages_are_said_and_their_shares_only_of_ten_or_more():
    few, many = (told(answers(n, lang=["nb"] * 4 + ["en_GB"] * (n - 4))).languages for n in (8, 20))
    assert few == {"en": None, "nb": None}
    assert many == {"en": 0.8, "nb": 0.2}


def test_without_ids_no_ledger_is_kept_and_the_foot_says_so():
    found = told(answers(8))
    assert not found.confidential
    assert any("does not remember this report" in line for line in GroupWords(found, SIDES).limits())
    with pytest.raises(BalanceError, match="no-ids-no-ledger"):
        told(answers(8), without_late=True)


@pytest.mark.usefixtures("home")
def test_with_ids_it_is_confidential_and_never_called_anonymous():
    found = told(answers(8), has_id=True)
    lines = " ".join(line.plain for line in shared_screen(found, SIDES, Look(80, colour=False)))
    assert "confidential" in lines
    assert "nonym" not in lines


@pytest.mark.parametrize(
    "kind", [pl.DataFrame, pl.LazyFrame, lambda frame: frame.to_pandas(), lambda frame: frame.to_arrow()]
)
def test_the_api_gives_the_same_of_any_frame_and_all_only_when_asked(kind):
    frame = answers(24, unit=["a"] * 12 + ["b"] * 12)
    native = frame.lazy() if kind is pl.LazyFrame else kind(frame)
    found = api.group(native, SIDES, "unit", language="en")
    assert found.model_dump(exclude={"options"}) == told(frame, by=("unit",)).model_dump(exclude={"options"})
    assert not found.full
    assert api.group(native, SIDES, "unit", full=True).full
    with pytest.raises(BalanceError, match="no-such-column"):
        api.group(native, SIDES, "country")


@pytest.mark.parametrize("count", [15, pytest.param(1_000, marks=pytest.mark.deep)])
def test_what_json_tells_gives_nobody_away_to_whoever_knows_the_units(count):
    """The roster, and n and mean of every group in the JSON: the same attack as on the rule, through all of it."""
    shown = 0
    for seed in range(count):
        table = drawn(seed, holes=seed % 2 == 1)
        found = json.loads(
            told(answers(table.n, seed=seed, **table.columns), by=tuple(table.columns)).model_dump_json()
        )
        groups = [frozenset(range(table.n))]
        for column, parts in found["by"].items():
            roster = groups_of(table.columns[column])
            assert parts.keys() == roster.keys() if roster else not parts
            told_of = {name: part for name, part in parts.items() if part != {"suppressed": True}}
            assert all(part["n"] == len(roster[name]) for name, part in told_of.items())
            groups += [roster[name] for name in told_of]
            shown += len(told_of)
        assert exactly_known(groups, table.n) is None, seed
    assert shown > count


def steered(lean: float, n: int = 8) -> pl.DataFrame:
    """Return answers in which all do much more, or less, on the right than is called for."""
    high, low = (5, 1) if lean > 0 else (1, 5)
    row = {item: (high if item.startswith("b") else low) for item in SIDES.items} | {"need_of_a": 3, "need_of_b": 3}
    return pl.DataFrame({ID: [f"p{row}" for row in range(n)], **{item: [value] * n for item, value in row.items()}})


@pytest.mark.parametrize(("lean", "side"), [(1, "right"), (-1, "left")])
def test_the_verdict_names_the_side_that_all_that_is_drawn_speaks_for(lean, side):
    words = GroupWords(told(steered(lean)), SIDES)
    assert words.verdict() == f"Taken together, you lead more towards {side} than your situations call for."


def test_no_line_is_wider_than_the_terminal():
    found = told(answers(30, unit=["A unit with a rather long name of its own"] * 15 + ["Økonomi"] * 15), by=("unit",))
    for width in (24, 40, 80, 200):
        lines = shared_screen(found, SIDES, Look(width, colour=False))
        assert max(line.cell_len for line in lines) <= max(width, 24)
