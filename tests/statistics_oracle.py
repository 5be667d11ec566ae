"""What R says of answers.csv: as it was computed once (oracle.json), and the answers themselves."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

HERE = Path(__file__).parent / "statistics"
ORACLE: dict[str, Any] = json.loads((HERE / "oracle.json").read_text("utf-8"))
SETS = {name: [f"{letter}{n}" for n in range(1, k + 1)] for name, letter, k in
        (("four", "a", 4), ("three", "b", 3), ("eight", "c", 8), ("two", "d", 2))}  # fmt: skip
REVERSED = "a4"

with (HERE / "answers.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
UNITS = np.array([row["unit"] for row in ROWS])


def answers(name: str) -> NDArray[np.float64]:
    """Return the answers of a set of items, people by items, NaN where not answered, the reversed one turned."""
    values = np.array([[float(row[item] or "nan") for item in SETS[name]] for row in ROWS])
    if REVERSED in SETS[name]:
        place = SETS[name].index(REVERSED)
        values[:, place] = 6 - values[:, place]
    return values


def close(oracle: Any, within: float = 1e-9) -> Any:
    """Return R's number or numbers, equal to what is within 1e-9."""
    wanted = np.array(oracle, dtype=float)
    return pytest.approx(wanted if wanted.ndim else float(wanted), abs=within, rel=within)
