"""Exports of survey platforms through the real command: the same answers, wherever they come from, score the same.

The files in tests/data/platforms were written for these tests after the formats that the modules in
answers/platforms name, with their oddities (its README.md). Each holds the answers of plain.csv.
"""

import csv
import io
import shutil
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from balance.answers.matching import ID
from balance.answers.platforms.recognition import PLATFORMS, recognised
from balance.answers.values import judge
from balance.questionnaire.library import load
from balance.scores.engines import score

DATA = Path(__file__).parents[1] / "data" / "platforms"
# file: platform, header of its ids, rows below the header, by what the items are found, columns of its own left out
EXPORTS = {
    "qualtrics-en": ("Qualtrics", "ResponseId", 2, "row of a grid 20", 18),
    "qualtrics-nb": ("Qualtrics", "ResponseId", 2, None, 16),
    "qualtrics-recoded": ("Qualtrics", "ResponseId", 2, None, 16),
    "limesurvey-en": ("LimeSurvey", "id", 0, "row of a grid 20", 9),
    "limesurvey-nb": ("LimeSurvey", "Response ID", 0, "row of a grid 20", 6),
    "google-forms-en": ("Google Forms", "row", 0, "row of a grid 20", 2),
    "google-forms-nb": ("Google Forms", "row", 0, "row of a grid 20", 2),
    "microsoft-forms-en": ("Microsoft Forms", "ID", 0, "text 20", 5),
    "microsoft-forms-nb": ("Microsoft Forms", "ID", 0, "text 20", 5),
    "surveymonkey-en": ("SurveyMonkey", "Respondent ID", 1, "text 20", 8),
    "surveymonkey-nb": ("SurveyMonkey", "Respondent ID", 1, "text 20", 8),
    "redcap-en": ("REDCap", "record_id", 0, None, 3),
    "redcap-nb": ("REDCap", "Record ID", 0, "text 20", 3),
    "kobotoolbox-en": ("KoboToolbox", "_id", 0, None, 11),
    "kobotoolbox-nb": ("KoboToolbox", "_id", 0, "text 20", 11),
    "typeform-en": ("Typeform", "#", 0, "text 20", 6),
    "typeform-nb": ("Typeform", "#", 0, "text 20", 6),
}
PERSONAL = ("Hansen", "Kari", "respondent1@", "deltaker1@", "10.20.30.", "10.1.1.", "59.91", "IPAddress", "Email")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture(scope="module")
def plain():
    """The score table of the file of ids and numbers, worked out by the definition itself."""
    pulse = load(DATA / "pulse.yaml")
    frame = pl.read_csv(DATA / "plain.csv", infer_schema=False)
    judged = {item: [judge(text or "", pulse.items[item].scale).value for text in frame[item]] for item in pulse.items}
    table = score(pl.DataFrame({ID: frame["id"], **judged}).lazy(), pulse).collect()
    return rows(table.write_csv())


@pytest.fixture
def export(balance, tmp_path):
    """Score a copy of an export, with the mapping beside it where it needs one."""

    def run(name, *choices, **how):
        for path in (*DATA.glob(f"{name}.*"), DATA / "pulse.yaml"):
            shutil.copy(path, tmp_path)
        mapping = ("--map", f"{name}.yaml") if (DATA / f"{name}.yaml").exists() else ()
        return balance("score", f"{name}.csv", "-q", "./pulse.yaml", *mapping, *choices, cwd=tmp_path, **how)

    return run


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_read_as_it_comes_and_scores_as_the_plain_file_does(export, tmp_path, plain, name):
    platform, id, skipped, rules, own = EXPORTS[name]
    done = export(name, "-o", "out.csv")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out.csv").read_text("utf-8")
    found = rows(text)
    assert found[0] == [id, *plain[0][1:]]
    assert [row[1:] for row in found[1:]] == [row[1:] for row in plain[1:]]
    assert len({row[0] for row in found}) == 6
    assert not any(word in text for word in PERSONAL)

    said = done.stderr.splitlines()
    assert said[0] == f"{name}.csv: 5 rows scored with pulse 0.1.0, 20 of 20 items found."
    read = next(line for line in said if line.startswith(f"Read as an export of {platform}"))
    assert (f"; {skipped} row" in read) == bool(skipped)
    assert (f"Items found by: {rules}." in said) == (rules is not None)
    assert "Cells not answered: 18 blank." in said
    assert "Answers that are never scored: 1 not_my_role, 1 no_occasion." in said
    assert sum(line.startswith(f"Left out, added by {platform}: ") for line in said) == 1

    listed = rows((tmp_path / "out.csv.left-out.csv").read_text("utf-8"))
    assert sum(row[1] == "column" and row[6].startswith(f"of {platform}") for row in listed) == own
    assert [row[5] for row in listed if "below the header" in row[6]] == ([str(skipped)] if skipped else [])


def test_the_summary_of_an_export_in_norwegian(export):
    said = export("qualtrics-en", env={"BALANCE_LANGUAGE": "nb"}).stderr.splitlines()
    assert said == [
        "qualtrics-en.csv: poeng regnet ut for 5 rader med pulse 0.1.0; 20 av 20 utsagn funnet.",
        "Lest som en eksport fra Qualtrics; 2 rader under overskriften er ikke svar.",
        "Utsagn funnet ved: rad i rutenett 20.",
        "Ubesvarte celler: 18 blank.",
        "Svar som aldri gir poeng: 1 not_my_role, 1 no_occasion.",
        "Utelatt, lagt til av Qualtrics: StartDate; EndDate; Status; 15 til.",
        "1 kolonne er utelatt, verken utsagn eller id: Q3.",
    ]


def test_rows_of_nothing_that_a_spreadsheet_leaves_behind_are_no_respondents(export):
    assert "3 blank lines ignored." in export("google-forms-en").stderr


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_recognised_by_its_own_platform_alone(name):
    text = (DATA / f"{name}.csv").read_text("utf-8-sig")
    header, *sample = csv.reader(io.StringIO(text), delimiter=max(",;", key=text.count))
    assert recognised(header, sample).platform == EXPORTS[name][0]
    assert sum(layout(header, sample) is not None for layout in PLATFORMS) == 1


@pytest.mark.parametrize(
    "header", [["id", "goals_ranked"], ["name", "Start date"], ["", "a"], ["ID", "Email", "Name"], []]
)
def test_a_table_of_no_platform_is_none(header):
    layout = recognised(header, [[""] * len(header)])
    assert (layout.platform, layout.skip, layout.id, layout.own) == (None, 0, None, frozenset())


def test_recoded_values_are_an_error_that_tells_how_a_mapping_settles_them(balance, tmp_path):
    done = balance("score", DATA / "qualtrics-recoded.csv", "-q", DATA / "pulse.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "The answers have 11, 12, 13, 14, 15, 98, 99, and the scale has 1, 2, 3, 4, 5." in done.stderr
    assert "Say it in a mapping (--map): `values: {11: 1, ...}` for every number that occurs" in done.stderr


def test_answer_codes_are_an_error_until_a_mapping_says_what_they_mean(balance, tmp_path):
    done = balance("score", DATA / "limesurvey-en.csv", "-q", DATA / "pulse.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert 'column calledfor[needroles]: "A5". [bad-cell]' in done.stderr


def test_a_qualtrics_workbook_saved_as_csv_has_no_row_of_import_ids(balance, tmp_path):
    table = rows((DATA / "qualtrics-nb.csv").read_text("utf-8-sig"))
    del table[2]
    with (tmp_path / "saved.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)
    done = balance("score", "saved.csv", "-q", DATA / "pulse.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "; 1 row below the header is no respondent." in done.stderr
    assert len(rows(done.stdout)) == 6


def test_a_date_that_a_spreadsheet_made_of_an_answer_is_no_answer(balance, tmp_path):
    text = (DATA / "plain.csv").read_text("utf-8")
    (tmp_path / "dates.csv").write_text(text.replace("p1,5", "p1,5-Jun").replace("p2,1", "p2,2026-05-04"), "utf-8")
    done = balance("score", "dates.csv", "-q", DATA / "pulse.yaml", cwd=tmp_path)
    assert done.returncode == 1
    date = "A spreadsheet may have made a date of an answer such as 6-25: take the export before it was opened there."
    assert f'row 2, column goals_ranked: "5-Jun". {date} [bad-cell]' in done.stderr
    assert f'row 3, column goals_ranked: "2026-05-04". {date} [bad-cell]' in done.stderr


@pytest.mark.parametrize("name", ["microsoft-forms-nb", "surveymonkey-en", "kobotoolbox-nb"])
def test_a_workbook_of_an_export_is_read_as_its_text_is(balance, tmp_path, plain, name):
    text = (DATA / f"{name}.csv").read_text("utf-8-sig")
    workbook = Workbook()
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(",;", key=text.count)):
        workbook.active.append([float(cell) if cell.isdigit() and len(cell) < 3 else cell or None for cell in row])
    workbook.save(tmp_path / "export.xlsx")
    done = balance("score", "export.xlsx", "-q", DATA / "pulse.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [row[1:] for row in rows(done.stdout)[1:]] == [row[1:] for row in plain[1:]]
    assert f"Read as an export of {EXPORTS[name][0]}" in done.stderr


def test_exports_of_several_platforms_are_one_table(balance, plain):
    names = ["qualtrics-en", "typeform-nb", "kobotoolbox-en", "surveymonkey-nb"]
    done = balance("score", *(DATA / f"{name}.csv" for name in names), "-q", DATA / "pulse.yaml")
    assert done.returncode == 0, done.stderr
    found = rows(done.stdout)
    assert found[0][0] == "ResponseId"
    assert [row[1:] for row in found[1:]] == [row[1:] for row in plain[1:]] * 4
    assert [f"Read as an export of {EXPORTS[name][0]}" in done.stderr for name in names] == [True] * 4
