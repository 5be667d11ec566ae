"""An interview under way: what was acknowledged is there, whatever happened to the process or the file."""

import errno
import json
import os
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import ANSWERS, HOLDING, QUESTIONNAIRE, fault, files_in, finished, python, record, under_way
from small_yaml import SMALL, changed, checked

from balance.errors import BalanceError
from balance.store import journal, results
from balance.store.journal import parsed, unsaved
from balance.store.reading import LIMIT

pytestmark = pytest.mark.usefixtures("home")

LINE = b'{"item": "told", "answer": 3, "at": "2026-11-23T16:17:00Z"}\n'


def test_a_file_opens_with_a_header_and_holds_a_line_an_answer(home):
    path = under_way({"ranked": 3, "told": "not_mine", "asked": None})
    header, *lines = map(json.loads, path.read_text().splitlines())
    moment = header.pop("started")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)
    assert header == {
        "format": "balance-journal/1",
        "questionnaire": {"id": "small", "version": "0.1.0", "digest": QUESTIONNAIRE.digest},
        "language": "en",
    }
    assert path == home / "results" / f"{moment[:13]}{moment[14:16]}-small.jsonl"
    assert [(line["item"], line["answer"]) for line in lines] == [("ranked", 3), ("told", "not_mine"), ("asked", None)]
    assert all(line.keys() == {"item", "answer", "at"} for line in lines)


def test_an_interview_goes_on_where_it_was_left_and_the_latest_answer_counts():
    path = under_way({"ranked": 1, "told": 2})
    with journal.resume(path) as again:
        assert (again.answers, again.language, again.skipped) == ({"ranked": 1, "told": 2}, "en", ())
        again.record("ranked", 3)
        again.record("told", None)
    assert parsed(path.read_bytes(), "").answers == {"ranked": 3, "told": None}


def test_a_second_interview_in_the_same_minute_has_a_name_of_its_own(home):
    paths = {under_way() for _ in range(3)} | {finished().path for _ in range(2)} | {under_way()}
    assert len({path.stem for path in paths}) == 6
    assert set((home / "results").iterdir()) == paths


def test_nobody_else_can_read_what_is_kept(home):
    before = os.umask(0)
    try:
        under_way()
        finished()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (home, *home.rglob("*"))}
    folders = {"home", "results"}
    assert modes == {name: 0o700 if name in folders else 0o600 for name in modes}


def test_every_beginning_of_a_file_can_be_read():
    whole = under_way().read_bytes()
    ends = [at for at, byte in enumerate(whole) if byte == ord("\n")]
    items = list(ANSWERS.items())
    for cut in range(ends[0], len(whole) + 1):
        held = parsed(whole[:cut], "journal")
        complete = sum(end <= cut for end in ends) - 1  # an answer is whole before its line's end is
        assert held.answers == dict(items[:complete])
        torn = cut not in ends and cut - 1 not in ends
        assert held.skipped == ((complete + 2,) if torn else ())
    for cut in range(ends[0]):
        with pytest.raises(BalanceError) as raised:
            parsed(whole[:cut], "journal")
        assert fault(raised.value) == "damaged-file"


@pytest.mark.parametrize("tail", [b'{"item": "tol', b"\0" * 4096, b"\xff\xfe", LINE[:-1]], ids=len)
def test_a_torn_last_line_is_closed_off_before_the_next_answer_and_stays(tail):
    path = under_way({"ranked": 3})
    before = path.read_bytes() + tail
    path.write_bytes(before)
    with journal.resume(path) as again:
        assert again.skipped == (() if tail == LINE[:-1] else (3,))
        assert path.read_bytes() == before
        again.record("trust", 1)
    after = path.read_bytes()
    assert after.startswith(before + b"\n{")
    held = parsed(after, "")
    assert held.answers == {"ranked": 3, "trust": 1} | ({"told": 3} if tail == LINE[:-1] else {})


def test_what_cannot_be_read_is_left_out_by_number_and_kept_in_the_file():
    path = under_way({"ranked": 3})
    strange = [
        b"\0\0\0",
        b"[1]",
        b'{"item": "told"}',
        LINE.replace(b"3,", b"true,").strip(),
        LINE.replace(b"3,", b"NaN,").strip(),
        LINE.replace(b"-23T", b"-99T").strip(),
        LINE.replace(b"}", b', "more": 1}').strip(),
    ]
    path.write_bytes(path.read_bytes() + b"\n".join([*strange, b"", LINE]))
    with journal.resume(path) as again:
        assert again.skipped == tuple(range(3, 3 + len(strange)))
        assert again.answers == {"ranked": 3, "told": 3}
        again.record("asked", 1)
    for each in strange:
        assert each + b"\n" in path.read_bytes()
    (listed,) = journal.unfinished()
    assert listed.skipped == again.skipped


@given(data=st.data())
def test_one_flipped_bit_costs_no_more_than_two_answers(data):
    header = {"format": "balance-journal/1", "language": "en", "started": "2026-11-23T16:17:05Z",
              "questionnaire": {"id": "small", "version": "1", "digest": "0" * 64}}  # fmt: skip
    lines = [{"item": item, "answer": answer, "at": "2026-11-23T16:17:05Z"} for item, answer in ANSWERS.items()]
    first, *rest = (json.dumps(line).encode() + b"\n" for line in (header, *lines))
    text = bytearray(first + b"".join(rest))
    at = data.draw(st.integers(len(first), len(text) - 1))
    text[at] ^= 1 << data.draw(st.integers(0, 7))
    held = parsed(bytes(text), "")
    assert len(ANSWERS.items() & held.answers.items()) >= len(ANSWERS) - 2


def test_damaged_answers_are_asked_again():
    path = under_way()
    path.write_bytes(
        path.read_bytes().replace(b'"told", "answer": 1', b'"told", "answer": 7').replace(b"trust", b"trusu")
    )
    with journal.resume(path) as again, pytest.raises(BalanceError, match=r"told, trusu.*damaged-file"):
        results.finish(again, QUESTIONNAIRE)
    with journal.resume(path) as again:
        assert again.hold_to(QUESTIONNAIRE) == ["told", "trusu"]
        record(again, {"told": 2, "trust": 3})
        stored = results.finish(again, QUESTIONNAIRE)
    assert stored.result.answers == ANSWERS | {"told": 2, "trust": 3}


def test_an_interview_is_not_finished_with_another_questionnaire(home):
    path = under_way()
    other = checked(changed(("I tell why.", "I say why.")))
    with journal.resume(path) as again, pytest.raises(BalanceError) as raised:
        results.finish(again, other)
    assert fault(raised.value) == "changed"
    assert files_in(home).keys() == {f"results/{path.name}"}


def test_a_second_process_is_told_that_the_interview_is_open():
    with python(HOLDING) as other:
        path = Path(other.stdout.readline().strip())
        with pytest.raises(BalanceError) as raised:
            journal.resume(path)
        assert fault(raised.value) == "in-use"
        other.stdin.close()
        other.wait(20)
    with journal.resume(path) as again:
        assert again.answers == {"ranked": 3}


MANY = """
import sys
from keeping import ANSWERS, finished, under_way
sys.stdin.readline()
for n in range(10):
    print(under_way({"ranked": n % 3 + 1}).name, finished(ANSWERS).path.name, flush=True)
"""


def test_processes_that_begin_in_the_same_minute_never_share_a_file(home):
    others = [python(MANY) for _ in range(4)]
    for other in others:
        other.stdin.write("\n")
        other.stdin.flush()
    said = [other.communicate(timeout=60)[0].split() for other in others]
    names = [name for each in said for name in each]
    assert len(names) == 80
    assert len({Path(name).stem for name in names}) == 80
    assert sorted(names) == sorted(path.name for path in (home / "results").iterdir())


SMALL_DISK = """
import json, resource, sys
from keeping import QUESTIONNAIRE
from balance.errors import BalanceError
from balance.store import journal
begun = journal.start(QUESTIONNAIRE, "en")
sys.dont_write_bytecode = True  # it would be cut, and stay so
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
n = 0
try:
    while True:
        begun.record("ranked", 1 + n % 3)
        n += 1
except BalanceError as error:
    said = str(error)
full = begun.path.read_bytes()
try:
    begun.record("told", 1)
except BalanceError:
    pass
assert begun.path.read_bytes() == full
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
begun.record("told", 2)
print(json.dumps([n, said, str(begun.path)]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_where_no_more_fits_all_before_is_safe_and_the_interview_goes_on():
    with python(SMALL_DISK) as other:
        n, said, path = json.loads(other.communicate(timeout=60)[0])
    lines = Path(path).read_bytes().splitlines()
    assert len(lines) == 1 + n + 1
    assert parsed(Path(path).read_bytes(), "") == (
        (parsed(lines[0], "").header),
        {"ranked": 1 + (n - 1) % 3, "told": 2},
        (),
    )
    assert "the last 1 answer is safe, this one is not" in said


def test_a_full_disk_is_named_with_what_is_safe():
    full, broken = (unsaved(Path("x"), OSError(code, os.strerror(code)), 12) for code in (errno.ENOSPC, errno.EIO))
    assert "The disk is full: the last 12 answers are safe, this one is not." in str(full)
    assert "Input/output error" in str(broken)
    assert "the last 12 answers are safe" in str(broken)


def test_an_answer_to_a_file_that_was_deleted_is_not_acknowledged():
    with journal.start(QUESTIONNAIRE, "en") as begun:
        begun.path.unlink()
        with pytest.raises(BalanceError) as raised:
            begun.record("ranked", 3)
    assert fault(raised.value) == "unsaved"


def test_a_closed_interview_takes_no_answers():
    begun = journal.start(QUESTIONNAIRE, "en")
    begun.close()
    begun.close()
    with pytest.raises(ValueError, match="small"):
        begun.record("ranked", 3)


def test_a_discarded_interview_leaves_nothing(home):
    journal.start(QUESTIONNAIRE, "en").discard()
    assert files_in(home) == {}


def test_links_are_not_followed(tmp_path):
    path = under_way()
    target = tmp_path / "target.jsonl"
    target.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(target)
    with pytest.raises(BalanceError) as raised:
        journal.resume(path)
    assert fault(raised.value) == "damaged-file"
    assert journal.unfinished() == []
    other = under_way()
    assert other.name != path.name or not path.is_symlink()
    assert parsed(target.read_bytes(), "").answers == ANSWERS


@pytest.mark.parametrize(
    ("text", "id"),
    [
        (b"", "damaged-file"),
        (b"hello\n", "damaged-file"),
        (b'{"format": "balance-journal/2"}\n', "newer-format"),
        (b'{"format": "balance-result/1"}\n', "foreign-file"),
        (b"{}\n", "foreign-file"),
        (b'{"format": "balance-journal/1"}\n', "damaged-file"),
        (b" " * LIMIT + b"  {}", "damaged-file"),
    ],
    ids=range(7),
)
def test_a_file_that_is_no_interview_is_refused_and_stays(text, id):
    path = under_way()
    path.write_bytes(text)
    with pytest.raises(BalanceError) as raised:
        journal.resume(path)
    assert fault(raised.value) == id
    assert journal.unfinished() == []
    assert path.read_bytes() == text


def test_a_missing_file_or_a_folder_is_refused(home):
    for path, id in ((home / "no.jsonl", "no-such-file"), (home.parent, "not-a-file")):
        with pytest.raises(BalanceError) as raised:
            journal.resume(path)
        assert fault(raised.value) == id


def test_the_interviews_under_way_come_the_latest_first():
    first, second = under_way({"ranked": 1}), under_way({"told": 2})
    second.write_bytes(re.sub(rb'("started": ")\d{4}', rb"\g<1>2001", second.read_bytes()))
    finished()
    assert [(each.path, each.answers) for each in journal.unfinished()] == [
        (first, {"ranked": 1}),
        (second, {"told": 2}),
    ]
    assert journal.unfinished()[0].header.language == "en"


def test_the_kept_sample_can_be_read():
    sample = Path(__file__).parents[1] / "data" / "store" / "journal-1.jsonl"
    held = parsed(sample.read_bytes(), "sample")
    assert held.header.questionnaire.id == checked(SMALL).id
    assert held.answers == {"ranked": 3, "told": None, "asked": "not_mine"}
