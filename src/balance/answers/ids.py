"""Ids: kept letter for letter, and counted where they are empty, repeated or dangerous."""

from collections.abc import Sequence

import polars as pl

from balance.answers.leftout import Ids
from balance.safe import SPREADSHEET_RUNS

BEFORE_SIGNS = "!"  # what begins with a blank or a control character sorts before it
SIGNS = ((None, "."), ("=", ">"), ("@", "A"))  # between which all sort that a spreadsheet would run


def dangerous(texts: pl.Series) -> int:
    """Return how many texts a spreadsheet would run; a look at their order spares most the pattern."""
    ranges = ((texts < end) if start is None else (texts >= start) & (texts < end) for start, end in SIGNS)
    if not any(each.any() for each in ranges):
        return 0
    return int(texts.str.contains(SPREADSHEET_RUNS).sum())


class IdCounter:
    """Counts ids batch by batch in eight bytes a row: a hash of each.

    Ids that rise from row to row, as most exports have them, cannot repeat: the hashes need no look.
    """

    def __init__(self) -> None:
        self._hashes: list[pl.Series] = []
        self.rising = True
        self._last: str | None = None
        self._empty = 0
        self._dangerous = 0

    def see(self, ids: pl.Series) -> None:
        """Count one batch of ids, texts or null."""
        self._empty += ids.null_count()
        if (ids < BEFORE_SIGNS).any():  # only such a text can be blank, and to strip them all takes long
            self._empty += int((ids.str.strip_chars() == "").sum())
        self._dangerous += dangerous(ids)
        self.rising = self.rising and self._goes_on_rising(ids)
        self._hashes.append(ids.drop_nulls().hash())

    def _goes_on_rising(self, ids: pl.Series) -> bool:
        if not len(ids):
            return True
        above, self._last = self._last, ids[-1]
        if ids.null_count() or (above is not None and ids[0] <= above):
            return False
        return bool((ids.slice(1) > ids.slice(0, len(ids) - 1)).all())

    @property
    def hashes(self) -> pl.Series:
        """Return a hash of each id so far that is not null."""
        return pl.concat(self._hashes) if self._hashes else pl.Series(dtype=pl.UInt64)

    def result(self) -> Ids:
        """Return the counts over all batches."""
        return Ids(self._empty, repeated([self])[0], self._dangerous)


def repeated(counters: Sequence[IdCounter]) -> list[int]:
    """Return how many ids of each counter occur again, in its own file or another's."""
    if len(counters) == 1 and counters[0].rising:
        return [0]
    hashes = [counter.hashes for counter in counters]
    every = pl.concat(hashes)
    if every.n_unique() == len(every):  # three times as fast as to count what is not there
        return [0] * len(hashes)
    again, start, counts = every.is_duplicated(), 0, []
    for each in hashes:
        counts.append(int(again.slice(start, len(each)).sum()))
        start += len(each)
    return counts
