"""How wide texts are, and texts made to fit."""

import pytest
from drawn import HOSTILE, LONGEST
from hypothesis import given
from hypothesis import strategies as st

from balance.charts.fonts import MORE, shortened, width, wrapped
from balance.safe import shown

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=60)


def test_a_width_is_that_of_the_font_itself():
    from fontTools.ttLib import TTFont

    from balance.style import style

    with TTFont(style().fonts.paths[0]) as font:
        advances = sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in "nnnnnnnnnn")
        assert width("nnnnnnnnnn", 20) == pytest.approx(20 * advances / font["head"].unitsPerEm, rel=0.02)


def test_a_width_grows_with_the_size_and_bold_is_wider():
    assert width(LONGEST, 28) == pytest.approx(2 * width(LONGEST, 14))
    assert width(LONGEST, 14, bold=True) > width(LONGEST, 14)
    assert width("", 14) == 0


@given(text=TEXTS, room=st.floats(20, 400), bold=st.booleans())
def test_a_shortened_text_fits_and_begins_as_the_whole_one(text, room, bold):
    cut = shortened(shown(text), room, 14, bold)
    assert width(cut, 14, bold) <= room + 1e-9
    assert shown(text).strip().startswith(cut.removesuffix(MORE).rstrip())
    assert cut == shown(text).strip() or cut.endswith(MORE) or cut == ""


@given(text=TEXTS, room=st.floats(40, 400), most=st.integers(1, 3))
def test_wrapped_lines_fit_and_say_all_or_show_that_they_do_not(text, room, most):
    lines = wrapped(shown(text), room, 14, most=most)
    assert len(lines) <= most
    assert all(width(line, 14) <= room + 1e-9 for line in lines[:-1])
    letters = "".join("".join(lines).split())
    assert letters == "".join(shown(text).split()) or lines[-1].endswith(MORE) or lines[-1] == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_no_letter_loses_its_marks(name):
    import unicodedata

    text = shown(HOSTILE[name])
    for room in range(20, 300, 9):
        kept = shortened(text, room, 14).removesuffix(MORE)
        rest = text.strip()[len(kept) :]
        if kept and rest:
            assert not unicodedata.combining(rest[0])
            assert kept[-1] not in "\u200c\u200d"


def test_our_fonts_are_those_beside_the_style_and_not_the_machines():
    from matplotlib.font_manager import FontProperties, fontManager

    from balance.charts.engine import ready
    from balance.style import style

    ready()
    for weight, name in (("normal", "Inter-Regular.otf"), ("bold", "Inter-Bold.otf")):
        found = fontManager.findfont(FontProperties(family=style().fonts.family, weight=weight))
        assert found.endswith(f"reports/fonts/{name}")
