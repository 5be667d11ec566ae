"""The report on a group, opened: what it says, that no number in it is not the group's, and that nothing is cut off."""

import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from io import BytesIO
from math import sqrt
from pathlib import Path

import pytest
from pages.test_pdf import kinds, needs_poppler, needs_qpdf, outside, pages_of, text_of
from pypdf import PdfReader
from scipy import stats
from shared_groups import BALANCE, CASES, LONG, answered, case, divided, group_of

from balance.groups import Shown, Suppressed
from balance.pages.group import pdf
from balance.sharing.choosing import Wish, choose
from balance.sharing.composing import shared
from balance.sharing.model import SharedGroup

CONSTANTS = {
    0,
    10,
    25,
    50,
    75,
    16,
    33,
    34,
    66,
    67,
    95,
    100,
    1999,
}  # ends and thirds of scales, the convention, 95 %, a year
HEADINGS = (
    *("Every area", "Talk about this", "Hold on to this", "How to read this", "The balance"),
    *("For those who know statistics", "How many of ten stand low, in the middle and high"),
)
HIDING = {"five", "eight", "forty", "all hidden", "a dimension left out"}
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)?(?![\w.]*\w)")


pytestmark = pytest.mark.xdist_group("group pdf")  # each report is made once


@cache
def made(name: str, language: str = "en") -> bytes:
    return pdf(case(name, language), BALANCE)


def numbers(node) -> set[float]:
    if isinstance(node, dict):
        return set().union(*map(numbers, node.values()))
    if isinstance(node, list):
        return set().union(*map(numbers, node))
    return {abs(round(node, 2))} if isinstance(node, int | float) and not isinstance(node, bool) else set()


def score_like(node):
    """Yield every score of the JSON with its number of people."""
    if isinstance(node, dict):
        if node.get("mean") is not None and "sd" in node:
            yield node
        for each in node.values():
            yield from score_like(each)


def allowed(group: SharedGroup) -> set[float]:
    """Return what may stand on the pages: the JSON's numbers, and what anybody can make of them."""
    tree = json.loads(group.model_dump_json())
    found = numbers(tree) | CONSTANTS
    found |= {round(10 * share) for share in numbers(tree) if share <= 1} | {tree["min_group"], 2 * tree["min_group"]}
    for score in score_like(tree):
        sd, n = score["sd"], score["n"]
        half = 1.96 * 16 / sqrt(n) if sd is None else stats.t.ppf(0.975, n - 1) * sd / sqrt(n)
        half = round(half) if sd is None else half
        found |= {abs(round(max(-100, min(100, score["mean"] + side * half)) + 1e-9)) for side in (-1, 1)} | {0}
    return found


def printed(data: bytes, folder: Path) -> set[float]:
    """Return the numbers on the pages, without the stamp with its version and digest."""
    (folder / "made.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-layout", folder / "made.pdf", "-"], capture_output=True, text=True, check=True
    )
    text = re.sub(r"balance [\d.]+\S* · \S+ [\d.]+ \([0-9a-f]+\)", "", done.stdout)
    return {float(found.replace(",", ".")) for found in NUMBER.findall(text)}


@needs_poppler
@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("name", CASES)
def test_no_number_stands_on_a_page_that_is_not_the_groups(name, language, tmp_path):
    group = case(name, language)
    pages = pages_of(made(name, language))
    unknown = printed(made(name, language), tmp_path) - allowed(group) - set(range(1, pages + 1))
    assert unknown == set()


@needs_poppler
def test_a_number_that_is_not_the_groups_would_be_found(tmp_path):
    """The pages of a group whose means are other ones do not pass for those of this group."""
    group = case("eight")
    other = pdf(group_of(answered(8, seed=2)), BALANCE)
    assert len(printed(other, tmp_path) - allowed(group)) > 5


def test_even_a_finer_group_would_be_shown_in_whole_points():
    finer = case("forty").model_dump()
    finer["dimensions"]["goals"]["mean"] = 61.37
    assert "61.37" not in text_of(pdf(SharedGroup.model_validate(finer), BALANCE))


@pytest.mark.parametrize("name", CASES)
def test_hidden_groups_are_named_and_have_no_number(name):
    group, text = case(name), text_of(made(name))
    for column, parts in group.by.items():
        hidden = [label for label, part in parts.items() if isinstance(part, Suppressed)]
        assert (f"Hidden by {column}" in text) == bool(hidden)
        for label in hidden:
            assert not re.search(rf"{re.escape(label)},? \d+ (?:people|person)", text)
            assert not re.search(rf"{re.escape(label)} \d+ \d+", text)


def test_shown_groups_stand_in_a_table_with_their_numbers():
    group, text = case("forty"), text_of(made("forty"))
    shown = {name: part for name, part in group.by["unit"].items() if isinstance(part, Shown)}
    assert shown
    for name, part in shown.items():
        left, right = (round(part.axes[side].mean) for side in ("structure", "relationship"))
        assert f"{name} {part.n} {left} {right}" in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Talk about this", "This cannot be hidden", "Every area",
                "Questions to talk through together", "selection, pay or ranking")),
        ("nb", ("Snakk om dette", "Dette kan ikke skjules", "Alle områdene",
                "Spørsmål å snakke om sammen", "lønn eller rangering")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", CASES)
def test_every_part_is_there_in_its_language(name, language, said):
    text = text_of(made(name, language))
    assert [each for each in said if each not in text] == []
    hides = "What is hidden, and why" if language == "en" else "Hva som er skjult, og hvorfor"
    assert (hides in text) == (name in HIDING)
    if language == "nb":
        assert [word for word in (" the ", " people", " of ", "Hidden") if word in text] == []


def test_a_dimension_left_out_is_named_and_is_in_no_table():
    text = text_of(made("a dimension left out"))
    assert text.count("Not shown, because too few answered it: Meaning.") >= 1
    assert not re.search(r"Meaning \d+ \d+", text)


@pytest.mark.usefixtures("home")
def test_with_an_id_column_it_is_confidential_and_never_called_anonymous():
    text = text_of(pdf(group_of(answered(8), has_id=True), BALANCE))
    assert "confidential" in text
    assert "Confidential: whoever holds the answers" in text
    assert "nonym" not in text
    assert "onfidential" not in text_of(made("eight"))


def test_a_draft_is_marked_on_every_page():
    data = pdf(group_of(answered(40, unit=divided(40, 20, 20)), draft=True), BALANCE)
    pages = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert len(pages) > 3
    assert all("DRAFT: not to be handed out" in page for page in pages)
    assert "DRAFT" not in text_of(made("forty"))


def test_a_small_group_says_that_its_band_is_a_convention_and_has_no_spread():
    text = text_of(made("eight"))
    assert "± 11 points" in text
    assert "a convention" in text
    assert "Spread (SD)" not in text
    assert "Cronbach's" not in text
    assert "Cronbach's" in text_of(made("forty"))


@pytest.mark.parametrize("name", CASES)
def test_the_first_page_holds_all_that_a_manager_of_managers_reads(name):
    first = PdfReader(BytesIO(made(name))).pages[0].extract_text()
    for said in ("Talk about this", *(BALANCE.dimensions[id].name["en"] for id in case(name).topics)):
        assert said in first
    assert ("Hold on to this" in first) == bool(case(name).strengths)


def test_it_is_tagged_and_made_for_archives():
    reader = PdfReader(BytesIO(made("forty", "nb")))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nb"
    assert root["/MarkInfo"]["/Marked"]
    xmp = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in xmp
    assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", xmp, re.S)
    found = kinds(root["/StructTreeRoot"], [])
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= {kind for kind, _alt in found}
    pictures = [alt for kind, alt in found if kind == "/Figure"]
    assert len(pictures) == 3
    assert all(pictures)


@needs_poppler
@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_runs_off_a_page(name, language, tmp_path):
    assert outside(made(name, language), tmp_path) == []


@needs_poppler
@pytest.mark.parametrize("name", CASES)
def test_no_heading_ends_a_page(name, tmp_path):
    """What follows a heading stands on its page, so that none is left alone above the foot."""
    (tmp_path / "made.pdf").write_bytes(made(name))
    told = subprocess.run(["pdftotext", "made.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True)
    pages = [page.split("Without an id column")[0].strip().splitlines() for page in told.stdout.split("\f")[:-1]]
    headings = set(HEADINGS) | {f"By {column}" for column in case(name).by}
    assert headings & {line for page in pages for line in page}
    assert [page[-1] for page in pages if page[-1] in headings] == []


@needs_poppler
def test_a_picture_higher_than_a_page_is_made_smaller_and_not_cut_off(tmp_path):
    group = group_of(answered(48, unit=divided(48, *[6] * 8, names=f"{LONG} {LONG[:40]} {{}}")))
    (tmp_path / "made.pdf").write_bytes(pdf(group, BALANCE))
    shell = ["pdftotext", "-bbox", "made.pdf", "-"]
    told = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    tops = [float(top) for top in re.findall(r'<word [^>]*yMin="([\d.]+)"', told)]
    assert min(tops) > 16 / 25.4 * 72 - 4  # the margin; what is cut off stands above it


def test_in_how_many_languages_they_answered_is_said():
    frame = answered(20, spoken=["nb"] * 12 + ["English"] * 8)
    chosen = choose(frame, BALANCE, Wish(()), False, "answers.csv")
    group = shared(chosen, BALANCE, Wish(()), "nb", language_column="spoken")
    text = text_of(pdf(group, BALANCE))
    assert "Besvart på mer enn ett språk" in text
    assert "norsk omtrent 6 av 10 og engelsk omtrent 4 av 10" in text


@needs_poppler
def test_every_font_is_embedded(tmp_path):
    (tmp_path / "made.pdf").write_bytes(made("forty"))
    told = subprocess.run(["pdffonts", tmp_path / "made.pdf"], capture_output=True, text=True, check=True).stdout
    fonts = [line.split() for line in told.splitlines()[2:]]
    assert {font[0].split("+")[1].split("-")[0] for font in fonts} <= {"Inter", "DejaVuSans"}
    assert all(font[-5] == "yes" for font in fonts), told


@needs_qpdf
def test_the_file_is_sound(tmp_path):
    (tmp_path / "made.pdf").write_bytes(made("three breakdowns"))
    told = subprocess.run(["qpdf", "--check", tmp_path / "made.pdf"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_same_group_gives_the_same_bytes_in_any_process():
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from shared_groups import BALANCE, case;"
        "from balance.pages.group import pdf; print(hashlib.sha256(pdf(case('eight'), BALANCE)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, Path(__file__).parents[1]],
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "BALANCE_LANGUAGE": "nb"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(made("eight")).hexdigest()
