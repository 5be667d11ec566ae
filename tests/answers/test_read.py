"""Batches of answers as they come: the cases of the corpus, by their numbers, for text tables."""

import os
from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
from answers.helpers import CLEAN, HEADER, ITEMS, answers, faults, scored, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance.answers.leftout import Cell
from balance.errors import BalanceError


def rows(*lines: str, end: str = "\n") -> str:
    return HEADER + "\n" + "".join(line + end for line in lines)


GOOD = "g,1,2,3,4,5,1"


def test_a_clean_file_is_scored(tmp_path):
    table, left_out = scored(written(tmp_path, CLEAN))
    assert table.splitlines() == [
        "id,a,b,left,right,lean,level,answered",
        "001,25.0,58.333333333333336,25.0,58.333333333333336,33.333333333333336,41.66666666666667,1.0",
        "002,,25.0,,25.0,,,0.8333333333333334",
        "003,50.0,50.0,50.0,50.0,0.0,50.0,1.0",
    ]
    assert not left_out.anything
    assert left_out.missing == {"blank": 1}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),  # 31
        lambda text: text.replace("\n", "\r\n").encode(),  # 35
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\r\n", 2).encode(),
        lambda text: text.replace("\n", "\r", 2).encode(),
        lambda text: text.replace(",", ";").encode(),  # 36
        lambda text: text.replace(",", "\t").encode(),
        lambda text: b"sep=;\r\n" + text.replace(",", ";").replace("\n", "\r\n").encode(),
        lambda text: text.replace("a1", "A1 ").replace("b2", "Ｂ2").encode(),  # 48
        lambda text: text.replace("001,1,2,3", '001,"1", 2,３').encode(),  # 38
        lambda text: text.replace("003,3,3,3", "003," + '+3,03,"3.0"').encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
)
def test_the_same_answers_in_another_dress_score_the_same(tmp_path, change):
    plain, _ = scored(written(tmp_path, CLEAN))
    dressed, left_out = scored(written(tmp_path, change(CLEAN), "dressed.csv"))
    assert dressed == plain
    assert left_out.rows == 3


def test_a_decimal_comma_is_read_where_semicolons_divide(tmp_path):  # 37
    path = written(tmp_path, CLEAN.replace(",", ";").replace(";1;2;3;", ";1,0;2,0;3,0;"))
    assert answers(path)[0] == {"id": "001", "a1": 1, "a2": 2, "a3": 3, "b1": 4, "b2": 5, "b3": 1}


def test_line_breaks_in_quotes_are_one_cell(tmp_path):  # 39
    path = written(tmp_path, f'{HEADER},why\n001,1,2,3,4,5,1,"good\nand, yes, bad"\n002,1,1,1,1,1,x,"a ""b"""\n')
    assert faults(path)[1:] == ['answers.csv, row 3, column b3: "x". [bad-cell]']
    table, left_out = scored(path, lenient=True)
    assert left_out.rows == 2
    assert [line.split(",")[0] for line in table.splitlines()] == ["id", "001", "002"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (rows("x,1,2,3,4,5,1", 'y,"1,2,3,4,5,1', GOOD), "line 3: A quote opens here and is never closed."),  # 40
        (rows('x,1,"2"0,3,4,5,1', GOOD), "line 2: A quoted text ends here and does not fill its cell."),  # 41
        (rows('x,"1,2,3,4,5,1', 'y,1,2",3,4,5,1', GOOD), "line 2: A quote opens here and swallows the rows after it."),
        (rows('x,1,"2,3,4,5,1', GOOD, 'y,1",2,3,4,5,1', GOOD), "line 2: A quote opens here and swallows the rows"),
        (rows("x,1,2,3,4,5,1", "y,\0,1,2,3,4,5"), "line 3: The line holds a NUL"),  # 42
        ("", "The file is empty."),  # 46
        (" \n\n", "The file is empty."),
        ("\ufeff", "The file is empty."),
        (HEADER, "The file has a header and no rows."),
        (HEADER + "\n\n\n", "The file has a header and no rows."),
        (rows("1,2", "3"), "No row fits the header: the header has 7 columns, line 2 has 2."),
        (CLEAN.replace("\n002", "\n\x81").encode("latin-1"), "line 3: The line is neither UTF-8 nor Windows-1252."),
        ("Report,of,spring\n" + CLEAN, "None of the headers is an item of small."),  # 53
        (b"PK\x03\x04" + bytes(50), "The file begins as Excel (.xlsx) and cannot be read to its end."),
        (b"\xff\xd8\xff\xe0" + bytes(50), "This is a JPEG file, not a table of answers."),
        (b"PAR1" + bytes(50), "The file begins as Parquet and cannot be read to its end."),
        ('"' + CLEAN, "line 1: The header cannot be read: a quote in it is not closed."),
    ],
)
@pytest.mark.parametrize("lenient", [False, True])
def test_a_file_that_is_no_table_of_answers_is_refused_in_words(tmp_path, content, fault, lenient):
    said = faults(written(tmp_path, content), lenient=lenient)
    assert any(fault in line for line in said), said


def test_a_quote_that_swallows_rows_in_a_column_left_out_is_found(tmp_path):
    """Fields are as many as in the header: only what the cell holds gives it away."""
    path = written(tmp_path, f'id,why,{",".join(ITEMS)}\nx,"hm,1,2,3,4,5,1\ny,so",5,4,3,2,1,5\n')
    assert "A quote opens here and swallows the rows after it." in faults(path, lenient=True)[0]


def test_a_quote_that_swallows_whole_rows_in_the_last_column_is_found(tmp_path):
    path = written(tmp_path, f'{HEADER},why\nx,1,2,3,4,5,1,"\n{GOOD},\n{GOOD},"\n')
    assert "swallows" in faults(path)[0]


def test_a_comment_with_commas_and_line_breaks_is_no_stray_quote(tmp_path):
    comment = "well, I think, yes, and no,\nbut, then, 1, 2, 3,\n4, 5"
    _table, left_out = scored(written(tmp_path, f'{HEADER},why\nx,1,2,3,4,5,1,"{comment}"\n'))
    assert left_out.rows == 1


def test_rows_that_are_too_long_or_too_short_are_left_out_and_listed(tmp_path):  # 43, 44
    table, left_out = scored(written(tmp_path, rows(GOOD, "a,1,2,3", GOOD, "b,1,2,3,4,5,1,9", "c,,,,,,")))
    assert [row[:2] for row in left_out.dropped_rows] == [(3, 4), (5, 8)]
    assert (left_out.dropped, left_out.rows) == (2, 3)
    assert [line[0] for line in table.splitlines()[1:]] == ["g", "g", "c"]


def test_a_short_row_is_noticed_where_blanks_are_plenty(tmp_path):
    _table, left_out = scored(written(tmp_path, rows(GOOD, "a,1,2,3,,", "b,1,2,3,,,")))
    assert [row.line for row in left_out.dropped_rows] == [3]


def test_a_last_line_cut_short_is_an_error_unless_lenient(tmp_path):
    path = written(tmp_path, rows(GOOD, GOOD) + "x,1,2")
    assert faults(path) == [
        "answers.csv, line 4: The last line breaks off: the file is not whole. "
        "Export it again, or add --lenient to leave that row out. [cut-line]"
    ]
    assert scored(path, lenient=True)[1].dropped == 1


def test_blank_lines_are_ignored_and_counted(tmp_path):  # 45
    table, left_out = scored(written(tmp_path, "\n" + rows(GOOD, "", "  ", GOOD, "")))
    assert (left_out.rows, left_out.empty_lines, left_out.dropped) == (2, 4, 0)
    assert len(table.splitlines()) == 3


def test_a_column_claimed_twice_is_an_error_with_both(tmp_path):  # 47, 50
    said = faults(written(tmp_path, CLEAN.replace("id,", "A1,")))
    assert said == [
        'answers.csv: column 1 ("A1") and column 2 ("a1") are both "a1". '
        "Delete or rename one of the two, or say in a mapping (--map) which one it is. [duplicate-column]"
    ]


def test_an_item_without_a_column_is_an_error_and_when_lenient_not_answered(tmp_path):  # 51
    path = written(tmp_path, "\n".join(line.rpartition(",")[0] for line in CLEAN.splitlines()) + "\n")
    assert faults(path)[1:] == ['answers.csv: No column "b3". [missing-column]']
    _table, left_out = scored(path, lenient=True)
    assert left_out.columns.absent == ("b3",)
    assert answers(path, lenient=True)[0]["b3"] is None


IDS = ["007", "7", "9007199254740993", "12345678901234567890", "1e5", " 5", "é", "É", "TRUE", "Ola Nordmann"]


@pytest.mark.parametrize("quote", ["", '"'])
def test_ids_are_kept_letter_for_letter(tmp_path, quote):  # 54
    path = written(tmp_path, rows(*(f"{quote}{id}{quote},1,2,3,4,5,1" for id in IDS)))
    assert [row["id"] for row in answers(path)] == IDS


@pytest.mark.parametrize("quote", ["", '"'])
def test_empty_and_repeated_ids_are_kept_and_counted(tmp_path, quote):  # 55
    ids = ["a", "", "b", "a", "", " ", "a"]
    table, left_out = scored(written(tmp_path, rows(*(f"{quote}{id}{quote},1,2,3,4,5,1" for id in ids))))
    assert tuple(left_out.ids) == (3, 3, 0)
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == ids


BAD = ["0", "6", "99", "Vet ikke", "3.5", "nan", "inf", "1e400", "2147483648", "2026-01-02", "TRUE", "300", "-1"]


@pytest.mark.parametrize("text", BAD)  # 56, 58, 59, 60
def test_a_cell_that_is_no_answer_is_named_and_when_lenient_not_answered(tmp_path, text):
    path = written(tmp_path, rows(GOOD, f"x,{text},2,3,4,5,1"))
    hint = (
        "A spreadsheet may have made a date of an answer such as 6-25: take the export before it was opened there. "
        if text.startswith("2026")
        else ""
    )
    assert faults(path) == [
        "answers.csv: 1 cell is no answer of its scale. Mend them, say in a mapping (--map) what they mean, "
        "or add --lenient to count them as not answered. [bad-cell]",
        f'answers.csv, row 3, column a1: "{text}". {hint}[bad-cell]',
    ]
    _table, left_out = scored(path, lenient=True)
    assert left_out.cells == [Cell(3, "a1", text, "a1")]
    assert answers(path, lenient=True)[1]["a1"] is None


def test_all_bad_cells_are_counted_and_the_first_ten_named_by_row(tmp_path):
    said = faults(written(tmp_path, rows(*(f"x,{9 if n % 2 else 1},2,3,4,5,8" for n in range(1000)))))
    assert "The answers have 8, 9, and the scale has 1, 2, 3, 4, 5." in said[0]
    assert said[1].startswith("answers.csv: 1,500 cells are no answers of their scales. The first 10 follow.")
    assert said[2:5] == [
        'answers.csv, row 2, column b3: "8". [bad-cell]',
        'answers.csv, row 3, column a1: "9". [bad-cell]',
        'answers.csv, row 3, column b3: "8". [bad-cell]',
    ]
    assert len(said) == 12


def test_a_near_label_is_offered_and_not_taken(tmp_path):
    (_, said) = faults(written(tmp_path, rows("x,offten 4,2,3,4,5,1")))
    assert said == 'answers.csv, row 2, column a1: "offten 4". Did you mean "often 4"? [bad-cell]'


def test_signs_of_no_answer_and_unscored_answers_are_counted_by_code(tmp_path):  # 57
    path = written(tmp_path, rows("x,NA,N/A,-,.,#N/A,", "y,no_occasion,often: no occasion,  ,1,1,1"))
    _table, left_out = scored(path)
    assert left_out.missing == {"NA": 1, "N/A": 1, "-": 1, ".": 1, "#N/A": 1, "blank": 2}
    assert left_out.unscored == {"no_occasion": 2}


def test_a_text_late_in_a_long_file_keeps_its_row(tmp_path):  # 61
    _table, left_out = scored(written(tmp_path, rows(*[GOOD] * 5000, "late,N/A,2,3,4,5,1")))
    assert (left_out.rows, left_out.missing) == (5001, {"N/A": 1})


def test_labels_and_numbers_may_mix(tmp_path):  # 62
    path = written(tmp_path, rows("x,often 1,2,Often 3,4,OFTEN 5,1"))
    assert list(answers(path)[0].values())[1:] == [1, 2, 3, 4, 5, 1]


def test_a_column_of_free_text_is_refused(tmp_path):
    path = written(tmp_path, rows(*(f"x,text {n},2,3,4,5,1" for n in range(10_001))))
    assert "holds over 10,000 different texts" in faults(path, lenient=True)[0]


@pytest.mark.parametrize("name", ["[1].csv", "*.csv", "a?.csv", "~a.csv", "{x}.csv", "no ending", "x.parquet", "æ.csv"])
def test_the_name_of_a_file_is_taken_literally(tmp_path, name):  # 69, 74
    written(tmp_path, rows("other,1,1,1,1,1,1"), "a1.csv")
    assert answers(written(tmp_path, CLEAN, name))[0]["id"] == "001"


def test_an_address_is_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "not-a-file" in faults(Path("https://example.org/x.csv"))[0]


@pytest.mark.skipif(os.name == "nt", reason="POSIX has these")
def test_folders_devices_and_pipes_are_refused(tmp_path):  # 75
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, Path("/dev/null"), tmp_path / "pipe", tmp_path / "none"):
        assert "not-a-file" in faults(path)[0] or "no-such-file" in faults(path)[0]


def test_without_an_id_rows_are_numbered_as_they_stand_in_the_file(tmp_path):
    lines = [line.partition(",")[2] for line in CLEAN.splitlines()]
    assert [row["id"] for row in answers(written(tmp_path, "\n".join(lines)))] == [1, 2, 3]
    lines[2:2] = ["", "1,2"]
    assert [row["id"] for row in answers(written(tmp_path, "\n".join(lines)))] == [1, 3, 4]


def test_other_columns_are_left_out(tmp_path):
    path = written(tmp_path, "\n".join(f"n{n},{line},x" for n, line in enumerate(CLEAN.splitlines())))
    table, left_out = scored(path)
    assert table == scored(written(tmp_path, CLEAN, "plain.csv"))[0]
    assert left_out.columns.others == [0, 8]


def test_a_cell_of_a_megabyte_is_refused(tmp_path):
    path = written(tmp_path, f'{HEADER},why\nx,1,2,3,4,5,1,"{"w" * 200_000}"\n')
    assert "A cell holds over" in faults(path)[0]
    path = written(tmp_path, f"{HEADER},why\nx,1,2,3,4,5,1,{'w' * 3_000_000}\n")
    assert "The line is over 1 MB." in faults(path)[0]


def test_an_id_that_is_called_as_a_score_is_refused(tmp_path):
    path = written(tmp_path, CLEAN.replace("id,", "lean,"))
    assert "[id-name-taken]" in faults(path, id_column="lean")[0]


NOISE = st.sampled_from(
    [
        b'"',
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xc3\xa6",
        b"9",
        b"NA",
        b";",
        b"\t",
        b" ",
        b"",
        b"-",
        b'""',
        b"\r\n\r\n",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 3), NOISE), max_size=4), st.booleans())
def test_a_file_with_noise_gives_a_table_or_words(tmp_path, noise, lenient):
    content = bytearray((rows(*[GOOD] * 20)).encode())
    for at, cut, piece in noise:
        content[at : at + cut] = piece
    with suppress(BalanceError):
        table, left_out = scored(written(tmp_path, bytes(content)), lenient=lenient)
        read = pl.read_csv(table.encode(), infer_schema=False)
        assert left_out.rows == len(read) > 0


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_give_words(tmp_path, content):
    assert faults(written(tmp_path, content))


def test_many_batches_on_the_careful_path_keep_their_order(tmp_path):
    table, left_out = scored(written(tmp_path, rows(*(f'"{n:05d}",{n % 5 + 1},2,3,4,5,1' for n in range(150_000)))))
    assert left_out.rows == 150_000
    assert [line[:5] for line in table.splitlines()[1:]] == [f"{n:05d}"[:5] for n in range(150_000)]
