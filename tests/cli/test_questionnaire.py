"""`balance questionnaire`, as its authors run it."""

import json
import re

import pytest
from small_yaml import SMALL, changed


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(changed(("scale: often", "scale: oftn"), ("items: [trust]", "items: [trst]")), "utf-8")
    return path


@pytest.mark.parametrize("command", [(), ("list",), ("show",), ("check",), ("schema",)])
def test_every_command_has_help_with_an_example(command, balance):
    done = balance("questionnaire", *command, "--help")
    assert done.returncode == 0, done.stderr
    assert not command or f"Example: balance questionnaire {command[0]}" in done.stdout


def test_list_shows_what_comes_with_balance(balance):
    done = balance("questionnaire", "list")
    assert done.returncode == 0, done.stderr
    header, *rows = [line.split() for line in done.stdout.splitlines()]
    assert header == ["id", "version", "items", "languages", "title"]
    assert "balance" in {row[0] for row in rows}


def test_list_as_json_opens_with_its_format(balance):
    listed = json.loads(balance("questionnaire", "list", "--json").stdout)
    assert listed["format"] == "balance-questionnaires/1"
    by_id = {each["id"]: each for each in listed["questionnaires"]}
    assert by_id["balance"]["items"] == 54
    assert set(by_id["balance"]) == {"id", "version", "digest", "items", "languages", "title"}


def test_show_names_every_item_dimension_axis_and_pair_in_the_language_asked_for(balance, small):
    done = balance("questionnaire", "show", small, "--language", "nb")
    assert done.returncode == 0, done.stderr
    for part in ("Liten", "Det du gjør", "1 Sjelden · 2 Noen ganger · 3 Ofte · Ikke min rolle", "Jeg avtaler mål.",
                 "goals: Mål", "ranked, agreed (", "need_of_goals", "structure: Struktur", "Hva og hvorfor",
                 "goals · meaning"):  # fmt: skip
        assert part in done.stdout
    assert "I agree" not in done.stdout


def test_show_in_a_language_that_there_is_not_is_a_fault(balance, small):
    done = balance("questionnaire", "show", small, "--language", "sv")
    assert done.returncode == 1
    assert "[no-such-language]" in done.stderr


def test_show_keeps_columns_straight_with_wide_characters(balance, tmp_path):
    (tmp_path / "wide.yaml").write_text(changed(("en: I tell why.", f"en: {'題名' * 40}")), "utf-8")
    done = balance("questionnaire", "show", "wide.yaml", cwd=tmp_path)
    rows = [line for line in done.stdout.splitlines() if "題" in line]
    assert len(rows) > 1
    assert {re.search("[題名]", line).start() for line in rows} == {len("need_of_meaning") + 2}
    assert max(len(line.encode("utf-16-le")) // 2 + line.count("題") + line.count("名") for line in rows) <= 80


def test_check_says_what_a_sound_file_holds(balance, small):
    done = balance("questionnaire", "check", small.name, cwd=small.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "small.yaml: no faults; 7 items, 3 dimensions, 1 test\n"


def test_check_tells_every_fault_of_every_file_and_leaves_with_1(balance, small, wrong):
    done = balance("questionnaire", "check", wrong.name, small.name, "none.yaml", cwd=small.parent)
    assert done.returncode == 1
    assert done.stdout == "small.yaml: no faults; 7 items, 3 dimensions, 1 test\n"
    assert done.stderr.splitlines()[3:6] == [
        'wrong.yaml:18:12: There is no scale "oftn". Did you mean "often"? [unknown-scale]',
        "        scale: oftn",
        "               ^",
    ]
    assert done.stderr.splitlines()[-1].startswith("none.yaml: There is no such file.")


def test_check_as_json_tells_the_same_on_stdout(balance, small, wrong):
    done = balance("questionnaire", "check", wrong.name, small.name, "--format", "json", cwd=small.parent)
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    assert told["format"] == "balance-faults/1"
    assert [(fault["line"], fault["column"], fault["id"]) for fault in told["faults"]] == [
        (8, 3, "unused-scale"),
        (18, 12, "unknown-scale"),
        (26, 7, "unused-item"),
        (44, 13, "unknown-item"),
    ]
    sound = balance("questionnaire", "check", small.name, "--format", "json", cwd=small.parent)
    assert (sound.returncode, json.loads(sound.stdout)["faults"]) == (0, [])


def test_check_for_github_writes_a_command_for_each_fault(balance, wrong):
    done = balance("questionnaire", "check", wrong.name, "--format", "github", cwd=wrong.parent)
    assert done.returncode == 1
    assert (
        '::error file=wrong.yaml,line=18,col=12,title=unknown-scale::There is no scale "oftn". Did you mean "often"?'
        in done.stdout.splitlines()
    )


def test_check_proves_the_keying_by_the_files_own_tests(balance, tmp_path):
    (tmp_path / "keyed.yaml").write_text(
        changed(("    reversed: [agreed]\n", ""), ("meaning: null", "meaning: 100")), "utf-8"
    )
    done = balance("questionnaire", "check", "keyed.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.endswith("[failing-test]")] == [
        'keyed.yaml:60:21: In the test "all at the top", goals is 50, not 100. '
        "Work it out by hand: either the keying or the test is wrong. [failing-test]",
        'keyed.yaml:60:35: In the test "all at the top", meaning is no score, not 100. '
        "Work it out by hand: either the keying or the test is wrong. [failing-test]",
    ]


def test_check_takes_the_id_of_one_that_comes_with_balance(balance):
    done = balance("questionnaire", "check", "balance")
    assert done.returncode == 0, done.stderr
    assert "balance.yaml: no faults; 54 items" in done.stdout


def test_check_of_nothing_is_wrong_usage(balance):
    assert balance("questionnaire", "check").returncode == 2


def test_schema_is_json_and_names_its_dialect(balance):
    done = balance("questionnaire", "schema")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
