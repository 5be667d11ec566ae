"""Answers as JSON Lines: a respondent a line."""

import json

import pytest
from answers.helpers import CLEAN, ITEMS, answers, faults, scored, written

ROWS = [
    {"id": "001", "a1": 1, "a2": 2, "a3": 3, "b1": 4, "b2": 5, "b3": 1},
    {"b3": 1, "b2": 2, "b1": 3, "a3": "4", "a2": 5.0, "a1": None, "id": "002"},
    {"id": "003"} | dict.fromkeys(ITEMS, 3),
]


def lines(*rows: object, end: str = "\n") -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row)}{end}" for row in rows)


CHANGES = [
    str.encode,
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.rstrip().encode(),
    lambda text: text.replace("\n", "\r\n").encode(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_lines_score_like_the_same_table_as_csv(tmp_path, change):
    table, left_out = scored(written(tmp_path, change(lines(*ROWS)), "x.jsonl"))
    assert table == scored(written(tmp_path, CLEAN))[0]
    assert (left_out.rows, left_out.missing, left_out.notes) == (3, {"blank": 1}, [])


def test_ids_are_kept_letter_for_letter(tmp_path):
    texts = ['"007"', "7", "9007199254740993", "12345678901234567890", "1e5", "1.50", "true", '""', "null"]
    content = "".join(f'{{"id": {text}, "a1": 1, "a2": 1, "a3": 1, "b1": 1, "b2": 1, "b3": 1}}\n' for text in texts)
    assert [row["id"] for row in answers(written(tmp_path, content))] == [
        "007", "7", "9007199254740993", "12345678901234567890", "1e5", "1.50", "true", None, None]  # fmt: skip


def test_a_key_that_a_line_does_not_have_is_not_answered(tmp_path):
    content = lines({"id": "x", "a1": 1}, *ROWS)
    assert list(answers(written(tmp_path, content))[0].values()) == ["x", 1, None, None, None, None, None]


def test_torn_lines_are_left_out_and_listed(tmp_path):  # 73
    torn = '{"id": "x", "a1": 1, "a2"'
    twice = '{"a1": 1, "a1": 2}'
    path = written(tmp_path, lines(ROWS[0], torn, "", ROWS[1], "[1, 2]", twice, '{"a1": ' + "[" * 100_000, ROWS[2]))
    _table, left_out = scored(path)
    assert [row.line for row in left_out.dropped_rows] == [2, 5, 6, 7]
    assert {row.reason for row in left_out.dropped_rows} == {"no whole JSON object"}
    assert left_out.rows == 3


def test_a_last_line_cut_short_is_an_error_unless_lenient(tmp_path):
    path = written(tmp_path, lines(*ROWS)[:-20])
    assert "answers.csv, line 3: The last line breaks off" in faults(path)[0]
    assert scored(path, lenient=True)[1].rows == 2


@pytest.mark.parametrize("value", [9, 3.5, True, [1], {"a": 1}, "Vet ikke"])
def test_a_value_that_is_no_answer_is_named_with_its_line(tmp_path, value):
    path = written(tmp_path, lines(*ROWS, ROWS[0] | {"b1": value}))
    assert "answers.csv, row 4, column b1" in faults(path)[1]


def test_other_json_is_told_in_words(tmp_path):
    assert "[no-rows]" in faults(written(tmp_path, json.dumps(ROWS[0], indent=2)))[0]
    assert "[no-rows]" in faults(written(tmp_path, '{"a1": }\n'))[0]
    assert "[no-items]" in faults(written(tmp_path, lines({"x": 1})))[0]


def test_a_line_of_a_megabyte_and_columns_without_end_are_refused(tmp_path):
    assert "[long-line]" in faults(written(tmp_path, lines(ROWS[0] | {"why": "w" * 1_100_000})))[0]
    assert "[too-many-columns]" in faults(written(tmp_path, lines(*({f"c{n}": 1} for n in range(10_001)))))[0]


def test_many_lines_keep_their_order(tmp_path):
    path = written(tmp_path, lines(*(ROWS[0] | {"id": f"{n}"} for n in range(20_000))))
    assert [row["id"] for row in answers(path)] == [f"{n}" for n in range(20_000)]
