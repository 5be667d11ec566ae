"""The questionnaires that come with balance: sound, traced, and unknown to the program."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from balance.questionnaire.library import load, shipped
from balance.scores.keying import disproved

TOP = Path(__file__).parents[1]
ALL = {name: load(name) for name in shipped()}
MANAGERS = ALL["balance"]


@pytest.mark.parametrize("name", ALL)
def test_each_is_without_fault_and_its_eight_or_more_tests_hold(name):
    questionnaire = ALL[name]
    assert disproved(questionnaire) == []
    assert len(questionnaire.tests) >= 8
    assert {column for test in questionnaire.tests for column in test.expect} >= set(questionnaire.dimensions)
    assert questionnaire.version.startswith("0.")
    assert questionnaire.languages == ("en", "nb")


@pytest.mark.parametrize("name", ALL)
def test_every_item_and_dimension_has_its_line_in_the_trace(name):
    trace = (TOP / "docs" / "content.md").read_text("utf-8")
    assert [item for item in ALL[name].items if not re.search(rf"^\| `{item}` ", trace, re.MULTILINE)] == []
    assert [id for id in ALL[name].dimensions if not re.search(rf"^\| \**{id}\b", trace, re.MULTILINE)] == []


def test_nothing_in_the_program_knows_an_item():
    program = "\n".join(path.read_text("utf-8") for path in (TOP / "src").rglob("*.py"))
    assert [item for item in MANAGERS.items if re.search(rf"\b{item}\b", program)] == []


@pytest.mark.parametrize("name", ALL)
def test_behaviours_are_short_and_needs_shorter(name):
    questionnaire = ALL[name]
    for language in questionnaire.languages:
        words = {item: len(asked.text[language].split()) for item, asked in questionnaire.items.items()}
        assert {item: words[item] for item in questionnaire.behaviours if words[item] > 14} == {}
        assert {item: n for item, n in words.items() if item.startswith("need_") and n > 10} == {}


def test_behaviours_alternate_between_dimensions():
    home = {item: id for id, part in MANAGERS.dimensions.items() for item in part.items}
    asked = [home[item] for item in MANAGERS.behaviours]
    assert len(asked) == 40
    assert not [a for a, b in pairwise(asked) if a == b]


def test_there_are_enough_prompts_of_each_kind_and_none_twice():
    texts = []
    for id in MANAGERS.balanced_dimensions:
        part = MANAGERS.dimensions[id]
        prompts = part.prompts
        assert len(prompts.more) >= 4, id
        assert (len(prompts.less) == 0) if part.duty else (len(prompts.less) >= 3), id
        assert len(prompts.keep) >= 3, id
        assert len(prompts.group) >= 2, id
        assert len(prompts.team) >= 2, id
        texts += [*prompts.more, *prompts.less, *prompts.keep, *prompts.group, *prompts.team]
    assert MANAGERS.balance is not None
    for kind in ("left", "right", "fit", "low", "close", "group", "team"):
        found = getattr(MANAGERS.balance.prompts, kind)
        assert len(found) >= 4, kind
        texts += found
    for language in MANAGERS.languages:
        said = [text[language] for text in texts]
        assert len(set(said)) == len(said)


def test_the_pulse_asks_and_says_what_the_whole_does_word_for_word():
    pulse = ALL["balance-pulse"]
    for id, item in pulse.items.items():
        assert item.text == MANAGERS.items[id].text
    for id, part in pulse.dimensions.items():
        assert part.prompts == MANAGERS.dimensions[id].prompts
    assert pulse.balance is not None
    assert MANAGERS.balance is not None
    assert pulse.balance.prompts == MANAGERS.balance.prompts
    assert (pulse.balance.verdict, pulse.balance.gap_margin) == (False, 30)


def test_the_team_sees_the_same_forty_behaviours_and_may_add_words():
    team = ALL["balance-team"]
    assert set(team.behaviours) == set(MANAGERS.behaviours)
    assert {id: set(part.items) for id, part in team.dimensions.items()} == {
        id: set(MANAGERS.dimensions[id].items) for id in MANAGERS.balanced_dimensions
    }
    assert {id: part.prompts.team for id, part in team.dimensions.items()} == {
        id: MANAGERS.dimensions[id].prompts.team for id in MANAGERS.balanced_dimensions
    }
    assert (team.target, team.companion_of, list(team.comments)) == ("other", "balance", ["more", "less"])


@pytest.mark.parametrize("name", ALL)
def test_no_word_that_the_house_avoids_is_in_a_text(name):
    text = (TOP / "questionnaires" / f"{name}.yaml").read_text("utf-8")
    avoided = r"\b(fasiliter\w*|proaktiv\w*|leverans\w*|eierskap til|diagnos\w*|blind spot|leadership score|precise)\b"
    assert re.findall(avoided, text, re.IGNORECASE) == []
