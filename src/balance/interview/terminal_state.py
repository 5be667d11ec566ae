"""The whole screen for as long as it is needed: set once, given back whatever happens."""

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from io import StringIO
from types import TracebackType

from rich.console import Console
from rich.text import Text

from balance.interview.keys import Key

if sys.platform == "win32":
    from balance.interview.windows import Device
else:
    from balance.interview.posix import Device

ALTERNATE, MAIN = "\x1b[?1049h", "\x1b[H\x1b[J\x1b[?1049l"
# No cursor, pasted text marked as pasted, no line broken by the terminal; and the other way round.
MODES = "\x1b[?25l\x1b[?2004h\x1b[?7l"
MODES_BACK = "\x1b[0m\x1b[?7h\x1b[?2004l\x1b[?25h"

View = Callable[[int, int], Sequence[Text]]  # the lines to show in so many columns and rows


class Terminal:
    """Shows a view, draws it anew when that is needed, and gives keys.

    Within it, a signal that ends the program waits until a key is read: what is being recorded is
    recorded. Ctrl-C raises KeyboardInterrupt, the others SystemExit with 129 or 143.
    """

    def __init__(self) -> None:
        self._device = Device()
        self._view: View = lambda _width, _height: ()
        self._held = ExitStack()

    def __enter__(self) -> "Terminal":
        self._held.enter_context(self._device.held())
        self._held.callback(self._leave)
        try:
            self._enter()
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.__exit__(kind, error, trace)

    def show(self, view: View) -> None:
        """Show a view, now and after every change of the window."""
        self._view = view
        self._paint()

    def read(self) -> Key:
        """Return the next key."""
        while True:
            key = self._device.read()
            if key is not None:
                return key
            self._attend()

    def _attend(self) -> None:
        """Do what a signal asked for: stop, or draw anew after a change of size or a stop from outside."""
        if self._device.suspending:
            self._leave()
            self._device.stop()
            self._enter()
        elif self._device.repainting:
            self._device.raw()
            self._device.write(MODES)
        else:
            return
        self._device.repainting = False
        self._paint()

    def _enter(self) -> None:
        self._device.raw()
        self._device.write(ALTERNATE + MODES)

    def _leave(self) -> None:
        try:
            self._device.write(MODES_BACK + MAIN)
        finally:
            self._device.cooked()

    def _paint(self) -> None:
        width, height = self._device.size()
        lines = [f"\x1b[2K{_escapes(line, width)}" for line in self._view(width, height)[:height]]
        self._device.write("\x1b[H" + "\r\n".join(lines) + ("\r\n\x1b[J" if len(lines) < height else ""))


def _escapes(line: Text, width: int) -> str:
    console = Console(file=StringIO(), force_terminal=True, legacy_windows=False, width=width,
                      markup=False, emoji=False, highlight=False)  # fmt: skip
    with console.capture() as written:
        console.print(line, end="", no_wrap=True, overflow="crop", crop=True)
    return written.get()
