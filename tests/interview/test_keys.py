"""Bytes of a terminal as keys."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.interview.keys import Decoder, Key


def pressed(*parts: bytes) -> list[Key]:
    """Decode parts that arrive with a pause between them, longer than the decoder waits."""
    pending = deque(byte for part in parts for byte in (*(bytes([each]) for each in part), b""))

    def byte(seconds):
        while seconds is None and len(pending) > 1 and not pending[0]:
            pending.popleft()  # who waits without end waits through a pause
        return pending.popleft() if pending else b""

    decoder, keys = Decoder(byte), []
    while (key := decoder.key()) is not None:
        keys.append(key)
    return keys


def text(letters: str) -> list[Key]:
    return [Key("text", letter) for letter in letters]


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        (b"\x1b[A\x1bOA\x1b[1;2A", ["up", "up", "up"]),
        (b"\x1b[B\x1b[C\x1b[D\x1bOB", ["down", "right", "left", "down"]),
        (b"\r\n", ["enter", "enter"]),
        (b"\x7f\x08\x1b[3~", ["backspace", "backspace", "delete"]),
        (b"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1bOH", ["home", "end", "home", "end", "home"]),
        (b"\x1b[15~\x1b[[A\x1bOP\x1b[Z", ["other"] * 4),
        (b"\x1b", ["escape"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x00\x02\x1c", ["other"] * 3),
        (b"\x1b]11;rgb:1e1e/2222/3333\x07", ["other"]),
        (b"\x1b]11;rgb:1e1e/2222/3333\x1b\\", ["other"]),
        (b"\x1bP1+r436f=323536\x1b\\", ["other"]),
        (b"\x1b[?1;2c\x1b[12;40R", ["other"] * 2),
    ],
)
def test_a_sequence_is_one_key(sent, names):
    assert [key.name for key in pressed(sent)] == names


def test_digits_typed_ahead_are_as_many_keys():
    assert pressed(b"1234554321") == text("1234554321")


def test_escape_takes_no_digit_along():
    assert pressed(b"\x1b35") == [Key("escape"), *text("35")]


def test_letters_of_any_alphabet_are_one_key_each():
    assert pressed("aæøåé€日🙂".encode()) == text("aæøåé€日🙂")


@pytest.mark.parametrize("broken", [b"\xff", b"\xc3", b"\xe6", b"\x80", b"\xf0\x9f"])
def test_bytes_that_are_no_letter_take_no_key_along(broken):
    assert pressed(broken + b"3")[-1] == Key("text", "3")


def test_a_paste_is_one_key():
    assert pressed(b"1\x1b[200~3\n3\n4\x1b[A5\x1b[201~2") == [
        Key("text", "1"),
        Key("paste", "3\n3\n4\x1b[A5"),
        Key("text", "2"),
    ]


def test_a_paste_that_never_ends_ends_with_what_comes():
    assert pressed(b"\x1b[200~33", b"2") == [Key("paste", "33"), Key("text", "2")]


def test_a_huge_paste_is_read_to_its_end():
    keys = pressed(b"\x1b[200~" + b"3" * 250_000 + b"\x1b[201~2")
    assert [key.name for key in keys] == ["paste", "text"]
    assert len(keys[0].text) < 150_000


@given(st.binary(max_size=60))
def test_any_bytes_are_keys_and_the_reader_goes_on(sent):
    keys = pressed(sent + b"\x07", b"5")  # a bell ends an unfinished answer of a terminal
    assert keys[-1] == Key("text", "5")
    assert all(key.text.isprintable() for key in keys if key.name == "text")


@given(st.text("12345bs", max_size=60))
def test_no_answer_typed_ahead_is_lost_or_made_up(typed):
    assert pressed(typed.encode()) == text(typed)
