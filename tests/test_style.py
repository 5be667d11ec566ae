"""The style: texts that can be read, colours told apart by colour-blind readers and in grey, fonts that are there."""

from itertools import product

import pytest

from balance.content import content
from balance.style import Style, style

# Machado, Oliveira & Fernandes (2009), A physiologically-based model for simulation of color vision
# deficiency, IEEE Transactions on Visualization and Computer Graphics 15(6), 1291-1298; severity 1.0,
# in linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
GROUNDS = ("light", "dark")


def linear(colour: str) -> list[float]:
    """sRGB to linear light (IEC 61966-2-1)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(a: str, b: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(a), luminance(b)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, sight: str) -> list[float]:
    """CIE L*a*b* (1976, D65) of a colour as somebody with such sight sees it."""
    seen = [min(max(sum(m * c for m, c in zip(row, linear(colour), strict=True)), 0), 1) for row in SIGHT[sight]]
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(m * c for m, c in zip(row, seen, strict=True)) for row in matrix]
    f = [t ** (1 / 3) if (t := value / white) > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
         for value, white in zip(xyz, (0.9505, 1.0, 1.089), strict=True)]  # fmt: skip
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]


def difference(a: str, b: str, sight: str) -> float:
    """CIE 1976 colour difference; from about 20 on two colours have different names."""
    return sum((x - y) ** 2 for x, y in zip(lab(a, sight), lab(b, sight), strict=True)) ** 0.5


def test_the_oracles_give_known_numbers():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # as WCAG's own examples say
    assert lab("#ff0000", "normal") == pytest.approx([53.2, 80.1, 67.2], abs=0.2)
    assert difference("#ff0000", "#8c7f00", "deuteranopia") < difference("#ff0000", "#8c7f00", "normal") / 2


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["ink", "muted", "left", "right", "neutral"])
def test_every_text_can_be_read_on_its_ground(ground, text):
    colours = getattr(style(), ground)
    assert contrast(getattr(colours, text), colours.ground) >= 4.5
    assert contrast(getattr(colours, text), colours.panel) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_stand_out_from_what_they_lie_on(ground):
    colours = getattr(style(), ground)
    for below in (colours.ground, colours.panel, colours.grid, colours.band, colours.left_tint, colours.right_tint):
        assert contrast(colours.ink, below) >= 3
    for side in ("left", "right", "neutral"):
        assert contrast(getattr(colours, side), getattr(colours, f"{side}_tint")) >= 2


@pytest.mark.parametrize(("ground", "sight"), [*product(GROUNDS, SIGHT)])
def test_the_two_sides_are_told_apart_whatever_the_sight(ground, sight):
    colours = getattr(style(), ground)
    assert difference(colours.left, colours.right, sight) >= 30
    assert difference(colours.left_tint, colours.right_tint, sight) >= 20


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_two_sides_are_told_apart_in_grey(ground):
    colours = getattr(style(), ground)
    grey = {side: lab(getattr(colours, side), "normal")[0] for side in ("left", "right", "left_tint", "right_tint")}
    assert abs(grey["left"] - grey["right"]) >= 8
    assert abs(grey["left_tint"] - grey["right_tint"]) >= 8


@pytest.mark.parametrize("ground", GROUNDS)
def test_no_two_colours_of_a_ground_are_the_same(ground):
    colours = [colour for _name, colour in getattr(style(), ground)]
    assert len(set(colours)) == len(colours)


def test_no_colour_is_red_or_green():
    from colorsys import rgb_to_hls

    for ground in GROUNDS:
        for name, colour in getattr(style(), ground):
            red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
            hue, _light, strong = rgb_to_hls(red, green, blue)
            assert strong < 0.35 or 20 <= hue * 360 <= 50 or 190 <= hue * 360 <= 230, f"{ground} {name}"


def test_a_slide_has_no_text_under_14_points_and_is_1920_by_1080():
    slide = style().slide
    assert min(slide.title, slide.heading, slide.label, slide.small) >= 14
    assert (slide.width * slide.pixels, slide.height * slide.pixels) == (1920, 1080)


def test_the_fonts_are_there_with_their_licence_and_letters():
    from fontTools.ttLib import TTFont

    assert 1 <= len(style().fonts.paths) <= 4
    for path in style().fonts.paths:
        assert path.stat().st_size < 160_000
        with TTFont(path) as font:
            assert font["name"].getDebugName(1) == style().fonts.family
            assert {ord(letter) for letter in "ÆØÅæøå−–…→←ßčŽΩЖ’·"} <= font.getBestCmap().keys()
    assert "SIL OPEN FONT LICENSE Version 1.1" in (content("reports") / "fonts" / "OFL.txt").read_text("utf-8")


def test_a_key_that_nobody_reads_is_a_fault():
    with pytest.raises(ValueError, match="colour"):
        Style.model_validate(style().model_dump() | {"colour": "#000000"})


def test_the_style_is_read_without_matplotlib():
    import subprocess
    import sys

    program = "import sys, balance.style; balance.style.style(); print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
