"""A survey that outgrows a table in memory: answers to `balance`, 54 items, as parts of Parquet; 3 % not answered.

`python -m benchmarks.parts FOLDER ROWS` writes part-00000.parquet and so on, the same bytes each time, in memory that
does not grow with the rows: each part is drawn by itself, from the number of the part.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

from balance.questionnaire.library import load

PART = 250_000  # rows
EMPTY = 0.03
SEED = 20261125


def write(folder: Path, rows: int) -> None:
    """Write the parts, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    items = list(load("balance").items)
    for number, start in enumerate(range(0, rows, PART)):
        part(number, start, min(PART, rows - start), items).write_parquet(folder / f"part-{number:05}.parquet")


def part(number: int, start: int, rows: int, items: list[str]) -> pl.DataFrame:
    """Return one part: people differ, and each answers about their own level."""
    draw = np.random.default_rng([SEED, number])
    level = draw.normal(loc=3.2, scale=0.7, size=rows).astype(np.float32)
    columns = {"id": pl.Series([f"{person:012}" for person in range(start, start + rows)])}
    for item in items:
        values = np.clip(np.rint(level + draw.normal(scale=0.9, size=rows)), 1, 5)
        columns[item] = pl.Series(np.where(draw.random(rows) < EMPTY, np.nan, values), nan_to_null=True).cast(pl.Int8)
    return pl.DataFrame(columns)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
