"""What is compared with what: each case pairs a run of balance with the cheapest program that could do the same."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.batch import DIMENSIONS, REVERSED
from benchmarks.measure import TOP, Case, Program

BALANCE = str(Path(sys.executable).with_name("balance"))


def help_case(_folder: Path, _rows: int) -> Case:
    """Compare `balance --help` with the help of a program that has two commands and does nothing."""
    bare = Program("bare typer, two commands", [sys.executable, str(TOP / "benchmarks" / "bare.py"), "--help"])
    return Case("--help", Program("balance --help", [BALANCE, "--help"]), bare, "at most 1.5 x")


def question_case(_folder: Path, _rows: int) -> Case:
    """Compare the time to the first question with the imports that no interview can do without."""
    ours = Program("balance take", [BALANCE, "take", "--plain", "--no-save"], until=first_question())
    bare = Program("bare imports", [sys.executable, "-c", "import typer, yaml, pydantic, rich"])
    return Case("first question", ours, bare, "at most 2 x")


def first_question() -> str:
    """Return the English words of the first item; read in a process of its own, to stay small."""
    code = (
        "import sys, yaml; [page, *_] = yaml.safe_load(sys.stdin)['pages']; print([*page['items'].values()][0]['en'])"
    )
    shipped = (TOP / "questionnaires" / "balance.yaml").read_text("utf-8")
    found = subprocess.run([sys.executable, "-c", code], input=shipped, capture_output=True, text=True, check=True)
    return " ".join(found.stdout.split())


def score_case(folder: Path, rows: int, labels: bool = False) -> Case:
    """Compare the scoring of a large batch with reading and writing as much."""
    kind = ["labels"] if labels else []
    ours, batch, copied = scored(folder, rows, *kind)
    floor = Program("read, multiply, write", [sys.executable, "-m", "benchmarks.floor", batch, copied, *kind],
                    writes=[copied])  # fmt: skip
    title = f"score {rows:,} x 48{', labels' if labels else ''}, CSV to CSV"
    return Case(title, ours, floor, "at most 2.5 x" if labels else "at most 1.3 x")


def scored(folder: Path, rows: int, *kind: str) -> tuple[Program, str, str]:
    """Write a batch; return the program that scores it, where the batch is, and where another may write."""
    subprocess.run([sys.executable, "-m", "benchmarks.batch", str(folder), str(rows), *kind], check=True, cwd=TOP)
    batch, out, other = (str(folder / name) for name in ("batch.csv", "scored.csv", "other.csv"))
    score = [BALANCE, "score", batch, "-q", str(folder / "batch.yaml"), "-o", out]
    return Program("balance score", score, writes=[out, f"{out}.about.json"]), batch, other


def pandas_case(folder: Path, rows: int) -> Case:
    """Compare the scoring of a large batch with the same in pandas."""
    ours, batch, other = scored(folder, rows)
    theirs = Program("pandas", [sys.executable, "-m", "benchmarks.with_pandas", batch, other], writes=[other])
    return Case(f"score {rows:,} x 48, beside pandas", ours, theirs, "at most 0.1 x")


def r_case(folder: Path, rows: int) -> Case | None:
    """Compare the scoring of a large batch with psych::scoreItems; None where R or its packages are not."""
    if not r_found():
        return None
    ours, batch, other = scored(folder, rows)
    keys = folder / "keys.csv"
    lines = (
        ",".join([name, *(f"-{item}" if item in REVERSED else item for item in of)]) for name, of in DIMENSIONS.items()
    )
    keys.write_text("\n".join(lines) + "\n", "utf-8")
    script = str(TOP / "benchmarks" / "score_items.R")
    theirs = Program("R: fread, psych::scoreItems", ["Rscript", script, batch, other, str(keys)], writes=[other])
    return Case(f"score {rows:,} x 48, beside R", ours, theirs, "at most 0.1 x")


def r_found() -> bool:
    """Return whether R is here with the packages that an analyst would take."""
    needed = 'q(status = !all(c("psych", "data.table") %in% rownames(installed.packages())))'
    found = shutil.which("Rscript")
    return found is not None and not subprocess.run([found, "-e", needed], capture_output=True, check=False).returncode


def statistics_case(folder: Path, rows: int) -> Case:
    """Compare the statistics of a large group by 1,000 units with the reading of its answers."""
    subprocess.run([sys.executable, "-m", "benchmarks.group", str(folder), str(rows)], check=True, cwd=TOP)
    answers, out = str(folder / "group.csv"), str(folder / "group.json")
    ours = [BALANCE, "group", answers, "-q", "balance", "--by", "unit", "--full", "-o", out, "--force"]
    floor = Program("read and add up", [sys.executable, "-m", "benchmarks.reading", answers])
    return Case(
        f"group {rows:,} x 54 by 1,000 units, CSV to JSON", Program("balance group", ours), floor, "at most 3 x"
    )


def in_r(folder: Path) -> Program | None:
    """Return the same statistics in R, as far as an analyst would go; None where R or its packages are not."""
    if not r_found():
        return None
    script, answers, dimensions = TOP / "benchmarks" / "group.R", folder / "group.csv", folder / "dimensions.csv"
    return Program("R: data.table, psych, factanal", ["Rscript", str(script), str(answers), str(dimensions)])


CASES: dict[str, Callable[[Path, int], Case | None]] = {
    "help": help_case,
    "question": question_case,
    "score": score_case,
    "labels": partial(score_case, labels=True),
    "pandas": pandas_case,
    "r": r_case,
    "statistics": statistics_case,
}
