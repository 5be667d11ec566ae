"""READ-ME-FIRST: which files are for the coach alone, which may be handed out, and to whom."""

from collections.abc import Collection, Iterator
from textwrap import wrap

from balance.delivery.folder.names import Names
from balance.delivery.folder.order import Order
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import GroupWords
from balance.words import _, number

WIDTH = 76


def coach() -> str:
    """Return who has the coach's files."""
    return _("you alone")


def each() -> str:
    """Return who has a personal report."""
    return _("the person it is about, and nobody else")


def room() -> str:
    """Return who has the group's files."""
    return _("the whole group")


def leader() -> str:
    """Return who has the guide."""
    return _("whoever leads the workshop")


def what() -> str:
    """Return what the text is."""
    return _("who may have which file")


def unfinished(order: Order) -> str:
    """Return what stands in its place until every file is there."""
    return "\n\n".join((
        _head(order),
        _paragraph(_("This folder is not whole yet. Hand out nothing of it.")),
        _paragraph(_("If nothing is working on it any more, run the same command again: it goes on from where it "
                     "stopped, and this text then says who may have which file.")),
    )) + "\n"  # fmt: skip


def text(order: Order, called: Names, files: Collection[str]) -> str:
    """Return the text of a folder with these files beside the personal ones."""
    parts = (
        [_head(order)],
        _part(_("FOR YOU ALONE"), _own(), _coachs(called, files)),
        _part(_("FOR EACH PERSON"), _theirs(order), [(f"{called.personal}/0001-….pdf", each())]),
        _part(_("FOR THE WHOLE GROUP"), _all(order), _rooms(called, files)),
        _part(
            _("FOR WHOEVER LEADS THE WORKSHOP"), "", [(called.facilitator, _("90 minutes, written from this picture"))]
        ),
        _slides(called, files),
        _remember(order),
    )
    return "\n\n".join(paragraph for part in parts for paragraph in part) + "\n"


def _head(order: Order) -> str:
    words = GroupWords(order.group, order.questionnaire)
    lines = [words.mark(), _("READ THIS FIRST"), words.heading()]
    return "\n".join(_paragraph(line) for line in lines if line)


def _part(title: str, said: str, files: list[tuple[str, str]]) -> Iterator[str]:
    yield title + "\n" + "-" * len(title) + (f"\n{_paragraph(said)}" if said else "")
    room = max(len(file) for file, _what in files) + 4
    yield "\n".join(f"  {file:{room}}{what}" for file, what in files)


def _paragraph(said: str) -> str:
    return "\n".join(wrap(said, WIDTH, break_long_words=False, break_on_hyphens=False))


def _own() -> str:
    return _(
        "These say what single people answered. Keep them where only you can open them; pass them on to nobody, "
        "not to the one who ordered the work either. Delete them when you no longer need them."
    )


def _coachs(called: Names, files: Collection[str]) -> list[tuple[str, str]]:
    found = [(called.scores, _("the scores of each person"))]
    if called.left_out in files:
        found.append((called.left_out, _("what of the answers was left out, and why")))
    found.append((f"{called.personal}/{called.listing.file}", _("whose report is which; for sending them by e-mail")))
    return [*found, (called.contents.file, _("all files, for the next run")), (called.first, what())]


def _theirs(order: Order) -> str:
    said = _("Give each person their own report, to read in peace and before the group meets. Whether they show it to "
             "anybody is for them to say.")  # fmt: skip
    if order.beside is not None:
        return said + " " + _("The group's means stand beside their own.")
    if order.with_group:
        return (
            said
            + " "
            + _("The group's means do not stand in it: that is done from {n} people on.").format(
                n=number((order.group.min_group or 0) + 1)
            )
        )
    return said


def _all(order: Order) -> str:
    said = _("These show the group and nobody in it. They belong to those who answered: show them to the group first, "
             "and agree with it who else may see them.")  # fmt: skip
    words = GroupWords(order.group, order.questionnaire)
    return " ".join([said, *words.hidden(), *ChangeWords(words).hidden()])


def _rooms(called: Names, files: Collection[str]) -> list[tuple[str, str]]:
    told = [
        (called.group, _("the report")),
        (called.slides, _("for the screen; titles and questions can be changed")),
    ]
    found = [(file, what) for file, what in told if file in files]
    if any(file.startswith(f"{called.pictures}/") for file in files):
        found.append((f"{called.pictures}/", _("the pictures, for your own slides")))
    return [*found, (called.poster, _("to print in A3; empty lanes for dots by hand"))]


def _slides(called: Names, files: Collection[str]) -> Iterator[str]:
    if called.slides not in files:
        yield _paragraph(_("There are no slides here, because python-pptx is not installed. Install it with "
                           "pip install 'leadership-balance[slides]' and run the same command again: only the slides "
                           "are added."))  # fmt: skip


def _remember(order: Order) -> Iterator[str]:
    title = _("BEFORE YOU HAND ANYTHING OUT")
    yield title + "\n" + "-" * len(title)
    if order.group.draft:
        yield _paragraph(_("This is a draft. Every page of it is marked, and balance does not remember it: make the "
                           "folder again without --draft before you hand anything out."))  # fmt: skip
    elif order.group.confidential:
        said = _("balance remembers that this folder was made, without any answer. If a few more answers come, a new "
                 "report is held back, because the two side by side would tell them.")  # fmt: skip
        yield _paragraph(said)
    yield from (_paragraph(line) for line in GroupWords(order.group, order.questionnaire).limits())
