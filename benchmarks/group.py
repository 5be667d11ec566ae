"""A large group: answers to `balance`, 54 items, by 1,000 units; 3 % not answered.

`python -m benchmarks.group FOLDER ROWS` writes group.csv, and dimensions.csv for R, the same bytes each time. People
differ, units differ, and each dimension has something of its own, so that there is something to find.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

from balance.questionnaire.library import load

UNITS = 1000
EMPTY = 0.03
SEED = 20261125


def answers(rows: int, path: Path) -> None:
    """Write the answers, a row a respondent."""
    draw = np.random.default_rng(SEED)
    questionnaire = load("balance")
    unit = draw.integers(0, UNITS, rows)
    level = draw.normal(scale=0.4, size=rows) + draw.normal(scale=0.3, size=UNITS)[unit]
    items: dict[str, pl.Series] = {}
    for part in questionnaire.dimensions.values():
        own = level + draw.normal(scale=0.7, size=rows)
        for item in part.items + part.need:
            values = np.clip(np.round(3.2 + 0.8 * own + draw.normal(scale=0.8, size=rows)), 1, 5)
            items[item] = pl.Series(np.where(draw.random(rows) < EMPTY, np.nan, values), nan_to_null=True).cast(pl.Int8)
    ids = pl.Series([f"{number:09}" for number in range(1, rows + 1)])
    labels = pl.Series([f"Unit {number:04}" for number in unit])
    table = pl.DataFrame({"id": ids, "unit": labels} | {item: items[item] for item in questionnaire.items})
    table.write_csv(path)
    lines = [",".join([id, *part.items]) for id, part in questionnaire.dimensions.items()]
    (path.parent / "dimensions.csv").write_text("\n".join(lines) + "\n", "utf-8")  # for R


if __name__ == "__main__":
    answers(int(sys.argv[2]), Path(sys.argv[1]) / "group.csv")
