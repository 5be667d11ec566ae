"""Spark and Polars make the same table of the same files, and count the same of what was left out."""

from collections import Counter
from datetime import date

import polars as pl
import pytest
from answers.helpers import HEADER, ITEMS, written
from spark.batches import assert_alike, counts, on_polars, on_spark

from balance.answers.mapping import ColumnMapping
from balance.answers.values import Settled
from balance.errors import BalanceError

ROWS = [
    "001,1,2,3,4,5,1,north",
    '002,,5,4,3,2,1,"so""uth, far"',
    "003, 3 ,4.0,\"5,0\",NA,-,n/a,",
    "=004,1,1,1,1,1,1,=1+1",
    ",5,5,5,5,5,5,x",
    "006,+3,05,2,３,2,1,æøå",
    "006,3,3,3,3,3,3,x",
    ",,,,,,,",
    "008,1,2",
    "009,1,2,3,4,5,1,x,more",
    " 010 ,,,,,,,x",
]  # fmt: skip
CSV = f"{HEADER},team\n" + "\n".join(ROWS) + "\n"


def test_a_text_table_gives_the_same_scores_and_the_same_counts(spark, tmp_path):
    path = written(tmp_path, "\ufeff" + CSV, "answers [1].csv")
    ours, (left_out,) = on_spark(spark, [path], tmp_path / "ours.csv", keep=("team",), intervals=True, flags=True)
    theirs, (other,) = on_polars([path], tmp_path / "theirs.csv", keep=("team",), intervals=True, flags=True)
    assert_alike(ours, theirs)
    assert counts(left_out) == counts(other)
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_folder_of_parquet_parts_gives_the_same_scores_as_its_parts(spark, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    numbers = pl.DataFrame(
        {
            "id": ["1", None, "3"],
            **{item: [1, None, 5 - at % 5] for at, item in enumerate(ITEMS)},
            "Team": ["a", "", None],
            "Plant": [12345678.0, 0.5, None],
            "on": [date(2026, 5, 17)] * 3,
        }
    )
    floats = numbers.with_columns(pl.col(*ITEMS).cast(pl.Float64), pl.lit("4").alias("id"))
    numbers.write_parquet(folder / "part-0.parquet")
    numbers.with_columns(pl.lit("=x").alias("id")).write_parquet(folder / "part-1.parquet")
    floats.write_parquet(folder / "part-2.parquet")
    (folder / "_SUCCESS").touch()
    (folder / ".hidden").write_text("no part")
    ours, left_outs = on_spark(spark, [folder], tmp_path / "ours.parquet", keep=("team", "plant", "on"))
    theirs, others = on_polars(sorted(folder.glob("part-*")), tmp_path / "theirs.parquet", keep=("team", "plant", "on"))
    assert_alike(*(each.sort("id", "a", nulls_last=True) for each in (ours, theirs)))
    assert [left_out.rows for left_out in left_outs] == [6, 3]
    assert sum((each.missing for each in left_outs), Counter()) == sum((each.missing for each in others), Counter())


def test_cells_that_are_no_answers_are_named_by_file_and_id_and_lenient_leaves_them_out(spark, tmp_path):
    path = written(tmp_path, f"{HEADER}\n7,1,2,3,4,5,often\n8,1,2,3,4,6,often\n9,1,1,1,1,1,1\n")
    with pytest.raises(BalanceError) as raised:
        on_spark(spark, [path], tmp_path / "ours.parquet")
    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in raised.value.faults] == [
        "answers.csv: 3 cells are no answers of their scales. Mend them, say in a mapping (--map) what they mean, "
        "or add --lenient to count them as not answered. [bad-cell]",
        'answers.csv, id 7, column b3: "often", 2 times. Did you mean "often 5"? [bad-cell]',
        'answers.csv, id 8, column b2: "6". [bad-cell]',
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["answers.csv"]
    ours, (left_out,) = on_spark(spark, [path], tmp_path / "ours.parquet", lenient=True)
    theirs, (other,) = on_polars([path], tmp_path / "theirs.parquet", lenient=True)
    assert_alike(ours, theirs)
    assert counts(left_out) == counts(other)


def test_what_a_mapping_says_of_columns_and_labels_holds(spark, tmp_path):
    path = written(tmp_path, HEADER.replace("id", "who").replace("b3", "third") + "\n7,0,1,2,3,4,4\n8,n,1,2,3,4,0\n")
    settled = Settled({"0": 1, "1": 2, "2": 3, "3": 4, "4": 5}, ("n",))
    mapping = ColumnMapping("who", {"third": "b3"}, settled)
    ours, (left_out,) = on_spark(spark, [path], tmp_path / "ours.parquet", mapping=mapping)
    theirs, (other,) = on_polars([path], tmp_path / "theirs.parquet", mapping=mapping)
    assert_alike(ours, theirs)
    assert counts(left_out) == counts(other)


def test_a_mapping_that_names_some_numbers_and_not_all_is_at_fault(spark, tmp_path):
    path = written(tmp_path, f"{HEADER}\n7,0,1,2,3,4,4\n8,1,1,2,3,4,4\n")
    with pytest.raises(BalanceError, match=r'In column "a1" 0 would mean 1 by the mapping.*recoded-values'):
        on_spark(spark, [path], tmp_path / "x.parquet", mapping=ColumnMapping(settled=Settled({"0": 1})))


def test_a_quote_that_a_line_does_not_close_is_told(spark, tmp_path):
    path = written(tmp_path, f'{HEADER},said\n7,1,2,3,4,5,1,"over\ntwo lines"\n')
    with pytest.raises(BalanceError, match=r"ends within quotes.*\[bad-quote\]"):
        on_spark(spark, [path], tmp_path / "ours.parquet")


def test_ids_and_kept_columns_that_are_not_utf8_are_told(spark, tmp_path):
    path = written(tmp_path, f"{HEADER},unit\nÅse,1,2,3,4,5,1,Bø\nBo,1,2,3,4,5,1,Ås\n".encode("cp1252"))
    with pytest.raises(BalanceError, match=r"1 row is not UTF-8.*\[not-utf8\]"):
        on_spark(spark, [path], tmp_path / "ours.parquet")
    with pytest.raises(BalanceError, match=r"2 rows are not UTF-8.*\[not-utf8\]"):
        on_spark(spark, [path], tmp_path / "ours.parquet", keep=("unit",))


def test_a_column_of_free_text_is_no_item(spark, tmp_path, monkeypatch):
    monkeypatch.setattr("balance.spark.doubts.MOST_TEXTS", 3)
    rows = "".join(f"{n},1,2,3,4,5,text {n}\n" for n in range(5))
    path = written(tmp_path, f"{HEADER}\n{rows}")
    with pytest.raises(BalanceError, match=r'Column "b3" holds over 3 different texts.*\[free-text\]'):
        on_spark(spark, [path], tmp_path / "ours.parquet")


def test_where_no_row_is_left_that_is_said(spark, tmp_path):
    path = written(tmp_path, f"{HEADER}\n7,1,2\n")
    with pytest.raises(BalanceError, match=r"No row fits the header.*\[no-rows\]"):
        on_spark(spark, [path], tmp_path / "ours.parquet")


def test_rows_that_did_not_arrive_are_told(spark, tmp_path, monkeypatch):
    path = written(tmp_path, f"{HEADER}\n7,1,2,3,4,5,1\n8,1,2,3,4,5,1\n")
    monkeypatch.setattr("balance.spark.scoring.written", lambda reader, folder, _: reader.parquet(str(folder)).limit(1))
    with pytest.raises(BalanceError, match=r"Of 2 rows that were scored, 1 arrived.*\[not-arrived\]"):
        on_spark(spark, [path], tmp_path / "ours.parquet")


def test_a_file_that_is_named_twice_counts_twice_as_in_the_ordinary_run(spark, tmp_path):
    path = written(tmp_path, f"{HEADER}\n7,1,2,3,4,5,1\n")
    ours, (left_out,) = on_spark(spark, [path, path], tmp_path / "ours.csv")
    theirs, _others = on_polars([path, path], tmp_path / "theirs.csv")
    assert_alike(ours, theirs)
    assert (left_out.rows, left_out.ids.repeated) == (2, 2)
