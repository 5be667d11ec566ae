"""A change of the same people beside a report: nobody who answered once or twice is given away."""

import random

import numpy as np
import pytest
from attackers import Sums, known_of_two_times, narrowest_of_two_times
from tables import drawn

from balance.anonymity import ledger as ledgers
from balance.anonymity.earlier import Compared, change_is_safe, company, guarded
from balance.errors import BalanceError

NOTHING = ledgers.parsed(b"")


def after(people):
    return tuple(f"now {person}" for person in people)


def before(people):
    return tuple(f"then {person}" for person in people)


def compared(now, then, both=None, reported=None):
    linked = sorted({*now} & {*then})
    chosen = linked if both is None else sorted(both)

    def pairs(people):
        return tuple(zip(after(people), before(people), strict=True))

    return Compared(pairs(chosen), pairs(linked), before(sorted(then if reported is None else reported)))


def safe(now, then, both=None, columns=None, *, ledger=NOTHING, reported=None):
    """Return whether the change may be shown, and the groups of the report beside it."""
    now = sorted(now)
    found = guarded(columns or {}, company(after(now), ledger), 5, "now.csv")
    groups = [frozenset(now[place] for place in group) for each in found.breakdowns.values()
              for group in each.groups.values()]  # fmt: skip
    return change_is_safe(after(now), found.blocks, compared(now, then, both, reported), ledger, 5), [
        frozenset(now),
        *groups,
    ]


@pytest.mark.parametrize(
    ("once", "gone", "shown"),
    [(0, 0, True), (1, 0, False), (4, 0, False), (5, 0, True), (0, 1, False), (0, 5, True), (2, 2, False),
     (2, 3, True), (1, 4, True)],
)  # fmt: skip
def test_a_change_is_shown_where_nobody_or_five_answered_once(once, gone, shown):
    """The report now less that before less the change: the new ones' answers less those of the ones who left."""
    then, now = range(12), range(gone, 12 + once)
    assert safe(now, then)[0] == shown
    published = Sums([frozenset(now)], [frozenset(then)], [frozenset(now) & frozenset(then)])
    assert (known_of_two_times(published, 12 + once) is None) == shown


def test_the_tenth_of_whom_nine_answered_before_is_found_by_the_attacker_and_hidden_by_the_rule():
    assert known_of_two_times(Sums([frozenset(range(10))], [frozenset(range(9))], [frozenset(range(9))]), 10) == {9}
    assert not safe(range(10), range(9))[0]
    scores = np.linspace(20, 80, 10)
    told = Sums([frozenset(range(10))], [frozenset(range(9))], [frozenset(range(9))])
    assert narrowest_of_two_times(told, scores, scores[::-1]) < 1e-6


def test_those_who_answered_both_times_but_not_all_of_it_count_as_once():
    assert not safe(range(12), range(12), both=range(11))[0]
    assert safe(range(12), range(12), both=range(7))[0]


def two_times(seed):
    """Return people now and then, and those in both whose change can be told; half of the cases nearly the same."""
    choice = random.Random(seed)  # noqa: S311
    table = drawn(seed, most=24)
    everyone, few = range(table.n + 8), seed % 2 == 0
    now = frozenset(range(table.n))
    left = choice.randint(0, 4 if few else table.n)
    new = choice.randint(0, 3 if few else 8)
    then = frozenset(choice.sample(range(table.n), max(0, table.n - left))) | frozenset(everyone[table.n :][:new])
    both = sorted(now & then)
    lacking = choice.choice([0, 0, 1, 3])
    return table, now, then, frozenset(choice.sample(both, max(0, len(both) - lacking)))


def reported_of(seed, then):
    """Return those before who answered all that a report then shows: in every third case not all."""
    choice = random.Random(seed + 1)  # noqa: S311
    return frozenset(choice.sample(sorted(then), len(then) - min(len(then), choice.choice([0, 0, 2]))))


@pytest.mark.parametrize(
    "count", [pytest.param(200, id="200 tables"), pytest.param(10_000, marks=pytest.mark.deep, id="10,000 tables")]
)
def test_no_combination_of_a_report_one_before_and_the_change_is_about_fewer_than_five(count):
    told, broken, needless, narrow = 0, 0, 0, 0
    for seed in range(count):
        table, now, then, both = two_times(seed)
        reported = reported_of(seed, then)
        if len(reported) < 5 or len(both) < 5:
            continue
        shown, groups = safe(now, then, both, table.columns, reported=reported)
        published = Sums(groups, [reported], [both])
        found = known_of_two_times(published, table.n + 8)
        assert not (shown and found), seed
        scores = np.random.default_rng(seed).uniform(20, 80, (2, table.n + 8))
        known = seed % 4 == 0 and narrowest_of_two_times(published, *scores) < 10
        assert not (shown and known), seed
        narrow += known
        told += shown
        broken += found is not None
        needless += not shown and found is None
    assert told >= count // 5
    assert broken >= count // 5  # what showing it always, to five or more, would have given away
    assert needless == 0
    assert narrow >= count // 100


def test_a_report_on_the_time_before_is_held_back_where_a_change_that_was_shown_would_tell(monkeypatch, tmp_path):
    refused = 0
    for seed in range(60):
        monkeypatch.setenv("BALANCE_HOME", str(tmp_path / str(seed)))
        table, now, then, both = two_times(seed)
        if len(then) < 5 or len(both) < 5 or not safe(now, then, both)[0]:
            continue
        order = sorted(now)
        blocks = guarded({}, company(after(order), NOTHING), 5, "now.csv").blocks
        ledgers.note(ledgers.read(), "balance", after(order), blocks, compared(now, then, both).both)
        later = then | {person for person in range(table.n + 8) if person % 7 == seed % 7}
        try:
            guarded({}, company(before(sorted(later)), ledgers.read()), 5, "then.csv")
        except BalanceError:
            refused += 1
            continue
        assert known_of_two_times(Sums([now], [later], [both]), table.n + 8) is None, seed
    assert refused


@pytest.mark.usefixtures("home")
def test_the_same_change_again_is_noted_once_and_shown_again():
    now, then = range(12), range(12)
    pairs = compared(now, then)
    for _time in range(2):
        blocks = guarded({}, company(after(now), ledgers.read()), 5, "now.csv").blocks
        assert change_is_safe(after(now), blocks, pairs, ledgers.read(), 5)
        ledgers.note(ledgers.read(), "balance", after(now), blocks, pairs.both)
    assert len(ledgers.read().changes) == len(ledgers.read().reports) == 1


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("third", "shown"), [(range(12), True), (range(1, 13), False), (range(3, 15), True)])
def test_a_third_time_is_held_against_the_change_between_the_first_two(third, shown):
    """What is left of the reports and changes is about those who are not in all: one and one, or three and three."""
    second = after(range(12))
    blocks = guarded({}, company(second, NOTHING), 5, "second.csv").blocks
    ledgers.note(ledgers.read(), "balance", second, blocks, compared(range(12), range(12)).both)
    latest = tuple(f"third {person}" for person in third)
    linked = tuple((f"third {person}", f"now {person}") for person in third if person < 12)
    change = Compared(linked, linked, second)
    found = guarded({}, company(latest, ledgers.read()), 5, "third.csv")
    assert change_is_safe(latest, found.blocks, change, ledgers.read(), 5) == shown


@pytest.mark.usefixtures("home")
def test_a_change_of_one_fewer_is_not_shown_beside_one_that_was():
    now, then = range(20), range(20)
    blocks = guarded({}, company(after(now), NOTHING), 5, "now.csv").blocks
    ledgers.note(ledgers.read(), "balance", after(now), blocks, compared(now, then, range(10)).both)
    assert not change_is_safe(after(now), blocks, compared(now, then, range(11)), ledgers.read(), 5)
    assert change_is_safe(after(now), blocks, compared(now, then, range(15)), ledgers.read(), 5)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("reported", "left"), [(range(13), ()), (range(16), (3, 12, 13, 14, 15))], ids=["still here", "left since"]
)
def test_a_report_now_with_one_who_answered_alike_before_is_none_of_that_time(reported, left):
    """Twelve before; number 3 answered the same again: what is held back stays so after a report on those now."""
    earlier = tuple("then 3" if person == 3 else f"now {person}" for person in reported)
    now = tuple(mark for person, mark in zip(reported, earlier, strict=True) if person not in left)
    both = tuple((earlier[person], f"then {person}") for person in range(12) if person not in left)
    change = Compared(both, both, before(range(12)))
    blocks = guarded({}, company(now, NOTHING), 5, "now.csv").blocks
    assert not change_is_safe(now, blocks, change, NOTHING, 5)
    ledgers.note(ledgers.read(), "balance", earlier, guarded({}, company(earlier, NOTHING), 5, "now.csv").blocks)
    assert not change_is_safe(now, blocks, change, ledgers.read(), 5)
