"""The terminal on POSIX: raw keys, and signals that wait until an answer is on disk."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

from balance.interview.keys import Decoder, Key

if sys.platform != "win32":
    import select
    import signal
    import termios

    ENDS = {signal.SIGHUP: 129, signal.SIGTERM: 143}
    INTERRUPTS = (signal.SIGINT, signal.SIGQUIT)
    REPAINTS = (signal.SIGWINCH, signal.SIGCONT)

    class Device:
        """Keys in, frames out, and the terminal as it was when it is left.

        A signal that ends the program takes effect when a key is awaited, or the second time.
        """

        def __init__(self) -> None:
            self.keys = sys.stdin.fileno()
            self.screen = sys.stderr.fileno()
            self.suspending = self.repainting = False
            self.ending: int | None = None
            self.decoder = Decoder(self._byte)

        @contextmanager
        def held(self) -> Iterator[None]:
            """Hold the terminal and its signals, and give both back."""
            self.before = self._surely(lambda: termios.tcgetattr(self.keys))
            self.wake, self.woken = os.pipe()
            os.set_blocking(self.wake, False)
            os.set_blocking(self.woken, False)
            old_wakeup = signal.set_wakeup_fd(self.woken, warn_on_full_buffer=False)
            handled = (*ENDS, *INTERRUPTS, *REPAINTS, signal.SIGTSTP)
            old = {number: signal.signal(number, self._signalled) for number in handled}
            try:
                yield
            finally:
                for number, handler in old.items():
                    signal.signal(number, handler)
                signal.set_wakeup_fd(old_wakeup)
                os.close(self.wake)
                os.close(self.woken)
            if self.ending is not None:
                self._end()

        def raw(self) -> None:
            """Give each key as it is typed, unseen. What was typed ahead stays."""
            mode = self._surely(lambda: termios.tcgetattr(self.keys))
            mode[0] &= ~termios.IXON  # Ctrl-S would freeze the screen
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            self._surely(lambda: termios.tcsetattr(self.keys, termios.TCSADRAIN, mode))

        def cooked(self) -> None:
            """Give the terminal its own ways back."""
            with suppress(OSError, termios.error):
                termios.tcsetattr(self.keys, termios.TCSADRAIN, self.before)

        def size(self) -> tuple[int, int]:
            """Return columns and rows."""
            try:
                columns, rows = os.get_terminal_size(self.screen)
            except OSError:
                self.lost()
            return columns or 80, rows or 24

        def write(self, text: str) -> None:
            """Write to the screen, past every buffer: nothing is left to fail when the terminal is gone."""
            rest = text.encode(sys.stderr.encoding or "utf-8", "replace")
            while rest:
                try:
                    rest = rest[os.write(self.screen, rest) :]
                except BlockingIOError:
                    select.select([], [self.screen], [])
                except OSError:
                    self.lost()

        def read(self) -> Key | None:
            """Return the next key, or None where a signal calls for something else first."""
            if self.ending is not None:
                self._end()
            return None if self.suspending or self.repainting else self.decoder.key()

        def stop(self) -> None:
            """Stop as Ctrl-Z does; returns when the program goes on."""
            self.suspending = False
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, handler)

        def lost(self) -> NoReturn:
            """Leave as after a hang-up: the terminal is gone, and so is whoever could read a message."""
            raise SystemExit(ENDS[signal.SIGHUP])

        def _byte(self, seconds: float | None) -> bytes:
            watched = [self.keys, self.wake] if seconds is None else [self.keys]
            ready = select.select(watched, [], [], seconds)[0]
            if self.wake in ready:
                with suppress(BlockingIOError):
                    os.read(self.wake, 1024)
                return b""
            if not ready:
                return b""
            try:
                byte = os.read(self.keys, 1)
            except BlockingIOError:
                return b""
            except OSError:
                byte = b""
            return byte or self.lost()

        def _signalled(self, number: int, _frame: FrameType | None) -> None:
            if number == signal.SIGTSTP:
                self.suspending = True
            elif number in REPAINTS:
                self.repainting = True
            else:
                twice, self.ending = self.ending is not None, number
                if twice:  # nobody reads keys: something hangs
                    self._end()

        def _end(self) -> NoReturn:
            number, self.ending = self.ending, None
            if number in INTERRUPTS:
                raise KeyboardInterrupt
            raise SystemExit(ENDS[signal.Signals(number or signal.SIGHUP)])

        def _surely(self, call: Callable[[], Any]) -> Any:
            """Call again where a signal came between; without a terminal there is nobody to ask."""
            while True:
                try:
                    return call()
                except termios.error as error:
                    if error.args[0] != errno.EINTR:
                        self.lost()
