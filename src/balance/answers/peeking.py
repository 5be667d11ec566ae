"""The quick path: a clean file of whole numbers, read by Polars as numbers and looked at batch by batch."""

from collections.abc import Callable
from typing import Any

import polars as pl

from balance.answers.ids import IdCounter, dangerous
from balance.answers.leftout import LeftOut
from balance.answers.matching import ID
from balance.answers.stopping import Stopping
from balance.answers.values import BLANK, Judge
from balance.questionnaire.model import Questionnaire, Scale


class DoubtError(Exception):
    """The file is not clean enough for the quick path; the careful one tells what is the matter."""


def quick_scales(questionnaire: Questionnaire) -> bool:
    """Return whether a whole number can only mean itself on every scale that is asked."""
    scales = {page.scale for page in questionnaire.pages}
    return all(_quick(questionnaire.scales[name]) for name in scales)


def _quick(scale: Scale) -> bool:
    return max(abs(scale.low), abs(scale.high)) <= 32_767 and Judge(scale).plain_numbers


class Peek:
    """Looks at every batch on its way: ranges, gaps, ids; raises DoubtError in `finish` if any is not clean."""

    def __init__(self, left_out: LeftOut, stopping: Stopping) -> None:
        self.left_out = left_out
        self._stopping = stopping
        self.ids = IdCounter()
        self._seen: list[pl.DataFrame] = []
        self._blank_rows = False
        scales = {item: left_out.questionnaire.items[item].scale for item in left_out.columns.items}
        self._looks = [pl.len().alias("rows")] + [look for item in scales for look in _looks(item, scales[item])]

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Look at a batch and hand it on as it is."""
        self._stopping.check()
        seen = frame.select(self._looks)
        self._seen.append(seen)
        self._blank_rows = self._blank_rows or self._has_blank_row(frame, seen)
        columns = self.left_out.columns
        if columns.id is not None:
            self.ids.see(frame[ID])
        self.left_out.dangerous += sum(dangerous(frame[name]) for name in columns.kept)
        return frame

    def _has_blank_row(self, frame: pl.DataFrame, seen: pl.DataFrame) -> bool:
        """Return whether some row holds nothing, as spreadsheets leave behind: then it is no respondent."""
        columns = self.left_out.columns
        if any(seen[f"blank {item}"].item() == 0 for item in columns.items):
            return False
        told = [*columns.items, *([] if columns.id is None else [ID])]
        return bool(frame.select(pl.all_horizontal(pl.col(told).is_null()).any()).item())

    def finish(self, confirms: Callable[[int], bool]) -> None:
        """Put the counts into the `LeftOut`; `confirms` tells whether so many rows are the whole table."""
        if not self._seen or self._blank_rows:
            raise DoubtError
        told = pl.concat(self._seen).sum()
        items = self.left_out.columns.items
        self.left_out.rows = told["rows"].item()
        if not confirms(self.left_out.rows) or any(told[f"strange {item}"].item() for item in items):
            raise DoubtError
        blank = sum(told[f"blank {item}"].item() for item in items)
        if blank:
            self.left_out.missing[BLANK] = blank
        self.left_out.ids = self.ids.result()


def _looks(item: str, scale: Scale) -> list[Any]:
    column = pl.col(item)
    values = sorted(int(value) for value in scale.values)
    if values == list(range(values[0], values[-1] + 1)):
        strange = ((column.min() < values[0]) | (column.max() > values[-1])).fill_null(False).cast(pl.Int64)
    else:
        strange = (~column.is_in(values)).sum().cast(pl.Int64)
    return [column.null_count().cast(pl.Int64).alias(f"blank {item}"), strange.alias(f"strange {item}")]
