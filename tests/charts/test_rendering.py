"""A chart as bytes: the same in any process, whole, with its words in it, and nothing on the way."""

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import pytest
from drawn import BALANCE, CASES, LOOKS, leaning

from balance.charts.lean import lean_chart
from balance.charts.look import Look
from balance.charts.profile import profile_chart
from balance.charts.rendering import as_pdf, as_png, as_svg
from balance.charts.words import alternative
from balance.reflection import profile

HERE = Path(__file__).parent
REFERENCES = HERE / "references"
SVG = "{http://www.w3.org/2000/svg}"
# The references are made by: PYTHONPATH=tests .venv/bin/python tests/charts/test_rendering.py
COMPARED = {
    "pairs-nb": (profile_chart, "nb", Look("page", name="Åse Ødegård")),
    "pairs-en-dark": (profile_chart, "en", Look("page", dark=True)),
    "lean-en": (lean_chart, "en", Look("page")),
}
TOLERATED = 0.004  # mean difference of a channel, of 0 to 1; one answer of forty changed gives 0.006


def small(draw, language, look):
    chart = draw(leaning(language), BALANCE, look=look)
    chart.set_dpi(72)
    return as_png(chart)


def pixels(png):
    import numpy
    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        return numpy.asarray(image.convert("RGB"), dtype=float) / 255


@pytest.mark.parametrize("name", COMPARED)
def test_a_chart_looks_as_it_did(name):
    expected, found = pixels((REFERENCES / f"{name}.png").read_bytes()), pixels(small(*COMPARED[name]))
    assert found.shape == expected.shape
    assert abs(found - expected).mean() < TOLERATED


def test_the_comparison_sees_one_answer_that_changed():
    case = next(test for test in BALANCE.tests if test.name.startswith("leaning to structure"))
    changed = profile(case.answers | {"goals_ranked": 1}, BALANCE, "en")
    chart = profile_chart(changed, BALANCE, look=Look("page", dark=True))
    chart.set_dpi(72)
    expected = pixels((REFERENCES / "pairs-en-dark.png").read_bytes())
    assert abs(pixels(as_png(chart)) - expected).mean() > 1.3 * TOLERATED


PRINTS = """
import sys
sys.path[:0] = [{tests!r}, {charts!r}]
from hashlib import sha256
from test_rendering import every
for chart in every():
    print(sha256(chart).hexdigest())
print(*(name for name in ("matplotlib.pyplot", "tkinter") if name in sys.modules))
"""


def every():
    """Yield every form of two charts, as bytes."""
    for draw in (profile_chart, lean_chart):
        chart = draw(leaning("nb"), BALANCE, look=Look("page", name="Åse"))
        yield from (write(chart) for write in (as_png, as_svg, as_pdf))


def printed(tmp_path, seed, **environment):
    program = PRINTS.format(tests=str(HERE.parent), charts=str(HERE))
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    no_network = str(HERE.parent / "no_network")
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=kept | {"PYTHONHASHSEED": seed, "HOME": str(tmp_path), "PYTHONPATH": no_network} | environment,
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_two_processes_write_the_same_bytes_without_pyplot_or_network_or_a_word(tmp_path):
    (tmp_path / "matplotlibrc").write_text(
        "svg.fonttype: path\nfont.size: 30\ntext.parse_math: True\naxes.facecolor: r\n"
    )
    one, other = printed(tmp_path, "1"), printed(tmp_path, "2", MATPLOTLIBRC=str(tmp_path / "matplotlibrc"))
    assert one == other
    assert one[-1] == ""
    assert one[:-1] == [sha256(chart).hexdigest() for chart in every()]


def test_where_nothing_can_be_kept_it_draws_all_the_same_and_says_nothing(tmp_path):
    home = tmp_path / "a file, no folder"
    home.touch()
    assert printed(tmp_path, "3", HOME=str(home), BALANCE_HOME=str(home)) == printed(tmp_path, "3")


@pytest.mark.parametrize("draw", [profile_chart, lean_chart])
def test_svg_has_real_texts_our_fonts_and_the_facts_in_words(draw):
    chart = draw(leaning("nb"), BALANCE, look=Look("page"))
    root = ElementTree.fromstring(as_svg(chart))  # noqa: S314 - our own
    assert root.get("role") == "img"
    assert [child.tag for child in list(root)[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.find(f"{SVG}title").text == chart.about.title
    assert root.find(f"{SVG}desc").text == chart.about.alternative
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert chart.about.title in said
    families = {text.get("style").split("font-family: ")[1].split(";")[0] for text in root.iter(f"{SVG}text")}
    assert families == {"'Inter', 'DejaVu Sans', 'Last Resort High-Efficiency', sans-serif"}
    assert float(root.get("width").removesuffix("pt")) == 470
    assert not root.findall(f".//{SVG}image")


def test_svg_keeps_markup_in_names_as_text():
    of, found = CASES["names: markup"]()
    chart = profile_chart(found, of, look=Look(name="</desc><script>alert(1)</script>"))
    root = ElementTree.fromstring(as_svg(chart))  # noqa: S314 - our own
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    assert any("</desc><script>" in "".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_png_says_what_it_shows_and_what_made_it():
    from PIL import Image

    chart = profile_chart(leaning("nb"), BALANCE, look=Look())
    with Image.open(BytesIO(as_png(chart))) as image:
        assert image.size == (1920, 1080)
        assert image.text["Title"] == "Du leder mer mot struktur enn situasjonen ber om."
        assert image.text["Description"] == chart.about.alternative
        assert "balance 0." in image.text["Source"]
        assert BALANCE.digest[:12] in image.text["Source"]
        assert "Software" not in image.text


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler-utils is not installed")
def test_pdf_has_real_texts_and_embedded_fonts(tmp_path):
    path = tmp_path / "chart.pdf"
    path.write_bytes(as_pdf(profile_chart(leaning("nb"), BALANCE, look=Look(name="Åse Ødegård"))))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Åse Ødegård" in said
    assert "Møteplasser" in said
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all("Inter" in font for font in fonts)
    assert all(font.split()[-5] == "yes" for font in fonts)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_words_for_those_who_cannot_see_it_say_every_score_interval_and_need(language):
    from balance.words import number

    found = leaning(language)
    said = alternative(found, BALANCE)
    for id in BALANCE.balanced_dimensions:
        part = BALANCE.dimensions[id]
        (line,) = [line for line in said.splitlines() if line.startswith(part.name[language] + ":")]
        each = found.dimensions[id]
        for value in (each.score, each.low, each.high, each.need):
            assert value is None or number(value) in line
    of_lean = alternative(found, BALANCE, "lean")
    assert number(found.balance.lean, sign=True) in of_lean
    assert set(of_lean.splitlines()) < set(said.splitlines())


def test_what_one_thinks_of_ones_people_is_in_no_picture():
    svg = as_svg(profile_chart(leaning(), BALANCE, look=Look())).decode()
    assert "Motivation" in svg
    assert "Commitment" not in svg


def test_a_chart_leaves_the_language_as_it_was():
    from balance import words

    words.use("en")
    profile_chart(leaning("nb"), BALANCE)
    assert words.language() == "en"


def test_all_looks_are_of_one_height_in_light_and_dark():
    heights = {name: profile_chart(leaning(), BALANCE, look=look).get_figheight() for name, look in LOOKS.items()}
    assert heights["slide"] == heights["slide-dark"] == heights["slide-untitled"] == pytest.approx(7.5)
    assert heights["page-untitled"] < heights["page"] == heights["page-dark"]


if __name__ == "__main__":
    for name, compared in COMPARED.items():
        (REFERENCES / f"{name}.png").write_bytes(small(*compared))
