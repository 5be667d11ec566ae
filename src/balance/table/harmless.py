"""The one path of people's own texts into tables: letter for letter, and never a formula.

In .csv and .tsv a text that a spreadsheet would run gets a leading apostrophe, which is counted. In a workbook every
text is typed as text, in Parquet and JSON Lines nothing runs, so there it stays as it is.
"""

import re
from typing import TYPE_CHECKING

from balance.safe import SPREADSHEET_RUNS

if TYPE_CHECKING:
    import polars as pl


def quoted(text: str) -> str:
    """Return one text with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if re.match(SPREADSHEET_RUNS, text) else text


def harmless(frame: "pl.LazyFrame") -> "pl.LazyFrame":
    """Return a frame whose texts, headers too, no spreadsheet would run."""
    import polars as pl

    from balance.answers.ids import near_signs

    schema = frame.collect_schema()
    texts = [pl.col(name) for name, kind in schema.items() if kind == pl.String]
    quoting = [
        pl.when(pl.any_horizontal(near_signs(text))).then(text.str.replace(SPREADSHEET_RUNS, "'${0}")).otherwise(text)
        for text in texts
    ]
    return frame.with_columns(quoting).rename(headers(list(schema)))


def headers(names: list[str]) -> dict[str, str]:
    """Return what each header is called, none as another."""
    headers: dict[str, str] = {}
    for name in names:
        header = quoted(name)
        while header != name and (header in names or header in headers.values()):
            header = f"'{header}"
        headers[name] = header
    return headers
