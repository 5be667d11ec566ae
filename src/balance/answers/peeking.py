"""The quick path: a clean file of whole numbers or of labels, read by Polars and looked at batch by batch."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from balance.answers.ids import IdCounter, dangerous
from balance.answers.leftout import LeftOut
from balance.answers.matching import ID
from balance.answers.spellings import Meanings, meanings
from balance.answers.stopping import Stopping
from balance.answers.values import BLANK, Judge, Kind
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
    """Looks at every batch on its way: ranges, gaps, ids; raises DoubtError in `finish` if any is not clean.

    The columns of `texts` hold places in these lists of texts; what each means takes its place.
    """

    def __init__(self, left_out: LeftOut, stopping: Stopping, texts: Mapping[str, Sequence[str]]) -> None:
        self.left_out = left_out
        self._stopping = stopping
        self.ids = IdCounter()
        self._rows = 0
        self._missing: Counter[str] = Counter()
        self._unscored: Counter[str] = Counter()
        self._strange = False  # some answer is none of its scale, or some row says nothing
        scales = {item: left_out.questionnaire.items[item].scale for item in left_out.columns.items}
        self._values = {item: _values(scale) for item, scale in scales.items() if item not in texts}
        self._meanings = {item: meanings(texts[item], scales[item]) for item in texts}

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Look at a batch and hand it on: numbers as they are, labels as the values they mean."""
        self._stopping.check()
        self._rows += frame.height
        self._strange = self._strange or self._has_blank_row(frame)
        for item, values in self._values.items():
            answers = frame[item]
            self._missing[BLANK] += answers.null_count()
            self._strange = self._strange or _strange(answers, values)
        for item, found in self._meanings.items():
            frame.replace_column(frame.get_column_index(item), self._read(frame[item], found))
        columns = self.left_out.columns
        if columns.id is not None:
            self.ids.see(frame[ID])
        self.left_out.dangerous += sum(dangerous(frame[name]) for name in columns.kept)
        return frame

    def _read(self, places: pl.Series, found: Meanings) -> pl.Series:
        """Return the values that a batch of texts means, and count those that are no answer."""
        values = found.values[places]
        blank = places.null_count()
        self._missing[BLANK] += blank
        if values.null_count() > blank:
            self._count(found, places)
        return values.alias(places.name)

    def _count(self, found: Meanings, places: pl.Series) -> None:
        for place, judged in found.no_answers.items():
            n = int((places == place).sum())
            if judged.kind is Kind.BAD:
                self._strange = self._strange or n > 0
            elif judged.kind is Kind.MISSING:
                self._missing[judged.code or ""] += n
            else:
                self._unscored[judged.code or ""] += n

    def _has_blank_row(self, frame: pl.DataFrame) -> bool:
        """Return whether some row holds nothing, as spreadsheets leave behind: then it is no respondent."""
        told = [*([] if self.left_out.columns.id is None else [ID]), *self._values, *self._meanings]
        if not all(frame[name].null_count() for name in told):
            return False
        return bool(frame.select(pl.all_horizontal(pl.col(told).is_null()).any()).item())

    def finish(self, confirms: Callable[[int], bool]) -> None:
        """Put the counts into the `LeftOut`; `confirms` tells whether so many rows are the whole table."""
        if not self._rows or self._strange or not confirms(self._rows):
            raise DoubtError
        self.left_out.rows = self._rows
        self.left_out.missing = +self._missing
        self.left_out.unscored = self._unscored
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
