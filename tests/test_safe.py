"""The one place that makes text harmless."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.safe import HARMFUL, harmful, shown


@given(st.text())
def test_nothing_that_is_shown_can_move_break_colour_or_turn_a_line(text):
    line = shown(text)
    assert len(line) <= 200
    assert not [each for each in line if unicodedata.category(each) in ("Cc", "Cs", "Co", "Zl", "Zp")]
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\u202eb", "a‹202E›b"),
        ("a\nb", "a␊b"),
        ("\x9b2J", "‹009B›2J"),
        ("\uf8ff \uffff \U0001fffe", "‹F8FF› ‹FFFF› ‹1FFFE›"),
        ("[/bold] :smile: $x$ #h", "[/bold] :smile: $x$ #h"),
        ("👩\u200d🔬 Åse", "👩\u200d🔬 Åse"),
    ],
)
def test_what_could_do_harm_is_made_visible_and_the_rest_stays(text, line):
    assert shown(text) == line


def test_a_long_text_is_cut_and_says_so():
    assert shown("x" * 300) == "x" * 199 + "…"


def test_a_document_may_hold_line_breaks_and_tabs_but_no_controls():
    assert harmful("one\n\ttwo\r\n") is None
    assert harmful("a\x1b[2J") == "\x1b"
    assert harmful("a\u2066b") == "\u2066"


def test_no_printable_character_is_harmful():
    printable = "".join(character for character in map(chr, range(sys.maxunicode + 1)) if character.isprintable())
    assert HARMFUL.search(printable) is None
