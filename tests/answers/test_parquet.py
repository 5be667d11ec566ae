"""Answers in Parquet, typed in all the ways that tools type them."""

from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pytest
from answers.helpers import CLEAN, ITEMS, answers, faults, scored, written

from balance.answers.formats.footer import DamagedError, check_numbers

CLEAN_FRAME = pl.read_csv(CLEAN.encode(), schema_overrides={"id": pl.String})


def saved(folder, frame: pl.DataFrame, name="answers.parquet"):
    path = folder / name
    frame.write_parquet(path, row_group_size=2)
    return path


@pytest.mark.parametrize(
    "kind", [pl.Int64, pl.Int8, pl.UInt16, pl.Float64, pl.Float32, pl.String, pl.Categorical, pl.Decimal(10, 2)]
)
def test_answers_score_the_same_in_any_type(tmp_path, kind):
    items = pl.col(ITEMS) if kind != pl.Categorical else pl.col(ITEMS).cast(pl.String)
    table, left_out = scored(saved(tmp_path, CLEAN_FRAME.with_columns(items.cast(kind))))
    plain, plain_left_out = scored(written(tmp_path, CLEAN))
    assert table == plain
    assert (left_out.rows, left_out.missing, left_out.ids) == (3, plain_left_out.missing, plain_left_out.ids)


def test_labels_are_read(tmp_path):
    frame = CLEAN_FRAME.with_columns(a1=pl.Series(["often 1", None, "no_occasion"]))
    table, left_out = scored(saved(tmp_path, frame))
    assert left_out.unscored == {"no_occasion": 1}
    assert table.count("\n") == 4


@pytest.mark.parametrize("value", [9, 3.5, float("nan"), True, date(2026, 1, 2), "Vet ikke", 300])
def test_a_value_outside_the_scale_is_named_with_its_row(tmp_path, value):
    path = saved(tmp_path, CLEAN_FRAME.with_columns(a2=pl.Series([None, None, value])))
    assert "row 4, column a2" in faults(path)[1]
    assert scored(path, lenient=True)[1].bad == 1


def test_ids_of_any_type_are_texts(tmp_path):
    frame = CLEAN_FRAME.with_columns(id=pl.Series([9007199254740993, None, 7]))
    assert [row["id"] for row in answers(saved(tmp_path, frame))] == ["9007199254740993", None, "7"]


def test_without_an_id_rows_are_numbered(tmp_path):
    frame = CLEAN_FRAME.drop("id")
    assert [row["id"] for row in answers(saved(tmp_path, frame))] == [1, 2, 3]
    text = frame.with_columns(pl.col(ITEMS).cast(pl.String))
    assert [row["id"] for row in answers(saved(tmp_path, text, "text.parquet"))] == [1, 2, 3]


def test_names_that_are_our_own_inside_are_no_trouble(tmp_path):
    frame = CLEAN_FRAME.with_columns(pl.lit("x").alias("respondent id"), pl.lit("x").alias("row"))
    assert scored(saved(tmp_path, frame))[0] == scored(written(tmp_path, CLEAN))[0]


@pytest.mark.parametrize("value", [[1, 2], {"a": 1}, b"1"])
@pytest.mark.parametrize("column", ["a1", "id"])
def test_a_column_of_lists_or_bytes_is_refused(tmp_path, value, column):
    path = saved(tmp_path, CLEAN_FRAME.with_columns(pl.Series(column, [value] * 3)))
    assert "[column-type]" in faults(path)[0]


def test_no_rows_are_an_error(tmp_path):
    assert "[no-rows]" in faults(saved(tmp_path, CLEAN_FRAME.clear()))[0]
    assert "[no-rows]" in faults(saved(tmp_path, CLEAN_FRAME.clear().cast(pl.String)))[0]


@pytest.mark.parametrize("kind", [pl.Int64, pl.String])
def test_half_a_file_is_an_error(tmp_path, kind):
    whole = saved(tmp_path, CLEAN_FRAME.with_columns(pl.col(ITEMS).cast(kind))).read_bytes()
    for end in (5, len(whole) // 2, len(whole) - 1):
        assert "[broken-parquet]" in faults(written(tmp_path, whole[:end], "half.parquet"))[0]


def test_pages_that_are_damaged_are_an_error_in_words(tmp_path):
    whole = bytearray(saved(tmp_path, CLEAN_FRAME.with_columns(pl.col(ITEMS).cast(pl.String))).read_bytes())
    whole[4:60] = bytes(56)
    assert "[broken-parquet]" in faults(written(tmp_path, bytes(whole), "damaged.parquet"))[0]


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
def test_what_pyarrow_writes_is_read(tmp_path, version, compression):
    frame = CLEAN_FRAME.to_pandas().astype({"id": pd.CategoricalDtype(["001", *map(str, range(100)), "002", "003"])})
    path = tmp_path / "x.parquet"
    frame.to_parquet(path, compression=None if compression == "none" else compression, data_page_version=version)
    assert scored(path)[0] == scored(written(tmp_path, CLEAN))[0]


def test_what_duckdb_writes_is_read(tmp_path):
    path = tmp_path / "x.parquet"
    duckdb.from_arrow(CLEAN_FRAME.to_arrow()).write_parquet(str(path))
    assert scored(path)[0] == scored(written(tmp_path, CLEAN))[0]


@pytest.mark.parametrize("rows", [0, 1, 20_000])
def test_many_pages_and_none_are_looked_through(tmp_path, rows):
    frame = pl.DataFrame({"id": [f"{n * 7919:09d}" for n in range(rows)], **{item: [3] * rows for item in ITEMS}})
    path = tmp_path / "x.parquet"
    frame.write_parquet(path, row_group_size=3000, data_page_size=500)
    check_numbers(path)


def test_numbers_that_cannot_be_are_found_before_polars_takes_them_at_their_word(tmp_path):
    whole = saved(tmp_path, CLEAN_FRAME).read_bytes()
    footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    found = 0
    for at in range(footer, len(whole) - 8, 4):
        try:
            check_numbers(written(tmp_path, whole[:at] + bytes([whole[at] ^ 64]) + whole[at + 1 :], "turned.parquet"))
        except DamagedError:
            found += 1
    assert found > (len(whole) - footer) / 4 / 6  # the rest are names, statistics and numbers that could be
