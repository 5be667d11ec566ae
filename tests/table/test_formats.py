"""Score tables opened by other programs: the same ids, the same numbers, and nothing that runs."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from table.hostile import FORMULAS, GOALS, HOSTILE, TABLE

from balance import table
from balance.answers.matching import ID
from balance.errors import BalanceError
from balance.scores.describing import Column
from balance.stamp import Stamp
from balance.table import About

ABOUT = About(
    Stamp("balance 0.1.0", "small", "0.1.0", "0123456789ab", "nb", ("intervals", "flags")),
    (Column("goals", "Mål", "0 til 100"), Column("flagged", "=1+1", "")),
)
WITH_APOSTROPHES = [f"'{text}" if text in FORMULAS else text for text in HOSTILE]
CLEAN_IN_XML = [text for text in HOSTILE if "\r" not in text]  # XML reads every line break as one


def written(folder: Path, name: str, frame: pl.LazyFrame = TABLE, **how) -> Path:
    path = folder / name
    table.write(table.named(frame, ID, "id"), path, table.Form(path.suffix, **how))
    return path


@pytest.mark.parametrize(("name", "separator"), [("t.csv", ","), ("t.tsv", "\t")])
def test_python_reads_every_id_from_text_and_formulas_begin_with_an_apostrophe(tmp_path, name, separator):
    text = written(tmp_path, name).read_bytes().decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    assert rows[0] == ["id", "goals", "longest_run", "flagged"]
    assert [row[0] for row in rows[1:]] == [*WITH_APOSTROPHES, ""]
    assert [float(row[1]) if row[1] else None for row in rows[1:]] == GOALS
    assert rows[1][2:] == ["0", "true"]


def test_pandas_reads_the_norwegian_csv_as_a_norwegian_excel_would(tmp_path):
    path = written(tmp_path, "t.csv", decimal_comma=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;goals;")
    frame = pd.read_csv(path, sep=";", decimal=",", dtype={"id": str}, keep_default_na=False, na_values={"goals": [""]})
    assert frame["id"].tolist() == [*WITH_APOSTROPHES, ""]
    assert frame["goals"].tolist()[:-1] == GOALS[:-1]
    assert "0,14285714285714285" in path.read_text("utf-8")


def test_a_norwegian_tsv_keeps_its_tabs(tmp_path):
    assert written(tmp_path, "t.tsv", decimal_comma=True).read_text("utf-8-sig").startswith("id\tgoals\t")


def test_a_workbook_types_every_cell_and_holds_no_formula_and_no_link(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path, "t.xlsx", about=ABOUT))
    sheet = book.worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells[:-1]} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)
    read = dict(zip(HOSTILE, (_plain(cell.value) for cell in cells), strict=False))
    assert {text: read[text] for text in CLEAN_IN_XML} == {text: text for text in CLEAN_IN_XML}
    numbers = [row[1] for row in sheet.iter_rows(min_row=2, max_row=len(HOSTILE) + 1, values_only=True)]
    assert numbers == pytest.approx(GOALS[:-1], abs=1e-14)
    assert [row[2:] for row in sheet.iter_rows(min_row=2, max_row=3, values_only=True)] == [(0, True), (1, False)]
    assert {cell.number_format for cell in next(sheet.iter_cols(2, 2, 2, 3))} == {"0.00"}
    assert sheet.freeze_panes == "B2"
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width > 8


def _plain(value: object) -> str:
    """Undo how a workbook writes control characters (`_x001B_`), which openpyxl leaves to its reader."""
    from openpyxl.utils.escape import unescape

    return unescape(str(value))


def test_a_workbook_tells_on_its_second_sheet_what_it_is_and_what_its_columns_mean(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path, "t.xlsx", about=ABOUT))
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert rows[:4] == [
        ("Made by", "balance 0.1.0", None),
        ("Questionnaire", "small 0.1.0 (0123456789ab)", None),
        ("Language", "nb", None),
        ("Options", "intervals, flags", None),
    ]
    assert rows[-3:] == [("Column", "Meaning", "Unit"), ("goals", "Mål", "0 til 100"), ("flagged", "=1+1", None)]
    assert book.worksheets[1].cell(len(rows), 2).data_type != "f"


def test_pandas_reads_the_workbook_too(tmp_path):
    frame = pd.read_excel(written(tmp_path, "t.xlsx"), engine="openpyxl", dtype={"id": str}, keep_default_na=False)
    assert frame["id"].tolist()[HOSTILE.index("007")] == "007"
    assert frame["id"].tolist()[HOSTILE.index("9007199254740993")] == "9007199254740993"


def test_pyarrow_reads_parquet_with_the_stamp_in_its_metadata(tmp_path):
    read = pq.read_table(written(tmp_path, "t.parquet", about=ABOUT))
    assert read["id"].to_pylist() == [*HOSTILE, None]
    assert read["goals"].to_pylist() == GOALS
    told = json.loads(pq.read_metadata(tmp_path / "t.parquet").metadata[b"balance"])
    assert told["format"] == "balance-table/1"
    assert told["made_by"] == "balance 0.1.0"
    assert told["questionnaire"] == {"id": "small", "version": "0.1.0", "digest": "0123456789ab"}
    assert told["columns"][0] == {"name": "goals", "meaning": "Mål", "unit": "0 til 100"}


def test_json_reads_json_lines_an_object_a_row(tmp_path):
    lines = written(tmp_path, "t.jsonl").read_bytes().decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["id"] for row in rows] == [*HOSTILE, None]
    assert [row["goals"] for row in rows] == GOALS
    assert rows[0] == {"id": HOSTILE[0], "goals": 0.0, "longest_run": 0, "flagged": True}


def test_kept_columns_take_the_same_path_as_ids_their_headers_too(tmp_path):
    frame = pl.LazyFrame({ID: ["a"], "=name": ["=cmd"], "'=name": ["x"], "goals": [1.0]})
    assert written(tmp_path, "t.csv", frame).read_text("utf-8") == "id,''=name,'=name,goals\na,'=cmd,x,1.0\n"
    sheet = openpyxl.load_workbook(written(tmp_path, "t.xlsx", frame)).active
    assert [cell.value for cell in sheet[1]] == ["id", "=name", "'=name", "goals"]
    assert [cell.data_type for cell in sheet[2]][:2] == ["s", "s"]


@pytest.mark.parametrize("ending", table.ENDINGS)
def test_the_same_table_gives_the_same_bytes(tmp_path, ending):
    first = written(tmp_path, f"a{ending}", about=ABOUT).read_bytes()
    (tmp_path / f"a{ending}").unlink()
    assert written(tmp_path, f"a{ending}", about=ABOUT).read_bytes() == first


def test_a_text_too_long_for_a_cell_is_refused_not_cut(tmp_path):
    written(tmp_path, "t.xlsx", pl.LazyFrame({ID: ["\U0001f469" * 16_383]}))
    for long in ("x" * 32_768, "\U0001f469" * 16_384):
        with pytest.raises(BalanceError, match="sheet-too-small"):
            written(tmp_path, "t.xlsx", pl.LazyFrame({ID: [long]}))


@pytest.mark.deep
def test_more_rows_than_a_sheet_holds_are_refused_not_cut(tmp_path):
    with pytest.raises(BalanceError, match=r"holds 1,048,575 rows.*sheet-too-small"):
        written(tmp_path, "t.xlsx", pl.LazyFrame({ID: pl.int_range(1_048_576, eager=True)}))


def test_more_columns_than_a_sheet_holds_are_refused_not_cut(tmp_path):
    with pytest.raises(BalanceError, match=r"holds 16,384 columns.*sheet-too-small"):
        written(tmp_path, "t.xlsx", pl.LazyFrame({ID: [1]} | {f"c{n}": [n] for n in range(16_384)}))


def test_what_a_table_says_of_itself_is_known_as_ours(tmp_path):
    path = tmp_path / "t.csv.about.json"
    table.write_about(ABOUT, path)
    assert table.is_about(path)
    assert json.loads(path.read_text("utf-8")) == ABOUT.plain
    path.write_text("{}", "utf-8")
    assert not table.is_about(path)
