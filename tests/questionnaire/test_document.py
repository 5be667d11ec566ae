"""What a document is made of: scalars, places, and what is refused before anybody asks what it means."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from balance.errors import BalanceError
from balance.questionnaire import document, scalars
from balance.questionnaire.document import Document, parse, read


def parsed(text: str | bytes) -> Document:
    return parse(text.encode() if isinstance(text, str) else text, "file.yaml")


def refused(text: str | bytes) -> list[str]:
    """Return the faults of a document, found while it is read or kept by it."""
    try:
        found = parsed(text).faults
    except BalanceError as error:
        found = tuple(error.faults)
    return [f"{fault.mark.line}:{fault.mark.column} {fault.id}" if fault.mark else fault.id for fault in found]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("no", "no"), ("off", "off"), ("yes", "yes"), ("No", "No"), ("y", "y"), ("12:30", "12:30"), ("1_0", "1_0"),
     ("2026-01-02", "2026-01-02"), ("2026-99-99", "2026-99-99"), ("012", 12), ("0o17", 15), ("0x1F", 31),
     ("-7", -7), ("+7", 7), ("-0", 0), (".5", 0.5), ("1e3", 1000.0), ("-1.5E-1", -0.15), ("1.", 1.0),
     ("true", True), ("False", False), ("tRUE", "tRUE"), ("null", None), ("~", None), ("", None),
     (".inf", float("inf")), ("-.INF", float("-inf")), ("1e999", float("inf")), (".", "."), ("-", "-"),
     ("0b1", "0b1"), ("1 2", "1 2"), ("٣", "٣"), ('"3"', "3"), ("'true'", "true"), ("''", "")],
)  # fmt: skip
def test_a_scalar_is_read_by_the_core_schema_of_yaml_1_2(written, read_as):
    read = parsed(f"key: {written}\n" if written != "-" else 'key: "-"\n').tree["key"]
    assert read == read_as
    assert isinstance(read, type(read_as))


def test_a_key_is_always_its_literal_text():
    assert parsed("{no: a, 012: b, 1.0: c, ~: d, 'true': e, 0x1: f}").tree == {
        "no": "a", "012": "b", "1.0": "c", "~": "d", "true": "e", "0x1": "f",
    }  # fmt: skip


def test_the_longest_number_is_one_that_a_float_holds():
    assert parsed("n: 999999999999999").tree["n"] == 10**15 - 1
    assert parsed("n: 000000000000000000001").tree["n"] == 1
    for number in ("1" * 16, "-" + "9" * 5000, "0x" + "f" * 20, "0o" + "7" * 5000):
        assert refused(f"n: {number}") == ["1:4 huge-number"]


@given(st.text(alphabet="0123456789+-.eExoXabnulfINTR~_: ", max_size=12))
def test_no_plain_scalar_raises_anything_but_overflow(text):
    try:
        scalars.value(text)
    except OverflowError:
        assert sum(map(str.isalnum, text)) > scalars.DIGITS


def test_json_is_read_too():
    assert parsed('{"a": [1, {"b": null}], "c": "\\u00e6\\n\\/"}').tree == {"a": [1, {"b": None}], "c": "æ\n/"}


def test_a_value_and_its_key_have_places_and_what_is_missing_has_its_nearest_parents():
    read = parsed("æøå:\n  goals: [one, {two: 3}]\n")
    assert read.mark(("æøå", "goals"), key=True)[:2] == (2, 3)
    assert read.mark(("æøå", "goals"))[:2] == (2, 10)
    assert read.mark(("æøå", "goals", 0))[:2] == (2, 11)
    assert read.mark(("æøå", "goals", 1, "two")) == (2, 22, "  goals: [one, {two: 3}]")
    assert read.mark(("æøå", "goals", 7, "two"))[:2] == (2, 3)
    assert read.mark(("nowhere",))[:2] == (1, 1)


def test_columns_count_letters_and_not_bytes():
    assert refused("a: {æøå😀: 1, æøå😀: 2}") == ["1:14 duplicate-key"]


def test_a_repeated_key_names_both_lines_wherever_it_stands():
    with pytest.raises(BalanceError) as error:
        parsed("a: 1\nb: {c: 1,\n  c: 2}\na: {a: 1, a: 1}\n").sound()
    assert [fault.what for fault in error.value.faults] == [
        '"c" stands on line 2 and again on line 3.',
        '"a" stands on line 1 and again on line 4.',
        '"a" stands on line 4 and again on line 4.',
    ]


def test_the_first_of_two_equal_keys_is_kept():
    assert parsed("a: {b: 1}\na: [2]\nc: 3\n").tree == {"a": {"b": 1}, "c": 3}


def test_anchors_aliases_tags_and_keys_that_are_no_texts_are_all_told_at_once():
    text = "a: &x 1\nb: *x\nc: !!str d\n? [e]\n: f\ng: !h {i: &y [j]}\n*x : k\n<<: *x\n"
    assert refused(text) == ["1:4 anchor", "2:4 anchor", "3:4 tag", "4:3 key-not-text", "6:4 tag", "6:11 anchor",
                             "7:1 anchor", "8:5 anchor"]  # fmt: skip


@pytest.mark.parametrize("depth", [20, 21])
def test_twenty_brackets_are_read_and_one_more_is_not(depth):
    text = "a: " + "[" * (depth - 1) + "]" * (depth - 1)
    assert refused(text) == ([] if depth == 20 else ["1:23 too-deep"])


@pytest.mark.parametrize("pattern", ["[", "{a: ", "- ", "? ", "a: [", "- - {"])
def test_no_depth_ends_in_anything_but_a_fault(pattern):
    assert refused(pattern * 50_000)[-1].split()[1] in {"too-deep", "not-yaml"}


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [("a: b: c", "1:5", "colon"), ("a: [1,\nb", "1:4", "bracket"), ("a: {b: 1", "1:4", "brace"),
     ("a: 1\nb: 'x\n", "2:4", "quote"), ('a: "\\q"', "1:4", "backslash"), ("a: @x", "1:4", "character"),
     ("a: `x`", "1:4", "character"), ("a: }", "1:4", "value must stand"), ("a: [", "1:5", "file ends"),
     ("a: 1\n- b", "2:1", "group of keys"),
     ("- a\nb: 1", "2:1", "list above"), ("%FOO\n---\na: 1", "1:5", "instruction"),
     ("!x!y a", "1:1", "tag"), ('a: "b" c', "1:8", "group of keys")],
)  # fmt: skip
def test_what_stops_the_parser_is_said_in_our_words_at_its_place(text, place, says):
    with pytest.raises(BalanceError) as error:
        parsed(text)
    fault = error.value.faults[-1]
    assert f"{fault.mark.line}:{fault.mark.column} {fault.id}" == f"{place} not-yaml"
    assert says in fault.what
    assert fault.remedy


def test_faults_before_the_one_that_stops_the_parser_are_kept():
    assert refused("a: 1\na: 2\nb: [\n") == ["2:1 duplicate-key", "4:1 not-yaml"]


def test_a_control_character_is_told_once_with_how_often_it_stands_there():
    with pytest.raises(BalanceError) as error:
        parsed("a: x\x07y\nb: \x07\x1b[2J\u202e\n").sound()
    assert [(fault.mark.line, fault.mark.column) for fault in error.value.faults] == [(1, 5), (2, 5), (2, 9)]
    assert "2 times" in error.value.faults[0].what
    assert "\x1b" not in str(error.value)


def test_thousands_of_faults_of_a_kind_are_cut_and_it_is_said():
    found = refused("a: 1\n" * 5000)
    assert len(found) == 101
    assert "more-faults" in found


def test_a_mark_far_into_one_long_line_is_right():
    assert refused("a: [" + "x, " * 50_000 + "&b c]") == ["1:150005 anchor"]


def test_reading_stops_at_a_megabyte_however_long_the_file(tmp_path):
    path = tmp_path / "long.yaml"
    path.write_bytes(b"a: " + b"x" * 999_997)
    assert read(path).tree["a"] == "x" * 999_997
    path.write_bytes(b"a: " + b"x" * 999_998)
    with pytest.raises(BalanceError, match="too-large"):
        read(path)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_both_parsers_read_the_same(loader, monkeypatch):
    monkeypatch.setattr(document, "LOADER", loader)
    read = parsed("a: {no: [1, 'two', \"\\u00e6\"]}\nb: |\n  text\n  more\nc: # nothing\n")
    assert read.tree == {"a": {"no": [1, "two", "æ"]}, "b": "text\nmore\n", "c": None}
    assert read.mark(("a", "no", 2))[:2] == (1, 20)
    assert refused("a: 1\nb: {c: &d 1,\n  c: 2}\ne: 'x") == ["2:8 anchor", "3:3 duplicate-key", "4:4 not-yaml"]


BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.text(alphabet="ab:-[]{}?&*!|>'\"#%@ \n\t0\\", max_size=80).map(str.encode),
)


@given(BYTES)
def test_whatever_the_bytes_there_is_a_mapping_or_a_fault(data):
    try:
        found = parsed(data).tree
    except BalanceError as error:
        found = error.faults or None
    assert isinstance(found, dict | list)
