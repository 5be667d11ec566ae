"""The house around the rooms: the tools that judge the code, what `--help` loads, the wheel, README and CI."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
HEAVY = {
    "duckdb",
    "matplotlib",
    "narwhals",
    "numpy",
    "pandas",
    "polars",
    "py4j",
    "pyarrow",
    "pydantic",
    "pyspark",
    "scipy",
    "typst",
    "yaml",
}
LEFT_LYING = {
    "a path of somebody's machine": re.compile(r"/(?:work|root|farm|home/[a-z]+)/\w"),
    "something unfinished": re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X)\b"),
}


def ran(*arguments: str | Path) -> str:
    """Run a tool at the top of the checkout, and show all it says if it fails."""
    done = subprocess.run(
        [*map(str, arguments)],
        cwd=TOP,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}"
    return done.stdout


def tool(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def committed() -> list[Path]:
    return [TOP / name for name in ran("git", "ls-files", "-z").split("\0") if name and (TOP / name).is_file()]


def test_ruff_finds_nothing():
    ran(sys.executable, "-m", "ruff", "check", ".")


def test_the_code_is_formatted():
    ran(sys.executable, "-m", "ruff", "format", "--check", "--diff", ".")


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_types_hold_on(platform):
    benchmarks = [] if platform == "win32" else ["-p", "benchmarks"]  # os.wait4 is POSIX
    ran(sys.executable, "-m", "mypy", "--strict", "--platform", platform,
        "--cache-dir", f".mypy_cache/{platform}", "-p", "balance", *benchmarks)  # fmt: skip


def test_imports_point_one_way():
    ran(tool("lint-imports"), "--no-logo")


def test_an_import_inside_a_function_cannot_hide_a_circle(tmp_path):
    room = tmp_path / "house"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "above.py").touch()
    (room / "below.py").write_text("def late():\n    from house import above\n    return above\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = house\n"
        "[importlinter:contract:1]\nname = One way\ntype = layers\ncontainers = house\nlayers =\n  above\n  below\n"
    )
    linted = subprocess.run(
        [tool("lint-imports"), "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert linted.returncode == 1
    assert "house.below -> house.above" in linted.stdout


def test_help_loads_nothing_heavy():
    loaded = ran(
        sys.executable, "-c", "import sys; from balance.cli.app import app_for; app_for([]); print(*sys.modules)"
    )
    assert HEAVY & {module.split(".")[0] for module in loaded.split()} == set()


def test_nothing_committed_names_a_machine_or_waits_to_be_finished():
    found = [
        f"{path.relative_to(TOP)}: {what}: {match.group()}"
        for path in committed()
        if b"\0" not in path.read_bytes()  # a picture or a font
        for what, pattern in LEFT_LYING.items()
        for match in pattern.finditer(path.read_text("utf-8", "replace"))
    ]
    assert found == []


def fenced(document: str) -> list[str]:
    """Return the lines of the document's code blocks."""
    text = (TOP / document).read_text("utf-8")
    return [line for block in re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S) for line in block.splitlines()]


def test_ci_runs_the_test_command_of_the_readme():
    (steps,) = [line.split(" && ") for line in fenced("README.md") if line.endswith("-m pytest")]
    ci = (TOP / ".ci" / "run").read_text("utf-8").splitlines()
    assert ci[-len(steps) :] == steps
    assert "export BALANCE_CI=1" in ci
    assert os.access(TOP / ".ci" / "run", os.X_OK)


def test_contributing_has_the_test_command_of_the_readme():
    (command,) = [line for line in fenced("README.md") if line.endswith("-m pytest")]
    assert command in fenced("CONTRIBUTING.md")


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/gallery.md"])
def test_links_lead_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)", (TOP / document).read_text("utf-8"))
    here = (TOP / document).parent
    assert [link for link in links if "://" not in link and not (here / link).exists()] == []


def named_commands() -> list[str]:
    """Return each command line of balance that README shows, without what `&&` puts before it."""
    lines = [line.split(" && ")[-1] for line in fenced("README.md")]
    return [
        re.sub(r"^(?:\.venv/bin/)?balance ", "", line) for line in lines if re.match(r"(\.venv/bin/)?balance ", line)
    ]


def test_every_command_and_option_in_the_readme_exists(balance):
    for line in named_commands():
        words = line.split(" #")[0].split()
        commands = words[: 2 if words[0] in ("questionnaire", "data") else 1]
        done = balance(*commands, "--help", env={"COLUMNS": "200"})
        assert done.returncode == 0, done.stderr
        assert {word for word in words if word.startswith("-")} <= set(re.split(r"[\s,│]+", done.stdout))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", folder, TOP)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.xdist_group("wheel")
def test_the_wheel_carries_content_messages_types_and_licences(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {f"balance/questionnaires/{path.name}" for path in (TOP / "questionnaires").glob("*.yaml")}
    assert "balance/questionnaires/balance.yaml" in expected
    expected |= {f"balance/{path.relative_to(TOP)}" for path in (TOP / "reports").rglob("*") if path.is_file()}
    assert {"balance/reports/style.toml", "balance/reports/fonts/Inter-Bold.otf"} <= expected
    expected |= {"balance/locale/nb/LC_MESSAGES/balance.mo", "balance/py.typed"}
    assert expected <= inside
    assert {Path(name).name for name in inside if "/licenses/" in name} == {
        "LICENSE",
        "LICENSE-questionnaires",
        "OFL.txt",
    }
    assert {name.split("/")[0] for name in inside} == {"balance", "leadership_balance-0.1.0.dist-info"}


@pytest.mark.xdist_group("wheel")
def test_the_wheel_works_in_another_folder(wheel, balance, tmp_path):
    ran(sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--target", tmp_path / "there", wheel)
    paths = os.pathsep.join([balance.environment["PYTHONPATH"].split(os.pathsep)[0], str(tmp_path / "there")])
    where = subprocess.run(
        [sys.executable, "-c", "import balance; print(balance.__file__)"],
        env=balance.environment | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    listed = balance("questionnaire", "list", env={"PYTHONPATH": paths, "BALANCE_LANGUAGE": "nb"}, cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert "balance" in listed.stdout


def test_the_program_cannot_reach_the_network_while_tests_run(balance):
    for reach in ("socket.create_connection(('192.0.2.1', 80), 1)", "socket.getaddrinfo('example.org', 80)"):
        done = subprocess.run(
            [sys.executable, "-c", f"import socket; {reach}"],
            env=balance.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "NetworkError" in done.stderr
