"""Tables as .csv and .tsv."""

from typing import TYPE_CHECKING, BinaryIO

from balance.table.harmless import harmless

if TYPE_CHECKING:
    import polars as pl

SEPARATORS = {".csv": ",", ".tsv": "\t"}


def write_delimited(frame: "pl.LazyFrame", file: BinaryIO, ending: str, decimal_comma: bool = False) -> None:
    """Write a frame with bounded memory, in UTF-8.

    With `decimal_comma` as a Norwegian Excel expects it: decimal commas, semicolons instead of commas
    between the columns, and the mark of UTF-8 first, without which it would read æøå wrong.
    """
    separator = ";" if decimal_comma and ending == ".csv" else SEPARATORS[ending]
    harmless(frame).sink_csv(file, separator=separator, decimal_comma=decimal_comma, include_bom=decimal_comma)


def as_csv(frame: "pl.DataFrame") -> bytes:
    """Return a table as CSV; a text that a spreadsheet would run gets a leading apostrophe."""
    return harmless(frame.lazy()).collect().write_csv().encode()
