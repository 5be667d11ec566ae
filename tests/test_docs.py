"""Documents whose examples run as they stand."""

import re
import shlex
from pathlib import Path

import pytest

from balance.questionnaire.library import load

NAMES = list(enumerate([*"abcdef", "Åse Ødegård"], 1))
DOCS = Path(__file__).parents[1] / "docs"


def blocks(document: str, language: str) -> list[str]:
    text = (DOCS / document).read_text("utf-8")
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
    return [block for said, block in fenced if said == language]


def test_the_examples_for_analysts_run_one_after_another(tmp_path, monkeypatch, capsys, balance):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BALANCE_LANGUAGE", "en")
    names: dict[str, object] = {}
    for block in blocks("analysts.md", "python"):
        exec(compile(block, "analysts.md", "exec"), names)  # noqa: S102
    said = capsys.readouterr().out
    assert "'007', '008'" in said
    assert "cells are no answers of their scales" in said
    (commands,) = blocks("analysts.md", "")[-1:]
    for line in commands.splitlines():
        done = balance(*shlex.split(line)[1:], cwd=tmp_path)
        assert done.returncode == 0, done.stderr


def test_the_scores_in_the_examples_are_those_of_the_definition(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks("analysts.md", "python")[:3]:
        exec(compile(block, "analysts.md", "exec"), names)  # noqa: S102
    scores = names["scores"]
    assert scores["level"].to_list() == [pytest.approx(75), pytest.approx(50)]  # type: ignore[index]
    assert scores["team"].to_list() == ["north", "south"]  # type: ignore[index]


def test_the_examples_for_coaches_run_one_after_another(tmp_path, balance):
    questionnaire = load("balance-pulse")
    header = ["id", "Name", "Team", "Language", *questionnaire.items]
    rows = [[f"{n:03}", name, "=1+1", "nb", *map(str, [n % 5 + 1] * len(questionnaire.items))] for n, name in NAMES]
    lines = [",".join(row) for row in [header, *rows]]
    (tmp_path / "answers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for block in blocks("batch.md", ""):
        for line in block.splitlines():
            done = balance(*shlex.split(line)[1:], cwd=tmp_path)
            assert done.returncode == 0, done.stderr
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"reports/0007-åse-ødegård.pdf", "charts/0007-åse-ødegård.png", "reports/list.csv"} <= there
    assert {"scores.csv.about.json", "scores.xlsx.left-out.csv", "scores.parquet"} <= there


def test_the_mapping_in_exports_settles_an_export(balance, tmp_path):
    (mapping,) = blocks("exports.md", "yaml")
    (tmp_path / "mine.yaml").write_text(mapping, "utf-8")
    items = [item for item in load("balance-pulse").items if item != "goals_ranked"]
    header = ["Employee number", "Q17 first goals", "Old question", *items]
    cells = ["007", "11", "12", "Does not apply", "99", *["12"] * (len(items) - 2)]
    (tmp_path / "export.csv").write_text(f"{','.join(header)}\n{','.join(cells)}\n", "utf-8")
    done = balance("score", "export.csv", "--map", "mine.yaml", "--dry-run", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Items found by: mapping 1, id 19." in done.stderr
    assert "Cells not answered: 1 99." in done.stderr
    assert "Answers that are never scored: 1 not_my_role." in done.stderr
