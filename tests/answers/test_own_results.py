"""What balance itself keeps and exports, as input of a batch."""

import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from answers.helpers import ITEMS, SIDES, SMALL
from factory import questionnaire
from keeping import QUESTIONNAIRE, finished, kept

import balance
from balance.answers.leftout import LeftOut
from balance.answers.matching import ID
from balance.answers.options import Options
from balance.answers.read import read_into
from balance.errors import BalanceError
from balance.store import archive

OTHER = questionnaire(**SIDES).model_copy(update={"id": "other"})
pytestmark = pytest.mark.usefixtures("home")


def read(path: Path, instrument: Any = QUESTIONNAIRE, **choices: Any) -> tuple[pl.DataFrame, LeftOut]:
    found: list[pl.DataFrame] = []
    (left_out,) = read_into([path], instrument, lambda frame, _name: found.append(frame.collect()), Options(**choices))
    return found[-1], left_out


def test_a_kept_result_is_a_row():
    stored = finished()
    table, left_out = read(stored.path)
    assert table[ID].to_list() == [stored.name]
    assert table.select("ranked", "agreed", "told", "asked", "trust").rows() == [(3, None, 1, None, 1)]
    assert (left_out.unscored, left_out.missing) == ({"not_mine": 1}, {"blank": 1})
    assert balance.read([stored.path, stored.path], QUESTIONNAIRE).height == 2


def test_an_export_is_a_row_a_result_and_results_of_others_are_left_out(tmp_path):
    stored = [kept(f"2026-11-2{n}T09:00:00Z", told=n) for n in (1, 2, 3)]
    other = kept("2026-11-24T09:00:00Z", OTHER, a1=1)
    archive.export(tmp_path / "mine.zip", b"result\n")
    table, left_out = read(tmp_path / "mine.zip")
    assert table[ID].to_list() == [each.name for each in stored]
    assert table["told"].to_list() == [1, 2, 3]
    assert [row.reason for row in left_out.dropped_rows] == [
        f"{other.name} answers small"
    ] or SMALL.id == QUESTIONNAIRE.id
    assert left_out.notes == []


def test_a_result_of_another_version_is_scored_and_that_is_said():
    older = questionnaire(**SIDES).model_copy(update={"id": "older"})
    stored = kept("2026-11-24T09:00:00Z", older, **dict.fromkeys(ITEMS, 2))
    newer = older.stamped("2" * 64)
    table, left_out = read(stored.path, newer)
    assert table["b3"].to_list() == [2]
    assert left_out.notes == ["1 result answered another version of the questionnaire; it is scored with this one."]


def test_a_result_that_cannot_be_read_is_left_out_of_an_export_and_an_error_alone(tmp_path):
    stored = kept("2026-11-21T09:00:00Z")
    archive.export(tmp_path / "mine.zip", b"")
    with zipfile.ZipFile(tmp_path / "mine.zip", "a") as packed:
        packed.writestr("results/2026-11-22T0900-small.json", stored.path.read_bytes()[:50])
    _table, left_out = read(tmp_path / "mine.zip")
    assert [row.reason for row in left_out.dropped_rows] == ["2026-11-22T0900-small cannot be read"]
    torn = tmp_path / "torn.json"
    torn.write_bytes(stored.path.read_bytes()[:-50])
    with pytest.raises(BalanceError, match="damaged-file"):
        read(torn)


def test_an_export_without_a_result_of_the_questionnaire_is_an_error():
    stored = kept("2026-11-24T09:00:00Z", OTHER, a1=1)
    with pytest.raises(BalanceError, match="no-items"):
        read(stored.path)


def test_which_questionnaire_they_answer_is_known_without_saying(balance):
    from balance.questionnaire.library import load

    pulse = load("balance-pulse")
    stored = kept("2026-11-24T09:00:00Z", pulse, **dict.fromkeys(pulse.items, 3))
    done = balance("score", stored.path)
    assert done.returncode == 0, done.stderr
    assert "scored with balance-pulse" in done.stderr
