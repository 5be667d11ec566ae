"""The report as a page of HTML, opened in Chromium: accessible, self-contained, readable small, large and dark."""

import pytest
from browsing import IN_CHROMIUM, browse
from paging import HOSTILE, demo, many, small
from pypdf import PdfReader

from balance import words
from balance.pages.options import Options
from balance.pages.personal import html

pytestmark = IN_CHROMIUM

# 640 pixels are a window of 1280 at 200 %.
SMALL = [{"width": 320, "axe": True}, {"width": 640}]
ALL = [*SMALL, {"width": 1280, "axe": True}, {"width": 1280, "dark": True, "axe": True}]


def pages(folder):
    """Write reports of every kind, and return the files."""
    hostile = small(
        dimensions={
            "a": {"name": HOSTILE["long"], "items": ["a1", "a2", "a3"], "prompts": {"keep": [HOSTILE["markup"]]}},
            "b": {"name": HOSTILE["markup"], "items": ["b1", "b2", "b3"]},
        }
    )
    reports = {
        "demo": html(*demo(), Options(name="Åse Ødegård", thoughts=tuple(HOSTILE.values()))),
        "share": html(*demo(), Options(share=True, start=HOSTILE["markup"])),
        "pulse": html(*demo(name="balance-pulse")),
        "hostile": html(*hostile, Options(name=HOSTILE["markup"] + HOSTILE["long"])),
        "empty": html(*small(answers={})),
        "many": html(*many(40)),
    }
    with words.speaking("nb"):
        reports["norsk"] = html(*demo("nb"), Options(name="Åse Ødegård"))
    for name, data in reports.items():
        (folder / f"{name}.html").write_bytes(data)
    return [folder / f"{name}.html" for name in reports]


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory):
    """What was seen of every page, by its name."""
    folder = tmp_path_factory.mktemp("pages")
    with words.speaking("en"):
        files = pages(folder)
    views = [{"file": str(file), "ways": ALL if file.stem == "demo" else SMALL} for file in files]
    views[0]["ways"] = [*ALL, {"width": 1280, "print": str(folder / "printed.pdf")}]
    seen = dict(zip((file.stem for file in files), browse(*views), strict=True))
    return seen | {"printed": folder / "printed.pdf"}


@pytest.fixture(scope="module")
def opened(looked_at):
    return {name: seen for name, seen in looked_at.items() if name != "printed"}


def test_axe_finds_nothing_on_any_page(opened):
    found = [(name, each) for name, seen in opened.items() for way in seen["ways"] for each in way["violations"]]
    assert found == []


def test_nothing_is_wider_than_the_window_at_320_pixels_or_200_percent(opened):
    assert {name: [way["wide"] for way in seen["ways"] if way["wide"] > 0] for name, seen in opened.items()} == {
        name: [] for name in opened
    }


def test_nothing_is_fetched_run_or_complained_of(opened):
    for name, seen in opened.items():
        assert (seen["scripts"], seen["said"]) == (0, []), name
        assert [url for url in seen["asked"] if not url.startswith("data:font/")] == [seen["asked"][0]]
        assert seen["asked"][0].startswith("file:")


def test_its_letters_come_with_it(opened):
    assert opened["demo"]["fonts"] == ["400 loaded", "700 loaded"]


def test_it_is_dark_where_the_reader_has_it_dark(opened):
    light, dark = (opened["demo"]["ways"][place]["ground"] for place in (2, 3))
    assert light == "rgb(255, 255, 255)"
    assert max(int(part) for part in dark[4:-1].split(",")) < 64


def test_names_and_thoughts_stand_as_they_were_written(opened):
    text = opened["demo"]["text"]
    for name in ("maths", "code", "markup", "quotes", "emoji", "hebrew", "arabic", "cjk"):
        assert " ".join(HOSTILE[name].split()) in text
    assert "a‹202E›b‹2066›c" in text


def test_norwegian_is_wholly_norwegian(opened):
    assert "Se på dette først" in opened["norsk"]["text"]
    assert "Look at this" not in opened["norsk"]["text"]


def test_it_prints(looked_at):
    printed = PdfReader(looked_at["printed"])
    assert 3 <= len(printed.pages) <= 6
    assert "Look at this first" in printed.pages[0].extract_text()
