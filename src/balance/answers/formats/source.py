"""What every file format offers to the reader."""

from typing import Protocol

import polars as pl

from balance.answers.cleaning import Cleaner
from balance.answers.matching import Columns
from balance.answers.stopping import Stopping
from balance.errors import BalanceError
from balance.questionnaire.model import Questionnaire


class Source(Protocol):
    """A table of answers in one format."""

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headers of all columns."""

    def examine(self) -> None:
        """Raise a BalanceError where the bytes of the file are at fault."""

    def quick(self, columns: Columns, questionnaire: Questionnaire) -> pl.LazyFrame | None:
        """Return ids and items as whole numbers, or None where that cannot be tried."""

    def confirms(self, rows: int) -> bool:
        """Return whether the quick frame, if it had so many rows, is the whole table with nothing filled in."""

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> pl.LazyFrame:
        """Return ids and items as the cleaner judges them; faults are raised while it is drained."""

    def broken(self) -> BalanceError | None:
        """Return what it means where Polars fails on the careful frame; None: a fault of ours."""
