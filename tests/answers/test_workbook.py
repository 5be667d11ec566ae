"""Answers in Excel workbooks, with all that people and programs leave in them."""

import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from answers.helpers import CLEAN, ITEMS, answers, faults, scored, written
from answers.making import ROWS, rewritten, saved
from xlsxwriter import Workbook as Writer


def with_row(*row: Any) -> list[list[Any]]:
    return [*ROWS, list(row)]


def test_a_workbook_scores_like_the_same_table_as_csv(tmp_path):
    table, left_out = scored(saved(tmp_path))
    plain, _ = scored(written(tmp_path, CLEAN))
    assert table == plain
    assert (left_out.rows, left_out.missing, left_out.notes) == (3, {"blank": 1}, [])


def test_numbers_labels_and_texts_of_numbers_may_mix(tmp_path):
    path = saved(tmp_path, with_row("x", "often 1", 2.0, "3.0", "4,0", " 5 ", "no_occasion"))
    assert list(answers(path)[3].values()) == ["x", 1, 2, 3, 4, 5, None]


def test_every_row_is_read_also_after_the_thousandth(tmp_path):  # 61
    rows = [ROWS[0], *[["g", 1, 2, 3, 4, 5, 1]] * 1500, ["late", "N/A", "often 2", 3, 4, 5, 1]]
    table, left_out = scored(saved(tmp_path, rows))
    assert (left_out.rows, left_out.missing) == (1501, {"N/A": 1})
    assert table.splitlines()[-1].startswith("late,")


def test_ids_are_kept_as_they_are_stored_and_long_numbers_said_to_be_inexact(tmp_path):  # 54
    ids = ["007", "9007199254740993", "1e5", 7, 7.5, 9007199254740993, 12345678901234567890]
    path = saved(tmp_path, [ROWS[0], *([id, 1, 2, 3, 4, 5, 1] for id in ids)])
    assert [row["id"] for row in answers(path)] == [
        "007", "9007199254740993", "1e5", "7", "7.5", "9007199254740992", "12345678901234569216"]  # fmt: skip
    assert scored(path)[1].notes == [
        "2 numbers of over 15 digits are not exact: spreadsheets keep no more (rows 7, 8)."
    ]


def test_a_formula_without_a_value_and_an_error_are_not_answered_and_said(tmp_path):  # 63, 64
    path = saved(tmp_path, with_row("x", "=1+1", "#DIV/0!", 3, 4, 5, 1))
    _table, left_out = scored(path)
    assert left_out.missing == {"formula without a value": 1, "#DIV/0!": 1, "blank": 1}
    assert left_out.notes == ["2 cells are errors or formulas without a value: not answered (rows 5)."]
    assert [row["a1"] for row in answers(path)] == [1, None, 3, None]


def test_a_row_of_nothing_but_formulas_without_a_value_is_kept(tmp_path):
    path = saved(tmp_path, [*ROWS, [None, *["=1+1"] * 6], ["y", 1, 1, 1, 1, 1, 1]])
    assert scored(path)[1].rows == 5


def test_the_value_of_a_formula_is_read(tmp_path):
    book = Writer(tmp_path / "answers.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ROWS[0])
    for place in range(1, 7):
        sheet.write_formula(1, place, "=1+1", None, 2)
    sheet.write_formula(1, 0, '=A1&"x"', None, "idx")
    book.close()
    assert list(answers(tmp_path / "answers.xlsx")[0].values()) == ["idx", 2, 2, 2, 2, 2, 2]


def test_the_sheet_that_fits_is_found_and_said(tmp_path):  # 65
    path = saved(tmp_path, [["About"], ["this file"]], Answers=ROWS, Empty=[])
    table, left_out = scored(path)
    assert table == scored(written(tmp_path, CLEAN))[0]
    assert left_out.notes == ['Sheet "Answers" was read, one of 2.']


def test_a_sheet_can_be_named_and_two_that_fit_alike_must_be(tmp_path):
    path = saved(tmp_path, Spring=ROWS[:3])
    assert faults(path) == [
        "answers.xlsx: 2 sheets fit equally well: Sheet, Spring. Name one with --sheet. [which-sheet]"
    ]
    assert len(answers(path, sheet="spring")) == 2
    assert 'There is no sheet "Sprin". Did you mean "Spring"? [no-such-sheet]' in faults(path, sheet="Sprin")[0]


def test_titles_blank_rows_and_blank_columns_around_the_table_do_no_harm(tmp_path):  # 53
    rows = [[], [None, "Report of spring"], [], *([None, *row, None, None] for row in ROWS), []]
    rows[5][3] = "x"
    path = saved(tmp_path, rows)
    assert faults(path)[1:] == ['answers.xlsx, row 6, column a2: "x". [bad-cell]']
    _table, left_out = scored(path, lenient=True)
    assert left_out.notes == ["1 row above the header was passed over."]
    assert (left_out.rows, left_out.empty_lines, left_out.columns.others) == (3, 1, [])
    rows[5][3] = "=1"
    assert scored(saved(tmp_path, rows))[1].missing == {"formula without a value": 1, "blank": 1}


def test_hidden_rows_are_read_and_said(tmp_path):  # 66
    book = openpyxl.load_workbook(saved(tmp_path))
    assert book.active is not None
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[90].hidden = True
    book.save(tmp_path / "answers.xlsx")
    _table, left_out = scored(tmp_path / "answers.xlsx")
    assert (left_out.rows, left_out.notes) == (3, ["1 hidden row was read too."])


def test_a_stray_cell_at_the_end_of_the_sheet_does_no_harm(tmp_path):  # 70
    book = openpyxl.load_workbook(saved(tmp_path))
    assert book.active is not None
    book.active["J1048576"] = "x"
    book.save(tmp_path / "answers.xlsx")
    _table, left_out = scored(tmp_path / "answers.xlsx")
    assert (left_out.rows, left_out.empty_lines) == (4, 1_048_571)
    assert left_out.ids.empty == 1


@pytest.mark.parametrize("value", [9, 3.5, True, "Vet ikke"])
def test_a_cell_that_is_no_answer_is_named_with_its_row(tmp_path, value):
    path = saved(tmp_path, with_row("x", 1, value, 3, 4, 5, 1))
    assert "answers.xlsx, row 5, column a2" in faults(path)[1]


@pytest.mark.parametrize("value", [date(2026, 6, 25), datetime(2026, 6, 25, 0, 0, tzinfo=UTC).replace(tzinfo=None)])
def test_an_answer_that_became_a_date_is_named_with_a_hint(tmp_path, value):
    (_all, said) = faults(saved(tmp_path, with_row("x", 1, value, 3, 4, 5, 1)))
    assert said.startswith('answers.xlsx, row 5, column a2: "2026-06-25". A spreadsheet may have made a date of')


def test_dates_of_kept_columns_have_no_time_of_their_own(tmp_path):
    rows = [[*row, date(2026, 6, 25)] for row in ROWS]
    rows[0][-1] = "When"
    rows[2][-1] = datetime(2026, 6, 25, 12, 30, tzinfo=UTC).replace(tzinfo=None)
    found = answers(saved(tmp_path, rows), keep=("when",))
    assert [row["When"] for row in found] == ["2026-06-25", "2026-06-25 12:30:00", "2026-06-25"]


def test_an_ending_that_says_otherwise_is_said(tmp_path):  # 69
    path = saved(tmp_path)
    assert scored(path.rename(tmp_path / "x.csv"))[1].notes == [
        "The name ends in .csv, and the file holds Excel: it was read as that."
    ]
    assert scored(written(tmp_path, CLEAN, "x.xlsx"))[1].notes == [
        "The name ends in .xlsx, and the file holds CSV: it was read as that."
    ]


def test_a_sheet_asked_of_a_file_that_has_none_is_said(tmp_path):
    assert scored(written(tmp_path, CLEAN), sheet="Answers")[1].notes == [
        "The file holds CSV, which has no sheets: --sheet changed nothing here."
    ]


def test_half_a_workbook_is_an_error(tmp_path):  # 68
    whole = saved(tmp_path).read_bytes()
    for end in (5, len(whole) // 2, len(whole) - 1):
        assert "[broken-workbook]" in faults(written(tmp_path, whole[:end], "half.xlsx"))[0]


def test_old_and_locked_workbooks_and_other_zips_are_told_in_words(tmp_path):  # 68
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "an older Excel (.xls)" in faults(written(tmp_path, ole, "old.xls"))[0]
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password" in faults(written(tmp_path, locked, "locked.xlsx"))[0]
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("answers.csv", CLEAN)
    assert "This is a zip file, and no Excel workbook" in faults(tmp_path / "other.zip")[0]


def test_a_bomb_is_refused_before_it_is_read(tmp_path):  # 67
    bomb = rewritten(saved(tmp_path), "xl/worksheets/sheet1.xml", bytes(60_000_000))
    assert "Unpacked it is 60 MB, more than answers take." in faults(bomb)[0]


def test_an_archive_that_lies_about_a_size_is_broken(tmp_path):
    whole = bytearray(rewritten(saved(tmp_path), "xl/worksheets/sheet1.xml", b" " * 100_000).read_bytes())
    size = (100_000).to_bytes(4, "little")
    assert whole.count(size) == 2
    assert "[broken-workbook]" in faults(written(tmp_path, bytes(whole.replace(size, b"\x10\0\0\0")), "lie.xlsx"))[0]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", [b"", b"<x", b"<x/>", b"\0" * 20])
def test_parts_that_make_no_sense_are_an_error_in_words(tmp_path, part, content):
    said = faults(rewritten(saved(tmp_path), part, content))
    assert any(f"[{id}]" in said[0] for id in ("broken-workbook", "empty-file", "no-items")), said


def test_a_workbook_without_places_in_its_cells_is_read(tmp_path):
    path = saved(tmp_path)
    cells = "".join(
        "<row>" + "".join(
            "<c/>" if cell is None else f'<c t="inlineStr"><is><t>{cell}</t></is></c>' if isinstance(cell, str)
            else f"<c><v>{cell}</v></c>" for cell in row
        ) + "</row>"
        for row in ROWS
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
    )
    assert scored(path)[0] == scored(written(tmp_path, CLEAN))[0]


def test_items_stay_beside_their_own_headers(tmp_path):
    turned = [list(reversed(row)) for row in ROWS]
    assert [[row[item] for item in ITEMS] for row in answers(saved(tmp_path, turned))] == [row[1:] for row in ROWS[1:]]
