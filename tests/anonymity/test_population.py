"""One population: scores go before people, and every number is over the same people."""

import numpy as np
from attackers import speaks_of
from hypothesis import given
from hypothesis import strategies as st

from balance.anonymity.population import population

TEN = [f"d{n}" for n in range(10)]
HOLES = st.integers(1, 12).flatmap(
    lambda scores: st.integers(0, 30).flatmap(
        lambda people: st.lists(
            st.lists(st.sampled_from([True, True, True, True, False]), min_size=people, max_size=people),
            min_size=scores,
            max_size=scores,
        )
    )
)


def complete(n, names=TEN):
    return {name: [True] * n for name in names}


def lacking(there, **holes):
    for name, people in holes.items():
        for person in people:
            there[name][person] = False
    return there


def test_nothing_is_dropped_while_eight_of_ten_are_complete():
    found = population(lacking(complete(10), d3=[0], d4=[1]), 5)
    assert found.dropped == ()
    assert list(found.people) == list(range(2, 10))
    assert (found.respondents, found.incomplete) == (10, 2)


def test_the_score_whose_loss_completes_most_people_is_left_out():
    found = population(lacking(complete(10), d3=[0, 1], d4=[2]), 5)
    assert found.dropped == ("d3",)
    assert list(found.people) == [0, 1, *range(3, 10)]


def test_ties_go_to_what_most_lack_and_then_by_name():
    four = complete(8, ["d0", "d1", "d2", "d3"])
    assert population(lacking(four, d1=[0, 1], d2=[0, 1, 3], d3=[0, 1, 3]), 5).dropped == ("d2",)
    assert population(lacking(complete(8), d7=[0], d2=[1], d5=[2]), 5).dropped == ("d2", "d5")


def test_never_fewer_than_six_of_ten_are_kept_and_then_people_go():
    holes = {f"d{n}": [n] for n in range(10)}
    found = population(lacking(complete(10), **holes), 5)
    assert len(found.kept) == 6
    assert len(found.people) == 4


def test_who_answered_nothing_is_no_respondent():
    there = lacking(complete(8), **{name: [6, 7] for name in TEN})
    found = population(there, 5)
    assert found.dropped == ()
    assert (found.respondents, len(found.people)) == (6, 6)


@given(HOLES, st.integers(3, 8))
def test_all_shown_scores_are_those_of_the_same_people_and_of_all_who_have_them(holes, k):
    there = {f"d{n}": people for n, people in enumerate(holes)}
    found = population(there, k)
    has_all = [all(there[name][person] for name in found.kept) for person in range(len(holes[0]))]
    assert list(found.people) == [person for person, has in enumerate(has_all) if has]
    assert set(found.kept) | set(found.dropped) == set(there)
    assert len(found.kept) >= min(len(there), -(-len(there) // 2) + 1)
    enough = max(k, 0.8 * found.respondents)
    assert not found.dropped or len(population({n: there[n] for n in there}, k).people) == len(found.people)
    assert all(people for people in holes) or len(found.people) == 0
    if len(found.people) < enough - 1e-9:
        assert len(found.kept) == min(len(there), -(-len(there) // 2) + 1)


def known_through_the_level(structure: set[int], relationship: set[int], n: int) -> bool:
    """Return whether sums of structure, relationship and level (over those with both) speak of under five people.

    Each person is two unknowns; combinations about one person's pair of them are looked for.
    """
    both = structure & relationship
    rows = np.zeros((3, 2 * n), dtype=np.int64)
    rows[0, sorted(structure)] = 1
    rows[1, [n + person for person in sorted(relationship)]] = 1
    rows[2, sorted(both)] = 1
    rows[2, [n + person for person in sorted(both)]] = 1
    return any(speaks_of(rows, [person, n + person]) for person in range(n))


def test_numbers_over_whoever_has_them_give_away_the_one_who_skipped_and_one_population_does_not():
    everyone, all_but_one = set(range(9)), set(range(8))
    assert known_through_the_level(everyone, all_but_one, 9)
    there = {"structure": [person in everyone for person in range(9)],
             "relationship": [person in all_but_one for person in range(9)]}  # fmt: skip
    people = set(population(there, 5).people.tolist())
    assert people == all_but_one
    assert not known_through_the_level(people, people, 9)
