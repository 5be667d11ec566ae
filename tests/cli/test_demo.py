"""`balance demo`: said to be invented, in sentences to a pipe, as a picture on a terminal."""

import json
import re

import pexpect
import pytest
from program import command


@pytest.mark.parametrize(("language", "said"), [("en", "invented"), ("nb", "oppdiktet")])
def test_the_first_line_says_that_nobody_answered_this(balance, language, said):
    done = balance("demo", "--language", language)
    assert done.returncode == 0
    assert said in done.stdout.splitlines()[0]
    assert "●" not in done.stdout


def test_json_is_a_profile_and_the_word_of_caution_goes_beside_it(balance):
    done = balance("demo", "--json")
    found = json.loads(done.stdout)
    assert found["format"] == "balance-profile/1"
    assert "invented" in done.stderr


def test_the_invented_answers_lean_and_leave_one_out(balance):
    found = json.loads(balance("demo", "--json").stdout)
    assert found["balance"]["verdict"] == "left"
    assert sum(found["unscored"].values()) == 1
    assert sum(abs(each["gap"] or 0) > 50 for each in found["dimensions"].values()) == 2


def on_terminal(balance, columns, **env):
    environment = balance.environment | {"TERM": "xterm-256color", "COLUMNS": str(columns)} | env
    terminal = pexpect.spawn(command()[0], [*command()[1:], "demo"], env=environment, dimensions=(24, columns),
                             encoding="utf-8", timeout=30)  # fmt: skip
    return terminal.read()


def test_on_a_terminal_it_is_a_picture_that_leaves_a_line_for_the_prompt(balance):
    text = on_terminal(balance, 80)
    lines = re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()
    assert "invented" in lines[0]
    assert any("●" in line and "│" in line for line in lines)
    assert len(lines) <= 23


def test_without_colour_it_is_still_a_picture(balance):
    text = on_terminal(balance, 80, NO_COLOR="1")
    assert not re.search(r"\x1b\[[\d;]*[34]8;", text)
    assert "━●" in text or "━├" in text


def test_on_a_dumb_terminal_it_is_sentences(balance):
    assert "Goals: 75 of 100" in on_terminal(balance, 80, TERM="dumb")
