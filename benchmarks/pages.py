"""Reports and pictures in a row: the first and each further one, and whether the memory grows.

Each kind is made in a process of its own (`python -m benchmarks.pages KIND N`), by the API, from the invented manager's
answers, another need in each. WeasyPrint, where it is installed, sets our own HTML page beside it.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median

from rich.console import Console
from rich.table import Column, Table

from benchmarks.measure import TOP

KINDS = {
    "pdf": ("PDF with its chart", 200),
    "png": ("PNG", 40),
    "html": ("HTML page", 40),
    "weasyprint": ("by WeasyPrint", 20),
}
TARGET = "a further PDF at most 120 ms, memory flat"


def compare(console: Console) -> None:
    """Print how long the first and each further one takes, and the peak of the memory early and at the end."""
    table = Table(Column(no_wrap=True), "n", "1st ms", "next ms", "95 %", "MiB at 20", "at end", "kB each",
                  title=f"pages: {TARGET}", title_justify="left")  # fmt: skip
    for kind, (name, n) in KINDS.items():
        if kind == "weasyprint" and find_spec("weasyprint") is None:
            table.add_row(name, "not installed")
            continue
        command = [sys.executable, "-m", "benchmarks.pages", kind, str(n)]
        done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True)
        table.add_row(name, str(n), *json.loads(done.stdout))
    console.print(table, "the first one with the imports; the profile is made before, and not counted\n")


def main() -> None:
    """Make so many of a kind and print what was measured, as JSON."""
    kind, n = sys.argv[1], int(sys.argv[2])
    seconds, peaks, size = [], [], 0
    making = makers(kind)
    for _number in range(n):
        make = next(making)
        started = time.perf_counter()
        size = len(make())
        seconds.append(time.perf_counter() - started)
        peaks.append(getrusage(RUSAGE_SELF).ru_maxrss / 1024)
    further = sorted(seconds[1:])
    figures = (1000 * seconds[0], 1000 * median(further), 1000 * further[int(0.95 * len(further))])
    told = [f"{figure:.0f}" for figure in (*figures, peaks[min(19, n - 1)], peaks[-1], size / 1000)]
    json.dump(told, sys.stdout)


def makers(kind: str) -> Iterator[Callable[[], bytes]]:
    """Yield a function for each report: it makes one, of a profile that is there already."""
    import balance
    from balance.answers.single import read_answers
    from balance.pages.rendering import rendered

    asked = balance.load("balance")
    given = {id: each.answer for id, each in read_answers(Path(TOP, "demo", "balance.yaml"), asked).items()}
    number = 0
    while True:
        number += 1
        changed = {
            "need_goals": 1 + number % 5,
            "goals_ranked": 1 + number // 5 % 5,
            "arenas_talk": 1 + number // 25 % 5,
        }
        profile = balance.profile(given | changed, asked, "en", "2026-11-25T09:00:00Z")
        if kind == "weasyprint":
            page = rendered(".html", profile, asked)
            yield lambda page=page: _by_weasyprint(page)  # type: ignore[misc]
        else:
            yield lambda profile=profile: rendered(f".{kind}", profile, asked)  # type: ignore[misc]


def _by_weasyprint(page: bytes) -> bytes:
    from weasyprint import HTML  # type: ignore[import-not-found,import-untyped,unused-ignore]

    return bytes(HTML(string=page.decode()).write_pdf(pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main()
