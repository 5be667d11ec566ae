"""One frame over the engines: a table of answers as each kind of frame, and back as plain rows."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

Rows = list[dict[str, Any]]
Schema = dict[str, Any]


def _polars(rows: Rows, schema: Schema) -> Any:
    import polars as pl

    return pl.DataFrame(rows, schema=schema, strict=False)


def _duckdb(rows: Rows, schema: Schema) -> Any:
    import duckdb

    return duckdb.connect().from_arrow(_polars(rows, schema).to_arrow())


def _pyarrow(rows: Rows, schema: Schema) -> Any:
    import pyarrow as pa

    return pa.table(_polars(rows, schema).to_arrow())


EMBEDDED: dict[str, Callable[[Rows, Schema], Any]] = {
    "polars": _polars,
    "polars lazy": lambda rows, schema: _polars(rows, schema).lazy(),
    "pandas": lambda rows, schema: _polars(rows, schema).to_pandas(),
    "pandas nullable": lambda rows, schema: _polars(rows, schema).to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}
SPARK = pytest.param("spark", marks=pytest.mark.spark)


class Frame:
    """Makes frames of one engine from rows, and rows from its frames."""

    def __init__(self, engine: str, request: pytest.FixtureRequest) -> None:
        self.engine = engine
        self._session = request.getfixturevalue("spark") if engine == "spark" else None

    def of(self, rows: Rows, schema: Schema) -> Any:
        """Return such a frame, with columns of these types of Polars."""
        if self._session:
            return self._session.createDataFrame(_polars(rows, schema).to_arrow())
        return EMBEDDED[self.engine](rows, schema)

    def make(self, rows: Sequence[dict[str, Any]], items: Sequence[str]) -> Any:
        """Return a frame of numbered people and their answers, as numbers."""
        import polars as pl

        numbered = [{"id": number, **row} for number, row in enumerate(rows)]
        return self.of(numbered, {"id": pl.Int64} | dict.fromkeys(items, pl.Float64))

    def rows(self, native: Any) -> Rows:
        """Return the rows by id; NaN, pandas' null, as None."""
        import narwhals as nw

        frame = nw.from_native(native)
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect("pyarrow")
        plain = sorted(frame.rows(named=True), key=lambda row: row["id"])
        return [{name: none_if_nan(value) for name, value in row.items() if name != "id"} for row in plain]


def none_if_nan(value: Any) -> Any:
    return None if value is None or value != value else value  # noqa: PLR0124
