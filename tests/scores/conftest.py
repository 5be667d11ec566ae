"""One frame over the engines: a table of answers as each kind of frame, and back as plain rows."""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import factory
import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

from balance.questionnaire.model import Questionnaire

Rows = list[dict[str, Any]]


def to_duckdb(rows: Rows, schema: dict[str, Any]) -> Any:
    table = pl.DataFrame(rows, schema=schema, strict=False).to_arrow()
    return duckdb.connect().from_arrow(table)


ENGINES: dict[str, Callable[[Rows, dict[str, Any]], Any]] = {
    "polars": lambda rows, schema: pl.DataFrame(rows, schema=schema, strict=False),
    "polars lazy": lambda rows, schema: pl.LazyFrame(rows, schema=schema, strict=False),
    "pandas": lambda rows, schema: pl.DataFrame(rows, schema=schema, strict=False).to_pandas(),
    "pandas nullable": lambda rows, schema: pl.DataFrame(rows, schema=schema, strict=False).to_pandas(
        use_pyarrow_extension_array=True
    ),
    "pyarrow": lambda rows, schema: pa.table(pl.DataFrame(rows, schema=schema, strict=False).to_arrow()),
    "duckdb": to_duckdb,
}


class Frame:
    """Makes frames of one engine from rows, and rows from its frames."""

    def __init__(self, engine: str) -> None:
        self.engine = engine

    def make(self, rows: Sequence[dict[str, Any]], items: Sequence[str]) -> Any:
        numbered = [{"id": number, **row} for number, row in enumerate(rows)]
        return ENGINES[self.engine](numbered, {"id": pl.Int64} | dict.fromkeys(items, pl.Float64))

    def rows(self, native: Any) -> Rows:
        """Return the rows by id; NaN, pandas' null, as None."""
        frame = nw.from_native(native)
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect("pyarrow")
        plain = sorted(frame.rows(named=True), key=lambda row: row["id"])
        return [{name: none_if_nan(value) for name, value in row.items() if name != "id"} for row in plain]


def none_if_nan(value: Any) -> Any:
    return None if value is None or value != value else value  # noqa: PLR0124


@pytest.fixture(params=ENGINES)
def frame(request: pytest.FixtureRequest) -> Frame:
    return Frame(request.param)


@pytest.fixture(scope="session")
def questionnaire() -> Callable[..., Questionnaire]:
    return factory.questionnaire


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return factory.questionnaire(**factory.two_sides())
