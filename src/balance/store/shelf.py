"""Where the files of the store lie, what they are called, and what was left over."""

import os
import re
import time
from pathlib import Path

from balance.files import home, private_folder, unwritable
from balance.store.lines import Lines
from balance.store.model import STEM
from balance.store.reading import is_plain

RESULTS, THOUGHTS = "results", "thoughts"
GROUPS, LEDGER = "groups", "ledger.jsonl"  # which rows stood together in reports on groups
FINISHED, GROWING = ".json", ".jsonl"
TEMPORARY = ".*.tmp*"
FAULT_FILE = ".fault-"  # how the temporary one of a note of a fault begins, in a folder that may hold anything
OLD = 60  # seconds: by then no write of ours is still under way


def entries(folder: str) -> list[Path]:
    """Return what lies in a folder of ours, by name; nothing where it is not there. Hidden files are nobody's."""
    try:
        return sorted(path for path in (home() / folder).iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def ours(path: Path) -> bool:
    """Return whether a file has a name that the store gives."""
    return path.suffix in (FINISHED, GROWING) and re.fullmatch(STEM, path.stem) is not None


def claim(stem: str) -> Lines:
    """Return a new, empty file of an interview: a name belongs to whoever made its .jsonl, and only to them.

    Where the name is taken it gets a number. Raises a BalanceError where nothing can be written.
    """
    folder = private_folder(RESULTS)
    number = 0
    while True:
        number += 1
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{GROWING}"
        try:
            lines = Lines.create(path)
        except FileExistsError:
            continue
        except OSError as error:
            raise unwritable(path, error) from error
        # Only now: whoever finishes under this name has put the .json there before the .jsonl went away.
        if not os.path.lexists(path.with_suffix(FINISHED)):
            return lines
        lines.remove()


def temporaries() -> list[Path]:
    """Return the files of writes that are under way or were cut off."""
    found = [path for path in home().glob(TEMPORARY) if path.name.startswith(FAULT_FILE)]
    for folder in (home() / RESULTS, home() / THOUGHTS):
        found += folder.glob(TEMPORARY)
    return sorted(path for path in found if is_plain(path))


def litter() -> list[Path]:
    """Return what was left over more than a minute ago: writes that were cut off, interviews without a first line."""
    begun = (path for path in entries(RESULTS) if path.suffix == GROWING and ours(path) and size(path) == 0)
    return [path for path in (*temporaries(), *begun) if old(path)]


def size(path: Path) -> int | None:
    """Return the bytes of a regular file; None where there is none."""
    return path.lstat().st_size if is_plain(path) else None


def old(path: Path) -> bool:
    """Return whether nobody has written to a file for a minute."""
    return time.time() - path.lstat().st_mtime > OLD
