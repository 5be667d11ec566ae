"""Whole processes, run in turn (A B A B ...): wall time, CPU time and peak memory of each run.

POSIX only, because `os.wait4` tells what one child has used. A child's peak starts at the size of the process
that starts it, so this one imports nothing large.
"""

import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

TOP = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds without a word


@dataclass(frozen=True)
class Program:
    """A command line; `until` ends it as soon as its stderr holds that text, line breaks aside.

    What it writes is gone before each run: to free a file of a million rows takes its time, and belongs to neither.
    """

    name: str
    arguments: Sequence[str]
    until: str = ""
    writes: Sequence[str] = ()


@dataclass(frozen=True)
class Case:
    """What is compared: our program, the floor, and how many times the floor it may cost."""

    title: str
    ours: Program
    floor: Program
    target: str


class Use(TypedDict):
    """What one run used: seconds, seconds of CPU, MiB at its peak."""

    wall: float
    cpu: float
    peak: float


What = Literal["wall", "cpu", "peak"]


@dataclass(frozen=True)
class Pairs:
    """Runs of both programs, pair by pair."""

    ours: Sequence[Use]
    floor: Sequence[Use]

    def ratios(self, what: What) -> list[float]:
        """Return ours divided by the floor, of each pair."""
        return [a[what] / b[what] for a, b in zip(self.ours, self.floor, strict=True)]


def in_turn(case: Case, runs: int, folder: Path) -> Pairs:
    """Run both programs once to warm up, then `runs` times in turn."""
    ours: list[Use] = []
    floor: list[Use] = []
    for _run in range(runs + 1):
        ours.append(run(case.ours, folder))
        floor.append(run(case.floor, folder))
    return Pairs(ours[1:], floor[1:])


def run(program: Program, folder: Path) -> Use:
    """Run a program to its end, or to the text it is to show, and return what it used."""
    environment = os.environ | {"BALANCE_HOME": str(folder / "home"), "BALANCE_LANGUAGE": "en", "COLUMNS": "80"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # who uses a program does not compile it at each start
    for path in program.writes:
        Path(path).unlink(missing_ok=True)
    with (folder / "said").open("w+b") as said:
        started = time.perf_counter()
        child = subprocess.Popen(
            program.arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program.until else said,
            env=environment,
            cwd=TOP,
        )
        if program.until:
            heard = _listen(child, program.until)
            os.kill(child.pid, signal.SIGKILL)  # Popen.kill would collect the child, and with it what it used
        _pid, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        _close(child)
        if program.until and not heard:
            raise RuntimeError(f"{program.name} ended without saying: {program.until}")
        if not program.until and child.returncode:
            said.seek(0)
            raise RuntimeError(f"{program.name} failed:\n{said.read().decode('utf-8', 'replace')}")
    return Use(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024)


def _listen(child: "subprocess.Popen[bytes]", until: str) -> bool:
    assert child.stderr is not None  # noqa: S101
    heard = b""
    while select.select([child.stderr], [], [], PATIENCE)[0] and (part := os.read(child.stderr.fileno(), 65536)):
        heard += part
        if until in " ".join(heard.decode("utf-8", "replace").split()):
            return True
    return False


def _close(child: "subprocess.Popen[bytes]") -> None:
    for pipe in (child.stdin, child.stderr):
        if pipe is not None:
            pipe.close()
