"""A line of text as it is edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.interview.keys import Key
from balance.interview.line import LONGEST, Line

NAMES = ("left", "right", "home", "end", "backspace", "delete", "clear", "other")


def typed(*keys):
    line = Line()
    for key in keys:
        for each in [Key("text", letter) for letter in key] if isinstance(key, str) else [key]:
            line.press(each)
    return line.finished


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["Flere møter"], "Flere møter"),
        (["abd", Key("left"), "c"], "abcd"),
        (["abc", Key("home"), Key("delete"), Key("end"), "d"], "bcd"),
        (["abc", Key("backspace"), Key("left"), Key("backspace")], "b"),
        (["abc", Key("left"), Key("clear")], "c"),
        (["  a  "], "a"),
        (["A\u030a"], "Å"),
        ([Key("paste", "one\ntwo\r\nthree\tfour\x1b[31m")], "one two three four[31m"),
    ],
)
def test_keys_make_a_line(keys, text):
    assert typed(*keys) == text


@given(st.lists(st.one_of(st.text(max_size=3), st.sampled_from(NAMES).map(Key)), max_size=40))
def test_the_cursor_stays_in_the_line(keys):
    line = Line("start")
    for key in keys:
        line.press(Key("paste", key) if isinstance(key, str) else key)
        assert 0 <= line.at <= len(line.text)
        assert line.text.isprintable()


def test_a_line_has_an_end():
    line = Line()
    line.press(Key("paste", "a" * 5000))
    assert len(line.text) == LONGEST
