"""What the store holds, and forgetting it."""

import re
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple

from balance.errors import BalanceError, stop
from balance.files import home, sync_folder
from balance.safe import shown
from balance.store.journal import unfinished
from balance.store.lines import Lines
from balance.store.reading import FOREIGN, is_plain
from balance.store.remembered import FILE as LANGUAGE
from balance.store.results import find, shelf
from balance.store.shelf import GROUPS, GROWING, LEDGER, RESULTS, THOUGHTS, entries, litter, ours, temporaries
from balance.words import _

FAULT_FILE = re.compile(r"fault-[0-9T:\-]+\.txt")  # where a fault of ours was noted


class Inventory(NamedTuple):
    """The files in our folder, by what they are; `others`, in folders of ours, are not ours and stay."""

    folder: Path
    results: list[Path]
    interviews: list[Path]
    thoughts: list[Path]
    damaged: list[Path]  # and those that a newer balance made
    faults: list[Path]
    remembered: list[Path]  # the language chosen
    ledger: list[Path]  # which rows stood together in reports on groups
    left_over: list[Path]
    others: list[Path]

    @property
    def ours(self) -> list[Path]:
        """Return all but the others: thoughts before what they are about."""
        return [*self.thoughts, *self.interviews, *self.damaged, *self.results, *self.faults, *self.remembered,
                *self.ledger]  # fmt: skip


class Forgotten(NamedTuple):
    """How many files were deleted, under which folder, and what stayed because it may still be written to."""

    deleted: int
    folder: Path
    young: list[Path]


def inventory() -> Inventory:
    """Return what lies in our folder."""
    found = shelf()
    results = [each.path for each in found.results]
    interviews = [each.path for each in unfinished()]
    others = [each.path for each in found.unread if each.fault.id == FOREIGN]
    damaged = [each.path for each in found.unread if each.fault.id != FOREIGN]
    left_over = litter()
    known = {*results, *interviews, *others, *damaged, *left_over}
    damaged += [path for path in entries(RESULTS) if path not in known and ours(path)]  # begun, and no more than that
    thoughts = [path for path in entries(THOUGHTS) if ours(path)]
    others += [path for path in entries(THOUGHTS) if not ours(path)]
    faults = [path for path in entries(".") if FAULT_FILE.fullmatch(path.name)]
    remembered = [path for path in entries(".") if path.name == LANGUAGE]
    ledger = [path for path in entries(GROUPS) if path.name == LEDGER]
    others += [path for path in entries(GROUPS) if path.name != LEDGER]
    return Inventory(home(), results, interviews, thoughts, damaged, faults, remembered, ledger, left_over, others)


def of(selectors: Iterable[str]) -> list[Path]:
    """Return the files of results, interviews under way and damaged files, and of the thoughts about them.

    A selector is one of `results.find`, or the name of a file in our folder. Raises a BalanceError where it
    means none or several, or a file that is not in our folder.
    """
    chosen: list[Path] = []
    here = inventory()
    for selector in selectors:
        path = _named(selector, [*here.interviews, *here.damaged]) or find(selector).path
        if path.parent.absolute() != (home() / RESULTS).absolute():
            what = _("This file is not in the folder of balance.")
            raise stop(shown(path), what, _("Delete it yourself."), "not-stored")
        chosen += [each for each in here.thoughts if each.stem == path.stem]
        chosen.append(path)
    return list(dict.fromkeys(chosen))


def _named(selector: str, paths: list[Path]) -> Path | None:
    """Return the file of that name, with or without its ending, which is no sound result."""
    name = Path(selector).name if Path(selector).parent == home() / RESULTS else selector
    return next((path for path in paths if name in (path.name, path.stem)), None)


def forget(paths: Iterable[Path]) -> Forgotten:
    """Delete files of ours, then what writes that were cut off left behind, then folders that are empty.

    Raises a BalanceError before anything is deleted where an interview is under way in another process, or
    where the system does not let us delete a file: those before it are gone then.
    """
    deleted = 0
    with ExitStack() as held:
        going = [(path, _locked(path, held)) for path in paths]
        for path, lines in going:
            deleted += _delete(path, lines)
    for path in litter():
        deleted += _delete(path, None)
    for name in (THOUGHTS, RESULTS, GROUPS):
        sync_folder(home() / name)
        with suppress(OSError):
            (home() / name).rmdir()
    sync_folder(home())
    return Forgotten(deleted, home(), temporaries())


def _locked(path: Path, held: ExitStack) -> Lines | None:
    """Return the file of an interview, opened so that nobody goes on with it; None for any other file."""
    if path.suffix != GROWING or not is_plain(path):
        return None
    try:
        lines = Lines.open(path)
    except OSError:
        return None  # deleting it will say why, or it is gone
    held.callback(lines.close)
    return lines


def _delete(path: Path, lines: Lines | None) -> int:
    """Delete a file and return how many that were: none where it is gone already."""
    try:
        if lines is not None:
            lines.remove()
        else:
            path.unlink()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise undeletable(path, error) from error
    return 1


def undeletable(path: Path, error: OSError) -> BalanceError:
    """Return the error for a file that the system does not let us delete."""
    what = _("The file cannot be deleted: {reason}.").format(reason=error.strerror or error)
    return stop(shown(path), what, _("Check the folder, and run this again."), "undeletable")
