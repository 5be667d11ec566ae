"""Several files as one table, columns that are carried along, stdin, and files that are packed."""

import gzip
import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
from answers.helpers import CLEAN, HEADER, SMALL, answers, faults, read_both_ways, scored, written

from balance.answers import spool
from balance.answers.formats.recognition import recognised
from balance.answers.leftout import LeftOut
from balance.answers.matching import ID, matched
from balance.answers.opening import Part
from balance.answers.options import PLAIN, Options
from balance.answers.peeking import DoubtError
from balance.answers.read import Reading, read_into
from balance.answers.spool import Input, Spool
from balance.errors import BalanceError

FIRST = "id,Team ,a1,a2,a3,b1,b2,b3\n01,=HR,1,2,3,4,5,1\n02,,1,2,3,4,5,1\n"
SECOND = "b3,b2,b1,a3,a2,a1,team,ID\n1,5,4,3,2,1,IT,01\n2,5,4,3,2,1,007,04\n"


def read(*files: Path, **choices: Any) -> tuple[pl.DataFrame, list[LeftOut]]:
    found: list[pl.DataFrame] = []
    left_outs = read_into(
        files, SMALL, lambda frame, _name: found.append(frame.collect(engine="streaming")), Options(**choices)
    )
    return found[-1], left_outs


@pytest.mark.parametrize("careful", [False, True])
def test_files_with_columns_in_different_order_are_one_table(tmp_path, careful):
    last = SECOND.replace("2,5,4,3,2,1,007", "2,5,4,3,2,1.0,007") if careful else SECOND
    files = [written(tmp_path, FIRST, "first.csv"), written(tmp_path, last, "second.csv")]
    table, left_outs = read(*files, keep=("Team",))
    assert table.columns == [ID, "Team", "a1", "a2", "a3", "b1", "b2", "b3"]
    assert table.rows() == [
        ("01", "=HR", 1, 2, 3, 4, 5, 1),
        ("02", None, 1, 2, 3, 4, 5, 1),
        ("01", "IT", 1, 2, 3, 4, 5, 1),
        ("04", "007", 1, 2, 3, 4, 5, 2),
    ]
    assert [left_out.file for left_out in left_outs] == list(map(str, files))
    assert [(left_out.rows, left_out.ids.repeated, left_out.dangerous) for left_out in left_outs] == [
        (2, 1, 1),
        (2, 1, 0),
    ]
    assert [left_out.columns.others for left_out in left_outs] == [[], []]


def test_kept_columns_are_the_same_on_both_paths(tmp_path):
    path = written(
        tmp_path, CLEAN.replace(",1\n", ",1,2026-01-02\n").replace("b3\n", "b3,When\n").replace(",3\n", ",3,\n")
    )
    (quick_bytes, quick), (careful_bytes, careful) = read_both_ways(path, SMALL, keep=["when"])
    assert quick_bytes == careful_bytes
    assert b"id,When,a,b" in quick_bytes
    assert b"\n001,2026-01-02," in quick_bytes
    assert quick == careful


def test_files_of_several_formats_are_one_table(tmp_path):
    pl.read_csv(FIRST.encode(), infer_schema=False).write_parquet(tmp_path / "first.parquet")
    table, _left_outs = read(tmp_path / "first.parquet", written(tmp_path, SECOND), keep=("Team",))
    assert table["Team"].to_list() == ["=HR", None, "IT", "007"]


def test_without_ids_the_rows_are_numbered_through_all_files_and_that_is_said(tmp_path):
    lines = "a1,a2,a3,b1,b2,b3\n1,1,1,1,1,1\n2,2\n2,2,2,2,2,2\n"
    files = [written(tmp_path, lines, name) for name in ("1.csv", "2.csv")]
    table, (_first, second) = read(*files)
    assert table[ID].to_list() == [1, 3, 4, 6]
    assert second.notes == ["Its rows are numbered from 4 on."]


def test_files_with_and_without_ids_are_not_mixed(tmp_path):
    files = [written(tmp_path, FIRST, "1.csv"), written(tmp_path, SECOND.replace("ID", "Code"), "2.csv")]
    with pytest.raises(BalanceError, match=r"2\.csv: The file has no id column, and .*1\.csv has one"):
        read(*files)


def test_the_faults_of_all_files_come_together(tmp_path):
    files = [written(tmp_path, CLEAN.replace("003,3,", "003,9,"), f"{n}.csv") for n in (1, 2)]
    with pytest.raises(BalanceError) as caught:
        read(*files)
    assert [fault.where.rpartition("/")[2] for fault in caught.value.faults] == [
        "1.csv", "1.csv, row 4, column a1", "2.csv", "2.csv, row 4, column a1"]  # fmt: skip
    files = [written(tmp_path, CLEAN.replace("a1", "x"), f"{n}.csv") for n in (1, 2)]
    with pytest.raises(BalanceError) as caught:
        read(*files)
    assert len(caught.value.faults) == 4


@pytest.mark.parametrize(
    ("header", "keep", "id"),
    [
        ("Team", "Tem", "no-such-column"),
        ("Team", "a1", "keep-is-item"),
        ("Team,team", "TEAM", "duplicate-column"),
    ],
)
def test_a_column_to_keep_that_is_not_there_not_one_or_an_item_is_an_error(tmp_path, header, keep, id):
    lines = [f"{header},{HEADER}", *(f"{'x,' * len(header.split(','))}{row}" for row in CLEAN.splitlines()[1:])]
    assert f"[{id}]" in faults(written(tmp_path, "\n".join(lines)), keep=(keep,))[0]


def test_the_id_is_not_carried_twice(tmp_path):
    assert read(written(tmp_path, CLEAN), keep=("id",))[0].columns[:2] == [ID, "a1"]


def test_stdin_is_read_like_a_file(tmp_path, monkeypatch):
    for content in (CLEAN.encode(), gzip.compress(CLEAN.encode())):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        assert answers(Path("-")) == answers(written(tmp_path, CLEAN))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"")))
    assert faults(Path("-")) == ["stdin: The file is empty. Check the export. [empty-file]"]


def test_a_packed_file_is_read_by_what_is_in_it(tmp_path):
    pl.read_csv(CLEAN.encode()).write_parquet(tmp_path / "x.parquet")
    plain, _ = scored(written(tmp_path, CLEAN))
    for name in ("answers.csv", "x.parquet"):
        packed = written(tmp_path, gzip.compress((tmp_path / name).read_bytes()), f"{name}.gz")
        assert scored(packed)[0].count("\n") == plain.count("\n")
    assert scored(written(tmp_path, gzip.compress(CLEAN.encode()), "no ending"))[0] == plain


def test_half_a_packed_file_is_an_error_in_words(tmp_path):
    whole = gzip.compress(CLEAN.encode())
    for content in (whole[: len(whole) // 2], whole[:-1], whole[:12] + bytes(8) + whole[20:], whole + b"x"):
        assert "[broken-gzip]" in faults(written(tmp_path, content, "x.csv.gz"))[0]


def test_what_unpacks_to_more_than_answers_do_is_refused(tmp_path):
    bomb = written(tmp_path, gzip.compress(bytes(60_000_000)), "bomb.csv.gz")
    assert "Unpacked it is over 50 MB, more than answers take." in faults(bomb)[0]


def test_copies_are_private_and_go_when_the_reading_ends(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = written(tmp_path, gzip.compress(CLEAN.encode()), "x.csv.gz")
    seen: list[int] = []

    def use(frame: pl.LazyFrame, _name: str) -> None:
        frame.collect()
        seen.extend(each.stat().st_mode & 0o777 for each in tmp_path.glob("balance-*"))

    read_into([path], SMALL, use)
    assert seen == [0o700]
    assert not list(tmp_path.glob("balance-*"))


def test_the_first_rows_can_be_looked_at_as_texts(tmp_path):
    content = f'{HEADER}\n"x\ny",1,2,3,4,5,1\n\nshort,1\n' + "z,1,2,3,4,5,1\n" * 30
    frame = pl.read_csv(CLEAN.encode()).with_columns(pl.lit(pl.Series([[1], [2], [3]])).alias("list"))
    frame.write_parquet(tmp_path / "x.parquet")
    with Spool() as copies:
        text, parquet = (
            recognised(Input(path, path.name, PLAIN, copies), SMALL)
            for path in (written(tmp_path, content), tmp_path / "x.parquet")
        )
        assert [len(row) for row in text.sample()] == [7, 2, *[7] * 18]
        assert text.sample()[0] == ("x\ny", "1", "2", "3", "4", "5", "1")
        assert parquet.sample()[1] == ("2", "", "5", "4", "3", "2", "1", "")


def skipping(path: Path, n: int) -> tuple[pl.DataFrame, LeftOut]:
    """Read a file of which it is known that the first rows are no respondents."""
    found: list[pl.DataFrame] = []
    with Spool() as copies:
        source = recognised(Input(path, path.name, PLAIN, copies), SMALL)
        columns = replace(matched(source.header, SMALL, path.name), skip=n)

        def use(frame: pl.LazyFrame, _name: str) -> None:
            found.append(frame.collect())

        reading = Reading([Part(path.name, source, columns)], SMALL, use, PLAIN)
        with pytest.raises(DoubtError):
            reading.quickly()
        (left_out,) = reading.carefully()
    return found[-1], left_out


def test_rows_after_the_header_that_are_no_respondents_can_be_skipped(tmp_path):
    content = CLEAN.replace("b3\n", "b3\nwhat,you,see\n\n{},{},{},{},{},{},{}\n").replace("id,", "x,")
    table, left_out = skipping(written(tmp_path, content), 2)
    assert (table[ID].to_list(), left_out.rows, left_out.dropped) == ([1, 2, 3], 3, 0)
    with pytest.raises(BalanceError, match="row 4, column a1"):
        skipping(written(tmp_path, CLEAN.replace("003,3,", "003,9,")), 2)
    pl.read_csv(CLEAN.encode(), infer_schema=False).drop("id").write_parquet(tmp_path / "x.parquet")
    assert skipping(tmp_path / "x.parquet", 2)[0].rows() == [(1, 3, 3, 3, 3, 3, 3)]


def test_the_largest_copy_is_bounded(monkeypatch):
    monkeypatch.setattr(spool, "LARGEST", 100)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(CLEAN.encode() * 10)))
    assert "[too-large]" in faults(Path("-"))[0]
