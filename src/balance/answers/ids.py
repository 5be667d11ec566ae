"""Ids: kept letter for letter, and counted where they are empty, repeated or dangerous."""

import polars as pl

from balance.answers.leftout import Ids
from balance.answers.matching import ID
from balance.safe import SPREADSHEET_RUNS


class IdCounter:
    """Counts ids batch by batch in eight bytes a row: a hash of each."""

    def __init__(self) -> None:
        self._hashes: list[pl.Series] = []
        self._empty = 0
        self._dangerous = 0

    def see(self, ids: pl.Series) -> None:
        """Count one batch of ids, texts or null."""
        column = pl.col(ID)
        told = ids.to_frame(ID).select(
            (column.is_null() | (column.str.strip_chars() == "")).sum().alias("empty"),
            column.str.contains(SPREADSHEET_RUNS).sum().alias("dangerous"),
        )
        self._empty += told["empty"].item()
        self._dangerous += told["dangerous"].item()
        self._hashes.append(ids.drop_nulls().hash())

    def result(self) -> Ids:
        """Return the counts over all batches."""
        return Ids(self._empty, self._repeated(), self._dangerous)

    def _repeated(self) -> int:
        hashes = pl.concat(self._hashes) if self._hashes else pl.Series(dtype=pl.UInt64)
        if hashes.n_unique() == len(hashes):  # three times as fast as to count what is not there
            return 0
        return int(hashes.is_duplicated().sum())
