"""Lets a signal end a long reading at once: Polars itself would answer only when it is done."""

import signal
import threading
from collections.abc import Callable


class StoppedError(Exception):
    """Raised inside a reading that is to end."""


class Stopping:
    """Runs work in a thread, so that signals reach Python; the work calls `check` now and then."""

    def __init__(self) -> None:
        self._wanted = threading.Event()
        self._done = threading.Event()
        self._error: BaseException | None = None

    def check(self) -> None:
        """Raise StoppedError once the work is to end."""
        if self._wanted.is_set():
            raise StoppedError

    def run(self, work: Callable[[], None]) -> None:
        """Run to the end and raise what the work raised; or end it, and raise what interrupted us."""
        handler = signal.getsignal(signal.SIGINT)
        if handler is not None and threading.current_thread() is threading.main_thread():
            # Polars hooks into Ctrl-C on import and would print a panic; Python's own handler suffices.
            signal.signal(signal.SIGINT, handler)
        threading.Thread(target=self._work, args=(work,), daemon=True).start()
        try:
            self._done.wait()
        except BaseException:
            self._wanted.set()
            self._done.wait()
            raise
        if self._error is not None:
            raise self._error

    def _work(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            self._error = error
        finally:
            self._done.set()
