"""Hands out a folder of files, one a person: only what is missing or no longer right is made."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from balance.delivery.listing import Entry, Form, Listing, check
from balance.delivery.names import file_name
from balance.delivery.people import Person
from balance.errors import BalanceError, Fault, stop
from balance.files import unwritable, whole
from balance.safe import shown
from balance.words import _

Make = Callable[[Person], bytes]


class Job(NamedTuple):
    """What is handed out, and where: a folder, the ending of its files, how one is made, and its stamp."""

    folder: Path
    ending: str
    make: Make
    stamp: str
    force: bool = False
    form: Form = Form()


class Handed(NamedTuple):
    """How it went: files made, files that were right already, what was not made and why, files of nobody here."""

    made: int
    right: int
    faults: list[Fault]
    stale: list[str]


def check_folder(folder: Path, force: bool, form: Form = Form()) -> None:  # noqa: B008
    """Raise a BalanceError unless files may be put into this folder; one that is not there is not made yet."""
    if not folder.exists():
        if not folder.parent.is_dir():
            raise stop(shown(folder), _("The folder of the output is not there."), _("Make it, or name another."),
                       "no-folder")  # fmt: skip
        return
    if not folder.is_dir():
        raise stop(shown(folder), _("This is a file, and a folder is wanted."), _("Name a folder."), "not-a-folder")
    Listing(folder, force, form)


def hand_out(people: Iterable[Person], of: int, job: Job, tick: Callable[[], None]) -> Handed:
    """Make every person's file and the list; `of` is how many there are, `tick` is called after each.

    A person whose file cannot be made stops nobody: it is told in the end. The folder is made where it is
    not there, for its owner only (0700). However the run ends, what is in the folder is whole, and the list
    names it. Raises a BalanceError where the disk or the folder does not let us.
    """
    try:
        job.folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unwritable(job.folder, error) from error
    listing = Listing(job.folder, job.force, job.form)
    made, faults, complete = 0, [], False
    try:
        for person in people:
            try:
                made += _hand(person, of, job, listing)
            except BalanceError as error:
                if error.faults[0].id == "unwritable":
                    raise
                faults += error.faults
            tick()
        complete = True
    finally:
        if listing.now or complete:
            listing.write(complete)
    return Handed(made, len(listing.now) - made, faults, listing.stale)


def _hand(person: Person, of: int, job: Job, listing: Listing) -> bool:
    """Make a person's file unless it is right already; return whether it was made."""
    file = file_name(person.row, of, person.label, job.ending)
    entry = Entry(person.id, person.name, file, "")
    return put(listing, entry, person.made_of(job.stamp), lambda: _made(person, job), job.force)


def put(listing: Listing, entry: Entry, made_of: str, make: Callable[[], bytes], force: bool) -> bool:
    """Make a file of a folder's list unless it is right already; return whether it was made.

    Raises a BalanceError where a file of that name is there that the list does not name, or cannot be written.
    """
    file, path = entry.file, listing.path.parent / entry.file
    if listing.right(file, made_of):
        listing.keep(entry)
        return False
    if path.exists() and not listing.known(file) and file not in listing.now and not force:
        what = _("The file is there already, and {list} does not name it.").format(list=listing.path.name)
        raise stop(shown(path), what, _("Move it, or add --force."), "file-exists")
    content = make()
    try:
        with whole(path) as temporary:
            temporary.write_bytes(content)
            listing.add(entry._replace(check=check(made_of, content)))
    except BaseException:
        if not path.exists() or path.read_bytes() != content:
            listing.forget(file)
        raise
    return True


def _made(person: Person, job: Job) -> bytes:
    if person.language is None:
        what = _('The questionnaire is not written in "{code}".').format(code=shown(person.asked, 30))
        raise _not_made(person, what, _("Change the cell, or empty it."))
    if person.blank:
        raise _not_made(person, _("Nothing is answered, so there is nothing to report."), "")
    try:
        return job.make(person)
    except BalanceError as error:
        raise _not_made(person, " ".join(fault.what for fault in error.faults), error.faults[0].remedy) from error
    except (OSError, MemoryError, ImportError):
        raise
    except Exception as bug:
        what = _("It could not be made, by a fault of ours ({kind}).").format(kind=type(bug).__name__)
        raise _not_made(person, what, "") from bug


def _not_made(person: Person, what: str, remedy: str) -> BalanceError:
    where = _("row {row}").format(row=person.row)
    label = shown(person.label, 60)
    return stop(f"{where} ({label})" if label else where, what, remedy, "not-made")
