"""`balance take` as a manager or a script runs it: line by line, from a file, in both languages."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from program import command

from balance.questionnaire.library import load

BALANCE = load("balance")
ALL_THREES = "3\n" * len(BALANCE.items)


@pytest.mark.parametrize(
    ("language", "sentence", "area"),
    [
        ("en", "You lead in step with what your situation calls for.", "Goals: 50 of 100, between 41 and 59"),
        ("nb", "Du leder i takt med det situasjonen ber om.", "Mål: 50 av 100, mellom 41 og 59"),
    ],
)
def test_a_piped_file_of_answers_becomes_a_profile_in_one_language(balance, language, sentence, area):
    done = balance("take", "--language", language, "--no-save", stdin=ALL_THREES)
    assert done.returncode == 0
    assert sentence in done.stdout
    assert area in done.stdout
    assert BALANCE.items["goals_ranked"].text[language] in done.stderr


def test_the_first_line_says_where_answers_go_who_sees_them_how_long_it_takes_and_what_ctrl_c_does(balance):
    first = balance("take", stdin=ALL_THREES).stderr.splitlines()[0]
    for said in ("stay on this machine", "nobody else sees them", "saved as you give it", "10 minutes", "Ctrl-C"):
        assert said in first


def test_every_question_is_asked_with_its_number_and_all_its_answers(balance):
    told = balance("take", stdin=ALL_THREES).stderr
    for number, item in enumerate(BALANCE.items.values(), start=1):
        assert f"\n{number} of {len(BALANCE.items)}. {item.text['en']}\n" in told
    assert told.count("5 Very often or always") == len(BALANCE.items)


def test_answers_that_end_early_say_how_far_they_came(balance):
    done = balance("take", stdin="3\n" * 12)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ended after 12 of 54 questions" in done.stderr


def test_a_wrong_line_in_a_pipe_names_line_item_and_answers(balance):
    done = balance("take", stdin="3\n3\nmaybe\n" + ALL_THREES)
    assert (done.returncode, done.stdout) == (1, "")
    third = list(BALANCE.items)[2]
    assert f'line 3, {third}: "maybe" is no answer' in done.stderr


@pytest.mark.parametrize("ending", ["json", "yaml", "csv"])
def test_a_file_of_answers_takes_values_labels_and_codes(balance, tmp_path, ending):
    answers = dict.fromkeys(BALANCE.items, 4) | {"goals_ranked": "Rather seldom", "roles_decides": "no_occasion"}
    path = tmp_path / f"answers.{ending}"
    if ending == "csv":
        path.write_text("item,answer\n" + "".join(f"{id},{value}\n" for id, value in answers.items()))
    else:
        path.write_text(json.dumps(answers))
    done = balance("take", "--answers", path, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["dimensions"]["goals"]["score"] == 62.5  # three at 75, one at 25
    assert found["dimensions"]["roles"]["score"] == 75
    assert found["unscored"] == {"no_occasion": 1}


def test_an_unknown_id_in_a_file_of_answers_is_an_error_with_a_near_one(balance, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text('{"goals_rankd": 4, "goals_together": 9}')
    done = balance("take", "--answers", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "goals_ranked" in done.stderr
    assert "goals_together" in done.stderr  # both faults at once


def test_the_json_has_the_shape_of_the_design(balance):
    done = balance("take", "--json", "--language", "nb", stdin=ALL_THREES)
    found = json.loads(done.stdout)
    assert found["format"] == "balance-profile/1"
    assert list(found) == [
        "format", "made_by", "language", "questionnaire", "answered_at", "answered", "unscored",
        "dimensions", "axes", "balance", "first", "reflection",
    ]  # fmt: skip
    assert found["language"] == "nb"
    assert found["questionnaire"]["digest"] == BALANCE.digest
    assert list(found["dimensions"]["goals"]) == ["score", "low", "high", "need", "gap", "finding", "certain"]
    assert list(found["axes"]["structure"]) == ["score", "low", "high", "need"]
    assert list(found["balance"]) == [
        "lean", "low", "high", "needed", "distance", "distance_low", "distance_high", "margin", "verdict", "ruled_out",
        "level", "level_low", "level_high", "level_needed", "level_distance", "level_distance_low",
        "level_distance_high", "level_verdict", "notes",
    ]  # fmt: skip
    assert [list(entry) for entry in found["reflection"]] == [["dimension", "finding", "prompts"]] * 3


def test_a_language_the_questionnaire_lacks_is_an_error_that_names_those_it_has(balance):
    done = balance("take", "--language", "de", stdin=ALL_THREES)
    assert done.returncode == 1
    assert 'not written in "de". It has: en, nb.' in done.stderr


def test_a_finished_interview_is_a_result_and_one_that_ended_early_waits(balance):
    balance("take", stdin="3\n" * 12)
    assert [path.suffix for path in (balance.home / "results").iterdir()] == [".jsonl"]
    done = balance("take", stdin=ALL_THREES)
    assert "is not finished" in done.stderr
    assert sorted(path.suffix for path in (balance.home / "results").iterdir()) == [".json", ".jsonl"]
    assert "Saved: " in done.stderr


def test_with_no_save_nothing_is_stored(balance):
    done = balance("take", "--no-save", stdin=ALL_THREES)
    assert "stores nothing" in done.stderr.splitlines()[0]
    assert not balance.home.exists()


def test_lines_without_end_after_the_last_answer_do_not_keep_the_program(balance):
    done = balance("take", stdin=ALL_THREES + "3\n" * 5000)
    assert done.returncode == 0
    assert "At least 1,000 lines after the last answer were not read." in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_under_the_output_is_said_in_words(balance):
    run = f"{shlex.join([*command(), 'questionnaire', 'schema'])} > /dev/full"
    done = subprocess.run(["sh", "-c", run], env=balance.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "The system refused: No space left on device" in done.stderr
    assert not balance.home.exists()


def test_a_closed_input_is_an_interview_that_ended(balance):
    run = f"{shlex.join([*command(), 'take'])} <&-"
    done = subprocess.run(["sh", "-c", run], env=balance.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ended after 0 of 54 questions" in done.stderr


def test_where_letters_cannot_be_printed_the_nearest_plain_ones_are(balance):
    done = balance("take", "--language", "nb", stdin=ALL_THREES, env={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0",
                                                                     "PYTHONIOENCODING": "ascii"})  # fmt: skip
    assert done.returncode == 0
    assert "Mal: 50 av 100" in done.stdout
    assert "?" not in done.stdout.split("Verdt a holde")[0]


def test_a_person_at_a_terminal_is_asked_again_and_ctrl_c_ends_with_130(balance):
    person = pexpect.spawn(command()[0], [*command()[1:], "take", "--plain"], env=balance.environment,
                           dimensions=(24, 80), encoding="utf-8", timeout=20)  # fmt: skip
    person.expect("1 of 54")
    person.sendline("7")
    person.expect("is no answer to this question")
    person.sendline("5")
    person.expect("2 of 54")
    person.sendintr()
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 130
    assert "Traceback" not in person.before


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(15, 143), (1, 129)])
def test_a_terminated_or_hung_up_interview_ends_with_its_code(balance, number, code):
    person = pexpect.spawn(
        command()[0], [*command()[1:], "take", "--plain"], env=balance.environment, encoding="utf-8", timeout=20
    )
    person.expect("1 of 54")
    person.kill(number)
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == code
