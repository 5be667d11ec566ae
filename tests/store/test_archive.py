"""Out and in again: all of it, nothing twice, and nothing from an archive that is not ours."""

import io
import os
import stat
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from keeping import ANSWERS, QUESTIONNAIRE, fault, files_in, finished, home_is, kept, under_way

from balance.errors import BalanceError
from balance.store import archive, journal, results, thoughts
from balance.store.archive import Taken, take_in

pytestmark = pytest.mark.usefixtures("home")


def furnish() -> None:
    """Keep three results, with thoughts about one, and two interviews under way."""
    stored = [kept(f"2026-11-2{n}T09:00:00Z", told=n) for n in (1, 2, 3)]
    thoughts.add(stored[1], "Ask Kari.", "action", "goals")
    thoughts.add(stored[1], "Mer tid.")
    under_way({"ranked": 1})
    under_way({"ranked": 2, "told": None})


@pytest.fixture
def exported(tmp_path: Path, home: Path) -> Path:
    furnish()
    archive.export(tmp_path / "mine.zip", b"result\n")
    assert len(files_in(home)) == 6
    return tmp_path / "mine.zip"


def zipped(path: Path, files: Mapping[str, bytes], **options: int) -> Path:
    with zipfile.ZipFile(path, "w", **options) as archive:  # type: ignore[arg-type]
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def taken(path: Path) -> Taken:
    return take_in(path)


def test_an_archive_holds_every_file_as_it_is_a_table_and_a_text(exported, home):
    with zipfile.ZipFile(exported) as opened:
        assert opened.testzip() is None
        inside = {name: opened.read(name) for name in opened.namelist()}
    assert inside.pop("scores.csv") == b"result\n"
    assert b"balance data import" in inside.pop("README.txt")
    assert inside == files_in(home)
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600


def test_the_same_files_give_the_same_bytes(exported):
    assert archive.packed(b"result\n") == exported.read_bytes()


def test_all_comes_back_elsewhere_and_once(exported, home, tmp_path):
    with home_is(tmp_path / "other") as other:
        first, second = taken(exported), taken(exported)
        assert files_in(other) == files_in(home)
        assert {stat.S_IMODE(path.stat().st_mode) for path in other.rglob("*.json*")} == {0o600}
        assert all(path.is_relative_to(other) for path in first.new)
    assert (len(first.new), first.known, first.left_out) == (6, 0, [])
    assert (second.new, second.known, second.left_out) == ([], 6, [])


def test_what_was_exported_here_is_here(exported, home):
    before = files_in(home)
    assert taken(exported) == Taken([], 6, [])
    assert files_in(home) == before


def test_what_happened_since_is_kept(exported, home):
    chosen = results.choose(results.find("2"), "goals")
    thoughts.add(chosen, "Later.")
    with journal.resume(journal.unfinished()[0].path) as again:
        again.record("trust", 1)
        results.finish(again, QUESTIONNAIRE)
    with journal.resume(journal.unfinished()[0].path) as again:
        again.record("trust", 2)
    before = files_in(home)
    assert taken(exported) == Taken([], 6, [])
    assert files_in(home) == before


def test_thoughts_are_joined_also_where_the_result_has_another_name(exported, tmp_path):
    with home_is(tmp_path / "other"):
        occupied = kept("2026-11-22T09:00:00Z", told=1)
        taken(exported)
        (mine,) = [each for each in results.results() if each.result.answers["told"] == 2]
        assert mine.name == f"{occupied.name}-2"
        thoughts.add(mine, "Only here.")
        assert taken(exported).new == []
        assert [each.text for each in thoughts.read(mine).thoughts] == ["Ask Kari.", "Mer tid.", "Only here."]
        assert thoughts.read(occupied).thoughts == []


def test_a_single_result_is_taken_in(tmp_path):
    stored = finished()
    for name in (stored.path.name, "from a colleague.json"):
        alone = tmp_path / name
        alone.write_bytes(stored.path.read_bytes())
        with home_is(tmp_path / f"home of {name}"):
            (path,) = taken(alone).new
            assert path.name == stored.path.name
            assert taken(alone) == Taken([], 1, [])
            assert path.read_bytes() == stored.path.read_bytes()


TRICKS = [
    "../outside.json",
    "/absolute.json",
    "results/../../outside.json",
    "results/../2026-11-23T0917-small.json/../../../x.json",
    "..\\outside.json",
    "results\\2026-11-23T0917-small.json",
    "results/sub/2026-11-23T0917-small.json",
    "results/CON.json",
    "results/2026-11-23T0917-small.json:stream",
    "results/2026-11-23T0917-small.sh",
    "thoughts/2026-11-23T0917-small.json",
    "2026-11-23T0917-small.json",
    "results/.2026-11-23T0917-small.json.tmp-1",
    "RESULTS/2026-11-23T0917-small.json",
]


def test_no_name_in_an_archive_leads_anywhere_else(tmp_path, home):
    data = finished().path.read_bytes()
    evil = zipped(tmp_path / "evil.zip", dict.fromkeys(TRICKS, data))
    folder = tmp_path / "deep" / "er"
    before = set(tmp_path.rglob("*"))
    with home_is(folder / "home"):
        done = taken(evil)
    assert (done.new, done.known) == ([], 0)
    assert len(done.left_out) == len(TRICKS)
    assert set(tmp_path.rglob("*")) == before
    assert home.is_dir()


def test_a_link_in_an_archive_is_only_its_text(tmp_path):
    link = zipfile.ZipInfo("results/2026-11-23T0917-small.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as opened:
        opened.writestr(link, "/etc/passwd")
    assert [each.id for each in taken(tmp_path / "link.zip").left_out] == ["damaged-file"]


def test_a_bomb_is_left_out_unexploded(tmp_path, home):
    good = finished().path
    names = {f"results/2026-11-2{n}T0917-small.json": b"{" + b" " * 300_000_000 for n in (1,)}
    bomb = zipped(tmp_path / "bomb.zip", names | {f"results/{good.name}": good.read_bytes()},
                  compression=zipfile.ZIP_DEFLATED)  # fmt: skip
    lying = bytearray(bomb.read_bytes())
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (1000).to_bytes(4, "little")  # says it unpacks to a thousand bytes
    (tmp_path / "lying.zip").write_bytes(lying)
    for path in (bomb, tmp_path / "lying.zip"):
        done = taken(path)
        assert (done.new, done.known) == ([], 1)
        assert [each.id for each in done.left_out] == ["damaged-file"]
    assert len(files_in(home)) == 1


def test_too_many_or_too_large_is_refused_whole(tmp_path):
    many = zipped(tmp_path / "many.zip", {f"x{n}": b"" for n in range(20_001)})
    large = tmp_path / "large.zip"
    large.write_bytes(b"PK\x03\x04")
    os.truncate(large, 100_000_001)
    for path in (many, large):
        with pytest.raises(BalanceError) as raised:
            taken(path)
        assert fault(raised.value) == "damaged-file"


def test_damaged_entries_are_named_and_the_rest_comes_in(exported, tmp_path):
    with zipfile.ZipFile(exported) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    first, second, third = sorted(name for name in files if name.endswith("small.json"))
    files[first] = files[first][:-9]
    files[second] = files[second].replace(b'"told": 2', b'"told": 7')
    files["results/2026-11-24T0917-small.json"] = b'{"format": "balance-result/7"}'
    files["notes.txt"] = b"mine"
    journals = sorted(name for name in files if name.startswith("results") and name.endswith("l"))
    files[journals[0]] += b"\0\0\n"
    with home_is(tmp_path / "other") as other:
        done = taken(zipped(tmp_path / "damaged.zip", files))
        assert set(files_in(other)) == {third, *journals}
    told = "\n".join(map(str, done.left_out))
    for said in (first, second, "damaged.zip, notes.txt", "a newer balance", "thoughts are about",
                 "Line 4 cannot be read", "no such answers can be given: told"):  # fmt: skip
        assert said in told
    assert len(done.left_out) == 6


def test_a_flipped_byte_anywhere_in_an_archive_breaks_nothing(exported, tmp_path):
    data = exported.read_bytes()
    for at in range(0, len(data), 97):
        (tmp_path / "flipped.zip").write_bytes(data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :])
        with home_is(tmp_path / f"other{at}"):
            with suppress(BalanceError):  # nothing else
                taken(tmp_path / "flipped.zip")
            assert results.shelf().unread == []


def test_other_ways_of_packing_are_left_out(tmp_path):
    data = finished().path.read_bytes()
    path = zipped(tmp_path / "bz2.zip", {"results/2026-11-23T0917-small.json": data}, compression=zipfile.ZIP_BZIP2)
    assert "packed in another way" in str(taken(path).left_out[0])


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 and no more", b"{}", b"[]"])
def test_a_file_that_is_neither_is_refused(tmp_path, data):
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(BalanceError):
        taken(tmp_path / "x.zip")


def test_an_empty_archive_brings_nothing(tmp_path):
    buffer = io.BytesIO(archive.packed(b""))
    (tmp_path / "empty.zip").write_bytes(buffer.getvalue())
    assert taken(tmp_path / "empty.zip") == Taken([], 0, [])


def test_a_home_that_cannot_be_written_is_said_and_not_that_the_archive_is_damaged(exported, tmp_path):
    (tmp_path / "file").write_text("")
    with home_is(tmp_path / "file" / "home"), pytest.raises(BalanceError) as raised:
        taken(exported)
    assert fault(raised.value) == "unwritable"


def test_what_cannot_be_read_is_not_exported_and_named(home):
    good = finished(ANSWERS)
    good.path.with_name("2026-01-01T0000-small.json").write_text("{")
    thoughts.add(good, "one")
    (home / "thoughts" / "2026-01-01T0000-small.jsonl").write_text('{"format": "balance-thoughts/2"}')
    paths, faults = archive.files_to_export()
    assert {path.stem for path in paths} == {good.name}
    assert {each.id for each in faults} == {"damaged-file", "newer-format"}
