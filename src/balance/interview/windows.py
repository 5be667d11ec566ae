"""The terminal on Windows: keys from the console. Written from its documentation; nobody has tried it."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from balance.interview.keys import CONTROLS, OTHER, Key

NAMED = {"H": "up", "P": "down", "M": "right", "K": "left", "G": "home", "O": "end", "S": "delete"}

if sys.platform == "win32":
    import msvcrt

    class Device:
        """Keys in, frames out. Windows has no signals for a changed size, so it is looked up."""

        def __init__(self) -> None:
            self.suspending = self.repainting = False
            self.seen = self.size()

        @contextmanager
        def held(self) -> Iterator[None]:
            """Hold the terminal; the console needs nothing given back."""
            os.system("")  # noqa: S605, S607 - the known way to have the console read escape sequences
            yield

        def raw(self) -> None:
            """Nothing to set: keys are read past the console's own lines."""

        def cooked(self) -> None:
            """Nothing to give back."""

        def size(self) -> tuple[int, int]:
            """Return columns and rows."""
            size = shutil.get_terminal_size()
            return size.columns, size.lines

        def write(self, text: str) -> None:
            """Write to the screen."""
            sys.stderr.write(text)
            sys.stderr.flush()

        def read(self) -> Key | None:
            """Return the next key, or None where the screen must be drawn anew."""
            while not msvcrt.kbhit():
                if self.size() != self.seen:
                    self.seen, self.repainting = self.size(), True
                    return None
                time.sleep(0.02)
            return self._key(msvcrt.getwch())

        def stop(self) -> None:
            """Go on: Windows stops no program."""
            self.suspending = False

        def _key(self, character: str) -> Key:
            if character == "\x03":
                raise KeyboardInterrupt
            if character in ("\x00", "\xe0"):
                return Key(NAMED.get(msvcrt.getwch(), "other"))
            if character == "\x1b":
                return Key("escape")
            if "\ud800" <= character < "\udc00":
                pair = character + msvcrt.getwch()
                character = pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if character.isprintable():
                return Key("text", character)
            name = CONTROLS.get(character.encode())
            return Key(name) if name else OTHER
