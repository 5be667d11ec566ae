"""The list of what was left out, beside the output."""

import csv

from answers.helpers import HEADER, scored, written

from balance.answers.leftout import list_path, write_list

CONTENT = f"""=cmd,{HEADER},
n,x,9,NA,no_occasion,=1+1,\x1b[2J,3,

n,short,1
n,y,1,2,3,4,5,1,
"""


def test_the_list_names_every_column_row_and_cell_with_its_reason_and_nothing_in_it_runs(tmp_path):
    _table, left_out = scored(written(tmp_path, CONTENT), lenient=True)
    path = tmp_path / "list.csv"
    write_list([left_out], path)
    with path.open(newline="", encoding="utf-8") as file:
        found = list(csv.reader(file))
    assert {row.pop(0) for row in found[1:]} == {left_out.file}
    assert found == [
        ["file", "what", "row", "column", "text", "count", "reason"],
        ["column", "", "'=cmd", "", "", "neither an item nor the id"],
        ["column", "", "", "", "", "has no header"],
        ["row", "4", "", "", "", "too short, 3 of 9 columns"],
        ["line", "", "", "", "1", "blank"],
        ["cell", "2", "a1", "9", "", "no answer of the scale: not answered"],
        ["cell", "2", "b1", "'=1+1", "", "no answer of the scale: not answered"],
        ["cell", "2", "b2", "␛[2J", "", "no answer of the scale: not answered"],
        ["missing", "", "", "NA", "1", "not answered"],
        ["unscored", "", "", "no_occasion", "1", "answered, and never scored"],
    ]


def test_a_long_list_ends_with_how_many_more_there_are(tmp_path):
    rows = "".join("x,9,9,3,4,5,1\n" for _row in range(6000)) + "x,1,2\n" * 10_002
    _table, left_out = scored(written(tmp_path, f"{HEADER}\n{rows}"), lenient=True)
    write_list([left_out], tmp_path / "list.csv")
    lines = (tmp_path / "list.csv").read_text("utf-8").splitlines()
    assert f'{left_out.file},row,,,,2,"further ones, not listed"' in lines
    assert f'{left_out.file},cell,,,,2000,"further ones, not listed"' in lines
    assert len(lines) == 20_003


def test_the_list_stands_beside_the_output(tmp_path):
    assert list_path(tmp_path / "scores.v2.csv") == tmp_path / "scores.v2.csv.left-out.csv"
