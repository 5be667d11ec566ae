"""The corpus of bad input, case by case, through the program as users run it."""

import ast
import csv
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from answers import making
from answers.helpers import small_yaml

TESTS = Path(__file__).parents[1]
CORPUS = TESTS / "data" / "hostile"
CASES: list[dict[str, Any]] = yaml.safe_load((CORPUS / "index.yaml").read_text("utf-8"))
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0  # to whom nothing is forbidden
RUN = [case for case in CASES if "tested" not in case and not (ROOT and case.get("made") == "forbidden")]
PLAIN = [["25.0", "58.333333333333336"], ["", "25.0"], ["50.0", "50.0"]]  # the scores of a and b in plain.csv
RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def place(case: dict[str, Any], folder: Path) -> str:
    """Put the input of a case where the command will find it; return what it is called there."""
    if "made" in case:
        path = getattr(making, case["made"])(folder)
        return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    shutil.copy(CORPUS / case["file"], folder)
    return str(case["file"])


@pytest.mark.parametrize("case", RUN, ids=[f"{case['case']}: {case['what']}" for case in RUN])
def test_every_case_gives_what_the_index_says(balance, tmp_path, case):
    small_yaml(tmp_path)
    name = place(case, tmp_path)
    stdin = (CORPUS / case["stdin"]).read_bytes() if "stdin" in case else b""
    arguments = ["score", "-q", "./small.json", "-o", "out.csv", *case.get("with", []), name]
    done = balance(*arguments, cwd=tmp_path, stdin=stdin, timeout=60)
    assert done.returncode == case.get("exit", 0), done.stderr
    for text in case.get("says", []):
        assert text in done.stderr
    assert not RAW.search(done.stderr)
    assert not re.search("Traceback|panicked|fault of ours", done.stderr)
    assert done.stdout == ""
    if done.returncode:
        assert f"[{case['fault']}]" in done.stderr
        assert not (tmp_path / "out.csv").exists()
    else:
        check_scores(tmp_path / "out.csv", case)


def check_scores(path: Path, case: dict[str, Any]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:3] == [header[0], "a", "b"]
    assert len(rows) == case.get("rows", 3)
    if case.get("alike", True):
        assert [row[1:3] for row in rows] == PLAIN
    if "ids" in case:
        assert [row[0] for row in rows] == case["ids"]
    assert set(case.get("cells", [])) <= {cell for row in rows for cell in row}


def test_every_case_from_31_on_is_in_the_index_and_every_file_of_the_corpus_in_a_case():
    told = {case["case"] for case in CASES}
    assert told >= {*range(31, 89)}
    assert {case["file"] for case in RUN if "file" in case} | {"plain.csv", "46-empty.csv", "index.yaml"} == set(
        os.listdir(CORPUS)
    )


def test_every_test_that_the_index_names_is_there():
    for case in CASES:
        if "tested" in case:
            file, name = case["tested"].split("::")
            tree = ast.parse((TESTS.parent / file).read_text("utf-8"))
            assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
