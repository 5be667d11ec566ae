"""Work that goes on in a thread while other work waits for the machine."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Result = TypeVar("Result")


class InBackground(Generic[Result]):
    """Starts at once; `result` waits for the end and returns or raises what the work did."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._result: list[Result] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result.append(self._work())
        except BaseException as error:
            self._error = error

    def result(self) -> Result:
        """Return the result of the work, or raise its error."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._result[0]
