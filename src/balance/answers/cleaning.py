"""The careful path: every distinct text of an item is judged once, and every cell that is no answer is counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from balance.answers.ids import IdCounter, dangerous
from balance.answers.leftout import LISTED, Cell, LeftOut
from balance.answers.matching import ID, Columns
from balance.answers.recoded import mixed
from balance.answers.values import Judge, Judged, Kind
from balance.errors import stop
from balance.questionnaire.model import Questionnaire, Scale
from balance.safe import shown
from balance.words import _, number

MOST_TEXTS = 10_000  # distinct ones in a column; more is free text, and no item
CELLS = 500_000  # in a batch
Schema = dict[str, Any]
Cells = Sequence[Sequence[str]] | Mapping[int, Sequence[str]]


def rows_at_once(width: int) -> int:
    """Return how many rows of so many columns make a batch."""
    return max(1000, CELLS // width)


def item_type(scale: Scale) -> Any:
    """Return the smallest type that holds the values of a scale."""
    if not scale.whole or max(abs(scale.low), abs(scale.high)) > 32_767:
        return pl.Float64
    return pl.Int8 if scale.low >= -128 and scale.high <= 127 else pl.Int16


def clean_schema(questionnaire: Questionnaire, columns: Columns) -> Schema:
    """Return the columns of a frame of answers: the id (or the row), those kept, every item of the questionnaire."""
    types = {item.id: item_type(item.scale) for item in questionnaire.items.values()}
    return {ID: pl.Int64 if columns.id is None else pl.String, **dict.fromkeys(columns.kept, pl.String), **types}


class Cleaner:
    """Turns batches of texts into batches of values, and counts into a `LeftOut` what they were."""

    def __init__(self, left_out: LeftOut) -> None:
        self.left_out = left_out
        self.schema = clean_schema(left_out.questionnaire, left_out.columns)
        self.ids = IdCounter()
        self._columns = {item: _ItemColumn(item, left_out) for item in left_out.columns.items}

    def clean(self, rows: Sequence[int], numbers: Sequence[int], cells: Cells) -> pl.DataFrame:
        """Return one batch as a frame: ids (or row numbers), the columns kept, and values for every item.

        `rows` are the rows as a spreadsheet shows them, `numbers` those of respondents from 1, `cells` the
        texts of each column by its place. Raises a BalanceError where a column turns out to be free text.
        """
        columns = self.left_out.columns
        values: dict[str, list[Any]] = {
            item: column.values(cells[columns.items[item]], rows) for item, column in self._columns.items()
        }
        values |= {name: [text or None for text in cells[place]] for name, place in columns.kept.items()}
        if columns.id is None:
            values[ID] = [number + self.left_out.before for number in numbers]
        else:
            values[ID] = [text or None for text in cells[columns.id]]
        frame = pl.DataFrame(
            {name: values.get(name, [None] * len(rows)) for name in self.schema}, schema=self.schema, strict=True
        )
        self.left_out.rows += len(rows)
        self.left_out.dangerous += sum(dangerous(frame[name]) for name in columns.kept)
        if columns.id is not None:
            self.ids.see(frame[ID])
        return frame

    def judge(self, item: str, text: str) -> Judged:
        """Return what a text means on an item's scale."""
        return self._columns[item].judge(text)

    def looks_answered(self, fields: Sequence[str]) -> bool:
        """Return whether these fields could be a row of their own: every item an answer or nothing, and some answer."""
        places = self.left_out.columns.items
        kinds = {column.judge(fields[places[item]]).kind for item, column in self._columns.items()}
        return Kind.BAD not in kinds and Kind.ANSWERED in kinds

    def finish(self) -> None:
        """Put the counts of all batches into the `LeftOut`."""
        self.left_out.ids = self.ids.result()
        for column in self._columns.values():
            column.finish()
        self.left_out.missing = +self.left_out.missing  # without the codes of which none is left
        self.left_out.cells = sorted(self.left_out.cells)[:LISTED]


class _ItemColumn:
    """One item's column: its distinct texts, what they mean and how often each occurs."""

    def __init__(self, item: str, left_out: LeftOut) -> None:
        self.judge = Judge(left_out.questionnaire.items[item].scale, left_out.columns.settled)
        self._item = item
        self._left_out = left_out
        self._header = left_out.columns.name(left_out.columns.items[item])
        self._counts: Counter[str] = Counter()
        self._judged: dict[str, Judged] = {}
        self._values: dict[str, int | float | None] = {}
        self._bad: set[str] = set()
        self._listed = 0

    def values(self, texts: Sequence[str], rows: Sequence[int]) -> list[int | float | None]:
        """Return the values of one batch; null where not answered."""
        self._counts.update(texts)
        if len(self._counts) > len(self._judged):
            self._learn()
        if self._bad and self._listed < LISTED:
            self._list(texts, rows)
        meaning = self._values
        return [meaning[text] for text in texts]

    def _learn(self) -> None:
        if len(self._counts) > MOST_TEXTS:
            what = _('Column "{column}" holds over {n} different texts: it is no item.').format(
                column=shown(self._header, 60), n=number(MOST_TEXTS)
            )
            raise stop(self._left_out.file, what, _("Rename the column, or delete it."), "free-text")
        for text in list(self._counts)[len(self._judged) :]:
            judged = self._judged[text] = self.judge(text)
            self._values[text] = judged.value
            if judged.kind is Kind.BAD:
                self._bad.add(text)

    def _list(self, texts: Sequence[str], rows: Sequence[int]) -> None:
        bad = self._bad
        found = [(row, text) for row, text in zip(rows, texts, strict=True) if text in bad][: LISTED - self._listed]
        self._listed += len(found)
        self._left_out.cells += [Cell(row, self._header, text, self._item) for row, text in found]

    def finish(self) -> None:
        """Add this column's counts to the `LeftOut`."""
        for text, n in self._counts.items():
            judged = self._judged[text]
            if judged.kind is Kind.BAD:
                self._left_out.bad += n
            elif judged.kind is Kind.MISSING:
                self._left_out.missing[judged.code or ""] += n
            elif judged.kind is Kind.UNSCORED:
                self._left_out.unscored[judged.code or ""] += n
        settled = self._left_out.columns.settled
        if settled.values:
            self._left_out.mixed += mixed(self._header, self._judged, settled)
