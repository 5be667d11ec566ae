"""The report as PDF, opened by other programs: its text, tags, language and fonts, and that nothing is cut off."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import pytest
from paging import HOSTILE, demo, many, small
from pypdf import PdfReader

from balance import words
from balance.content import content
from balance.pages.options import Options
from balance.pages.personal import pdf

A4 = (595.28, 841.89)
EDGE = 30  # points that stay free all round

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")


def in_language(language, **options):
    with words.speaking(language):
        return pdf(*demo(language), Options(**options))


def text_of(made):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


def pages_of(made):
    return len(PdfReader(BytesIO(made)).pages)


def outside(made, folder):
    """Return the words that stand nearer to the edge of their page than they may, or under another one."""
    file = folder / "made.pdf"
    file.write_bytes(made)
    done = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True)
    found = []
    for page in ET.fromstring(done.stdout).iter("{http://www.w3.org/1999/xhtml}page"):  # noqa: S314
        width, height = float(page.get("width")), float(page.get("height"))
        for word in page:
            left, top, right, bottom = (float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
            if left < EDGE or top < EDGE or right > width - EDGE or bottom > height - EDGE:
                found.append((word.text, round(left), round(top), round(right), round(bottom)))
    return found


@pytest.mark.parametrize("language", ["en", "nb"])
def test_balance_takes_four_pages_and_the_pulse_two(language):
    with words.speaking(language):
        assert pages_of(pdf(*demo(language))) == 4
        assert pages_of(pdf(*demo(language, "balance-pulse"))) == 2


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("name", ["balance", "balance-pulse"])
def test_the_number_of_pages_holds_for_the_longest_texts(language, name):
    """Every area that can has most to say: the longest questions, all of them first, every pair standing out."""
    _, asked = demo(language, name)
    longest = {
        id: max(
            ("more", "less"), key=lambda finding: sum(len(each[language]) for each in getattr(part.prompts, finding))
        )
        for id, part in asked.dimensions.items()
        if part.need
    }
    ranked = sorted(longest, key=lambda id: -sum(len(each[language]) for each in
                                                 getattr(asked.dimensions[id].prompts, longest[id])))  # fmt: skip
    answers = {}
    for place, id in enumerate(ranked):
        more = longest[id] == "more" or asked.dimensions[id].duty
        score = (1 if more else 5) if place < 3 else (2 if more else 4)
        answers |= dict.fromkeys(asked.dimensions[id].items, score) | {asked.dimensions[id].need[0]: 5 if more else 1}
    with words.speaking(language):
        profile, _ = demo(language, name, **answers)
        assert len(profile.first) == 3
        assert pages_of(pdf(profile, asked, Options(name="Åse " * 12))) == (4 if asked.balance.verdict else 2)


@pytest.mark.parametrize(
    ("actions", "shortened"), [(("Ask Ola on Monday. " * 12,) * 6, False), (("Ask Ola on Monday. " * 90,) * 12, True)]
)
def test_a_page_to_share_is_one_page_however_much_one_wrote(actions, shortened):
    made = pdf(*demo(), Options(share=True, name="Åse Ødegård", start="meaning", actions=actions))
    assert pages_of(made) == 1
    said = " ".join(text_of(made).split())
    assert ("Shortened, so that it fits on one page." in said) is shortened
    assert (said.count("Ask Ola on Monday.") == 12 * 6) is not shortened
    assert "What I will do" in said


def test_a_page_to_share_is_one_page():
    made = pdf(*demo(), Options(share=True, name="Åse Ødegård", start="meaning", actions=("Ask Ola on Monday",) * 5))
    assert pages_of(made) == 1
    text = text_of(made)
    assert "Ask Ola on Monday" in text
    assert "selection, pay or ranking" in text
    assert "Commitment" not in text


@pytest.mark.parametrize(("language", "said"), [("en", "Look at this first"), ("nb", "Se på dette først")])
def test_it_says_its_language_its_title_its_day_and_that_it_is_tagged(language, said):
    made = in_language(language, name="Åse Ødegård")
    reader = PdfReader(BytesIO(made))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.endswith("· Åse Ødegård")
    assert f"{reader.metadata.creation_date:%Y-%m-%d}" == "2026-11-25"
    assert said in text_of(made)
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", xmp, re.S)
    assert "pdfuaid:part>1<" in xmp


def kinds(node, found):
    """Collect the kinds of the structure's elements, with the alternative texts of its figures."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            kinds(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append((node["/S"], node.get("/Alt")))
        if "/K" in node:
            kinds(node["/K"], found)
    return found


def test_it_has_headings_lists_tables_with_heads_and_a_picture_in_words():
    root = PdfReader(BytesIO(in_language("en"))).trailer["/Root"]
    found = kinds(root["/StructTreeRoot"], [])
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= {kind for kind, _alt in found}
    pictures = [alt for kind, alt in found if kind == "/Figure"]
    assert pictures
    assert all(pictures)


@needs_poppler
def test_every_font_is_embedded_and_none_is_of_the_system(tmp_path):
    (tmp_path / "made.pdf").write_bytes(pdf(*demo(), Options(name=HOSTILE["emoji"] + HOSTILE["cjk"])))
    told = subprocess.run(["pdffonts", tmp_path / "made.pdf"], capture_output=True, text=True, check=True).stdout
    fonts = [line.split() for line in told.splitlines()[2:]]
    assert {font[0].split("+")[1].split("-")[0] for font in fonts} <= {"Inter", "DejaVuSans", "LastResortHE"}
    assert all(font[-5] == "yes" for font in fonts), told


@needs_qpdf
def test_the_file_is_sound(tmp_path):
    (tmp_path / "made.pdf").write_bytes(in_language("nb"))
    told = subprocess.run(["qpdf", "--check", tmp_path / "made.pdf"], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def cases():
    """Reports that are hard to lay out."""
    long = {"name": HOSTILE["long"], "items": ["a1", "a2", "a3"], "about": "word " * 80,
            "prompts": {"keep": ["question " * 40]}}  # fmt: skip
    yield "demo", demo(), Options(name="Å" * 200, start="x" * 300, thoughts=("y" * 900,), actions=tuple("ab"))
    yield "share", demo(), Options(share=True, name="Å" * 200, start="word " * 60, actions=("z" * 200,) * 8)
    yield "pulse", demo(name="balance-pulse"), Options()
    yield "long", small(dimensions={"a": long, "b": {"name": "B", "items": ["b1", "b2", "b3"]}}), Options()
    yield "nothing", small(answers={}), Options()
    yield "no axes", small(axes={}, balance=None, scoring={"score": "mean"}), Options()
    yield (
        "one pair",
        small(balance={"left": "left", "right": "right", "pairs": [{"left": "a", "right": "b"}]}),
        Options(),
    )
    yield "forty", many(40), Options()
    yield "forty long", many(40, "Medarbeidersamtaleforberedelse og oppfølging {n}"), Options()


@needs_poppler
@pytest.mark.parametrize(("about", "options"), [each[1:] for each in cases()], ids=[each[0] for each in cases()])
def test_nothing_runs_off_a_page(about, options, tmp_path):
    assert outside(pdf(*about, options), tmp_path) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_name_prints_or_is_made_harmless(text):
    about = small(dimensions={side: {"name": text or "x", "items": [f"{side}{n}" for n in (1, 2, 3)]} for side in "ab"})
    made = pdf(*about, Options(name=text, start=text, thoughts=(text,), actions=(text,)))
    assert "49" not in text_of(made)


@pytest.mark.parametrize("name", ["maths", "code", "markup", "quotes", "table"])
def test_what_looks_like_code_is_printed_as_it_stands(name):
    shown = re.sub(r"\s", "", text_of(pdf(*demo(), Options(name=HOSTILE[name]))))
    assert re.sub(r"\s", "", HOSTILE[name]) in shown


def test_the_same_profile_gives_the_same_bytes_in_any_process():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from paging import demo; from balance.pages.personal import pdf;"
        "import hashlib; print(hashlib.sha256(pdf(*demo())).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code, Path(__file__).parent],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "BALANCE_LANGUAGE": "en",
                              "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }  # fmt: skip
    assert made == {hashlib.sha256(pdf(*demo())).hexdigest()}


def test_templates_import_no_package_and_read_no_file():
    for template in content("reports").glob("*.typ"):
        source = template.read_text("utf-8")
        assert "@preview" not in source
        assert not re.search(r"#?(?:read|csv|xml|yaml|plugin)\(", source)


@pytest.mark.deep
def test_a_thousand_in_a_row_are_the_same_bytes_as_one_by_one():
    def one(number):
        return pdf(*demo(goals_ranked=1 + number % 5, need_meaning=1 + number % 4), Options(name=f"Nr. {number}"))

    in_a_row = [hashlib.sha256(one(number)).digest() for number in range(1000)]
    again = {number: hashlib.sha256(one(number)).digest() for number in (999, 0, 500, 13)}
    assert len(set(in_a_row)) == 1000
    assert {number: in_a_row[number] for number in again} == again
