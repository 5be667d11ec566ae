"""One's own data as a file to keep or to move: a zip of the store's readable files, in and out."""

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from balance.errors import BalanceError, Fault
from balance.files import check_readable, home, unreadable, whole
from balance.safe import shown
from balance.store import thoughts
from balance.store.journal import Lead, parsed, same_interview, unfinished
from balance.store.model import STEM, Result, stem_of
from balance.store.reading import DAMAGED, FOREIGN, LIMIT, damaged, read_own, result_of
from balance.store.results import Stored, identity, place, questionnaire_of, results, shelf
from balance.store.shelf import FINISHED, GROWING, RESULTS, THOUGHTS, claim, size
from balance.words import _

ENTRY = re.compile(rf"(?P<folder>{RESULTS}|{THOUGHTS})/(?P<stem>{STEM})(?P<ending>\.jsonl?)")
README, TABLE = "README.txt", "scores.csv"
LARGEST = 100_000_000  # bytes, packed
MOST = 20_000  # files
MOST_UNPACKED = 1_000_000_000  # bytes
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes


class Taken(NamedTuple):
    """What an import did: new files, how many were there already, and what was left out and why."""

    new: list[Path]
    known: int
    left_out: list[Fault]


def files_to_export() -> tuple[list[Path], list[Fault]]:
    """Return the files of results, interviews under way and thoughts, and why others there are left out."""
    found, unread = shelf()
    written, unread_thoughts = thoughts.all_thoughts()
    paths = sorted([*(each.path for each in found), *(each.path for each in unfinished())])
    return [*paths, *(each.path for each in written)], [each.fault for each in (*unread, *unread_thoughts)]


def packed(table: bytes) -> bytes:
    """Return a zip of what one keeps, a table of all scores (CSV) and a text that says what is what."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, README, _explained().encode())
        _put(archive, TABLE, table)
        for path in files_to_export()[0]:
            _put(archive, f"{path.parent.name}/{path.name}", read_own(path))
    return buffer.getvalue()


def export(path: Path, table: bytes) -> None:
    """Write `packed` to a file that only its owner can read (0600). Raises a BalanceError where it cannot."""
    with whole(path, private=True) as temporary:
        temporary.write_bytes(packed(table))


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100600 << 16
    archive.writestr(entry, data)


def _explained() -> str:
    lines = (
        _("What balance keeps of you. All files are text; times are UTC."),
        _("results: a file an interview. The .json are finished: answers, and the questionnaire as it was. "
          "The .jsonl are under way, a line an answer."),
        _("thoughts: what you wrote about a result, under the same name."),
        _("scores.csv: all results in one table, a row a result."),
        _("balance data import FILE.zip takes it all in again, on any machine."),
        _("The file is not encrypted. Keep it where nobody else reads it."),
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def take_in(path: Path) -> Taken:
    """Take in an archive (.zip) or one result (.json) from a file; what is there already is not doubled.

    What cannot be read is left out and named. Raises a BalanceError where nothing of the file can be read,
    or where it cannot be written here.
    """
    check_readable(path)
    importer = _Importer(shown(path))
    try:
        with path.open("rb") as file:
            if file.read(4) == b"PK\x03\x04":
                importer.archive(file)
            else:
                file.seek(0)
                importer.single(file.read(LIMIT + 1), path.stem)
    except OSError as error:
        raise unreadable(shown(path), error) from error
    except zipfile.BadZipFile as error:
        raise damaged(shown(path), shown(error)) from None
    return Taken(importer.new, importer.known, importer.left_out)


def holds_results(path: Path) -> bool:
    """Return whether a file is an archive with a place for results, as `balance data export` writes them."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any((found := ENTRY.fullmatch(name)) and found["folder"] == RESULTS for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def results_in(path: Path, name: str) -> Iterator[tuple[str, Result | BalanceError]]:
    """Yield each finished result of an archive by its name, or why it cannot be read; nothing is kept here.

    Raises a BalanceError where the archive is too large for one of ours, or broken.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST:
                raise damaged(name, _("it holds over 20,000 files"))
            for entry in sorted(entries, key=lambda each: each.filename):
                found = ENTRY.fullmatch(entry.filename)
                if found and found["folder"] == RESULTS and found["ending"] == FINISHED:
                    yield found["stem"], _result_in(archive, entry, f"{name}, {shown(entry.filename)}")
    except zipfile.BadZipFile as error:
        raise damaged(name, shown(error)) from None


def _result_in(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Result | BalanceError:
    try:
        return result_of(_unpacked(archive, entry, name), name)
    except BalanceError as error:
        return error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return at most what a file of ours can hold, whatever the archive says it is."""
    if entry.flag_bits & 1 or entry.compress_type not in PACKED:
        raise damaged(name, _("it is encrypted, or packed in another way than balance does"))
    try:
        with archive.open(entry) as file:
            data = file.read(LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise damaged(name, shown(error)) from None
    if len(data) > LIMIT:
        raise damaged(name, _("it is over 5 MB"))
    return data


class _Importer:
    """One import: what it found here, and what came of it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.new: list[Path] = []
        self.known = 0
        self.left_out: list[Fault] = []
        self.here = {identity(each.result): each for each in results()}
        self.names: dict[str, Stored] = {}  # of results, as the archive calls them
        self.unpacked = 0

    def single(self, data: bytes, stem: str) -> None:
        if len(data) > LIMIT:
            raise damaged(self.file, _("it is over 5 MB"))
        self.result(result_of(data, self.file), stem if re.fullmatch(STEM, stem) else None, self.file)

    def archive(self, file: io.BufferedReader) -> None:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise damaged(self.file, _("it is over 100 MB"))
        with zipfile.ZipFile(file) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if len(entries) > MOST:
                raise damaged(self.file, _("it holds over 20,000 files"))
            for entry, found in sorted(self.named(entries), key=lambda each: _order(each[1])):
                name = f"{self.file}, {shown(entry.filename)}"
                try:
                    self.take(self.read(archive, entry, name), found, name)
                except BalanceError as error:
                    if error.faults[0].id not in (DAMAGED, FOREIGN, "newer-format"):
                        raise  # it cannot be written here: no other will be
                    self.left_out += error.faults

    def named(self, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, re.Match[str]]]:
        """Yield the entries that have a name of ours: from no other name is anything ever written."""
        for entry in entries:
            found = ENTRY.fullmatch(entry.filename)
            if found and (found["folder"] == RESULTS or found["ending"] == GROWING):
                yield entry, found
            elif entry.filename not in (README, TABLE):
                what = _("This is no file of balance's.")
                self.left_out.append(Fault(f"{self.file}, {shown(entry.filename)}", what, "", FOREIGN))

    def read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
        """Unpack an entry; not where all together are too much."""
        if self.unpacked > MOST_UNPACKED:
            raise damaged(name, _("the archive holds over 1 GB"))
        data = _unpacked(archive, entry, name)
        self.unpacked += len(data)
        return data

    def take(self, data: bytes, found: re.Match[str], name: str) -> None:
        if found["folder"] == THOUGHTS:
            self.thoughts(data, found["stem"], name)
        elif found["ending"] == FINISHED:
            self.names[found["stem"]] = self.result(result_of(data, name), found["stem"], name)
        else:
            self.interview(parsed(data, name), data, found["stem"], name)

    def result(self, result: Result, stem: str | None, name: str) -> Stored:
        """Write a sound result unless it is here; return it as it is here."""
        questionnaire_of(Stored(Path(name), result))
        key = identity(result)
        if key in self.here:
            self.known += 1
        else:
            self.here[key] = place(result, stem or stem_of(result.started, result.questionnaire.id))
            self.new.append(self.here[key].path)
        return self.here[key]

    def interview(self, held: Lead, data: bytes, stem: str, name: str) -> None:
        """Write the file of an interview unless its result, or as much of it, is here."""
        there = any(same_interview(held, each.result) for each in self.here.values())
        under_way = (each for each in unfinished() if each.header == held.header)
        if there or any(held.answers.items() <= each.answers.items() for each in under_way):
            self.known += 1
            return
        mark = claim(stem)
        mark.close()  # nobody takes an empty file up, and what is open cannot be replaced everywhere
        try:
            with whole(mark.path, private=True) as temporary:
                temporary.write_bytes(data)
        except BalanceError:
            mark.path.unlink(missing_ok=True)
            raise
        self.new.append(mark.path)
        self.left_out += [_unread_line(name, number) for number in held.skipped]

    def thoughts(self, data: bytes, stem: str, name: str) -> None:
        """Add to the thoughts about a result those that are not there."""
        stored = self.names.get(stem)
        if stored is None:
            what = _("The result that these thoughts are about is not in the archive.")
            self.left_out.append(Fault(name, what, "", "no-such-result"))
            return
        read = thoughts.parsed(Path(name), data)
        self.left_out += [_unread_line(name, number) for number in read.skipped]
        path = home() / THOUGHTS / f"{stored.name}{GROWING}"
        had = thoughts.parsed(path, read_own(path)).thoughts if size(path) else []
        new = [each for each in read.thoughts if each not in had]
        if new:
            thoughts.append(path, new)
            self.new.append(path)
        else:
            self.known += 1


def _order(found: re.Match[str]) -> tuple[bool, bool, str]:
    """Results come first, then interviews, then thoughts, which ask what the results are called here."""
    return found["folder"] == THOUGHTS, found["ending"] == GROWING, found["stem"]


def _unread_line(name: str, number: int) -> Fault:
    what = _("Line {n} cannot be read.").format(n=number)
    return Fault(name, what, _("It stays in the file, and is not counted."), DAMAGED)
