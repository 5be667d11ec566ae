"""Runs the benchmarks: `python -m benchmarks [NAME...] [--runs N] [--rows N]`."""

import argparse
import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Column, Table

from benchmarks import pages, reports, scale
from benchmarks.cases import BALANCE, CASES, in_r
from benchmarks.keys import compare
from benchmarks.measure import Case, Pairs, What, in_turn, run

LIBRARIES = ("leadership-balance", "typer", "pydantic", "rich", "narwhals", "polars")
UNITS: dict[What, int] = {"wall": 3, "cpu": 3, "peak": 0}  # and how many decimals
DEFAULT_RUNS = {
    "help": 15, "question": 15, "key": 3, "pages": 1, "score": 7, "labels": 5, "pandas": 3, "r": 1, "statistics": 5,
    "reports": 1,
}  # fmt: skip
LONG = {"engines": 3}  # minutes and more: only when named


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
    known, long = ", ".join(DEFAULT_RUNS | LONG), ", ".join(LONG)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {known}; if none, all but {long}")
    parser.add_argument("--runs", type=int, help="pairs of runs (15; 7 for score, 5 for labels, 1 for reports)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows that are scored (1000000)")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(DEFAULT_RUNS | LONG):
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
            if case == "engines":
                runs = LONG[case] if chosen.runs is None else chosen.runs
                scale.compare(folder, chosen.rows, runs, console)
                continue
            if case == "reports":
                reports.measure(BALANCE, folder, chosen.runs or DEFAULT_RUNS[case], console)
                continue
            built = CASES[case](folder, chosen.rows)
            if built is None:
                console.print(f"{case}: not measured, R with psych and data.table is not here\n")
                continue
            show(built, in_turn(built, chosen.runs or DEFAULT_RUNS[case], folder), console)
            if case == "statistics" and (program := in_r(folder)):
                used = run(program, folder)
                console.print(
                    f"{program.name}, once: " + ", ".join(f"{used[what]:.1f} {what}" for what in UNITS) + "\n"
                )


if __name__ == "__main__":
    main()
