"""A large batch: 12 dimensions of 4 items, 6 items reversed, 2 axes; 3 % not answered; ids with leading zeros.

`python -m benchmarks.batch FOLDER ROWS [labels]` writes batch.yaml and batch.csv, the same bytes each time; with
labels the answers are words instead of numbers.
"""

import random
import sys
from pathlib import Path

ITEMS = [f"item_{n:02}" for n in range(1, 49)]
REVERSED = ITEMS[3::8]
DIMENSIONS = {f"dimension_{n + 1:02}": ITEMS[4 * n : 4 * n + 4] for n in range(12)}
AXES = {"structure": list(DIMENSIONS)[:6], "relationship": list(DIMENSIONS)[6:]}
LABELS = ["Very seldom or never", "Rather seldom", "Sometimes", "Rather often", "Very often or always"]
EMPTY = 0.03
SEED = 20261123


def questionnaire() -> str:
    """Return the questionnaire as YAML."""
    points = "".join(f"      - {{value: {n}, label: {label}}}\n" for n, label in enumerate(LABELS, 1))
    items = "".join(f"      {item}: This is statement {n} of many.\n" for n, item in enumerate(ITEMS, 1))
    dimensions = "".join(
        f"  {name}:\n    name: Dimension {name[-2:]}\n    items: [{', '.join(of)}]\n"
        f"    reversed: [{', '.join(item for item in of if item in REVERSED)}]\n"
        for name, of in DIMENSIONS.items()
    )
    axes = "".join(
        f"  {name}: {{name: {name.capitalize()}, dimensions: [{', '.join(of)}]}}\n" for name, of in AXES.items()
    )
    return (
        "format: balance/1\nid: batch\nversion: 0.1.0\nlanguages: [en]\ntitle: A large batch\n"
        f"scales:\n  often:\n    points:\n{points}"
        f"pages:\n  - scale: often\n    items:\n{items}"
        f"dimensions:\n{dimensions}axes:\n{axes}"
        "balance: {left: structure, right: relationship}\nscoring: {min_answered: 0.75}\n"
    )


def answers(rows: int, path: Path, texts: list[str]) -> None:
    """Write the answers, one row a respondent."""
    draw = random.Random(SEED)  # noqa: S311
    values = ["", *texts]
    weights = [EMPTY] + [(1 - EMPTY) / 5] * 5
    with path.open("w", encoding="ascii", newline="\n") as file:
        file.write(",".join(["id", *ITEMS]) + "\n")
        for row in range(1, rows + 1):
            file.write(f"{row:09}," + ",".join(draw.choices(values, weights, k=len(ITEMS))) + "\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "batch.yaml").write_text(questionnaire(), "utf-8")
    answers(int(sys.argv[2]), folder / "batch.csv", LABELS if "labels" in sys.argv else [*"12345"])
