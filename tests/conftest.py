"""What tests share: how hard Hypothesis looks, skips that CI does not accept, the program as users run it."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import sparking
from engines import EMBEDDED, SPARK, Frame
from hypothesis import HealthCheck, settings
from program import command

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NO_NETWORK = Path(__file__).parent / "no_network"
IN_CI = bool(os.environ.get("BALANCE_CI"))

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "deep", max_examples=10_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_configure(config: pytest.Config) -> None:
    """Choose the profile: `-m deep` and BALANCE_DEEP look hardest, BALANCE_CI at the same cases each time."""
    deep = os.environ.get("BALANCE_DEEP") or config.getoption("markexpr") == "deep"
    settings.load_profile("deep" if deep else "ci" if IN_CI else "dev")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    sparking.shared(items)


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Skipped, and CI has all that tests need (.ci/run): {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Let no test leave its language to the next."""
    from balance import words

    before = words.language()
    done = yield
    words.use(before)
    return done


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report


class Done(NamedTuple):
    """A run of the program that has ended."""

    returncode: int
    stdout: str
    stderr: str


def clean_environment(home: Path) -> dict[str, str]:
    """Nothing of the developer's own, no network, English, 80 columns."""
    import balance

    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if name in os.environ}
    source = Path(balance.__file__).parents[1]
    return kept | {
        "HOME": str(home),
        "BALANCE_HOME": str(home / "balance"),
        "BALANCE_LANGUAGE": "en",
        "LANG": "C.UTF-8",
        "COLUMNS": "80",
        "PYTHONPATH": os.pathsep.join([str(NO_NETWORK), str(source)]),
        "PYTHONWARNINGS": "error",
    }


class Balance:
    """Runs `balance` with these arguments; `env` adds to its environment, None takes away."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "balance"  # BALANCE_HOME of all runs of one test
        self.environment = clean_environment(folder)

    def __call__(
        self,
        *arguments: object,
        stdin: str | bytes = "",
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        timeout: float = 60,
    ) -> Done:
        environment = {name: value for name, value in (self.environment | dict(env or {})).items() if value is not None}
        done = subprocess.run(
            [*command(), *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=environment,
            cwd=cwd,
            timeout=timeout,
            check=False,
        )
        return Done(done.returncode, _text(done.stdout), _text(done.stderr))


def _text(output: bytes) -> str:
    return output.decode("utf-8", "backslashreplace").replace("\r\n", "\n")


@pytest.fixture
def balance(tmp_path_factory: pytest.TempPathFactory) -> Balance:
    """The real program, in a home of its own that the runs of one test share."""
    return Balance(tmp_path_factory.mktemp("home"))


@pytest.fixture
def no_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep nothing of what Python compiles in passing: where files may only be short, it would be cut, and stay so."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for one test, which runs in this process."""
    monkeypatch.setenv("BALANCE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[SparkSession]":
    """One Spark on this machine for all tests that ask for it; skipped where Java or pyspark is not."""
    yield from sparking.session(tmp_path_factory.mktemp("spark"))


@pytest.fixture(params=[*EMBEDDED, SPARK])
def frame(request: pytest.FixtureRequest) -> Frame:
    """Frames of each engine in turn."""
    return Frame(request.param, request)


@pytest.fixture(params=EMBEDDED)
def embedded(request: pytest.FixtureRequest) -> Frame:
    """Frames of each engine that answers at once: for properties, which ask it many times."""
    return Frame(request.param, request)


@pytest.fixture
def spark_frame(request: pytest.FixtureRequest, spark: "SparkSession") -> Frame:  # noqa: ARG001
    """Frames of Spark."""
    return Frame("spark", request)
