"""The time from a key to the next question, at a pseudo-terminal of 80 x 24; each answer is on the disk by then."""

import os
import sys
import time
from pathlib import Path
from statistics import median, quantiles

import pexpect
from rich.console import Console
from rich.table import Table

from benchmarks.measure import TOP

ANSWERS = 39
PAGES = "\r" * 2  # the first screen, and the first page's


def compare(balance: str, folder: Path, console: Console) -> None:
    """Print the times of `balance take` and of a program that only reads keys, interview by interview in turn."""
    ours: list[float] = []
    floor: list[float] = []
    for run in range(3):
        ours += times([balance, "take", "--language", "en"], folder / f"home {run}", PAGES)
        floor += times([sys.executable, str(TOP / "benchmarks" / "bare_keys.py")], folder, "")
    table = Table("", "median ms", "95 of 100 ms", title="a key to the next question", title_justify="left")
    for name, found in (("balance take", ours), ("reads keys, writes numbers", floor)):
        table.add_row(name, f"{1000 * median(found):.1f}", f"{1000 * quantiles(found, n=20)[-1]:.1f}")
    table.add_row("ratio of medians", f"{median(ours) / median(floor):.1f}", "")
    console.print(table, f"{len(ours)} answers each\n")


def times(command: list[str], home: Path, before: str) -> list[float]:
    """Return the seconds from each of the first answers to the question after it."""
    environment = os.environ | {"BALANCE_HOME": str(home), "BALANCE_LANGUAGE": "en", "TERM": "xterm-256color"}
    person = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(24, 80), timeout=30)
    person.delaybeforesend = None
    if before:
        person.expect("Enter begins")
        person.send(before)
    person.expect_exact("1 of 54")
    found = []
    for number in range(2, ANSWERS + 2):
        started = time.perf_counter()
        person.send("3")
        if before and number in (11, 21, 31):  # a page's own screen comes before its first question
            person.expect_exact("Enter goes on")
            person.send("\r")
            started = time.perf_counter()
        person.expect_exact(f"{number} of 54")
        found.append(time.perf_counter() - started)
    person.close(force=True)
    return found
