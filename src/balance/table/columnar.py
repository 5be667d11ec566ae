"""Tables for programs: Parquet, and JSON Lines."""

import json
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import polars as pl

    from balance.table.about import About

KEY = "balance"  # in the metadata of a Parquet file: what the table says of itself, as JSON


def write_parquet(frame: "pl.LazyFrame", file: BinaryIO, about: "About | None" = None) -> None:
    """Write a frame as Parquet with bounded memory; what it says of itself stands in its metadata."""
    frame.sink_parquet(file, metadata={KEY: json.dumps(about.plain, ensure_ascii=False)} if about else None)


def write_json_lines(frame: "pl.LazyFrame", file: BinaryIO) -> None:
    """Write a frame as JSON Lines with bounded memory: an object a row, null where there is no score."""
    frame.sink_ndjson(file)
