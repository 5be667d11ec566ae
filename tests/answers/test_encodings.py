"""Texts in whatever encoding, delimiter and dress a survey tool wrote them: read, said, or refused by line."""

import pytest
from answers.helpers import CLEAN, HEADER, answers, faults, scored, written

NAMED = CLEAN.replace("001", "Ærlig Økonomi").replace("002", "Ågot")
IDS = ["Ærlig Økonomi", "Ågot", "003"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["The file is not in UTF-8: it was read as UTF-16."]),
        ("utf-16-le", ["The file is not in UTF-8: it was read as UTF-16."]),
        ("utf-16-be", ["The file is not in UTF-8: it was read as UTF-16."]),
        ("cp1252", ["The file is not in UTF-8: it was read as Windows-1252."]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_encoding_is_found_and_said(tmp_path, encoding, said, end):  # 31, 32, 33, 35
    path = written(tmp_path, NAMED.replace(",", "\t").replace("\n", end).encode(encoding))
    assert [row["id"] for row in answers(path)] == IDS
    assert scored(path)[1].notes == said


def test_the_same_file_in_two_encodings_scores_the_same(tmp_path):
    tables = {scored(written(tmp_path, NAMED.encode(name)))[0] for name in ("utf-8", "cp1252", "utf-16")}
    assert len(tables) == 1


@pytest.mark.parametrize("quoted", ["", '"'])
def test_letters_that_come_late_in_a_long_file_are_read_too(tmp_path, quoted):
    lines = [f"{quoted}{n:06d}{quoted},1,2,3,4,5,1" for n in range(60_000)]
    path = written(tmp_path, "\n".join([HEADER, *lines, "Åse,1,2,3,4,5,1", ""]).encode("cp1252"))
    assert path.stat().st_size > 1 << 20
    table, left_out = scored(path)
    assert table.splitlines()[-1].startswith("Åse,")
    assert left_out.notes == ["The file is not in UTF-8: it was read as Windows-1252."]
    path.write_bytes(path.read_bytes() + "Øy,1,2,3,4,5,1\n".encode())
    assert faults(path) == [
        "answers.csv, line 60003: The file mixes encodings: line 60002 is Windows-1252, this line is UTF-8. "
        "Save all parts in one encoding, as CSV UTF-8. [mixed-encodings]"
    ]


def test_mixed_encodings_are_an_error_with_the_line(tmp_path):  # 34
    content = f"{HEADER}\nØ,1,2,3,4,5,1\n".encode() + "x,1,2,3,4,5,1\nÆ,1,2,3,4,5,1\n".encode("cp1252")
    assert faults(written(tmp_path, content)) == [
        "answers.csv, line 4: The file mixes encodings: line 2 is UTF-8, this line is Windows-1252. "
        "Save all parts in one encoding, as CSV UTF-8. [mixed-encodings]"
    ]


def test_an_encoding_can_be_named(tmp_path):
    path = written(tmp_path, NAMED.encode("mac_roman"))
    assert [row["id"] for row in answers(path, encoding="mac-roman")] == IDS
    assert scored(path, encoding="mac-roman")[1].notes == []
    assert [row["id"] for row in answers(written(tmp_path, NAMED.encode("utf-16")), encoding="UTF-16")] == IDS
    assert [row["id"] for row in answers(written(tmp_path, NAMED.encode()), encoding="utf8")] == IDS


def test_a_text_that_is_not_in_the_encoding_named_is_an_error_with_the_line(tmp_path):
    path = written(tmp_path, NAMED.encode("cp1252"))
    assert "answers.csv, line 2: The line is not UTF-8." in faults(path, encoding="utf-8")[0]
    assert "answers.csv, line 2: The line is not ascii." in faults(path, encoding="ascii")[0]
    cut = written(tmp_path, NAMED.encode("utf-16-le")[:-1])
    assert "answers.csv, line 4: The line is not UTF-16." in faults(cut)[0]


@pytest.mark.parametrize("name", ["utf-9", "base64", "", "undefined", "a" * 100, "\0"])
def test_an_encoding_that_there_is_not_is_an_error(tmp_path, name):
    assert "[no-such-encoding]" in faults(written(tmp_path, CLEAN), encoding=name)[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "sep={}\n", '"sep={}"\n'])
def test_the_delimiter_is_found(tmp_path, delimiter, start):  # 36
    path = written(tmp_path, start.format(delimiter) + CLEAN.replace(",", delimiter))
    assert scored(path)[0] == scored(written(tmp_path, CLEAN))[0]
    assert scored(path)[1].notes == []


def test_a_delimiter_that_could_be_another_is_said(tmp_path):
    content = "a1,x;b3\n1,2;3\n"
    assert scored(written(tmp_path, content), lenient=True)[1].notes == [
        "The columns were divided at commas; look whether that is right."
    ]
    assert scored(written(tmp_path, content + "1,2\n3,4\n"), lenient=True)[1].notes == []


def test_titles_above_the_header_are_passed_over_and_said(tmp_path):  # 53
    path = written(tmp_path, f"Report of spring,,\n\nExported,2026-05-01\n{CLEAN}")
    table, left_out = scored(path)
    assert table == scored(written(tmp_path, CLEAN))[0]
    assert left_out.notes == ["2 rows above the header were passed over."]
    assert left_out.empty_lines == 1
    path = written(tmp_path, f"Report of spring,,\n\nExported,2026-05-01\n{CLEAN.replace('3,3,3,3', '3,3,3,9')}")
    assert "row 7, column a3" in faults(path)[1]


def test_a_row_above_the_header_that_is_no_title_stays_the_header(tmp_path):
    assert "[no-items]" in faults(written(tmp_path, f"One,two,three\n{CLEAN}"))[0]
