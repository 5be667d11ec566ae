"""Charts of a group: all that is shown is drawn, nothing that is hidden, and no text lies over another."""

import re
from itertools import combinations

import pytest
from charts.test_chart_layout import lettering, over_each_other, texts
from factory import questionnaire
from shared_groups import BALANCE, CASES, answered, case, divided, group_of

from balance.charts.group import breakdown_chart, breakdown_sheets, classes_chart, group_chart, has_classes
from balance.charts.look import Look
from balance.charts.rendering import as_png
from balance.errors import BalanceError
from balance.groups import Shown
from balance.words import number

LOOKS = [Look("slide"), Look("page"), Look("page", title=False)]


def charts(group, asked=BALANCE, look=LOOKS[0]):
    yield group_chart(group, asked, look=look)
    if has_classes(group):
        yield classes_chart(group, asked, look=look)
    for column in group.by:
        for sheet in range(breakdown_sheets(group, column, look=look)):
            yield breakdown_chart(group, asked, column, look=look, sheet=sheet)


def sound(chart):
    width, height = 72 * chart.get_figwidth(), 72 * chart.get_figheight()
    said = list(lettering(chart))
    assert [text for text, (left, top, right, bottom) in said
            if left < -1 or top < 0 or right > width + 1 or bottom > height] == []  # fmt: skip
    assert [(a[0], b[0]) for a, b in combinations(said, 2) if over_each_other(a[1], b[1])] == []
    assert len(said) > 4


@pytest.mark.parametrize("look", LOOKS, ids=["slide", "page", "untitled"])
@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("name", CASES)
def test_every_text_is_inside_and_none_lies_over_another(name, language, look):
    for chart in charts(case(name, language), look=look):
        sound(chart)
        if look.size == "slide":
            assert (chart.get_figwidth() * chart.dpi, chart.get_figheight() * chart.dpi) == (1920, 1080)


def test_small_groups_are_drawn_with_a_band_and_larger_ones_with_an_interval():
    small, large = (texts(group_chart(case(name), BALANCE)) for name in ("eight", "forty"))
    assert "band, from the number of people" in small
    assert "95 % interval of the mean" in large
    assert "95 % interval of the mean" not in small
    mixed = group_of(answered(40, unit=divided(40, 25, 8, 7)))
    assert any("of the small groups a band" in text for text in texts(breakdown_chart(mixed, BALANCE, "unit")))


def test_every_mean_that_is_shown_stands_in_the_chart():
    group = case("forty")
    said = texts(group_chart(group, BALANCE))
    for id in BALANCE.balanced_dimensions:
        assert number(group.dimensions[id].mean) in said


def test_all_groups_that_are_shown_are_drawn_and_no_hidden_one():
    for name in ("forty", "three breakdowns", "long names"):
        group = case(name)
        for column, parts in group.by.items():
            sheets = [
                breakdown_chart(group, BALANCE, column, sheet=n).about.alternative
                for n in range(breakdown_sheets(group, column))
            ]
            for label, part in parts.items():
                assert any(label in said for said in sheets) == isinstance(part, Shown)


def test_a_dimension_left_out_is_a_dash_and_a_word():
    said = texts(group_chart(case("a dimension left out"), BALANCE))
    assert "–" in said
    assert "not shown" in said


def test_where_all_is_hidden_or_too_few_there_is_nothing_to_draw():
    assert breakdown_sheets(case("all hidden"), "unit") == 0
    with pytest.raises(BalanceError, match=r"\[no-group-shown\]"):
        breakdown_chart(case("all hidden"), BALANCE, "unit")
    assert not has_classes(case("eight"))
    with pytest.raises(BalanceError, match=r"\[no-classes\]"):
        classes_chart(case("eight"), BALANCE)


def test_a_draft_is_marked_in_every_picture_that_stands_alone():
    draft = group_of(answered(40, unit=divided(40, 20, 20)), draft=True)
    for look in LOOKS[:2]:
        assert all("DRAFT: not to be handed out" in texts(chart) for chart in charts(draft, look=look))


@pytest.mark.parametrize("count", [3, 12, 40])
def test_without_pairs_there_are_lanes_and_of_many_those_that_matter(count):
    asked = questionnaire(
        items=[f"q{n}.{m}" for n in range(count) for m in (1, 2, 3)],
        dimensions={f"d{n}": {"items": [f"q{n}.{m}" for m in (1, 2, 3)]} for n in range(count)},
    )
    group = group_of(answered(40, asked, unit=divided(40, 20, 20)), asked)
    for look in LOOKS:
        for chart in charts(group, asked, look):
            sound(chart)


def test_the_sentences_hold_the_same_numbers_as_the_group():
    group = case("forty")
    told = {round(each) for found in group.dimensions.values() for each in (found.mean, found.need) if each is not None}
    lines = group_chart(group, BALANCE).about.alternative.split("\n")
    areas = [line for line in lines if line.split(":")[0] in {part.name["en"] for part in BALANCE.dimensions.values()}]
    assert len(areas) == len(BALANCE.balanced_dimensions)
    for line in areas:
        mean, *rest = map(int, re.findall(r"\d+", line))
        assert mean in told
        assert rest[-1] in told or len(rest) == 1


def test_the_same_group_gives_the_same_bytes():
    assert as_png(group_chart(case("eight"), BALANCE)) == as_png(group_chart(case("eight"), BALANCE))
