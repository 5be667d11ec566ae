"""The floor of scoring: reads all 48 items as numbers, writes 17 columns of as many digits, scores nothing.

`python -m benchmarks.floor IN OUT [labels]`. Labels are read as an Enum, the cheapest type that tells them apart.
Pushdown is off, because with it Polars reads only the 17 columns it needs.
Twelve columns times 6.25 stand for the dimensions, five over 7 for axes, lean, level and answered.
"""

import sys

import polars as pl

from benchmarks.batch import ITEMS, LABELS


def copy(source: str, target: str, labels: bool = False) -> None:
    """Read, multiply, write."""
    kind = pl.Enum(LABELS) if labels else pl.Int8()
    schema: dict[str, pl.DataType] = {"id": pl.String()} | dict.fromkeys(ITEMS, kind)
    values = {item: pl.col(item).to_physical() if labels else pl.col(item) for item in ITEMS}
    columns = [(values[item] * 6.25).alias(f"d{n}") for n, item in enumerate(ITEMS[:12])]
    columns += [(values[item] / 7).alias(f"a{n}") for n, item in enumerate(ITEMS[12:17])]
    frame = pl.scan_csv(source, schema=schema).select("id", *columns)
    frame.sink_csv(target, optimizations=pl.QueryOptFlags(projection_pushdown=False))


if __name__ == "__main__":
    copy(sys.argv[1], sys.argv[2], "labels" in sys.argv)
