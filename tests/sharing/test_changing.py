"""What others may see of the change since an earlier time: of whom, how coarsely, and when not at all."""

import random
from types import SimpleNamespace

import factory
import polars as pl
import pytest
from scipy import stats

from balance.answers.matching import ID
from balance.changes import Before, full_change
from balance.errors import BalanceError
from balance.groups import with_change
from balance.questionnaire.library import load
from balance.scores.engines import score
from balance.sharing.changing import change
from balance.sharing.choosing import Wish, choose
from balance.sharing.composing import shared
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import GroupWords
from balance.statistics import reasons

ANOTHER = factory.questionnaire(**factory.two_sides(needs=True), id="another")
SIDES = factory.questionnaire(**factory.two_sides(needs=True))
pytestmark = pytest.mark.usefixtures("home")


def answers(people, seed=1, questionnaire=SIDES) -> pl.DataFrame:
    chance = random.Random(seed)  # noqa: S311
    rows = {item: [chance.randint(1, 5) for _ in people] for item in questionnaire.items}
    return pl.DataFrame({ID: [f"p{person}" for person in people], **rows})


def compared(now: pl.DataFrame, then: pl.DataFrame, asked=SIDES, before=None, has_id: bool = True):
    wish = Wish()
    chosen = choose(now, asked, wish, has_id, "now.csv")
    found = change(chosen, Before(then, before or asked, "then.csv"), asked, wish.min_group)
    group = with_change(shared(chosen, asked, wish, "en"), found.found)
    return SimpleNamespace(found=found.found, pairs=found.pairs, matched=found.matched, group=group,
                           words=ChangeWords(GroupWords(group, asked)))  # fmt: skip


def test_nine_people_are_told_their_change_in_whole_points_and_nothing_of_how_sure_it_is():
    now, then = answers(range(9), 1), answers(range(9), 2)
    found = compared(now, then).found
    scores = [score(each.select(*SIDES.items), SIDES) for each in (now, then)]
    assert found.n == 9
    for id in SIDES.dimensions:
        each = found.dimensions[id]
        exact = scores[0][id].mean() - scores[1][id].mean()
        assert abs(each.change - exact) <= 0.5 + 1e-9
        assert each.change == int(each.change)
        assert (each.sd, each.low, each.high, each.certain, each.before, each.now) == (None,) * 6


def test_from_ten_on_the_interval_is_the_paired_one_in_whole_points():
    now, then = answers(range(12), 1), answers(range(12), 2)
    found = compared(now, then).found
    scores = [score(each.select(*SIDES.items), SIDES) for each in (now, then)]
    for id in ("lean", "level"):
        each = getattr(found, id)
        low, high = stats.ttest_rel(scores[0][id], scores[1][id]).confidence_interval(0.95)
        assert abs(each.low - low) <= 1.5
        assert abs(each.high - high) <= 1.5
        assert each.low == int(each.low)
        assert each.certain is (each.low > 0 or each.high < 0)


def test_without_rounding_everything_is_told_and_axes_are_those_of_the_score_table():
    now, then = answers(range(12), 1), answers(range(12), 2)
    found, _pairs = full_change(now, SIDES, Before(then, SIDES, "then.csv"))
    scores = [score(each.select(*SIDES.items), SIDES) for each in (now, then)]
    for id in SIDES.axes:
        each = found.axes[id]
        assert each.now == pytest.approx(scores[0][id].mean())
        assert each.before == pytest.approx(scores[1][id].mean())
        oracle = stats.ttest_rel(scores[0][id], scores[1][id])
        assert (each.low, each.high) == pytest.approx(tuple(oracle.confidence_interval(0.95)))


def test_the_order_of_the_rows_decides_nothing():
    now, then = answers(range(12), 1), answers(range(12), 2)
    assert compared(now, then).found == compared(now, then.reverse()).found


def test_one_more_who_answered_now_only_is_not_given_away():
    told = compared(answers(range(10), 1), answers(range(9), 2))
    assert (told.found.held, told.found.n, told.found.dimensions, told.pairs) == (reasons.TELLS, None, {}, ())
    assert told.words.summary() == ""
    assert told.words.before() == {}
    said = " ".join(told.words.hidden())
    assert "is not shown" in said
    assert "where 5 or more answered only once, or nobody did" in said


def test_two_new_ones_and_three_who_left_are_five():
    told = compared(answers(range(3, 14), 1), answers(range(12), 2)).found
    assert (told.held, told.n) == (None, 9)


def test_too_few_in_both_are_told_nothing():
    told = compared(answers(range(10), 1), answers(range(6, 16), 2))
    assert told.found.held == reasons.FEW_TWICE
    assert "when 5 people or more" in " ".join(told.words.hidden())


def test_a_dimension_that_many_skipped_before_is_left_out_before_people_are():
    asked = load("balance")
    now, then = answers(range(12), 1, asked), answers(range(12), 2, asked)
    skipped = pl.col(ID).is_in([f"p{person}" for person in range(4)])
    then = then.with_columns(
        pl.when(~skipped).then(pl.col(item)).alias(item) for item in asked.dimensions["goals"].items
    )
    told = compared(now, then, asked)
    assert told.found.left_out == {"goals": reasons.FEW_TWICE}
    assert told.found.n == 12
    assert told.found.dimensions.keys() == asked.dimensions.keys() - {"goals"}
    assert told.found.lean is not None
    assert "Not compared with last time: Goals" in " ".join(told.words.hidden())


def test_a_dimension_that_counts_otherwise_in_the_earlier_version_is_not_compared():
    parts = factory.two_sides(needs=True)
    parts["dimensions"]["a"]["reversed"] = [parts["dimensions"]["a"]["items"][0]]
    earlier = factory.questionnaire(**parts)
    told = compared(answers(range(12), 1), answers(range(12), 2), before=earlier)
    assert told.found.left_out == {"a": reasons.CHANGED}
    assert told.group.why[reasons.CHANGED]
    assert told.found.questionnaire.digest == earlier.digest


def test_where_every_dimension_counts_otherwise_nothing_is_compared_and_it_is_said_why():
    parts = factory.two_sides(needs=True)
    for part in parts["dimensions"].values():
        part["reversed"] = [part["items"][0]]
    told = compared(answers(range(12), 1), answers(range(12), 2), before=factory.questionnaire(**parts))
    assert (told.found.held, told.found.n, told.found.dimensions) == (reasons.CHANGED, None, {})
    assert told.found.left_out == dict.fromkeys(SIDES.dimensions, reasons.CHANGED)
    assert "is not shown" in " ".join(told.words.hidden())


def test_blanks_around_an_id_and_repeated_or_missing_ids():
    now, then = answers(range(14), 1), answers(range(14), 2)
    ids = [f" P{person} " for person in range(12)] + ["p0", None]
    told = compared(now, then.with_columns(pl.Series(ID, ids)))
    assert told.matched.repeated == 2
    assert told.matched.without == 1
    assert len(told.matched.now) == 11


def test_rows_without_an_id_and_ids_that_stand_twice_are_no_more_people_than_they_may_be():
    """Nine in both; three new, and three who left: by their ids six people, without them perhaps three."""
    now, then = answers(range(12), 1), answers(range(3, 15), 2)
    assert compared(now, then).found.held is None
    unnamed = [pl.Series(ID, [None if int(id[1:]) in strange else id for id in frame[ID]])
               for frame, strange in ((now, range(3)), (then, range(12, 15)))]  # fmt: skip
    assert compared(now.with_columns(unnamed[0]), then.with_columns(unnamed[1])).found.held == reasons.TELLS
    twice = pl.Series(ID, ["p0", "p1", "p2", *then[ID][:9]]), pl.Series(ID, [*now[ID][:9], "p12", "p13", "p14"])
    assert compared(now.with_columns(twice[0]), then.with_columns(twice[1])).found.n is not None


@pytest.mark.parametrize(
    ("id", "run"),
    [
        ("no-ids-no-pairs", lambda: compared(answers(range(9)), answers(range(9)), has_id=False)),
        ("no-pairs", lambda: compared(answers(range(9)), answers(range(20, 30)))),
        ("before-other-questionnaire", lambda: compared(answers(range(9)), answers(range(9)), before=ANOTHER)),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(id, run):
    with pytest.raises(BalanceError, match=id):
        run()
