"""Trees alike in columns: their JSON is that of the plain trees, to the last byte."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import to_json

from balance.statistics.tallied.columns import Alike, Notes, Where, as_json

NUMBERS = st.floats(allow_infinity=False)  # NaN is one that is not there


def written(tree: object) -> str:
    return "".join(as_json(tree))


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.integers(-(2**63), 2**63 - 1), st.booleans()), max_size=5))
def test_columns_are_written_as_the_trees_they_hold(rows):
    first, second, whole, there = ([row[place] for row in rows] for place in range(4))
    low, high = np.array(first, dtype=float), np.array(second, dtype=float)
    codes = {"low": np.where(np.isnan(low), "nobody", ""), "high": np.full(len(rows), "", dtype="<U6")}
    branch = {
        "n": np.array(whole, dtype=np.int64),
        "nothing": None,
        "none": {},
        '50 % æ "\n': {"low": low, "ends": Where(np.array(there, dtype=bool), (low, high))},
        "notes": Notes(codes),
    }
    labels = tuple(f"Enhet {place} %s" for place in range(len(rows)))
    alike = Alike(labels, len(rows), branch)
    assert (
        written({"by": {"unit": alike}, "ø": [1.5, None]})
        == to_json({"by": {"unit": alike.trees()}, "ø": [1.5, None]}, indent=1).decode()
    )
    assert list(alike.trees()) == list(labels)


def test_those_after_the_last_label_are_not_shown_and_neither_are_their_codes():
    codes = np.array(["alone", "nobody"])
    alike = Alike(("a",), 2, {"mean": np.array([1e-7, np.nan]), "notes": Notes({"mean": codes})})
    assert alike.trees() == {"a": {"mean": 1e-7, "notes": {"mean": "alone"}}}
    assert written(alike) == to_json(alike.trees(), indent=1).decode()
    assert alike.codes() == {"alone"}
