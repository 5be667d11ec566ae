"""Ids: kept letter for letter, and counted where they are empty, repeated or dangerous."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import polars as pl

from balance.answers.leftout import Ids
from balance.safe import SPREADSHEET_RUNS

BEFORE_SIGNS = "!"  # what begins with a blank or a control character sorts before it
SIGNS = ((None, "."), ("=", ">"), ("@", "A"))  # between which all sort that a spreadsheet would run
Texts = TypeVar("Texts", pl.Series, pl.Expr)


def near_signs(texts: Texts) -> list[Texts]:
    """Return for each range of signs which texts sort there: a spreadsheet runs no others, and the look is quick."""
    return [(texts < end) if start is None else (texts >= start) & (texts < end) for start, end in SIGNS]


def dangerous(texts: pl.Series) -> int:
    """Return how many texts a spreadsheet would run."""
    if not any(each.any() for each in near_signs(texts)):
        return 0
    return int(texts.str.contains(SPREADSHEET_RUNS).sum())


def _spans_signs(first: str, last: str) -> bool:
    """Return whether a text between these two may be blank, or one that a spreadsheet would run."""
    return any(first < end and (start is None or start <= last) for start, end in SIGNS)


def _empty(texts: pl.Series) -> int:
    """Return how many texts are null or blank."""
    empty = texts.null_count()
    if (texts < BEFORE_SIGNS).any():  # only such a text can be blank, and to strip them all takes long
        empty += int((texts.str.strip_chars() == "").sum())
    return empty


class _Batch(NamedTuple):
    """What one batch of ids told; `ends` its first and last where each id is above the one before, else None."""

    hashes: pl.Series
    empty: int
    dangerous: int
    ends: tuple[str, str] | None


class IdCounter:
    """Counts ids batch by batch in eight bytes a row: a hash of each. Batches may come in any order, from any thread.

    Ids that rise from row to row, as most exports have them, cannot repeat: the hashes need no look.
    """

    def __init__(self) -> None:
        self._batches: list[_Batch] = []

    def see(self, ids: pl.Series) -> None:
        """Count one batch of ids, texts or null."""
        if not len(ids):
            return
        rising = not ids.null_count() and bool((ids.slice(1) > ids.slice(0, len(ids) - 1)).all())
        ends = (ids[0], ids[-1]) if rising else None
        plain = ends is not None and not _spans_signs(*ends)
        empty, risky = (0, 0) if plain else (_empty(ids), dangerous(ids))
        self._batches.append(_Batch(ids.drop_nulls().hash(), empty, risky, ends))

    @property
    def rising(self) -> bool:
        """Return whether each id is above all before it, the batches put in order."""
        ends = sorted(batch.ends for batch in self._batches if batch.ends)
        in_order = all(before[1] < after[0] for before, after in pairwise(ends))
        return len(ends) == len(self._batches) and in_order

    @property
    def hashes(self) -> pl.Series:
        """Return a hash of each id so far that is not null."""
        return pl.concat([batch.hashes for batch in self._batches]) if self._batches else pl.Series(dtype=pl.UInt64)

    def result(self) -> Ids:
        """Return the counts over all batches."""
        empty, risky = (sum(getattr(batch, what) for batch in self._batches) for what in ("empty", "dangerous"))
        return Ids(empty, repeated([self])[0], risky)


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
