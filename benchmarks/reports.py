"""A report for each of many people: the time and memory of the whole command, and what one report costs of it."""

import csv
import random
import subprocess
import sys
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Program, Use, run

SEED = 20261125
MOST = 0.120  # seconds a report
PEOPLE = 1000
ITEMS = "import balance; print(*balance.load('balance').items)"


def answers(people: int, path: Path) -> None:
    """Write so many people's answers to the shipped questionnaire, with names; the same each time."""
    items = subprocess.run([sys.executable, "-c", ITEMS], capture_output=True, text=True, check=True).stdout.split()
    draw = random.Random(SEED)  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "name", "language", *items])
        for n in range(1, people + 1):
            values = draw.choices(["", *"12345"], [0.03, *[0.97 / 5] * 5], k=len(items))
            writer.writerow([f"{n:05}", f"Åse {n} Ødegård", draw.choice(["nb", "en"]), *values])


def measure(balance: str, folder: Path, runs: int, console: Console) -> None:
    """Print what 1,000 reports cost, first into an empty folder, then when all are there."""
    table = folder / "people.csv"
    answers(PEOPLE, table)
    command = [balance, "score", str(table), "-q", "balance", "--name", "name", "--language-column", "language"]
    title = f"{PEOPLE:,} reports: at most {1000 * MOST:.0f} ms each"
    shown = Table("", "wall s", "ms each", "CPU s", "peak MiB", title=title, title_justify="left")
    first, again = [], []
    for number in range(runs):
        arguments = [*command, "--reports", str(folder / f"reports {number}")]
        first.append(run(Program("all made", arguments), folder))
        again.append(run(Program("all there already", arguments), folder))
    for name, uses in (("all made", first), ("all there already", again)):
        shown.add_row(name, *_told(uses))
    made = len(list((folder / "reports 0").glob("*.pdf")))
    console.print(shown, f"{made:,} files, {runs} runs\n")


def _told(uses: list[Use]) -> list[str]:
    wall = median(use["wall"] for use in uses)
    cpu, peak = median(use["cpu"] for use in uses), median(use["peak"] for use in uses)
    return [f"{wall:.1f}", f"{1000 * wall / PEOPLE:.0f}", f"{cpu:.1f}", f"{peak:.0f}"]
