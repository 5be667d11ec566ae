"""What is there, and forgetting it: nothing of ours stays, nothing of others goes."""

import os
import sys
import time
from pathlib import Path
from tempfile import gettempdir

import pytest
from keeping import HOLDING, fault, files_in, finished, kept, python, under_way

from balance.errors import BalanceError
from balance.files import private_file
from balance.store import journal, results, thoughts
from balance.store.inventory import forget, inventory, of

pytestmark = pytest.mark.usefixtures("home")


def plant(path: Path, text: str = "x", age: float = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_everything_of_ours_goes_and_nothing_of_others(home):
    stored = finished()
    thoughts.add(stored, "one")
    under_way()
    private_file("fault-2026-11-23T161700.txt", "x")
    folder = home / "results"
    plant(folder / "2026-01-01T0000-small.json", "{")
    plant(folder / "2026-01-02T0000-small.json", '{"format": "balance-result/9"}')
    plant(folder / "2026-01-03T0000-small.jsonl", "")
    plant(folder / "2026-01-04T0000-small.jsonl", "", age=61)
    plant(folder / ".2026-01-04T0000-small.json.tmp-7", age=61)
    plant(home / "thoughts" / ".2026-01-04T0000-small.jsonl.tmp-7", age=61)
    plant(home / ".fault-2026-11-23T161700.txt.tmp-7", age=61)
    plant(home / "thoughts" / "2026-01-01T0000-small.jsonl", "{")
    (folder / "2026-01-05T0000-small.json").symlink_to(plant(home / "mine.txt", "precious"))
    others = {
        plant(folder / "notes.txt"),
        plant(folder / "2026-01-06T0000-small.json", '{"format": "other/1"}'),
        plant(home / "thoughts" / "list.md"),
        plant(home / ".other.tmp", age=999),
        home / "mine.txt",
    }
    here = inventory()
    assert {path.parent.name for path in here.others} == {"results", "thoughts"}
    before = len(files_in(home))
    done = forget(here.ours)
    assert {home / name for name in files_in(home)} == others
    assert (done.deleted, done.folder, done.young) == (before - len(others), home, [])


def test_folders_that_are_empty_go(home):
    thoughts.add(finished(), "one")
    forget(inventory().ours)
    assert list(home.iterdir()) == []
    assert forget(inventory().ours).deleted == 0


def test_a_write_that_may_be_under_way_stays_and_is_said(home):
    finished()
    young = plant(home / "results" / ".2026-01-04T0000-small.json.tmp-7", age=50)
    done = forget(inventory().ours)
    assert (done.deleted, done.young) == (1, [young])


def test_one_result_goes_with_the_thoughts_about_it(home):
    first, second = kept("2026-11-21T09:00:00Z"), kept("2026-11-22T09:00:00Z")
    for stored in (first, second):
        thoughts.add(stored, "one")
    done = forget(of(["2"]))
    assert done.deleted == 2
    assert set(files_in(home)) == {f"results/{second.path.name}", f"thoughts/{second.name}.jsonl"}


def test_numbers_mean_what_was_listed():
    _second, _first, third = (kept(f"2026-11-{day}T09:00:00Z") for day in (21, 22, 20))
    forget(of(["1", "2", "1"]))
    assert results.results() == [third]


@pytest.mark.parametrize("how", ["name", "stem", "path"])
def test_an_interview_and_a_damaged_file_go_by_their_names(home, how):
    finished()
    path = under_way()
    damaged = plant(home / "results" / "2026-01-01T0000-small.json", "{")
    said = [{"name": each.name, "stem": each.stem, "path": str(each)}[how] for each in (path, damaged)]
    forget(of(said))
    assert inventory().interviews == inventory().damaged == []
    assert len(inventory().results) == 1


def test_a_file_elsewhere_is_not_ours_to_delete(tmp_path):
    stored = finished()
    copy = plant(tmp_path / "copy.json", stored.path.read_text())
    with pytest.raises(BalanceError) as raised:
        of([str(copy)])
    assert fault(raised.value) == "not-stored"


def test_an_interview_that_somebody_answers_stops_all_before_anything_is_gone(home):
    finished()
    with python(HOLDING) as other:
        path = Path(other.stdout.readline().strip())
        before = files_in(home)
        with pytest.raises(BalanceError) as raised:
            forget(inventory().ours)
        assert fault(raised.value) == "in-use"
        assert files_in(home) == before
        other.stdin.close()
        other.wait(20)
    assert path in inventory().interviews
    forget(inventory().ours)
    assert files_in(home) == {}


def test_what_is_gone_already_is_not_counted():
    path = finished().path
    path.unlink()
    interview = under_way()
    interview.unlink()
    assert forget([path, interview]).deleted == 0


READ_ONLY = """
import os, sys
from pathlib import Path
from keeping import QUESTIONNAIRE, finished, home_is
from balance.errors import BalanceError
from balance.store import inventory, journal, results, thoughts
with home_is(Path(sys.argv[1])):  # loads what root may read and nobody else
    thoughts.add(finished(), "one")
    try:
        results.find("7")
    except BalanceError:
        pass
if os.geteuid() == 0:
    os.setuid(65534)
(stored,) = results.results()
(interview,) = journal.unfinished()
def said(act):
    try:
        act()
    except BalanceError as error:
        return error.faults[0].id
    return "nothing"
print(said(lambda: journal.start(QUESTIONNAIRE, "en")), said(lambda: results.choose(stored, "goals")),
      said(lambda: thoughts.add(stored, "one")), said(lambda: inventory.forget([stored.path])),
      said(lambda: inventory.forget([interview.path])), said(lambda: journal.resume(interview.path).discard()),
      said(lambda: results.finish(journal.resume(interview.path), QUESTIONNAIRE)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="other rights there")
def test_a_home_that_is_read_only_can_be_read_and_says_so(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("read-only") / "home"
    monkeypatch.setenv("BALANCE_HOME", str(folder))
    finished()
    under_way()
    before = files_in(folder)
    for path in (folder, folder / "results", *folder.parents):  # pytest's own folders keep others out
        if os.geteuid() == 0 and Path(gettempdir()) in path.parents:
            path.chmod(path.stat().st_mode | 0o011)
    for path in (*folder.rglob("*"), folder):
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
        path.chmod(0o500 if path.is_dir() else 0o600)
    with python(READ_ONLY, tmp_path_factory.mktemp("warm") / "home") as other:
        said = other.communicate(timeout=60)[0].split()
    for path in (folder, folder / "results"):
        path.chmod(0o700)
    assert said == ["unwritable", "unwritable", "unwritable", "undeletable", "undeletable", "unwritable", "unwritable"]
    assert files_in(folder) == before


def test_a_home_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("BALANCE_HOME", str(plant(tmp_path / "file") / "home"))
    with pytest.raises(BalanceError) as raised:
        under_way()
    assert fault(raised.value) == "unwritable"
    assert results.shelf() == ([], [])
    assert journal.unfinished() == []
    assert forget(inventory().ours).deleted == 0
