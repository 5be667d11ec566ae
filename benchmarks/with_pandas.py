"""The same scores as an analyst would write them in pandas: read, turn, means with a least number answered, write.

`python -m benchmarks.with_pandas IN OUT`.
"""

import sys

import pandas as pd  # type: ignore[import-untyped]

from benchmarks.batch import AXES, DIMENSIONS, ITEMS, REVERSED


def score(source: str, target: str) -> None:
    """Read the batch, score it and write the scores."""
    answers = pd.read_csv(source, dtype={"id": str})
    percent = (answers[ITEMS] - 1) * 25.0
    percent[REVERSED] = 100 - percent[REVERSED]
    scores = answers[["id"]].copy()
    for name, items in DIMENSIONS.items():
        scores[name] = percent[items].mean(axis=1).where(percent[items].notna().sum(axis=1) >= 3)
    for name, dimensions in AXES.items():
        scores[name] = scores[dimensions].mean(axis=1).where(scores[dimensions].notna().sum(axis=1) >= 5)
    scores["lean"] = scores["relationship"] - scores["structure"]
    scores["level"] = (scores["relationship"] + scores["structure"]) / 2
    scores["answered"] = answers[ITEMS].notna().mean(axis=1)
    scores.to_csv(target, index=False)


if __name__ == "__main__":
    score(sys.argv[1], sys.argv[2])
