"""Runs the benchmarks: `python -m benchmarks [NAME...] [--runs N] [--rows N]`."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Column, Table

from benchmarks import pages, reports
from benchmarks.keys import compare
from benchmarks.measure import TOP, Case, Pairs, Program, What, in_turn, run

LIBRARIES = ("leadership-balance", "typer", "pydantic", "rich", "narwhals", "polars")
BALANCE = str(Path(sys.executable).with_name("balance"))
UNITS: dict[What, int] = {"wall": 3, "cpu": 3, "peak": 0}  # and how many decimals
DEFAULT_RUNS = {
    "help": 15,
    "question": 15,
    "key": 3,
    "pages": 1,
    "score": 7,
    "labels": 5,
    "statistics": 5,
    "reports": 1,
}


def help_case() -> Case:
    """Compare `balance --help` with the help of a program that has two commands and does nothing."""
    bare = Program("bare typer, two commands", [sys.executable, str(TOP / "benchmarks" / "bare.py"), "--help"])
    return Case("--help", Program("balance --help", [BALANCE, "--help"]), bare, "at most 1.5 x")


def question_case() -> Case:
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
    subprocess.run([sys.executable, "-m", "benchmarks.batch", str(folder), str(rows), *kind], check=True, cwd=TOP)
    batch, scored, copied = (str(folder / name) for name in ("batch.csv", "scored.csv", "copied.csv"))
    score = [BALANCE, "score", batch, "-q", str(folder / "batch.yaml"), "-o", scored, "--force"]
    floor = Program("read, multiply, write", [sys.executable, "-m", "benchmarks.floor", batch, copied, *kind])
    title = f"score {rows:,} x 48{', labels' if labels else ''}, CSV to CSV"
    return Case(title, Program("balance score", score), floor, "at most 2.5 x" if labels else "at most 1.3 x")


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
    found = shutil.which("Rscript")
    needed = 'q(status = !all(c("psych", "data.table") %in% rownames(installed.packages())))'
    if not found or subprocess.run([found, "-e", needed], capture_output=True, check=False).returncode:
        return None
    script, answers, dimensions = TOP / "benchmarks" / "group.R", folder / "group.csv", folder / "dimensions.csv"
    return Program("R: data.table, psych, factanal", [found, str(script), str(answers), str(dimensions)])


def build(name: str, folder: Path, rows: int) -> Case:
    """Return the case of that name."""
    if name == "help":
        return help_case()
    if name == "statistics":
        return statistics_case(folder, rows)
    return question_case() if name == "question" else score_case(folder, rows, labels=name == "labels")


def show(case: Case, pairs: Pairs, console: Console) -> None:
    """Print the medians of both programs, and the median, least and largest ratio of the pairs."""
    table = Table(
        Column(no_wrap=True), "wall s", "CPU s", "peak MiB", title=f"{case.title}: {case.target}", title_justify="left"
    )
    for program, uses in ((case.ours, pairs.ours), (case.floor, pairs.floor)):
        table.add_row(
            program.name, *(f"{median(use[what] for use in uses):.{digits}f}" for what, digits in UNITS.items())
        )
    table.add_row("ratio, median of pairs", *(_ratio(pairs.ratios(what)) for what in UNITS))
    console.print(table, f"{len(pairs.ours)} pairs after one to warm up\n")


def _ratio(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def _machine() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{platform.platform()}, {platform.machine()}, {cores} cores, load {load:.1f}\n"
        f"Python {platform.python_version()}, {libraries}"
    )


def main() -> None:
    """Measure the cases named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(DEFAULT_RUNS)}; all if none")
    parser.add_argument("--runs", type=int, help="pairs of runs (15; 7 for score, 5 for labels, 1 for reports)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows that are scored (1000000)")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(DEFAULT_RUNS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    console = Console(highlight=False)
    console.print(_machine() + "\n", soft_wrap=True)
    with tempfile.TemporaryDirectory(prefix="balance-benchmarks-") as name:
        folder = Path(name)
        for case in chosen.names or DEFAULT_RUNS:
            if case == "key":
                compare(BALANCE, folder, console)
                continue
            if case == "pages":
                pages.compare(console)
                continue
            if case == "reports":
                reports.measure(BALANCE, folder, chosen.runs or DEFAULT_RUNS[case], console)
                continue
            built = build(case, folder, chosen.rows)
            show(built, in_turn(built, chosen.runs or DEFAULT_RUNS[case], folder), console)
            if case == "statistics" and (program := in_r(folder)):
                used = run(program, folder)
                console.print(
                    f"{program.name}, once: " + ", ".join(f"{used[what]:.1f} {what}" for what in UNITS) + "\n"
                )


if __name__ == "__main__":
    main()
