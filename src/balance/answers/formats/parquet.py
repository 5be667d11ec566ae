"""Parquet: typed columns, so that only what they hold is judged."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from balance.answers.cleaning import Cleaner, item_type, rows_at_once
from balance.answers.matching import ID, Columns
from balance.answers.stopping import Stopping
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _

MAGIC = b"PAR1"
ROWS_READ = 50_000
BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


class Parquet:
    """A Parquet file, found to have a schema."""

    def __init__(self, path: Path, _questionnaire: Questionnaire) -> None:
        self.path = path
        self.file = shown(path)
        self._frame = pl.scan_parquet(path, glob=False)
        try:
            self.schema = self._frame.collect_schema()
        except BROKEN:
            raise _broken(self.file) from None

    @property
    def header(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return tuple(self.schema.names())

    def examine(self) -> None:
        """Do nothing: its footer has been read."""

    def confirms(self, rows: int) -> bool:  # noqa: ARG002
        """Return that it is: nothing in a Parquet file can be padded unseen."""
        return True

    def quick(self, columns: Columns, questionnaire: Questionnaire) -> pl.LazyFrame | None:
        """Return ids and items as they are; None where an item is not of whole numbers."""
        self._check_types(columns)
        if not all(self.schema[self.header[place]].is_integer() for place in columns.items.values()):
            return None
        types = {item: item_type(questionnaire.items[item].scale) for item in columns.items}
        frame = self._chosen(columns).cast(types)  # type: ignore[arg-type]
        if columns.id is None:
            frame = frame.with_row_index(ID, offset=1).with_columns(pl.col(ID).cast(pl.Int64))
        return frame.select(ID, *columns.items)

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> pl.LazyFrame:
        """Return ids and items as the cleaner judges the texts of their values."""
        from polars.io.plugins import register_io_source

        def batches(wanted: list[str] | None, *_rest: object) -> Iterator[pl.DataFrame]:
            for start, part in self._parts(columns):
                stopping.check()
                numbers = pl.Series(ID, range(start + 1, start + len(part) + 1), dtype=pl.Int64)
                rows = range(start + 2, start + len(part) + 2)
                cleaned = cleaner.clean(numbers if columns.id is None else part[ID], rows, _texts(part, columns))
                yield cleaned if wanted is None else cleaned.select(wanted)

        return register_io_source(batches, schema=cleaner.schema, is_pure=True)

    def _parts(self, columns: Columns) -> Iterator[tuple[int, pl.DataFrame]]:
        """Yield the rows in parts, each with the rows before it.

        A scan would hold several row groups at once: a gigabyte, where they are of texts.
        """
        frame = self._chosen(columns)
        for start in range(0, self._frame.select(pl.len()).collect().item(), ROWS_READ):
            part = frame.slice(start, ROWS_READ).collect()
            at_once = rows_at_once(part.width)
            for offset in range(0, len(part), at_once):
                yield start + offset, part[offset : offset + at_once]

    def broken(self) -> BalanceError:
        """Return the error of a file that begins as Parquet and is not whole."""
        return _broken(self.file)

    def _chosen(self, columns: Columns) -> pl.LazyFrame:
        """Return the id, if there is one, and the items under our own names."""
        items = [pl.col(self.header[place]).alias(item) for item, place in columns.items.items()]
        if columns.id is None:
            return self._frame.select(items)
        text = pl.col(self.header[columns.id]).cast(pl.String)
        return self._frame.select(pl.when(text != "").then(text).alias(ID), *items)

    def _check_types(self, columns: Columns) -> None:
        used = [*columns.items.values()] + ([] if columns.id is None else [columns.id])
        for name in (self.header[place] for place in used):
            kind = self.schema[name]
            if kind.is_nested() or kind in (pl.Binary, pl.Object):
                what = _('Column "{column}" holds {kind}, not one answer a row.').format(
                    column=shown(name, 60), kind=str(kind)
                )
                raise stop(self.file, what, _("Write it as numbers or as text."), "column-type")


def _texts(frame: pl.DataFrame, columns: Columns) -> dict[str, list[str]]:
    return {item: frame[item].cast(pl.String).fill_null("").to_list() for item in columns.items}


def _broken(file: str) -> BalanceError:
    what = _("The file begins as Parquet and cannot be read to its end.")
    return stop(file, what, _("Export it again."), "broken-parquet")
