"""A file for each of many people: whole, listed, and made again only where something changed."""

import csv
import json
import os
import stat
from pathlib import Path

import pytest
from answers.helpers import ITEMS, SMALL
from delivery.handing import NAME, handed, made, rows, table
from table.hostile import HOSTILE

from balance.delivery.handing import check_folder
from balance.delivery.people import Who, people
from balance.errors import BalanceError
from balance.reflection import profile


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "out" / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def test_each_person_gets_a_file_and_a_line_in_the_list(tmp_path):
    done = handed(tmp_path, rows("Åse", "Ola", None))
    assert (done.made, done.right, done.faults, done.stale) == (3, 0, [], [])
    assert set(files(tmp_path)) == {"0001-åse.json", "0002-ola.json", "0003-003.json", "list.csv"}
    assert [list(line.values())[:3] for line in listed(tmp_path)] == [
        ["001", "Åse", "0001-åse.json"],
        ["002", "Ola", "0002-ola.json"],
        ["003", "", "0003-003.json"],
    ]
    assert (tmp_path / "out" / "list.csv").read_bytes().startswith(b"\xef\xbb\xbfid,name,file,check\r\n")


def test_the_profile_of_a_row_is_that_of_the_person_alone(tmp_path):
    given = rows("a", "b") + rows("c", a1=None, b3=5)
    answers = [{item: row[item] for item in ITEMS} for row in given]
    found = [person.profile(SMALL) for person in people(table(tmp_path, given), SMALL, Who(NAME), "en")]
    assert found == [profile(each, SMALL) for each in answers]


def test_a_second_run_makes_only_what_is_missing(tmp_path):
    handed(tmp_path, rows("Åse", "Ola", "Kari"))
    before = files(tmp_path)
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    (tmp_path / "out" / "0002-ola.json").unlink()
    done = handed(tmp_path, rows("Åse", "Ola", "Kari"))
    assert (done.made, done.right) == (1, 2)
    assert files(tmp_path) == before
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert {name for name in times if after[name] != times[name]} == {"0002-ola.json", "list.csv"}


@pytest.mark.parametrize("how", ["other answers", "another version", "a file cut short", "another language"])
def test_what_was_made_of_something_else_is_made_again(tmp_path, how):
    handed(tmp_path, rows("Åse", "Ola"))
    given = rows("Åse", "Ola")
    if how == "other answers":
        given[1]["a1"] = 5
    if how == "another language":
        given[1]["lang"] = "EN"
    if how == "a file cut short":
        path = tmp_path / "out" / "0002-ola.json"
        path.write_bytes(path.read_bytes()[:-1])
    done = handed(tmp_path, given, stamp="2" if how == "another version" else "1")
    assert done.made == {"another version": 2, "another language": 0}.get(how, 1)
    shown = json.loads(files(tmp_path)["0002-ola.json"])
    assert shown["dimensions"]["a"]["score"] == pytest.approx((given[1]["a1"] + 2) * 25 / 3)


def test_one_bad_row_stops_nobody_and_is_told(tmp_path):
    given = rows("Åse", "Ola", "Kari", "Per")
    given[1] |= dict.fromkeys(ITEMS)
    given[2]["lang"] = "klingon"

    def make(person):
        if person.name == "Per":
            raise ZeroDivisionError
        return made(person)

    done = handed(tmp_path, given, make)
    assert [str(fault) for fault in done.faults] == [
        "row 2 (Ola): Nothing is answered, so there is nothing to report. [not-made]",
        'row 3 (Kari): The questionnaire is not written in "klingon". Change the cell, or empty it. [not-made]',
        "row 4 (Per): It could not be made, by a fault of ours (ZeroDivisionError). [not-made]",
    ]
    assert [line["name"] for line in listed(tmp_path)] == ["Åse"]
    assert set(files(tmp_path)) == {"0001-åse.json", "list.csv"}


def test_a_run_that_is_stopped_leaves_whole_files_and_the_next_goes_on(tmp_path):
    def make(person):
        if person.name == "Kari":
            raise KeyboardInterrupt
        return made(person)

    with pytest.raises(KeyboardInterrupt):
        handed(tmp_path, rows("Åse", "Ola", "Kari", "Per"), make)
    assert set(files(tmp_path)) == {"0001-åse.json", "0002-ola.json", "list.csv"}
    done = handed(tmp_path, rows("Åse", "Ola", "Kari", "Per"))
    assert (done.made, done.right) == (2, 2)
    assert len(listed(tmp_path)) == 4


def test_a_stopped_run_forgets_no_file_that_an_earlier_one_made(tmp_path):
    handed(tmp_path, rows("Åse", "Ola", "Kari"))

    def make(_person):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        handed(tmp_path, rows("Åse", "Ola", "Kari", a1=5), make)
    assert len(listed(tmp_path)) == 3
    assert handed(tmp_path, rows("Åse", "Ola", "Kari")).right == 3


def test_a_file_that_is_none_of_ours_stays_unless_forced(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "0001-åse.json").write_text("mine", "utf-8")
    done = handed(tmp_path, rows("Åse", "Ola"))
    assert done.made == 1
    assert "[file-exists]" in str(done.faults[0])
    assert files(tmp_path)["0001-åse.json"] == b"mine"
    assert handed(tmp_path, rows("Åse", "Ola"), force=True).made == 1
    assert files(tmp_path)["0001-åse.json"] != b"mine"


def test_a_list_that_is_none_of_ours_stays(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "list.csv").write_text("mine\n", "utf-8")
    for attempt in (lambda: check_folder(tmp_path / "out", False), lambda: handed(tmp_path, rows("Åse"))):
        with pytest.raises(BalanceError, match="file-exists"):
            attempt()
    assert set(files(tmp_path)) == {"list.csv"}


def test_files_of_people_who_are_gone_are_named(tmp_path):
    handed(tmp_path, rows("Åse", "Ola"))
    done = handed(tmp_path, rows("Åse", "Kari"))
    assert done.stale == ["0002-ola.json"]
    assert [line["name"] for line in listed(tmp_path)] == ["Åse", "Kari"]


def test_hostile_names_give_one_file_a_row_inside_the_folder(tmp_path):
    done = handed(tmp_path, rows(*HOSTILE))
    assert done.made == len(HOSTILE)
    assert {path.name for path in tmp_path.iterdir()} == {"out", "answers.parquet"}
    lines = listed(tmp_path)
    assert len(lines) == len(HOSTILE)
    assert not any(line["name"].startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines)
    assert {line["file"] for line in lines} | {"list.csv"} == set(files(tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_folder_that_is_made_is_for_its_owner_only(tmp_path):
    handed(tmp_path, rows("Åse"))
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_a_folder_in_a_folder_that_is_not_there_and_a_file_are_refused(tmp_path):
    with pytest.raises(BalanceError, match="no-folder"):
        check_folder(tmp_path / "not" / "there", False)
    (tmp_path / "file").touch()
    with pytest.raises(BalanceError, match="not-a-folder"):
        check_folder(tmp_path / "file", False)
    check_folder(tmp_path / "new", False)
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("no_bytecode")
@pytest.mark.skipif(os.name == "nt", reason="a limit of POSIX")
def test_a_full_disk_ends_the_run_and_leaves_nothing_half(tmp_path):
    import resource

    handed(tmp_path, rows("Åse"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    given = table(tmp_path, rows("Åse", *("Ola",) * 3))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(BalanceError, match="unwritable"):
            from balance.delivery.handing import Job, hand_out

            who = people(given, SMALL, Who(NAME), "en")
            hand_out(who, 4, Job(tmp_path / "out", ".json", made, "1"), lambda: None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert set(files(tmp_path)) == {"0001-åse.json", "list.csv"}
    assert [line["name"] for line in listed(tmp_path)] == ["Åse"]
