"""The profile as a picture: one screen, every sign in its cell, nothing shown that was not found."""

import re
from functools import cache
from io import StringIO

import pytest
from factory import questionnaire, two_sides
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from strategies import answered, answers_for

from balance import words
from balance.questionnaire.library import load
from balance.questionnaire.model import Questionnaire
from balance.reflection import profile
from balance.terminal.lane import Values, lane
from balance.terminal.marks import LEFT, Look
from balance.terminal.picture import Asked, profile_screen
from balance.words import number

BALANCE = load("balance")
DOCUMENT = BALANCE.model_dump(exclude_none=True)
CASES = {test.name: test.answers for test in BALANCE.tests}
LEANING = CASES["leaning to structure, in a situation that calls for both"]
WIDTHS = [45, 60, 80, 120]
HOSTILE = {
    "long": "x" * 200,
    "emoji": "👩‍👩‍👧‍👦 familie",
    "hebrew": "שלום עולם",
    "cjk": "日本語の名前がとても長い場合でも",
    "controls": "a\x1b[31mred\u202e\r\n\tb",
    "markup": "[bold]x[/]",
    "backslash": "\\",
    "accents": "é" * 60,
}


@pytest.fixture(autouse=True)
def english():
    words.use("en")


def screen(found, of, width=80, ascii=False, colour=False, **asked):  # noqa: A002
    lines = profile_screen(found, of, Look(width, ascii, colour), Asked(**asked))
    return [line.plain for line in lines]


def of_answers(answers, of=BALANCE, language=None, width=80, **more):
    return screen(profile(answers, of, language), of, width, **more)


@cache
def leaning(language="en"):
    return profile(LEANING, BALANCE, language)


def of_tree(tree):
    return Questionnaire.model_validate(tree, context={"languages": tree["languages"]}).stamped("0" * 64)


def many(dimensions, needs=False, **parts):
    """A questionnaire of many dimensions of three items each, with a need where wanted."""
    names = [f"d{n}" for n in range(dimensions)]
    tree = {name: {"items": [f"{name}_{n}" for n in range(3)]} for name in names}
    items = [item for part in tree.values() for item in part["items"]]
    if needs:
        items += [f"need_of_{name}" for name in names]
        for name in names:
            tree[name]["need"] = [f"need_of_{name}"]
    return questionnaire(items=items, dimensions=tree, **parts)


def sides(names):
    half = len(names) // 2
    return {
        "axes": {
            "left": {"name": "Left", "dimensions": names[:half]},
            "right": {"name": "Right", "dimensions": names[half:]},
        },
        "balance": {"left": "left", "right": "right"},
    }


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("name", CASES)
def test_the_self_check_fits_one_screen(name, language):
    words.use(language)
    lines = of_answers(CASES[name], language=language)
    assert len(lines) <= 24
    assert max(map(cell_len, lines)) <= 80


@settings(max_examples=60)  # each draws a whole screen
@given(answers=answers_for(DOCUMENT), language=st.sampled_from(["en", "nb"]))
def test_whatever_is_answered_the_self_check_fits_one_screen_and_shows_every_score(answers, language):
    words.use(language)
    found = profile(answers, BALANCE, language)
    lines = screen(found, BALANCE)
    assert len(lines) <= 24
    assert max(map(cell_len, lines)) <= 80
    text = "\n".join(lines)
    for id, part in BALANCE.dimensions.items():
        assert part.name[language] in text
        score = found.dimensions[id].score
        assert (number(score) if score is not None else "–") in re.split(r"\s+", text)


@given(pair=answered(), width=st.sampled_from(WIDTHS), ascii_only=st.booleans(), everything=st.booleans())
def test_no_line_is_wider_than_the_screen_and_at_80_columns_there_are_24_at_most(pair, width, ascii_only, everything):
    tree, answers = pair
    of = of_tree(tree)
    lines = of_answers(answers, of, width=width, ascii=ascii_only, everything=everything)
    assert max(map(cell_len, lines), default=0) <= width
    if width >= 80 and not everything:
        assert len(lines) <= 24
    assert all(line.isascii() for line in lines) or not ascii_only
    assert not any(character < " " or character == "\x7f" for line in lines for character in line)


@given(
    score=st.floats(0, 100), half=st.floats(0, 60), need=st.none() | st.floats(0, 100),
    cells=st.integers(2, 70), mirrored=st.booleans(), colour=st.booleans(),
)  # fmt: skip
def test_each_sign_stands_in_the_cell_of_its_value(*, score, half, need, cells, mirrored, colour):
    found = Values(score, max(0, score - half), min(100, score + half), need)
    drawn = lane(found, cells, Look(80, colour=colour), LEFT, mirrored).plain
    assert cell_len(drawn) == cells
    row = drawn[::-1] if mirrored else drawn
    signs = {sign: place for place, sign in enumerate(row) if sign in "●◆◈"}
    value = {"●": score, "◆": need, "◈": score}
    near = {sign: abs(place - value[sign] / 100 * (cells - 1)) for sign, place in signs.items()}
    assert all(distance <= 0.5 + 1e-9 for distance in near.values())
    assert "◈" in signs or "●" in signs
    assert ("◆" in signs or "◈" in signs) == (need is not None)
    inner, outer = ("┤", "├") if mirrored else ("├", "┤")
    for sign, end in ((inner, found.low), (outer, found.high)):
        if sign in row:
            assert abs(row.index(sign) - end / 100 * (cells - 1)) <= 0.5 + 1e-9
    assert row.count(inner) <= 1
    assert row.count(outer) <= 1


@pytest.mark.parametrize(("colour", "sign"), [(True, " "), (False, "━")])
def test_the_fill_reaches_the_score_with_colour_as_ground_and_without_as_a_line(colour, sign):
    drawn = lane(Values(50, None, None, None), 21, Look(80, colour=colour), LEFT)
    assert drawn.plain == sign * 10 + "●" + " " * 10
    grounds = [span.end - span.start for span in drawn.spans if " on " in str(span.style)]
    assert sum(grounds) == (11 if colour else 0)


@pytest.mark.parametrize("language", ["en", "nb"])
def test_the_verdict_comes_first_then_its_numbers(language):
    words.use(language)
    lines = profile_screen(leaning(language), BALANCE, Look(80))
    side = BALANCE.axes["structure"].name[language].lower()
    assert side in lines[0].plain
    assert "bold" in str(lines[0].spans or lines[0].style)
    assert "−53" in lines[1].plain
    assert {"dim"} <= {str(lines[1].style), *(str(span.style) for span in lines[1].spans)}


def test_a_pair_stands_with_both_names_both_needs_and_both_lanes():
    lines = screen(leaning(), BALANCE)
    at = next(n for n, line in enumerate(lines) if line.startswith("Goals"))
    assert re.fullmatch(r"Goals  ◆ 50 +What and why +100 ◆  Meaning", lines[at])
    assert re.fullmatch(r"88 .* │ .*◆ +13", lines[at + 1])
    assert cell_len(lines[at]) == cell_len(lines[at + 1]) == 79


def test_three_things_to_look_at_first_and_the_next_step_come_last():
    lines = screen(leaning(), BALANCE)
    assert lines[-4:] == [
        "Look at this first  Meaning: more of this   88 points",
        "                    Dialogue: more of this  38 points",
        "                    Goals: less of this     38 points",
        "Next                balance show --all, with the questions worth an hour",
    ]


def test_the_outcome_is_one_line_beside_the_balance():
    assert [line for line in screen(leaning(), BALANCE) if "Commitment" in line] == [
        "Beside the balance: Commitment 25 (0 to 50)"
    ]


def test_the_legend_names_only_the_signs_that_are_there():
    without = of_answers({"a1": 4, "a2": 5, "a3": 3, "b1": 4, "b2": 2, "b3": 3}, questionnaire(**two_sides()))
    legend = next(line for line in without if "your score" in line)
    assert "called for" not in legend
    assert "both" not in legend
    assert "too few" not in legend


def test_nothing_is_said_of_needs_gaps_or_a_lean_that_are_not_there():
    plain = many(3)
    answers = {f"d0_{n}": 3 + (n > 0) for n in range(3)}
    lines = of_answers(answers, plain, next_step="")
    text = "\n".join(lines)
    for word in ("Lean", "Level", "called for", "Look at", "stands out", "balance"):
        assert word not in text
    assert lines[0] == "Small"
    assert [line.split() for line in lines if line.startswith(("D1", "D2"))] == [["D1", "–"], ["D2", "–"]]


def test_without_a_verdict_the_numbers_are_shown_and_why_there_is_none():
    short = questionnaire(**two_sides(needs=True, verdict=False))
    given_answers = {f"{side}{n}": 4 + (n == 2) for side in "ab" for n in (1, 2, 3)} | {"need_of_a": 3, "need_of_b": 5}
    lines = of_answers(given_answers, short)
    assert lines[0].startswith("This questionnaire gives no verdict")
    assert any(line.startswith("Lean 0") for line in lines)


def test_one_axis_is_a_heading_with_its_score():
    one = many(3, axes={"all": {"name": "Everything", "dimensions": ["d0", "d1", "d2"]}})
    lines = of_answers(dict.fromkeys(one.items, 4) | {"d0_0": 5}, one)
    assert [line.split() for line in lines if line.startswith("EVERYTHING")] == [["EVERYTHING", "78"]]


@pytest.mark.parametrize("needs", [True, False])
def test_of_forty_dimensions_what_stands_out_is_shown_and_the_rest_counted(needs):
    of = many(40, needs, **sides([f"d{n}" for n in range(40)])) if needs else many(40)
    answers = {item: 1 + n % 5 for n, item in enumerate(of.items)}
    lines = of_answers(answers, of)
    shown = [line for line in lines if re.match(r"D\d", line)]
    assert len(lines) <= 24
    assert 4 <= len(shown) < 40
    assert f"{40 - len(shown)} more areas: balance show --all" in lines
    whole = of_answers(answers, of, everything=True)
    assert len([line for line in whole if re.match(r"D\d", line)]) == 40


def test_scores_that_are_means_are_numbers_without_lanes():
    means = questionnaire(items=["x", "y"], dimensions={"d": {"items": ["x", "y"]}}, scoring={"score": "mean"})
    lines = of_answers({"x": 3, "y": 4}, means)
    assert [line.split() for line in lines if line.startswith("D")] == [["D", "3.50"]]
    assert not any("●" in line for line in lines)


def renamed(name):
    """The self-check with every name the same hostile text."""
    tree = dict(DOCUMENT, languages=["en"])
    tree["dimensions"] = {id: dict(part, name={"en": name}) for id, part in DOCUMENT["dimensions"].items()}
    tree["axes"] = {id: dict(part, name={"en": name}) for id, part in DOCUMENT["axes"].items()}
    tree["balance"] = dict(
        DOCUMENT["balance"], pairs=[dict(p, name={"en": name}) for p in DOCUMENT["balance"]["pairs"]]
    )
    return of_tree(tree)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("width", WIDTHS)
def test_any_name_is_harmless_and_leaves_the_lanes_where_they_are(name, width):
    of = renamed(name)
    lines = screen(leaning(), of, width=width)
    assert max(map(cell_len, lines)) <= width
    assert not any(character < " " or character in "\x7f\u202e" for line in lines for character in line)
    if width >= 50:
        own = [line for line in screen(leaning(), BALANCE, width=width) if " │ " in line and "STRUCTURE" not in line]
        assert [line for line in lines if " │ " in line][-len(own) :] == own
    if width >= 80:
        assert len(lines) <= 24
    out = Console(file=StringIO(), width=width, force_terminal=True, color_system="truecolor")
    for line in profile_screen(leaning(), of, Look(width)):
        out.print(line, no_wrap=True)
    assert "\x1b[31mred" not in out.file.getvalue()
    assert "\u202e" not in out.file.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_ascii_is_ascii(width, language):
    words.use(language)
    lines = screen(leaning(language), BALANCE, width=width, ascii=True)
    assert "".join(lines).isascii()
    assert any("Mal" in line for line in lines) == (language == "nb")
    legend = {"en": "O your score", "nb": "O"}[language]
    assert any(legend in line for line in lines)


def test_below_50_columns_one_lane_stands_under_another():
    lines = screen(leaning(), BALANCE, width=45)
    at = {
        name: n for n, line in enumerate(lines) for name in ("Goals", "Roles", "Meaning") if line.startswith(name + " ")
    }
    assert at["Roles"] == at["Goals"] + 1
    assert lines[at["Goals"]].endswith(" 88  ◆  50")


def test_everything_ends_with_the_questions_and_the_limits():
    found = leaning()
    lines = screen(found, BALANCE, everything=True)
    text = " ".join(" ".join(lines).split())
    for entry in found.reflection:
        for prompt in entry.prompts:
            assert prompt in text
    assert "For learning and conversation, not for selection, pay or ranking." in lines


def test_a_shorter_screen_gives_up_air_before_anything_else():
    tall, low = screen(leaning(), BALANCE), screen(leaning(), BALANCE, height=23)
    assert [line for line in low if line] == [line for line in tall if line]
    assert len(low) == 23
