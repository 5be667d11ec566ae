"""What a user can mend: said in full, once, at one place."""

from collections.abc import Iterable
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a text file; line and column count from 1."""

    line: int
    column: int
    source: str  # the line itself, for the caret


class Fault(NamedTuple):
    """One thing the user can mend, and where."""

    where: str  # the file; with a row and a column where it is a table
    what: str
    remedy: str
    id: str  # listed in docs/faults.md
    mark: Mark | None = None

    @property
    def place(self) -> str:
        """Where, as compilers write it: file:line:column."""
        return f"{self.where}:{self.mark.line}:{self.mark.column}" if self.mark else self.where

    def __str__(self) -> str:
        said = (self.what, self.remedy, f"[{self.id}]")
        return f"{self.place}: " + " ".join(part for part in said if part)


class BalanceError(Exception):
    """All faults of one input; shown as they stand, exit code 1."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.mark[:2] if fault.mark else (0, 0))
        super().__init__("\n".join(map(str, self.faults)))


def stop(where: str, what: str, remedy: str, id: str) -> BalanceError:
    """Return the error of a single fault, to be raised."""
    return BalanceError([Fault(where, what, remedy, id)])
