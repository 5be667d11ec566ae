"""Screens fit their window, from 40 by 16 with all that is needed, and below as far as there is room."""

import io

import pytest
from factory import questionnaire, two_sides
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from balance.interview.choices import choices, languages
from balance.interview.line import Line
from balance.interview.screen import Screens
from balance.interview.session import Session
from balance.questionnaire.library import load
from balance.words import speaking

BALANCE = load("balance")
LONG = questionnaire(**two_sides(), comments={"more": "What would you like more of? " * 8})
SIZES = [(80, 24), (60, 20), (40, 16), (200, 60)]


class Utf8(io.StringIO):
    encoding = "utf-8"


class Ascii(io.StringIO):
    encoding = "ascii"


def screens(of, language, size, stream=None):
    return Screens(of, language, stream or Utf8(), size)


def at(of, place, before=None):
    return Session(of, dict.fromkeys(list(of.items)[:place], 3) | (before or {}), lambda _id, _answer: None)


def plain(lines):
    return [line.plain.rstrip() for line in lines]


def said(lines):
    return " ".join(" ".join(plain(lines)).split())


def asked(of, language, place, size):
    session = at(of, place)
    offered = choices(session.step.scale, of, language)
    return screens(of, language, size).question(session, offered, None)


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("size", SIZES)
def test_from_40_by_16_every_question_stands_in_full_with_its_answers_and_their_keys(language, size):
    for place, item in enumerate(BALANCE.items.values()):
        lines = asked(BALANCE, language, place, size)
        whole = said(lines)
        assert item.text[language] in whole
        assert f"{place + 1} of 54" in whole
        for choice in choices(item.scale, BALANCE, language):
            assert f" {choice.key} {choice.label}" in whole
        assert "b back" in whole
        assert "s skip" in whole


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("size", SIZES)
def test_from_40_by_16_every_page_s_introduction_stands_in_full(language, size):
    for page in BALANCE.pages:
        lines = screens(BALANCE, language, size).card(page.title[language], [page.intro[language]], ["Enter goes on"])
        assert page.intro[language] in said(lines)
        assert "Enter goes on" in said(lines)


@given(st.integers(12, 130), st.integers(1, 50), st.integers(0, 53), st.booleans(), st.sampled_from([None, 0, 4, 6]))
def test_no_screen_is_wider_or_higher_than_its_window(width, height, place, ascii_only, chosen):
    stream = Ascii() if ascii_only else Utf8()
    session = at(BALANCE, place)
    drawn = screens(BALANCE, "nb", (width, height), stream)
    offered = choices(session.step.scale, BALANCE, "nb")
    chosen = None if chosen is None else min(chosen, len(offered) - 1)
    skipped = at(BALANCE, 54, dict.fromkeys(list(BALANCE.items)[: place + 1]))
    for lines in (
        drawn.question(session, offered, chosen),
        drawn.question(session, offered, chosen, "A word about the key."),
        drawn.card("Det du gjør", [BALANCE.pages[0].intro["nb"]] * 3, ["Enter goes on"]),
        drawn.review(skipped),
        drawn.languages(languages(BALANCE), None),
    ):
        assert len(lines) <= height
        assert all(cell_len(line.plain) <= width for line in lines)
        if ascii_only:
            assert all(line.plain.isascii() for line in lines)


@given(st.integers(8, 100), st.integers(8, 30), st.text(max_size=300), st.data())
def test_a_typed_line_shows_its_cursor_and_fits(width, height, text, data):
    session = Session(LONG, dict.fromkeys(LONG.items, 3), lambda _id, _answer: None)
    line = Line("".join(letter for letter in text if letter.isprintable()))
    line.at = data.draw(st.integers(0, len(line.text)))
    lines = screens(LONG, "en", (width, height)).comment(session, line)
    assert len(lines) <= height
    assert all(cell_len(each.plain) <= width for each in lines)
    if width >= 40 and height >= 16:
        assert any(span.style == "reverse" for each in lines for span in each.spans)


@pytest.mark.parametrize(("language", "stops"), [("en", "Ctrl-C stops"), ("nb", "Ctrl-C stopper")])
def test_from_60_columns_an_open_question_says_how_to_go_on_skip_and_stop(language, stops):
    session = Session(LONG, dict.fromkeys(LONG.items, 3), lambda _id, _answer: None)
    with speaking(language):
        foot = plain(screens(LONG, "en", (60, 20)).comment(session, Line("")))[-1]
    assert stops in foot
    assert len(foot.split("·")) >= 3


@pytest.mark.parametrize("size", [(39, 24), (80, 15), (20, 30)])
def test_a_small_window_is_told_of_and_the_question_stands_as_far_as_there_is_room(size):
    whole = said(asked(BALANCE, "en", 0, size))
    assert "make it 40 by 16 or larger, or use --plain" in whole
    assert "1 Very seldom" in whole


def test_where_answers_have_no_room_those_around_the_cursor_are_shown():
    eleven = questionnaire(scales={"likely": [*range(11)]}, items=["a"], dimensions={"a": {"items": ["a"]}})
    session = at(eleven, 0)
    offered = choices(session.step.scale, eleven, "en")
    assert [each.key for each in offered] == [*"0123456789", "", "l"]
    whole = said(screens(eleven, "en", (40, 9)).question(session, offered, 10))
    assert "▸ likely 10" in whole


def test_the_earlier_answer_and_the_cursor_are_told_apart_without_colour():
    session = at(BALANCE, 1)
    session.back()
    offered = choices(session.step.scale, BALANCE, "en")
    lines = plain(screens(BALANCE, "en", (80, 24)).question(session, offered, 4))
    assert "    3 ● Sometimes" in lines
    assert "  ▸ 5   Very often or always" in lines


def test_markup_and_controls_of_a_questionnaire_are_shown_as_they_stand():
    sly = questionnaire(**two_sides(), title="[red]sly[/red]")
    sly.pages[0].items["a1"]["en"] = "I do [bold]x[/bold] \x1b[31m\u202e."
    whole = said(asked(sly, "en", 0, (80, 24)))
    assert "[red]sly[/red]" in whole
    assert "I do [bold]x[/bold] ␛[31m‹202E›." in whole


def test_unscored_answers_have_letters_of_their_labels_that_mean_nothing_else():
    for language in ("en", "nb"):
        offered = choices(BALANCE.scales["often"], BALANCE, language)
        keys = [each.key for each in offered]
        assert keys[:5] == [*"12345"]
        assert len(set(keys)) == len(keys)
        assert not set(keys) & set("bsq")
        labels = [each.label[language] for each in BALANCE.scales["often"].unscored]
        assert all(key in label.casefold() for key, label in zip(keys[5:], labels, strict=True))
    assert [each.key for each in languages(BALANCE)] == ["e", "n"]


def test_points_without_digits_of_their_own_have_their_places():
    ends = questionnaire(scales={"ends": [-2, -1, 0, 1, 2]}, items=["a"], dimensions={"a": {"items": ["a"]}})
    assert [each.key for each in choices(ends.scales["ends"], ends, "en")] == [*"12345", "e"]
