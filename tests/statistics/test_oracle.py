"""The values of R that the tests hold the program to are what R says today."""

import json
import shutil
import subprocess
from typing import Any

import pytest
from statistics_oracle import HERE, ORACLE

NEEDED = 'q(status = !all(c("psych", "multilevel") %in% rownames(installed.packages())))'


def rscript() -> str:
    found = shutil.which("Rscript")
    if not found:
        pytest.skip("needs R (Debian: r-base-core)")
    if subprocess.run([found, "-e", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip("needs R's packages psych and multilevel (Debian: r-cran-psych, r-cran-multilevel)")
    return found


def same(told: Any, kept: Any) -> bool:
    if isinstance(told, dict):
        return told.keys() == kept.keys() and all(same(told[key], kept[key]) for key in told if key != "versions")
    if told is None or kept is None:
        return told is kept
    return bool(told == pytest.approx(kept, rel=1e-6, abs=1e-6))


def test_r_itself_gives_the_kept_values():
    done = subprocess.run([rscript(), HERE / "oracle.R"], capture_output=True, text=True, check=True)
    assert same(json.loads(done.stdout), ORACLE)


def test_r_itself_makes_the_kept_answers(tmp_path):
    subprocess.run([rscript(), HERE / "oracle.R", tmp_path / "answers.csv"], check=True)
    assert (tmp_path / "answers.csv").read_text("utf-8") == (HERE / "answers.csv").read_text("utf-8")
