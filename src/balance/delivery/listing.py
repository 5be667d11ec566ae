"""The list of a folder's files: who is in which, for a mail merge, and whether a file is still the right one."""

import csv
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from balance.errors import stop
from balance.files import whole
from balance.safe import shown
from balance.table.harmless import quoted
from balance.words import _

LIST = "list.csv"
HEADER = ("id", "name", "file", "check")
DIGITS = 16
LINE_END = "\r\n"  # so that the csv module quotes a text that holds either


class Entry(NamedTuple):
    """One person's line; `check` is made of what the file was made of and of the file's bytes."""

    id: str
    name: str
    file: str
    check: str


def check(made_of: str, content: bytes) -> str:
    """Return what tells that a file holds these bytes, made of that."""
    return sha256(made_of.encode() + b"\0" + content).hexdigest()[:DIGITS]


class Form(NamedTuple):
    """What a list is called, and the heads of its four columns."""

    file: str = LIST
    header: tuple[str, ...] = HEADER


class Listing:
    """The list of a folder: read at the beginning, a line added before each file, put in order at the end."""

    def __init__(self, folder: Path, force: bool = False, form: Form = Form()) -> None:  # noqa: B008
        """Read the list that is there. Raises a BalanceError where a file of that name is none of ours."""
        self.path, self.header = folder / form.file, form.header
        self.before: dict[str, Entry] = {}
        self.now: dict[str, Entry] = {}
        if self.path.exists() and not self._read() and not force:
            what = _("It is there already, and no list that balance made.")
            raise stop(shown(self.path), what, _("Name another folder, move the file, or add --force."), "file-exists")

    def _read(self) -> bool:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.reader(file)
                if tuple(next(rows, ())) != self.header:
                    return False
                entries = [Entry(*row) for row in rows if len(row) == len(self.header)]
        except (csv.Error, ValueError):
            return False
        self.before = {entry.file: entry for entry in entries}
        return True

    def known(self, file: str) -> bool:
        """Return whether a file is one that an earlier run made."""
        return file in self.before

    def right(self, file: str, made_of: str) -> bool:
        """Return whether a file is there, whole and made of that."""
        try:
            content = (self.path.parent / file).read_bytes() if self.known(file) else b""
        except OSError:
            return False
        return self.known(file) and self.before[file].check == check(made_of, content)

    def keep(self, entry: Entry) -> None:
        """Take over the line of a file that is still right; the name in it may be another now."""
        self.now[entry.file] = entry._replace(check=self.before[entry.file].check)

    def add(self, entry: Entry) -> None:
        """Add a line at the end, before its file takes its place: a run that is killed leaves no file unknown."""
        new = not self.before and not self.now
        with self.path.open("w" if new else "a", encoding="utf-8-sig" if new else "utf-8", newline="") as file:
            csv.writer(file, lineterminator=LINE_END).writerows([self.header, _line(entry)] if new else [_line(entry)])
        self.now[entry.file] = entry

    def forget(self, file: str) -> None:
        """Take back the line of a file that was not made."""
        self.now.pop(file, None)

    @property
    def stale(self) -> list[str]:
        """Return the files of earlier runs that are there and belong to nobody in the list now."""
        return [file for file in self.before if file not in self.now and (self.path.parent / file).exists()]

    def write(self, complete: bool) -> None:
        """Put the list in its final order, whole or not at all; unless complete, with what was known before.

        One that says so already is left as it is.
        """
        entries = [*self.now.values()]
        if not complete:
            entries += [entry for file, entry in self.before.items() if file not in self.now]
        with StringIO(newline="") as text:
            csv.writer(text, lineterminator=LINE_END).writerows([self.header, *map(_line, entries)])
            content = text.getvalue().encode("utf-8-sig")
        if self.path.exists() and self.path.read_bytes() == content:
            return
        with whole(self.path) as temporary:
            temporary.write_bytes(content)


def _line(entry: Entry) -> list[str]:
    return [quoted(part) for part in entry]
