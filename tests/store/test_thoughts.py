"""Thoughts and actions: apart from the result, in order, and only about results of one's own."""

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import fault, files_in, finished, home_is, kept, python

from balance.errors import BalanceError
from balance.store import thoughts
from balance.store.results import Stored

pytestmark = pytest.mark.usefixtures("home")


def texts(stored: Stored) -> list[str]:
    return [each.text for each in thoughts.read(stored).thoughts]


def test_thoughts_and_actions_stand_in_a_file_of_their_own(home):
    stored = finished()
    before = stored.path.read_bytes()
    assert thoughts.read(stored).thoughts == []
    first = thoughts.add(stored, " Mer tid til mål. ")
    second = thoughts.add(stored, "Ask Kari.", "action", "goals")
    assert (first.text, first.kind, first.about) == ("Mer tid til mål.", "thought", None)
    assert (second.kind, second.about) == ("action", "goals")
    assert thoughts.read(stored).thoughts == [first, second]
    assert stored.path.read_bytes() == before
    path = home / "thoughts" / f"{stored.name}.jsonl"
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    assert path.read_text().splitlines()[0] == f'{{"format": "balance-thoughts/1", "result": "{stored.name}"}}'


def test_all_are_listed_and_what_cannot_be_read_apart(home):
    first, second, third = (kept(f"2026-11-2{n}T09:00:00Z") for n in (1, 2, 3))
    for stored in (first, second, third):
        thoughts.add(stored, stored.name)
    folder = home / "thoughts"
    (folder / f"{second.name}.jsonl").write_text('{"format": "balance-thoughts/2"}\n')
    (folder / "notes.txt").write_text("mine")
    found, unread = thoughts.all_thoughts()
    assert [(each.result, each.thoughts[0].text) for each in found] == [
        (each.name, each.name) for each in (first, third)
    ]
    assert [(each.path.stem, each.fault.id) for each in unread] == [(second.name, "newer-format")]
    with pytest.raises(BalanceError):
        thoughts.add(second, "more")
    assert (folder / f"{second.name}.jsonl").read_text() == '{"format": "balance-thoughts/2"}\n'


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_thought_is_refused(home, text):
    with pytest.raises(BalanceError) as raised:
        thoughts.add(finished(), text)
    assert fault(raised.value) == "empty-thought"
    assert not (home / "thoughts").exists()


def test_only_results_in_our_folder_have_thoughts(home, tmp_path):
    stored = finished()
    elsewhere = tmp_path / stored.path.name
    elsewhere.write_bytes(stored.path.read_bytes())
    for path in (elsewhere, stored.path.with_name("CON.json")):
        with pytest.raises(BalanceError) as raised:
            thoughts.add(Stored(path, stored.result), "hello")
        assert fault(raised.value) == "not-stored"
    assert not (home / "thoughts").exists()


def test_links_are_not_followed(home, tmp_path):
    stored = finished()
    target = tmp_path / "target"
    target.write_text("precious")
    (home / "thoughts").mkdir()
    thoughts.path_of(stored).symlink_to(target)
    with pytest.raises(BalanceError) as raised:
        thoughts.add(stored, "hello")
    assert fault(raised.value) == "unwritable"
    with pytest.raises(BalanceError) as raised:
        thoughts.read(stored)
    assert fault(raised.value) == "damaged-file"
    assert target.read_text() == "precious"
    assert [each.fault.id for each in thoughts.all_thoughts()[1]] == ["damaged-file"]


def test_every_beginning_of_a_file_can_be_read_and_written_on():
    stored = finished()
    for text in ("one", "two"):
        thoughts.add(stored, text)
    path = thoughts.path_of(stored)
    whole = path.read_bytes()
    ends = [at for at, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        expected = ["one", "two"][: max(0, sum(end <= cut for end in ends) - 1)]
        assert texts(stored) == expected
        torn = cut and cut not in ends and cut - 1 not in ends
        assert bool(thoughts.read(stored).skipped) == bool(torn)
        if cut % 7 == 0:
            thoughts.add(stored, "three")
            assert texts(stored) == [*expected, "three"]


@given(st.text().filter(str.strip))
def test_any_text_is_read_as_it_was_written(tmp_path_factory, text):
    with home_is(tmp_path_factory.mktemp("thoughts")):
        stored = finished({})
        thoughts.add(stored, text)
        assert texts(stored) == [text.strip()]


ADDING = """
import sys
from balance.store import results, thoughts
sys.stdin.readline()
stored = results.find("1")
for n in range(25):
    thoughts.add(stored, f"{sys.argv[1]} {n}")
"""


def test_processes_that_write_at_once_lose_nothing(home):
    stored = finished()
    others = [python(ADDING, name) for name in "abcd"]
    for other in others:
        other.communicate("\n", timeout=60)
    assert sorted(texts(stored)) == sorted(f"{name} {n}" for name in "abcd" for n in range(25))
    assert thoughts.read(stored).skipped == ()
    assert len(files_in(home)) == 2
