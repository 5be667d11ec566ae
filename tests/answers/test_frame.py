"""`balance.read`: answers as a frame, for those who go on in a notebook."""

import polars as pl
import pytest
from answers.helpers import CLEAN, HEADER, ITEMS, SMALL, scored, written

import balance
from balance.errors import BalanceError


def test_answers_come_as_a_frame_that_score_takes(tmp_path):
    lines = [f"{HEADER},Team", "001,1,2,3,4,5,often 1,", "002,,5,4,3,2,1,IT", "003,3,3,3,3,3,3,IT"]
    path = written(tmp_path, "\n".join(lines))
    frame = balance.read(path, SMALL, keep=["team"])
    assert frame.columns == ["id", "Team", *ITEMS]
    assert frame.schema["a1"] == pl.Int8
    assert frame.rows()[1] == ("002", "IT", None, 5, 4, 3, 2, 1)
    assert balance.read(str(path), SMALL, id_column="team").columns == ["Team", *ITEMS]
    table = scored(written(tmp_path, CLEAN))[0]
    assert balance.score(frame, SMALL).drop("Team").write_csv() == table


def test_several_files_are_one_frame(tmp_path):
    files = [written(tmp_path, CLEAN, "1.csv"), str(written(tmp_path, CLEAN.replace(",", ";"), "2.csv"))]
    assert balance.read(files, SMALL)["id"].to_list() == ["001", "002", "003"] * 2


def test_the_faults_are_those_of_the_command(tmp_path):
    path = written(tmp_path, CLEAN.replace("003,3", "003,9"))
    with pytest.raises(BalanceError, match=r"row 4, column a1: \"9\"\. \[bad-cell\]"):
        balance.read(path, SMALL)
    with pytest.raises(BalanceError, match="no-such-column"):
        balance.read(path, SMALL, keep=["team"])


def test_what_is_left_out_is_a_warning(tmp_path):
    path = written(tmp_path, CLEAN.replace("003,3", "003,9") + "\nx,1\n\n")
    with pytest.warns(UserWarning, match="left out|ignored|no answer") as said:
        frame = balance.read(path, SMALL, lenient=True)
    assert len(frame) == 3
    assert [str(each.message).removeprefix(f"{path}: ") for each in said] == [
        "1 row left out.", "2 blank lines ignored.", "1 cell is no answer of its scale."]  # fmt: skip


def test_an_id_column_that_is_called_as_a_kept_one_is_refused(tmp_path):
    path = written(tmp_path, CLEAN.replace("id,", "row,"))
    with pytest.raises(BalanceError, match="id-name-taken"):
        balance.read(path, SMALL, keep=["row"])
