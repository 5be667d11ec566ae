"""Keys as words: what a terminal sends for a key, taken apart byte by byte."""

from collections.abc import Callable
from typing import NamedTuple

# How long the rest of a sequence may take: a slow line must not turn the A of an arrow into a letter.
PATIENCE = 0.3
PASTE_PATIENCE = 1.0
LONGEST_SEQUENCE = 64
LONGEST_PASTE = 100_000
PASTE_ENDS = b"\x1b[201~"

CONTROLS = {b"\r": "enter", b"\n": "enter", b"\t": "tab", b"\x7f": "backspace", b"\x08": "backspace",
            b"\x01": "home", b"\x05": "end", b"\x15": "clear", b"\x04": "stop"}  # fmt: skip
FINALS = {b"A": "up", b"B": "down", b"C": "right", b"D": "left", b"H": "home", b"F": "end", b"M": "enter"}
NUMBERED = {b"1": "home", b"3": "delete", b"4": "end", b"7": "home", b"8": "end"}
STRINGS = (b"]", b"P", b"_", b"^", b"X")  # answers of a terminal to a program that asked it something


class Key(NamedTuple):
    """A key by its name; "text" and "paste" carry what was typed or pasted."""

    name: str
    text: str = ""


OTHER = Key("other")


class Decoder:
    """Makes keys of bytes.

    `byte(seconds)` returns the next byte, or none where none came in time; None waits, and is
    answered without a byte where something else calls for attention.
    """

    def __init__(self, byte: Callable[[float | None], bytes]) -> None:
        self._byte = byte
        self._held = b""

    def key(self) -> Key | None:
        """Return the next key, or None where something else calls for attention."""
        first = self._held or self._byte(None)
        self._held = b""
        if not first:
            return None
        if first == b"\x1b":
            return self._escape()
        if first in CONTROLS:
            return Key(CONTROLS[first])
        return OTHER if first < b" " else self._character(first)

    def _character(self, first: bytes) -> Key:
        more = 0 if first < b"\xc2" else 1 if first < b"\xe0" else 2 if first < b"\xf0" else 3
        whole = first
        for _ in range(more):
            byte = self._byte(PATIENCE)
            if not b"\x80" <= byte < b"\xc0":
                self._held = byte
                return OTHER
            whole += byte
        text = whole.decode("utf-8", "replace")
        return Key("text", text) if text.isprintable() and text != "\ufffd" else OTHER

    def _escape(self) -> Key:
        """Read what follows Esc. Only a sequence takes it along: Esc and a digit are two keys."""
        kind = self._byte(PATIENCE)
        if kind == b"[":
            return self._sequence()
        if kind == b"O":
            return Key(FINALS.get(self._byte(PATIENCE), "other"))
        if kind in STRINGS and kind:
            return self._answer_of_terminal()
        self._held = kind
        return Key("escape")

    def _sequence(self) -> Key:
        parameters = b""
        for _ in range(LONGEST_SEQUENCE):
            byte = self._byte(PATIENCE)
            if byte == b"[" and not parameters:  # the Linux console's function keys have one letter more
                self._byte(PATIENCE)
                return OTHER
            if not b" " <= byte < b"@":
                return self._named(parameters, byte)
            parameters += byte
        return OTHER

    def _named(self, parameters: bytes, final: bytes) -> Key:
        if final == b"\x1b":
            self._held = final
            return OTHER
        if final != b"~":
            return Key(FINALS.get(final, "other")) if final != b"M" else OTHER
        if parameters == b"200":
            return Key("paste", self._pasted())
        return Key(NUMBERED.get(parameters.split(b";")[0], "other"))

    def _pasted(self) -> str:
        whole = bytearray()
        while not whole.endswith(PASTE_ENDS):
            byte = self._byte(PASTE_PATIENCE)
            if not byte:
                break
            whole += byte
            if len(whole) > LONGEST_PASTE:
                del whole[LONGEST_PASTE // 2 : -len(PASTE_ENDS)]
        return whole.removesuffix(PASTE_ENDS).decode("utf-8", "replace")

    def _answer_of_terminal(self) -> Key:
        """Pass over it: the colours in it would be read as digits."""
        byte = last = b""
        for _ in range(LONGEST_PASTE):
            last, byte = byte, self._byte(PATIENCE)
            if byte in (b"", b"\x07") or (last, byte) == (b"\x1b", b"\\"):
                break
        return OTHER
