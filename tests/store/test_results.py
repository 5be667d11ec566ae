"""Finished interviews: whole or absent, found by what people remember, and never touched where they are not ours."""

import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import ANSWERS, QUESTIONNAIRE, fault, files_in, finished, home_is, kept, record, under_way
from small_yaml import SMALL, changed, checked
from strategies import answered

from balance.errors import BalanceError
from balance.questionnaire.check import check
from balance.questionnaire.document import embedded
from balance.questionnaire.library import load
from balance.store import journal, results
from balance.store.reading import STEPS, migrated, read_result, result_of
from balance.store.results import as_text, questionnaire_of

pytestmark = pytest.mark.usefixtures("home")

SAMPLE = Path(__file__).parents[1] / "data" / "store" / "result-1.json"


def test_a_result_is_readable_json_with_the_whole_questionnaire_last(home):
    stored = finished()
    text = stored.path.read_text()
    tree = json.loads(text)
    assert list(tree) == ["format", "questionnaire", "language", "started", "finished", "answers", "chosen", "made_by",
                          "document"]  # fmt: skip
    assert tree["format"] == "balance-result/1"
    assert tree["answers"] == ANSWERS
    assert tree["chosen"] is None
    assert tree["document"] == QUESTIONNAIRE.tree
    assert '\n  "language": "en",\n' in text
    assert "Måls" not in text
    assert "Mål" in text
    assert files_in(home).keys() == {f"results/{stored.path.name}"}


@given(drawn=answered())
def test_what_is_answered_is_what_is_read_with_the_questionnaire_it_was(tmp_path_factory, drawn):
    tree, answers = drawn
    questionnaire = check(embedded(tree, "drawn"))
    with home_is(tmp_path_factory.mktemp("round")):
        path = under_way(answers, questionnaire)
        with journal.resume(path) as again:
            assert again.answers == answers
            stored = results.finish(again, questionnaire)
        (read,) = results.results()
        assert read == stored
        assert read.result.answers == answers
        again = questionnaire_of(read)
    assert again == questionnaire
    assert (again.digest, again.tree) == (questionnaire.digest, tree)


def test_an_interview_whose_file_was_not_deleted_any_more_is_finished():
    path = under_way()
    text = path.read_bytes()
    with journal.resume(path) as begun:
        stored = results.finish(begun, QUESTIONNAIRE)
    for look in (journal.unfinished, results.results):
        path.write_bytes(text)
        look()
        assert not path.exists()
    path.write_bytes(text)
    with pytest.raises(BalanceError) as raised:
        journal.resume(path)
    assert fault(raised.value) == "finished"
    assert not path.exists()
    assert results.results() == [stored]


def test_a_result_of_the_same_name_of_another_interview_costs_nobody_an_answer():
    path = under_way()
    other = path.with_suffix(".json")
    other.write_bytes(finished().path.read_bytes().replace(b'"told": 1', b'"told": 2'))
    assert [each.path for each in journal.unfinished()] == [path]
    results.results()
    with journal.resume(path) as again:
        stored = results.finish(again, QUESTIONNAIRE)
    assert stored.path not in (path, other)
    assert read_result(other).answers["told"] == 2
    assert stored.result.answers == ANSWERS
    assert not path.exists()


def test_results_come_the_latest_first():
    days = [kept(f"2026-11-{day}T09:00:00Z") for day in (21, 23, 22)]
    assert [each.result.started[8:10] for each in results.results()] == ["23", "22", "21"]
    assert results.find("1") == days[1]
    assert results.find("3") == days[0]


def test_what_is_no_result_is_listed_apart_and_stays():
    good = finished()
    folder = good.path.parent
    planted = {
        "2026-01-01T0000-small.json": (b'{"format": "balance-result/1"', "damaged-file"),
        "2026-01-02T0000-small.json": (b'{"format": "balance-result/2"}', "newer-format"),
        "2026-01-03T0000-small.json": (b'{"format": "somebody-else/1"}', "foreign-file"),
        "2026-01-04T0000-small.json": (b"[1, 2]", "damaged-file"),
        "2026-01-05T0000-small.jsonl": (b"\0\0", "damaged-file"),
        "mine.json": (b"not json", "foreign-file"),
        "notes.txt": (b"my notes", "foreign-file"),
    }
    for name, (text, _id) in planted.items():
        (folder / name).write_bytes(text)
    (folder / "2026-01-06T0000-small.json").symlink_to(good.path)
    (folder / "2026-01-07T0000-small.json").mkdir()
    os.mkfifo(folder / "2026-01-08T0000-small.json")
    before = files_in(folder)
    shelf = results.shelf()
    assert shelf.results == [good]
    expected = {name: id for name, (_text, id) in planted.items()}
    expected |= {"2026-01-06T0000-small.json": "damaged-file", "2026-01-07T0000-small.json": "foreign-file",
                 "2026-01-08T0000-small.json": "damaged-file"}  # fmt: skip
    assert {each.path.name: each.fault.id for each in shelf.unread} == expected
    assert files_in(folder) == before


def test_an_interview_that_has_just_begun_is_nothing_yet():
    path = under_way()
    path.write_bytes(b"")
    assert results.shelf() == ([], [])
    assert path.exists()


@pytest.mark.parametrize(
    "selector",
    ["2026-11-23T0917", "2026-11-23T09", "2026-11-23T09:17", "2026-11-23T0917-small", "2026-11-23T0917-sm", "2", "2025",
     "2025-", "2025-03", "2026-11-23T0917-small.json", "{folder}/2026-11-23T0917-small.json"],
)  # fmt: skip
def test_a_result_is_found_by_number_date_name_or_path(home, selector):
    folder = home / "results"
    found = [kept("2026-11-23T09:17:59Z"), kept("2026-11-23T16:17:00Z", told=2), kept("2025-03-01T09:00:00Z")]
    assert results.find(selector.format(folder=folder)) == found[2 if selector.startswith("2025") else 0]


@pytest.mark.parametrize(
    ("selector", "id"),
    [("0", "no-such-result"), ("4", "no-such-result"), ("2026-11-23", "several-results"), ("2026", "several-results"),
     ("", "no-such-result"), ("2024", "no-such-result"), ("latest", "no-such-result"), ("²", "no-such-result"),
     ("2026-11-23T0917-smalt", "no-such-result"), ("no.json", "no-such-file"), (".", "no-such-result"),
     ("./here", "no-such-file"), ("http://x/y.json", "not-a-file"), ("../", "not-a-file")],
)  # fmt: skip
def test_a_selector_that_means_none_or_several_is_an_error(selector, id):
    kept("2026-11-23T09:17:59Z"), kept("2026-11-23T16:17:00Z", told=2), kept("2025-03-01T09:00:00Z")
    with pytest.raises(BalanceError) as raised:
        results.find(selector)
    assert fault(raised.value) == id
    if id == "several-results":
        assert "2026-11-23T1617-small and 2026-11-23T0917-small" in str(raised.value)


def test_a_name_wins_over_the_beginning_of_another():
    first, second = kept("2026-11-23T09:17:59Z"), kept("2026-11-23T09:17:59Z")
    assert second.name == f"{first.name}-2"
    assert results.find(first.name) == first


def test_without_results_the_remedy_is_to_answer(home):
    with pytest.raises(BalanceError, match="balance take") as raised:
        results.find("1")
    assert fault(raised.value) == "no-results"
    assert not home.exists()


def test_the_questionnaire_is_as_it_was_and_a_note_tells_that_it_has_changed():
    mine = load("balance")
    now = finished({}, mine)
    assert not results.changed(now)
    assert questionnaire_of(now) == mine
    tree = mine.tree | {"version": "0.0.9"}
    before = finished({}, check(embedded(tree, "before")))
    assert results.changed(before)
    assert questionnaire_of(before).version == "0.0.9"
    assert not results.changed(finished())  # "small" does not come with balance


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"told": 1', '"told": 9', "no such answers can be given: told"),
        ('"told": 1', '"tolf": 1', "no such answers can be given: tolf"),
        ('"asked": "not_mine"', '"asked": "mine"', "asked"),
        ("I tell why.", "I tell whom.", "not the one that was answered"),
        ('"left": "structure"', '"left": "nothing"', "has faults"),
        ('"version": "0.1.0",\n    "digest"', '"version": "0.2.0",\n    "digest"', "not the one"),
    ],
)
def test_a_result_that_was_changed_so_that_it_says_something_else_is_damaged(old, new, said):
    stored = finished()
    text = stored.path.read_text()
    assert old in text
    stored.path.write_text(text.replace(old, new, 1))
    with pytest.raises(BalanceError, match=re.escape(said)) as raised:
        questionnaire_of(results.find("1"))
    assert fault(raised.value) == "damaged-file"


def test_what_one_starts_with_is_kept_and_can_be_taken_back(home):
    stored = finished()
    again = results.choose(stored, "Fråga før jeg svarer \ud800")
    assert results.find("1") == again
    assert again.result.chosen == "Fråga før jeg svarer ?"
    assert again.result.model_copy(update={"chosen": None}) == stored.result
    assert results.choose(again, None) == stored
    assert results.find("1") == stored
    assert files_in(home).keys() == {f"results/{stored.path.name}"}


def test_a_choice_is_written_through_no_link_and_revives_nothing(tmp_path):
    stored = finished()
    target = tmp_path / "target.json"
    stored.path.rename(target)
    before = target.read_bytes()
    with pytest.raises(BalanceError) as raised:
        results.choose(stored, "goals")
    assert fault(raised.value) == "no-such-file"
    stored.path.symlink_to(target)
    with pytest.raises(BalanceError) as raised:
        results.choose(stored, "goals")
    assert fault(raised.value) == "damaged-file"
    assert target.read_bytes() == before


def test_copies_of_a_result_are_one_whatever_was_chosen_and_others_are_not():
    stored = finished()
    chosen = results.choose(stored, "goals")
    other = finished(ANSWERS | {"told": 2})
    assert results.identity(stored.result) == results.identity(chosen.result) != results.identity(other.result)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_result_are_refused_in_words(data):
    with pytest.raises(BalanceError):
        result_of(data, "x.json")


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just([]) | st.just({})
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
)


@given(data=st.data())
def test_a_result_with_anything_anywhere_is_read_or_refused_in_words(data):
    tree = json.loads(SAMPLE.read_text())
    node = tree
    while True:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(list(keys)))
        if not node[key] or not isinstance(node[key], dict | list) or data.draw(st.booleans()):
            break
        node = node[key]
    node[key] = data.draw(TREES)
    with suppress(BalanceError):  # nothing else
        stored = results.Stored(SAMPLE, result_of(json.dumps(tree).encode(), "x.json"))
        questionnaire_of(stored)
        as_text(stored.result).encode()


def test_the_kept_sample_can_be_read_and_has_its_byte_order_mark_forgiven():
    result = result_of(b"\xef\xbb\xbf" + SAMPLE.read_bytes(), "sample")
    assert result.answers == ANSWERS
    assert questionnaire_of(results.Stored(SAMPLE, result)).digest == checked(SMALL).digest
    assert as_text(result) == SAMPLE.read_text()


def test_older_formats_take_every_step_and_unknown_ones_are_foreign():
    steps = {
        "balance-result/1": lambda tree: tree | {"format": "balance-result/2", "two": True},
        "balance-result/2": lambda tree: tree | {"format": "balance-result/3", "three": True},
    }
    first = {"format": "balance-result/1"}
    assert migrated(first, "balance-result/3", "x", steps) == {"format": "balance-result/3", "two": True, "three": True}
    assert first == {"format": "balance-result/1"}
    others = {
        "balance-result/4": "newer-format",
        "balance-result/0": "foreign-file",
        "balance-group/1": "foreign-file",
        "balance-result/1\n": "foreign-file",
        3: "foreign-file",
    }
    for other, id in others.items():
        with pytest.raises(BalanceError) as raised:
            migrated({"format": other}, "balance-result/3", "x", steps)
        assert fault(raised.value) == id
    assert STEPS == {}, "keep a sample of each older format in tests/data/store, and read it here"


def test_a_questionnaire_that_differs_in_a_letter_has_another_digest_in_its_results():
    other = checked(changed(("I tell why.", "I say why.")))
    with journal.start(other, "nb") as begun:
        record(begun, ANSWERS)
        stored = results.finish(begun, other, chosen="goals")
    assert (stored.result.language, stored.result.chosen) == ("nb", "goals")
    assert questionnaire_of(stored).items["told"].text["en"] == "I say why."
    assert stored.result.questionnaire.digest != QUESTIONNAIRE.digest
