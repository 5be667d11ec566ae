"""Answers from SPSS, with labels of values and what a user marked as missing."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from answers.helpers import CLEAN, ITEMS, SMALL, answers, faults, scored, written

pyreadstat = pytest.importorskip("pyreadstat")
FRAME = pd.DataFrame(
    {"id": ["001", "002", "003"], "a1": [1.0, None, 3.0], "a2": [2, 5, 3], "a3": [3, 4, 3], "b1": [4, 3, 3],
     "b2": [5, 2, 3], "b3": [1, 1, 3]}
)  # fmt: skip


def saved(folder: Path, frame: pd.DataFrame = FRAME, **how: Any) -> Path:
    pyreadstat.write_sav(frame, str(folder / "answers.sav"), **how)
    return folder / "answers.sav"


def test_a_file_scores_like_the_same_table_as_csv(tmp_path):
    table, left_out = scored(saved(tmp_path))
    assert table == scored(written(tmp_path, CLEAN))[0]
    assert (left_out.rows, left_out.missing) == (3, {"blank": 1})


def test_what_the_user_marked_as_missing_is_not_answered(tmp_path):  # 71
    path = saved(tmp_path, FRAME.fillna(99), missing_ranges={"a1": [99]})
    assert scored(path)[1].missing == {"blank": 1}
    assert "[bad-cell]" in faults(saved(tmp_path, FRAME.fillna(99)))[0]


def test_a_label_that_the_scale_knows_goes_before_the_code(tmp_path):
    turned = {float(6 - value): f"often {value}" for value in range(1, 6)}
    path = saved(tmp_path, FRAME.assign(a1=[5, 4, 9]), variable_value_labels={"a1": turned | {9.0: "no_occasion"}})
    assert [row["a1"] for row in answers(path)] == [1, 2, None]
    assert scored(path)[1].unscored == {"no_occasion": 1}


def test_a_label_that_the_scale_does_not_know_leaves_the_code(tmp_path):
    path = saved(tmp_path, variable_value_labels={"a1": {1.0: "seldom", 3.0: "hm"}})
    assert [row["a1"] for row in answers(path)] == [1, None, 3]


def test_variables_may_be_called_by_their_labels(tmp_path):
    frame = FRAME.rename(columns={item: f"V{n}" for n, item in enumerate(ITEMS)})
    path = saved(tmp_path, frame, column_labels=["id", *ITEMS])
    assert scored(path)[0] == scored(written(tmp_path, CLEAN))[0]


def test_ids_of_any_type_are_texts(tmp_path):
    path = saved(tmp_path, FRAME.assign(id=[7.0, None, 1.5]))
    assert [row["id"] for row in answers(path)] == ["7", None, "1.5"]


def test_a_value_that_is_no_answer_is_named_with_its_row(tmp_path):
    assert "row 3, column a2" in faults(saved(tmp_path, FRAME.assign(a2=[1, 1, 7])))[1]


def test_half_a_file_is_an_error(tmp_path):  # 72
    whole = saved(tmp_path).read_bytes()
    for end in (5, len(whole) // 2, len(whole) - 10):
        assert "[broken-sav]" in faults(written(tmp_path, whole[:end], "half.sav"))[0]


def test_without_its_reader_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    assert "Install it: pip install 'leadership-balance[spss]'." in faults(saved(tmp_path))[0]


def test_the_first_rows_are_shown_by_their_labels(tmp_path):
    from balance.answers.formats.recognition import recognised
    from balance.answers.options import PLAIN
    from balance.answers.spool import Input, Spool

    path = saved(tmp_path, variable_value_labels={"a1": {1.0: "seldom"}})
    with Spool() as copies:
        source = recognised(Input(path, path.name, PLAIN, copies), SMALL)
    assert source.sample()[:2] == [("001", "seldom", "2", "3", "4", "5", "1"), ("002", "", "5", "4", "3", "2", "1")]


def test_many_rows_keep_their_order(tmp_path):
    frame = pd.DataFrame({"id": [f"{n:06d}" for n in range(60_000)]} | dict.fromkeys(ITEMS, 3))
    assert [row["id"] for row in answers(saved(tmp_path, frame))] == list(frame["id"])
