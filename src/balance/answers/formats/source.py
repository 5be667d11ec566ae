"""What every file format offers to the reader."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import polars as pl

from balance.answers.cleaning import Cleaner
from balance.answers.matching import Columns
from balance.answers.stopping import Stopping
from balance.questionnaire.model import Questionnaire

SAMPLE = 20  # rows


class Headed(Protocol):
    """A table of answers, opened as far as its header and its first rows."""

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headers of all columns."""

    @property
    def notes(self) -> Sequence[str]:
        """Return what was taken for granted of the file, a sentence each."""

    def sample(self) -> Sequence[Sequence[str]]:
        """Return the texts of up to 20 rows after the header, blank lines left out."""

    def examine(self) -> None:
        """Raise a BalanceError where the bytes of the file are at fault."""


class Source(Headed, Protocol):
    """A table of answers in one format."""

    def quick(self, columns: Columns, questionnaire: Questionnaire) -> pl.LazyFrame | None:
        """Return ids, kept columns and items as whole numbers, or None where that cannot be tried."""

    def confirms(self, rows: int) -> bool:
        """Return whether the quick frame, if it had so many rows, is the whole table with nothing filled in."""

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items, in batches, as the cleaner judges them; raise the file's faults."""


class WithoutQuick:
    """The half of a source whose file was looked through when it was opened, and that has no quick frame."""

    def examine(self) -> None:
        """Do nothing: the file has been looked through."""

    def confirms(self, rows: int) -> bool:  # noqa: ARG002
        """Return that it is: there is no quick frame."""
        return True

    def quick(self, columns: Columns, questionnaire: Questionnaire) -> pl.LazyFrame | None:  # noqa: ARG002
        """Return None: each cell must be looked at by itself."""
        return None
