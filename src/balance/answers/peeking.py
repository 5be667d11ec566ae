"""The quick path: a clean file of whole numbers or of labels, read by Polars and looked at batch by batch."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from balance.answers.ids import IdCounter, dangerous
from balance.answers.leftout import LeftOut
from balance.answers.matching import ID
from balance.answers.spellings import meanings
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


class _Look(NamedTuple):
    """What one batch told; strange where some answer is none of its scale, or some row says nothing."""

    rows: int
    missing: Counter[str]
    unscored: Counter[str]
    dangerous: int
    strange: bool


class Peek:
    """Looks at every batch on its way: ranges, gaps, ids; raises DoubtError in `finish` if any is not clean.

    The columns of `texts` hold places in these lists of texts; what each means takes its place. Batches
    come in any order and from several threads: each leaves its own counts, added up at the end.
    """

    def __init__(self, left_out: LeftOut, stopping: Stopping, texts: Mapping[str, Sequence[str]]) -> None:
        self.left_out = left_out
        self._stopping = stopping
        self.ids = IdCounter()
        self._looks: list[_Look] = []
        scales = {item: left_out.questionnaire.items[item].scale for item in left_out.columns.items}
        self._values = {item: _values(scale) for item, scale in scales.items() if item not in texts}
        self._meanings = {item: meanings(texts[item], scales[item]) for item in texts}

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Look at a batch and hand it on: numbers as they are, labels as the values they mean."""
        self._stopping.check()
        columns = self.left_out.columns
        missing: Counter[str] = Counter()
        unscored: Counter[str] = Counter()
        strange = self._has_blank_row(frame)
        for item, values in self._values.items():
            answers = frame[item]
            missing[BLANK] += answers.null_count()
            strange = strange or _strange(answers, values)
        for item, found in self._meanings.items():
            told = found.read(frame[item])
            missing += told.missing
            unscored += told.unscored
            strange = strange or told.bad
            frame.replace_column(frame.get_column_index(item), told.values)
        if columns.id is not None:
            self.ids.see(frame[ID])
        risky = sum(dangerous(frame[name]) for name in columns.kept)
        self._looks.append(_Look(frame.height, missing, unscored, risky, strange))
        return frame

    def _has_blank_row(self, frame: pl.DataFrame) -> bool:
        """Return whether some row holds nothing, as spreadsheets leave behind: then it is no respondent."""
        told = [*([] if self.left_out.columns.id is None else [ID]), *self._values, *self._meanings]
        if not all(frame[name].null_count() for name in told):
            return False
        return bool(frame.select(pl.all_horizontal(pl.col(told).is_null()).any()).item())

    def finish(self, confirms: Callable[[int], bool]) -> None:
        """Put the counts into the `LeftOut`; `confirms` tells whether so many rows are the whole table."""
        rows = sum(look.rows for look in self._looks)
        if not rows or any(look.strange for look in self._looks) or not confirms(rows):
            raise DoubtError
        self.left_out.rows = rows
        for look in self._looks:
            self.left_out.missing += look.missing
            self.left_out.unscored += look.unscored
            self.left_out.dangerous += look.dangerous
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
