"""Whatever is to be shown: every text inside the sheet, none over another, none too small, nothing unsaid."""

from functools import cache
from itertools import combinations

import pytest
from drawn import BALANCE, BALANCED, CASES, HOSTILE, LOOKS, answers, leaning, many, named

from balance.charts.canvas import Box, Canvas
from balance.charts.lean import Place, _band, lean_chart
from balance.charts.look import Look
from balance.charts.marks import Scale, bar
from balance.charts.profile import profile_chart
from balance.reflection import profile
from balance.words import number

ASCENT, DESCENT = 0.76, 0.22  # of the letters' size, above and below the baseline
SLACK = 0.6  # points: measured widths are those of the ink


LOOKS_TRIED = [Look("slide", name="Åse Ødegård"), Look("page")]
CHARTS = [
    *(pytest.param(profile_chart, case, id=f"profile, {name}") for name, case in CASES.items()),
    *(pytest.param(lean_chart, case, id=f"lean, {name}") for name, case in BALANCED.items()),
]


@cache
def drawn_as(draw, case, look):
    of, found = case()
    return draw(found, of, look=look)


def lettering(chart):
    """Yield each text with its extent in points: left, top, right, bottom."""
    from matplotlib.text import Text

    from balance.charts.engine import settings

    height = 72 * chart.get_figheight()
    with settings():
        for text in chart.findobj(Text):
            if text.get_text():
                box = text.get_window_extent(chart.canvas.get_renderer())
                base, size = text.get_position()[1], text.get_fontsize()
                left, right = box.x0 * 72 / chart.dpi, box.x1 * 72 / chart.dpi
                assert base <= height
                yield text.get_text(), (left, base - ASCENT * size, right, base + DESCENT * size)


def texts(chart):
    return [text for text, _extent in lettering(chart)]


def over_each_other(a, b):
    return a[0] + SLACK < b[2] and b[0] + SLACK < a[2] and a[1] + SLACK < b[3] and b[1] + SLACK < a[3]


@pytest.mark.parametrize("look", LOOKS_TRIED, ids=["slide", "page"])
@pytest.mark.parametrize(("draw", "case"), CHARTS)
def test_every_text_is_inside_and_none_lies_over_another(draw, case, look):
    chart = drawn_as(draw, case, look)
    width, height = 72 * chart.get_figwidth(), 72 * chart.get_figheight()
    said = list(lettering(chart))
    outside = [
        text
        for text, (left, top, right, bottom) in said
        if left < -SLACK or top < 0 or right > width + SLACK or bottom > height
    ]
    assert outside == []
    assert [(a[0], b[0]) for a, b in combinations(said, 2) if over_each_other(a[1], b[1])] == []
    assert len(said) > 4


@pytest.mark.parametrize(("draw", "case"), CHARTS)
def test_every_mark_is_inside(draw, case):
    from matplotlib.patches import PathPatch

    for look in LOOKS_TRIED:
        chart = drawn_as(draw, case, look)
        width, height = 72 * chart.get_figwidth(), 72 * chart.get_figheight()
        for patch in chart.findobj(PathPatch):
            left, top, right, bottom = patch.get_path().get_extents().extents
            assert left >= -1
            assert top >= 0
            assert right <= width + 1
            assert bottom <= height


@pytest.mark.parametrize(("draw", "case"), CHARTS)
def test_a_slide_has_no_text_under_14_points(draw, case):
    from matplotlib.text import Text

    chart = drawn_as(draw, case, LOOKS_TRIED[0])
    assert min(text.get_fontsize() for text in chart.findobj(Text) if text.get_text()) >= 14
    assert (chart.get_figwidth() * chart.dpi, chart.get_figheight() * chart.dpi) == (1920, 1080)


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_title_says_the_finding_and_every_score_and_name_is_there(look, language):
    found = leaning(language)
    said = texts(profile_chart(found, BALANCE, look=look))
    title = {"en": "You lead more towards structure than your situation calls for.",
             "nb": "Du leder mer mot struktur enn situasjonen ber om."}[language]  # fmt: skip
    assert (title in said) == look.title
    for id in BALANCE.balanced_dimensions:
        assert BALANCE.dimensions[id].name[language] in said
        assert number(found.dimensions[id].score) in said
    assert "−53" in " ".join(said) or not look.title


def test_a_name_stands_above_the_title_and_is_cut_to_the_sheet():
    said = texts(profile_chart(leaning(), BALANCE, look=Look(name="Åse Ødegård")))
    assert said[0] == "Åse Ødegård"
    cut = texts(profile_chart(leaning(), BALANCE, look=Look(name="W" * 300)))[0]
    assert cut.startswith("WWW")
    assert cut.endswith("…")


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_data_and_harmless(name):
    text = HOSTILE[name]
    of = named(text)
    found = profile(answers(of), of)
    said = texts(profile_chart(found, of, look=Look(name=text)))
    assert not any(character < " " or character in "\u202e\u2066" for word in said for character in word)
    assert said[0][:1] == (text[:1] if name != "controls" else "a")


def test_no_score_is_said_in_words_and_its_need_still_shown():
    of, found = CASES["no score in goals (en)"]()
    said = texts(profile_chart(found, of))
    assert "–" in said
    assert "too few answers for a score" in said
    assert "for few answers" not in said


def test_only_marks_that_are_there_are_explained():
    of, found = CASES["7 dimensions"]()
    said = texts(profile_chart(found, of))
    assert "your score" in said
    assert "95 % interval" in said
    for absent in ("what the situation calls for", "look at this first", "too few answers for a score"):
        assert absent not in said


def test_an_employee_reads_about_the_manager():
    of, found = CASES["team (en)"]()
    assert "what you need" in texts(profile_chart(found, of))
    assert "your manager" in texts(lean_chart(found, of))


def test_without_a_verdict_there_is_no_margin_in_the_field():
    of, found = CASES["pulse (en)"]()
    assert not any("at most" in text for text in texts(lean_chart(found, of)))
    with_verdict = texts(lean_chart(leaning(), BALANCE))
    assert "at most 20 points from it" in with_verdict


def test_all_of_forty_dimensions_are_there_and_of_more_it_is_said_how_many_are_not():
    for look in (Look("slide"), Look("page")):
        of = many(40)
        said = texts(profile_chart(profile(answers(of), of), of, look=look))
        assert [name for name in (f"Area {n}" for n in range(40)) if name not in said] == []
        of = many(120)
        said = texts(profile_chart(profile(answers(of), of), of, look=look))
        there = sum(text.startswith("Area ") for text in said)
        assert 40 < there < 120
        assert any(f"{120 - there} more areas are not shown." in text for text in said)


@pytest.mark.parametrize("scale", [Scale(100, 300), Scale(300, 100)], ids=["to the right", "mirrored"])
def test_bar_interval_and_need_stand_where_their_values_are(scale):
    found = leaning().dimensions["dialogue"]
    canvas = Canvas(Look())
    bar(canvas, scale, 50, found, "left")
    ends = {x for shape in canvas.shapes[canvas.pens.tints["left"]] for x, _y in shape.points}
    assert ends == {scale.zero, scale.at(found.score)}
    assert scale.at(0) == scale.zero
    assert scale.at(50) == 200
    (interval,) = canvas.shapes[canvas.pens.interval]
    assert [x for x, _y in interval.points] == [scale.at(found.low), scale.at(found.high)]
    (need,) = canvas.shapes[canvas.pens.need]
    assert sum(x for x, _y in need.points) / 4 == pytest.approx(scale.at(found.need))


def test_what_no_person_can_be_is_outside_the_field_and_the_margin_inside():
    place = Place(Box(0, 0, 200, 100))
    assert [place.at(*corner) for corner in ((0, 100), (100, 50), (0, 0), (-100, 50))] == [
        (100, 0), (200, 50), (100, 100), (0, 50),
    ]  # fmt: skip
    for target in (-95, -30, 0, 15, 90):
        band = _band(target, 20)
        assert min(lean for lean, _level in band) == max(-100, target - 20)
        assert max(lean for lean, _level in band) == min(100, target + 20)
        assert all(abs(lean) == 2 * min(level, 100 - level) for lean, level in band)
