"""Where score tables are written, whole or not at all."""

import os

import polars as pl
import pytest

from balance import table
from balance.answers.matching import ID
from balance.errors import BalanceError

FRAME = pl.LazyFrame({ID: ["=cmd", "+1", "-1", "@x", "\t=", "\r", "a=b", "007", "", None, 'q"'], "goals": [1 / 3] * 11})


def written(folder, ending, frame=FRAME, name="id"):
    path = folder / "scores"
    table.write(table.named(frame, ID, name), path, table.Form(ending))
    return path


@pytest.mark.parametrize(("ending", "separator"), [(".csv", ","), (".tsv", "\t")])
def test_ids_that_a_spreadsheet_would_run_get_an_apostrophe(tmp_path, ending, separator):
    back = pl.read_csv(written(tmp_path, ending), separator=separator, infer_schema=False, empty_string_is_null=False)
    assert back["id"].to_list()[:8] == ["'=cmd", "'+1", "'-1", "'@x", "'\t=", "'\r", "a=b", "007"]
    assert back["id"][10] == 'q"'


def test_a_header_that_a_spreadsheet_would_run_gets_one_too(tmp_path):
    assert written(tmp_path, ".csv", name="=1+1").read_text("utf-8").startswith("'=1+1,goals\n")


def test_parquet_keeps_ids_as_they_are(tmp_path):
    assert pl.read_parquet(written(tmp_path, ".parquet")).equals(FRAME.rename({ID: "id"}).collect())


def test_row_numbers_stay_numbers(tmp_path):
    frame = pl.LazyFrame({ID: [1, 2], "goals": [50.0, None]})
    assert written(tmp_path, ".csv", frame, "row").read_text("utf-8") == "row,goals\n1,50.0\n2,\n"


def test_a_second_writing_shares_no_file_with_the_first_which_may_still_be_under_way(tmp_path):
    path = written(tmp_path, ".csv")
    with path.open("ab") as late:
        written(tmp_path, ".csv")
        late.write(b"too late")
    assert "too late" not in path.read_text("utf-8")


def test_an_id_column_called_as_a_score_is_refused(tmp_path):
    with pytest.raises(BalanceError, match="id-name-taken"):
        written(tmp_path, ".csv", name="goals")


@pytest.mark.parametrize("name", ["x.xls", "x", "x.csv.gz", "x.json"])
def test_another_ending_is_refused_with_a_list_of_those_there_are(tmp_path, name):
    with pytest.raises(BalanceError, match=r"Use one of: \.csv, \.tsv, \.xlsx, \.parquet, \.jsonl\."):
        table.check_out(tmp_path / name, force=False)


@pytest.mark.parametrize("name", ["x.csv", "X.TSV", "x.parquet", "x.XLSX", "x.jsonl"])
def test_known_endings_are_taken_in_any_case(tmp_path, name):
    table.check_out(tmp_path / name, force=False)


def test_a_place_for_now_is_gone_afterwards():
    with table.place(None) as path:
        path.write_text("x", "utf-8")
    assert not path.exists()
    assert not path.parent.exists()


@pytest.mark.usefixtures("no_bytecode")
@pytest.mark.skipif(os.name == "nt", reason="a limit of POSIX")
@pytest.mark.parametrize("ending", table.ENDINGS)
def test_a_full_disk_is_said_and_nothing_is_left(tmp_path, ending):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    frame = pl.LazyFrame({ID: [str(n * 7919) for n in range(100_000)]})
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with (
            pytest.raises(BalanceError, match=r"The file cannot be written: .*\[unwritable\]"),
            table.place(tmp_path / f"out{ending}") as path,
        ):
            table.write(table.named(frame, ID, "id"), path, table.Form(ending))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []
