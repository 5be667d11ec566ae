"""The quick path: a clean file of whole numbers, read by Polars as numbers and looked at batch by batch."""

from collections.abc import Callable

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
        self._rows = self._blank = 0
        self._strange = False  # some answer is none of its scale, or some row says nothing
        self._values = {item: _values(left_out.questionnaire.items[item].scale) for item in left_out.columns.items}

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Look at a batch and hand it on as it is."""
        self._stopping.check()
        self._rows += frame.height
        for item, values in self._values.items():
            answers = frame[item]
            self._blank += answers.null_count()
            self._strange = self._strange or _strange(answers, values)
        self._strange = self._strange or self._has_blank_row(frame)
        columns = self.left_out.columns
        if columns.id is not None:
            self.ids.see(frame[ID])
        self.left_out.dangerous += sum(dangerous(frame[name]) for name in columns.kept)
        return frame

    def _has_blank_row(self, frame: pl.DataFrame) -> bool:
        """Return whether some row holds nothing, as spreadsheets leave behind: then it is no respondent."""
        told = [*self._values, *([] if self.left_out.columns.id is None else [ID])]
        if not all(frame[name].null_count() for name in told):
            return False
        return bool(frame.select(pl.all_horizontal(pl.col(told).is_null()).any()).item())

    def finish(self, confirms: Callable[[int], bool]) -> None:
        """Put the counts into the `LeftOut`; `confirms` tells whether so many rows are the whole table."""
        if not self._rows or self._strange or not confirms(self._rows):
            raise DoubtError
        self.left_out.rows = self._rows
        if self._blank:
            self.left_out.missing[BLANK] = self._blank
        self.left_out.ids = self.ids.result()


def _values(scale: Scale) -> range | list[int]:
    """Return the values of a scale; a range where they have no holes, which is quicker to look for."""
    values = sorted(int(value) for value in scale.values)
    whole = range(values[0], values[-1] + 1)
    return whole if values == list(whole) else values


def _strange(answers: pl.Series, values: range | list[int]) -> bool:
    """Return whether some answer is none of these values."""
    if isinstance(values, range):
        low, high = answers.min(), answers.max()
        return low is not None and (low not in values or high not in values)
    return not answers.drop_nulls().is_in(values).all()
