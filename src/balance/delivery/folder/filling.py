"""Fills the folder: what is missing or made of other answers is made, all else is left as it is."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from balance.delivery.folder import readme
from balance.delivery.folder.names import Names, names
from balance.delivery.folder.order import Order
from balance.delivery.folder.pieces import Piece, pieces
from balance.delivery.handing import Handed, Job, check_folder, hand_out, put
from balance.delivery.listing import Listing
from balance.delivery.people import Person, people
from balance.files import unwritable
from balance.stamp import stamp

Tick = Callable[[], None]


class Filled(NamedTuple):
    """How it went: files made and files that were right already, the personal ones too; what was not made, and why."""

    made: int
    right: int
    personal: Handed
    stale: list[str]


def check(folder: Path, force: bool, called: Names) -> None:
    """Raise a BalanceError unless the delivery may be put there; nothing is made yet."""
    check_folder(folder, force, called.contents)
    if folder.is_dir():
        check_folder(folder / called.personal, force, called.listing)


def steps(order: Order) -> int:
    """Return after how many steps the folder is filled."""
    return len(pieces(order, names())) + order.answers.height


def fill(folder: Path, order: Order, force: bool, tick: Tick, whole: Callable[[], None]) -> Filled:
    """Make all files of a delivery; `whole` is called when they are there, before the folder says that it is whole.

    Until then its first file says that nothing of it may be handed out yet. Interrupted, every file there is
    whole, and the next run goes on. Raises a BalanceError where the disk or the folder does not let us.
    """
    called = names()
    made_of = pieces(order, called)
    _folders(folder, called)
    listing = Listing(folder, force, called.contents)
    told = _first(order, called, made_of)
    made, complete = 0, False
    try:
        if all(listing.right(piece.file, piece.made_of) for piece in [told, *made_of]):
            listing.keep(told.entry)
        else:
            put(listing, told.entry, "unfinished", lambda: readme.unfinished(order).encode(), force)
        for piece in made_of:
            made += put(listing, piece.entry, piece.made_of, piece.make, force)
            tick()
        personal = _personal(folder / called.personal, order, force, tick)
        whole()
        made += put(listing, told.entry, told.made_of, told.make, force)
        complete = True
    finally:
        if listing.now or complete:
            listing.write(complete)
    made += personal.made
    return Filled(made, len(listing.now) + personal.right + personal.made - made, personal, _stale(listing, personal))


def _folders(folder: Path, called: Names) -> None:
    try:
        for each in (folder, folder / called.pictures):
            each.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _first(order: Order, called: Names, made_of: Sequence[Piece]) -> Piece:
    text = readme.text(order, called, {piece.file for piece in made_of})
    return Piece(called.first, readme.coach(), readme.what(), text, text.encode)


def _stale(listing: Listing, personal: Handed) -> list[str]:
    return [*listing.stale, *personal.stale]


def _personal(folder: Path, order: Order, force: bool, tick: Tick) -> Handed:
    """Make the report of everyone who has answered anything."""
    beside = order.beside
    of = order.answers.height

    def make(person: Person) -> bytes:
        from balance.pages.options import Options
        from balance.pages.personal import pdf

        options = Options(name=person.name, group=beside, draft=order.group.draft)
        return pdf(person.profile(order.questionnaire), order.questionnaire, options)

    made_of = [str(stamp(order.questionnaire, "", "report", *(["draft"] if order.group.draft else [])))]
    made_of += [beside.model_dump_json()] if beside else []
    job = Job(folder, ".pdf", make, " ".join(made_of), force, names().listing)
    return hand_out(_answering(order), of, job, tick)


def _answering(order: Order) -> Iterator[Person]:
    everyone = people(order.answers, order.questionnaire, order.who, order.group.language)
    return (person for person in everyone if not person.blank)
