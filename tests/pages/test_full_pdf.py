"""The pages and pictures of a group that shows everything: marked wherever one looks, and with every part's numbers."""

import re
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import factory
import polars as pl
import pytest
from pages.test_pdf import needs_poppler, outside, text_of
from PIL import Image
from pypdf import PdfReader
from shared_groups import BALANCE, ID, LONG, answered, divided
from shared_groups import case as shared_case

from balance.groups import Group, Shown, group
from balance.pages.everything import MOST_PARTS
from balance.pages.group import pdf, sheet
from balance.pages.sharing import rendered
from balance.questionnaire.model import Questionnaire
from balance.sharing.everything import everything
from balance.sharing.missing import reasons_told
from balance.words import number, speaking

MARKS = {
    "en": "CONFIDENTIAL: everything is shown, for those alone who may see every answer",
    "nb": "FORTROLIG: alt vises, bare for den som kan se alle svar",
}
HIDING = {  # what is said only where something is hidden, or made coarse for others to see
    "en": ("hidden, and why", "too few answered it", "a convention", "same people", "cannot be hidden", "Hidden by"),
    "nb": ("skjult, og hvorfor", "for få har svart på det", "en konvensjon", "de samme", "kan ikke skjules", "Skjult"),
}
CASES = {
    "one": (1, [1]),
    "two": (2, [1, 1]),
    "five": (5, [3, 1]),
    "eight": (8, [1, 3, 4]),
    "forty": (40, [20, 12, 5, 2, 1]),
}
pytestmark = pytest.mark.xdist_group("full pdf")  # each report is made once


def found_in(frame: pl.DataFrame, asked: Questionnaire = BALANCE, language: str = "en") -> Group:
    by = [name for name in frame.columns if name != ID and name not in asked.items]
    return group(frame.drop(ID), asked, by, full=True, language=language)


@cache
def case(name: str, language: str = "en") -> Group:
    n, sizes = CASES[name]
    return found_in(answered(n, unit=divided(n, *sizes)), language=language)


@cache
def made(name: str, language: str = "en") -> bytes:
    return pdf(everything(case(name, language), BALANCE), BALANCE)


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("name", CASES)
def test_every_page_is_marked_and_none_speaks_of_what_is_hidden(name, language):
    told = pages(made(name, language))
    assert len(told) > 4
    assert [page for page in told if MARKS[language] not in page] == []
    assert [said for said in HIDING[language] for page in told if said in page] == []
    if language == "nb":
        assert [word for word in (" the ", " people", " of ", "Nothing") if word in " ".join(told)] == []


@pytest.mark.parametrize("name", CASES)
def test_every_part_has_its_numbers_as_json_has_them_rounded(name):
    text = text_of(made(name))
    for label, part in case(name).by["unit"].items():
        assert isinstance(part, Shown)
        assert f"{label}: {part.n} {'person' if part.n == 1 else 'people'}" in text
        for id, found in {**part.axes, **part.dimensions}.items():
            called = (BALANCE.axes.get(id) or BALANCE.dimensions[id]).name["en"]
            start = f"{called} {found.n} {number(found.mean)} "
            quartiles = " ".join(map(number, found.quartiles))
            spread = "– –" if part.n == 1 else f"{{interval}} {number(found.sd)}"
            line = re.escape(f"{start}{spread} {quartiles}").replace(r"\{interval\}", r"\d+ to \d+")
            assert re.search(line, text), line


def test_a_part_of_one_person_has_neither_spread_nor_band():
    alone = case("forty").by["unit"]["Enhet 4"]
    assert alone.n == 1
    text = text_of(made("forty"))
    goals = alone.dimensions["goals"]
    assert f"Goals 1 {number(goals.mean)} – – {' '.join(map(number, goals.quartiles))}" in text
    assert "±" not in text
    assert "One person answered; a spread takes two." in text


def test_statements_reliability_and_agreement_between_parts_are_there():
    whole, text = case("forty"), text_of(made("forty"))
    for dimension in whole.dimensions.values():
        for item, found in dimension.items.items():
            assert BALANCE.items[item].text["en"].split()[0] in text
            counts = "/".join(map(str, found.counts.values()))
            assert re.search(rf"{found.n} {number(found.mean)} {number(found.sd)} [\d ]+ \S+ \S+ {counts}", text)
    goals = whole.dimensions["goals"]
    assert f"Goals {goals.n_complete} {number(goals.alpha, 2)}" in text
    icc = whole.agreement["unit"]["goals"]
    assert f"Goals {number(icc.icc1, 2)} {number(icc.icc2, 2)}" in text


def test_who_stands_in_no_part_is_counted():
    told = text_of(made("five"))
    assert case("five").unlabelled == {"unit": 1}
    assert "1 person stands in no part." in told


def test_a_breakdown_in_which_nobody_stands_is_told_too():
    nobody = pl.lit(None, pl.String).alias("unit")
    told = text_of(pdf(everything(found_in(answered(5).with_columns(nobody)), BALANCE), BALANCE))
    assert "By unit 5 people stand in no part." in told


def test_all_dimensions_are_said_only_where_it_is_all():
    items = {id: [f"{id}1"] for id in "abcd"}
    asked = factory.questionnaire(
        items=[id for each in items.values() for id in each],
        dimensions={id: {"name": id.upper(), "items": each} for id, each in items.items()},
        axes={"left": {"name": "Left", "dimensions": ["a", "b"]}, "right": {"name": "Right", "dimensions": ["c", "d"]}},
        balance={"left": "left", "right": "right"},
    )
    alone = pl.DataFrame({"a1": [3, None], "b1": [1, 2], "c1": [4, 5], "d1": [2, 1]})
    reasons = {
        frame.height: list(reasons_told(group(frame, asked, full=True), asked)) for frame in (alone, alone.head(1))
    }
    one = "One person answered; a spread takes two."
    assert [line for line in reasons[2] if one in line and "dimensions" in line] == []
    assert any(line.startswith("All dimensions, Left, Right") and one in line for line in reasons[1])


def test_numbers_over_different_people_have_their_own_n():
    frame = answered(20, lacking="meaning", unit=divided(20, 10, 10))
    found = found_in(frame)
    text = text_of(pdf(everything(found, BALANCE), BALANCE))
    assert found.dimensions["meaning"].n < found.dimensions["goals"].n == 20
    assert f"Meaning {found.dimensions['meaning'].n} {number(found.dimensions['meaning'].mean)}" in text
    assert "may differ from one number to the next" in text


def test_a_dimension_nobody_answered_is_a_dash_with_its_reason():
    frame = answered(8, unit=divided(8, 4, 4))
    frame = frame.with_columns(pl.lit(None, pl.Int64).alias(item) for item in BALANCE.dimensions["meaning"].items)
    text = text_of(pdf(everything(found_in(frame), BALANCE), BALANCE))
    assert "Meaning 0 – – – – – – –" in text
    assert "Nobody answered enough of it." in text


@pytest.mark.parametrize("language", ["en", "nb"])
def test_png_and_svg_are_marked_in_the_picture_and_in_what_stands_for_it(language):
    told = everything(case("eight", language), BALANCE)
    png = Image.open(BytesIO(rendered(".png", told, BALANCE)))
    assert png.text["Description"].startswith(MARKS[language])
    assert "full" in png.text["Source"].split(" · ")
    svg = ElementTree.fromstring(rendered(".svg", told, BALANCE))  # noqa: S314
    space = "{http://www.w3.org/2000/svg}"
    assert svg.find(f"{space}desc").text.startswith(MARKS[language])
    drawn = ["".join(each.itertext()).strip() for each in svg.iter(f"{space}text")]
    assert MARKS[language] in drawn


@pytest.mark.parametrize("score", ["mean", "sum"])
def test_scores_in_values_have_two_decimals_and_an_interval_within_their_range(score):
    dimensions = {"aa": {"items": ["a1", "a2", "a3"]}, "bb": {"items": ["b1", "b2"]}}
    items = [item for part in dimensions.values() for item in part["items"]]
    asked = factory.questionnaire(items=items, dimensions=dimensions, scoring={"score": score})
    found = found_in(answered(3, asked, unit=["x", "x", "y"]), asked)
    text = text_of(pdf(everything(found, asked), asked))
    part = found.by["unit"]["x"].dimensions["aa"]
    low, high = (3, 15) if score == "sum" else (1, 5)
    (ends,) = re.findall(rf"Aa 2 {number(part.mean, 2)} (\S+) to (\S+) {number(part.sd, 2)} ", text)
    assert [float(end) for end in ends] == pytest.approx(
        [max(low, part.mean - 12.7062 * part.sd / 2**0.5), min(high, part.mean + 12.7062 * part.sd / 2**0.5)], abs=0.006
    )


def test_the_first_hundred_of_very_many_parts_have_pages_and_it_is_said():
    told = everything(found_in(answered(150, unit=[f"U{n}" for n in range(150)])), BALANCE)
    (by,) = sheet(told, BALANCE).breakdowns
    assert len(by.details) == MOST_PARTS == 100
    assert "The first 100 of 150 parts" in by.note
    assert {len(table.rows) for table in by.tables} == {150}
    drawn = "\n".join(picture.words for picture in by.pictures)
    assert len(re.findall(r"^U\d+, 1 person:$", drawn, re.M)) == 100


@pytest.mark.parametrize("language", ["en", "nb"])
def test_pages_that_others_may_see_speak_of_what_is_hidden_and_have_no_such_mark(language):
    names = ("eight", "all hidden", "a dimension left out")
    text = " ".join(text_of(pdf(shared_case(name, language), BALANCE)) for name in names)
    assert MARKS[language] not in text
    assert [said for said in HIDING[language] if said not in text] == []


def beside_the_mark(data: bytes, folder: Path) -> list[tuple]:
    """What runs off a page; the mark stands in the margin, where it belongs."""
    mark = set(" ".join(MARKS.values()).split())
    return [each for each in outside(data, folder) if not (each[0] in mark and each[2] < 31)]


def as_laid_out(data, folder):
    """Return the text of each page, a line a line."""
    (folder / "made.pdf").write_bytes(data)
    call = ["pdftotext", "-layout", "made.pdf", "-"]
    return subprocess.run(call, cwd=folder, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]


@needs_poppler
@pytest.mark.parametrize("language", ["en", "nb"])
def test_nothing_runs_off_a_page(language, tmp_path):
    for name in CASES:
        assert beside_the_mark(made(name, language), tmp_path) == []
    names = [f"{LONG} {LONG} {n}" for n in (1, 2, 3)]
    long = found_in(answered(12, unit=[names[n % 3] for n in range(12)], land=divided(12, 11, 1)), language=language)
    assert beside_the_mark(pdf(everything(long, BALANCE), BALANCE), tmp_path) == []


@needs_poppler
@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_explanations_do_not_end_on_a_page_of_a_few_lines(language, tmp_path):
    for name in CASES:
        last = as_laid_out(made(name, language), tmp_path)[-1].splitlines()
        assert len([line for line in last if line.strip()]) >= 20


@needs_poppler
def test_the_name_of_a_part_stands_on_the_page_of_its_numbers(tmp_path):
    told = everything(found_in(answered(120, unit=[f"Avdeling {n:03}" for n in range(60)] * 2)), BALANCE)
    said = as_laid_out(pdf(told, BALANCE), tmp_path)
    ends = [page.split("Confidential:")[0].strip().splitlines()[-1] for page in said]
    assert [line for line in ends if line.strip().startswith("Avdeling")] == []


@needs_poppler
@pytest.mark.parametrize(("language", "legend"), [("en", "the mean of each group"), ("nb", "snittet i hver gruppe")])
def test_the_page_before_those_of_the_pictures_of_many_parts_is_full(language, legend, tmp_path):
    told = everything(found_in(answered(400, unit=divided(400, *[25] * 16)), language=language), BALANCE)
    (by,) = sheet(told, BALANCE).breakdowns
    lines = [page.splitlines() for page in as_laid_out(pdf(told, BALANCE), tmp_path)]
    drawn = [n for n, page in enumerate(lines) if any(legend in line for line in page)]
    assert drawn == [*range(drawn[0], drawn[0] + len(by.pictures))]
    assert len(by.pictures) > 1
    assert len([line for line in lines[drawn[0] - 1] if line.strip()]) > 30


def test_the_message_language_changes_nothing_in_the_pages():
    told = everything(case("two", "nb"), BALANCE)
    with speaking("en"):
        assert pdf(told, BALANCE) == made("two", "nb")
