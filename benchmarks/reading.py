"""The floor of statistics: reads every cell of the answers as a number, adds each column up, and nothing else.

`python -m benchmarks.reading IN`.
"""

import sys

import polars as pl

TEXTS = ("id", "unit")


def read(source: str) -> None:
    """Read and add up."""
    with open(source, encoding="utf-8") as file:  # noqa: PTH123
        header = file.readline().strip().split(",")
    schema = {name: pl.String if name in TEXTS else pl.Int8 for name in header}
    frame = pl.scan_csv(source, schema=schema)
    numbers = [name for name in header if name not in TEXTS]
    print(frame.select(pl.col("unit").n_unique(), *numbers).sum().collect(engine="streaming").row(0))


if __name__ == "__main__":
    read(sys.argv[1])
