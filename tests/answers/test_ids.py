"""Ids are counted batch by batch as a count of the whole column would have it."""

import re
from collections import Counter

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from balance.answers.ids import IdCounter
from balance.safe import SPREADSHEET_RUNS

ID = (
    st.none()
    | st.sampled_from(["", " ", "a", "b", "007", "7", "=1", "-1", "@a", "\ta", "æ", "é", "e\u0301"])
    | st.text(st.characters(codec="utf-8", exclude_categories=["Z", "Cc"]), max_size=3)
)
RISING = st.lists(st.text(st.sampled_from("ab =-@\u00e6\ue000\U0001f600"), min_size=1, max_size=4), unique=True).map(
    lambda ids: sorted(ids, key=str.encode)
)


@given(st.lists(ID, max_size=30) | RISING, st.integers(1, 7), st.randoms(use_true_random=False))
def test_batches_in_any_order_are_counted_as_the_whole_column_is(ids, size, draw):
    counter = IdCounter()
    starts = [*range(0, len(ids), size)]
    draw.shuffle(starts)
    for start in starts:
        counter.see(pl.Series(ids[start : start + size], dtype=pl.String))
    found = counter.result()
    counts = Counter(id for id in ids if id is not None)
    assert found.repeated == sum(n for n in counts.values() if n > 1)
    assert found.empty == sum(id is None or not id.strip() for id in ids)
    assert found.dangerous == sum(id is not None and bool(re.match(SPREADSHEET_RUNS, id)) for id in ids)


def test_rising_ids_are_known_without_a_look_in_whatever_order_they_come():
    counter = IdCounter()
    for batch in (["5", "7"], ["1", "3"]):
        counter.see(pl.Series(batch))
    assert counter.rising
    counter.see(pl.Series(["2", "4"]))
    assert not counter.rising


def test_a_repeat_across_two_rising_batches_is_seen():
    counter = IdCounter()
    for batch in (["1", "2"], ["2", "3"]):
        counter.see(pl.Series(batch))
    assert counter.result().repeated == 2
