"""Parquet: typed columns, so that only what they hold is judged."""

from collections.abc import Iterator

import polars as pl

from balance.answers.cleaning import Cleaner, item_type, rows_at_once
from balance.answers.formats.footer import DamagedError, check_numbers
from balance.answers.formats.quiet import natives_quiet
from balance.answers.formats.source import SAMPLE
from balance.answers.matching import ID, Columns
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _

ROWS_READ = 50_000
BROKEN = (DamagedError, pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


class Parquet:
    """A Parquet file, found to have a schema."""

    def __init__(self, given: Input) -> None:
        self.path = given.path
        self.file = given.file
        self.notes: list[str] = []
        self._frame = pl.scan_parquet(self.path, glob=False)
        try:
            check_numbers(self.path)
            with natives_quiet():
                self.schema = self._frame.collect_schema()
        except BROKEN:
            raise _broken(self.file) from None

    @property
    def header(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return tuple(self.schema.names())

    def sample(self) -> list[tuple[str, ...]]:
        """Return the first rows as texts."""
        scalars = [name for name, kind in self.schema.items() if not _compound(kind)]
        first = self._collected(self._frame.select(pl.col(scalars).cast(pl.String).fill_null("")).head(SAMPLE))
        rows = [dict(zip(scalars, row, strict=True)) for row in first.iter_rows()]
        return [tuple(row.get(name, "") for name in self.header) for row in rows]

    def examine(self) -> None:
        """Do nothing: its footer has been read."""

    def confirms(self, rows: int) -> bool:  # noqa: ARG002
        """Return that it is: nothing in a Parquet file can be padded unseen."""
        return True

    def quick(self, columns: Columns, questionnaire: Questionnaire) -> pl.LazyFrame | None:
        """Return ids, kept columns and items as they are; None where an item is not of whole numbers."""
        self.check_types(columns)
        if columns.skip or not all(self.schema[self.header[place]].is_integer() for place in columns.items.values()):
            return None
        frame = self._frame
        if columns.id is None:
            frame = frame.with_row_index(ID, offset=1).with_columns(pl.col(ID).cast(pl.Int64))
        types = {item: item_type(questionnaire.items[item].scale) for item in columns.items}
        items = [pl.col(self.header[place]).cast(types[item]).alias(item) for item, place in columns.items.items()]
        texts = {name: self._text(place).alias(name) for name, place in columns.kept.items()}
        id = pl.col(ID) if columns.id is None else self._text(columns.id).alias(ID)
        return frame.select(id, *texts.values(), *items)

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges the texts of their values."""
        self.check_types(columns)
        for start, part in self._parts(columns):
            stopping.check()
            rows = range(start + 2, start + len(part) + 2)
            numbers = range(start + 1 - columns.skip, start + len(part) + 1 - columns.skip)
            yield cleaner.clean(rows, numbers, {int(name): part[name].to_list() for name in part.columns})

    def _parts(self, columns: Columns) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield the rows in parts, each with the rows before it.

        A scan would hold several row groups at once: a gigabyte, where they are of texts.
        """
        frame = self._frame.select(self._text(place).fill_null("").alias(str(place)) for place in _used(columns))
        for start in range(columns.skip, self._collected(self._frame.select(pl.len())).item(), ROWS_READ):
            part = self._collected(frame.slice(start, ROWS_READ))
            at_once = rows_at_once(part.width)
            for offset in range(0, len(part), at_once):
                yield start + offset, part[offset : offset + at_once]

    def _collected(self, frame: pl.LazyFrame) -> pl.DataFrame:
        try:
            with natives_quiet():
                return frame.collect()
        except BROKEN:
            raise _broken(self.file) from None

    def _text(self, place: int) -> pl.Expr:
        text = pl.col(self.header[place]).cast(pl.String)
        return pl.when(text != "").then(text)

    def check_types(self, columns: Columns) -> None:
        """Raise a BalanceError where a column that is used holds more than one thing a row."""
        for name in (self.header[place] for place in _used(columns)):
            kind = self.schema[name]
            if _compound(kind):
                what = _('Column "{column}" holds {kind}, not one answer a row.').format(
                    column=shown(name, 60), kind=str(kind)
                )
                raise stop(self.file, what, _("Write it as numbers or as text."), "column-type")


def _used(columns: Columns) -> list[int]:
    places = [*columns.items.values(), *columns.kept.values()]
    return list(dict.fromkeys(places if columns.id is None else [columns.id, *places]))


def _compound(kind: pl.DataType) -> bool:
    return kind.is_nested() or kind in (pl.Binary, pl.Object)


def _broken(file: str) -> BalanceError:
    what = _("The file begins as Parquet and cannot be read to its end.")
    return stop(file, what, _("Export it again."), "broken-parquet")
