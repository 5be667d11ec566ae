"""Faults as people and programs see them."""

import json

from rich.cells import cell_len

from balance.errors import Fault, Mark
from balance.terminal.faults import as_github, as_json, as_text


def fault(source="key: value", column=6, **parts):
    mark = Mark(3, column, source)
    return Fault(*({"where": "a.yaml", "what": "What.", "remedy": "Do.", "id": "some-id"} | parts).values(), mark)


def pointed_at(shown: str) -> str:
    """Return what stands above the caret."""
    _said, line, caret = shown.split("\n")
    place = caret.index("^")
    before = ""
    for character in line:
        if cell_len(before) >= place:
            return line[len(before) :]
        before += character
    return ""


def test_the_caret_stands_under_the_place():
    assert as_text([fault()]) == "a.yaml:3:6: What. Do. [some-id]\n    key: value\n         ^"
    assert pointed_at(as_text([fault()])) == "value"


def test_the_caret_stands_under_the_place_after_wide_characters_tabs_and_controls():
    assert pointed_at(as_text([fault("題名😀: value", 6)])) == "value"
    assert pointed_at(as_text([fault("a\x1b\u202e: value", 6)])) == "value"
    assert pointed_at(as_text([fault("a:\t\tvalue", 5)])) == "value"


def test_the_caret_stands_under_the_place_far_into_a_long_line():
    shown = as_text([fault("x" * 5000 + "value" + "y" * 5000, 5001)])
    assert pointed_at(shown).startswith("valuey")
    assert max(map(len, shown.splitlines())) < 120


def test_a_caret_may_stand_behind_the_last_letter():
    assert as_text([fault("key:", 5)]).endswith("    key:\n        ^")


def test_nothing_harmful_in_a_line_is_printed():
    shown = as_text([fault("a: \x1b[2J\u202e\x9b", 4, what="\x1b]8;;x\x07")])
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set(shown)


def test_json_has_the_place_in_numbers_and_null_where_there_is_none():
    told = json.loads(as_json([fault(), Fault("b", "What.", "", "other")]))
    assert told == {
        "format": "balance-faults/1",
        "faults": [
            {"file": "a.yaml", "line": 3, "column": 6, "what": "What.", "remedy": "Do.", "id": "some-id"},
            {"file": "b", "line": None, "column": None, "what": "What.", "remedy": "", "id": "other"},
        ],
    }


def test_no_text_can_end_a_workflow_command_or_begin_another():
    told = as_github([fault(where="a,b:c%.yaml", what="50 %\n::error::x")])
    assert told.startswith("::error file=a%2Cb%3Ac%25.yaml,line=3,col=6,title=some-id::50 %25")
    assert "\n" not in told
