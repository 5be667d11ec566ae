"""The same scores on Polars, DuckDB and Spark, in turn: whole processes, and their steps without the start."""

import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Column, Table

from benchmarks.measure import TOP, Program, Use, run

ENGINES = ("polars", "duckdb", "spark")
STEPS = ("start", "look", "work")


def compare(folder: Path, rows: int, runs: int, console: Console) -> None:
    """Print the medians of every engine over so many runs after one to warm up, and the least and largest.

    `warm` is look and work once more in a process of Spark where both were done before.
    """
    answers = folder / "parts"
    subprocess.run([sys.executable, "-m", "benchmarks.parts", str(answers), str(rows)], check=True, cwd=TOP)
    found: dict[str, list[tuple[Use, dict[str, float]]]] = {engine: [] for engine in ENGINES}
    for _run in range(runs + 1):
        for engine in ENGINES:
            found[engine].append(_once(engine, answers, folder / "out", folder))
    size = sum(path.stat().st_size for path in answers.iterdir()) / 2**20
    console.print(", ".join(f"{name} {version(name)}" for name in ("polars", "duckdb", "pyspark", "narwhals")))
    table = Table(
        Column("seconds", no_wrap=True), "whole", "CPU", "peak MiB", *STEPS, "warm", title_justify="left",
        title=f"score {rows:,} x 54, parts of Parquet ({size:,.0f} MiB) to Parquet",
    )  # fmt: skip
    warm = _once("spark", answers, folder / "out", folder, "again")[1]["again"]
    for engine, times in found.items():
        after = times[1:] or times
        uses = (_range([use[what] for use, _ in after]) for what in ("wall", "cpu", "peak"))
        steps = (_range([each[step] for _, each in after]) for step in STEPS)
        table.add_row(engine, *uses, *steps, f"{warm:.1f}" if engine == "spark" else "-")
    console.print(table, f"{runs} runs after one to warm up\n" if runs else "one run, no other before\n")


def _once(engine: str, answers: Path, out: Path, folder: Path, *again: str) -> tuple[Use, dict[str, float]]:
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    arguments = [sys.executable, "-W", "ignore", "-m", "benchmarks.engines", engine, str(answers), str(out), *again]
    return run(Program(engine, arguments), folder), json.loads((out / "steps.json").read_text("utf-8"))


def _range(numbers: list[float]) -> str:
    digits = 0 if max(numbers) >= 100 else 1
    ends = "" if len(numbers) == 1 else f" ({min(numbers):.{digits}f}-{max(numbers):.{digits}f})"
    return f"{median(numbers):.{digits}f}{ends}"
