"""One person's answers from a file."""

import json

import pytest
from answers.helpers import SMALL, written

from balance.answers.single import read_answers
from balance.errors import BalanceError


def read(folder, content, name):
    return {item: judged.answer for item, judged in read_answers(written(folder, content, name), SMALL).items()}


def said(folder, content, name) -> list[str]:
    with pytest.raises(BalanceError) as caught:
        read(folder, content, name)
    return [str(fault).replace(f"{folder}/", "") for fault in caught.value.faults]


GIVEN = {"a1": 5, "a2": "often 2", "a3": None, "b1": "no_occasion"}
READ = {"a1": 5, "a2": 2, "a3": None, "b1": "no_occasion"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (json.dumps(GIVEN), "x.json"),
        (json.dumps({"answers": GIVEN, "note": "mine"}), "x.json"),
        ("a1: 5\na2: often 2\na3:\nb1: no_occasion\n", "x.yaml"),
        ("answers:\n  a1: '5'\n  a2: often 2\n  a3: ''\n  b1: no_occasion\n", "x.yml"),
        ("a1,5\na2,often 2\na3,\nb1,no_occasion\n", "x.csv"),
        ("item;answer\r\n\r\na1;5\r\na2;often 2\r\na3;\r\nb1;no_occasion", "x.CSV"),
        ("\ufeffItem\tAnswer\na1\t 5\na2\toften 2\na3\t\nb1\tno_occasion\n", "x.tsv"),
        ('"a1","5"\n"a2","often 2"\n"a3",""\n"b1","no_occasion"\n', "x.csv"),
    ],
)
def test_answers_are_read_from_every_format(tmp_path, content, name):
    assert read(tmp_path, content, name) == READ


@pytest.mark.parametrize(
    ("content", "name", "place"),
    [("a1: 3\naa1: 2\n", "x.yaml", "x.yaml:2:1"), ("a1,3\naa1,2\n", "x.csv", "x.csv, line 2")],
)
def test_an_unknown_item_is_an_error_with_a_near_one(tmp_path, content, name, place):
    (fault,) = said(tmp_path, content, name)
    assert fault.startswith(f'{place}: There is no item "aa1" in small. Did you mean "a1"?')
    assert fault.endswith("[unknown-item]")


@pytest.mark.parametrize(
    ("content", "name"),
    [('{"a1": 9, "a2": [1], "a3": true, "b1": 3.5}', "x.json"), ("a1,9\na2,x\na3,nan\nb1,1e400", "x.csv")],
)
def test_every_unknown_answer_is_an_error(tmp_path, content, name):
    found = said(tmp_path, content, name)
    assert [fault.endswith("[unknown-answer]") for fault in found] == [True] * 4
    assert '"9" is no answer to "a1". Write one of: 1, 2, 3, 4, 5, no_occasion.' in found[0]


@pytest.mark.parametrize(
    ("content", "name", "id"),
    [
        ("a1,3\na2,1\na1,3\n", "x.csv", "duplicate-answer"),
        ("a1: 3\na1: 3\n", "x.yaml", "duplicate-key"),
        ("a1,3,5\n", "x.csv", "not-two-columns"),
        ("a1\n", "x.csv", "not-two-columns"),
        ('a1,"3\n', "x.csv", "bad-quote"),
        ("\n\n", "x.csv", "empty-file"),
        ("answers: 3\n", "x.yaml", "not-a-mapping"),
        ("a1 3", "x.txt", "unknown-ending"),
        (b"a1,\xe6\n", "x.csv", "not-utf8"),
        ("a1,3\n" * 300_000, "x.csv", "too-large"),
        ("a1,\0\n", "x.csv", "control-character"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, content, name, id):
    assert f"[{id}]" in said(tmp_path, content, name)[0]


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(BalanceError, match="no-such-file"):
        read_answers(tmp_path / "none.csv", SMALL)
