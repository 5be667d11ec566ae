"""Answers in Parquet, typed in all the ways that tools type them."""

from datetime import date

import polars as pl
import pytest
from answers.helpers import CLEAN, ITEMS, answers, faults, scored, written

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
