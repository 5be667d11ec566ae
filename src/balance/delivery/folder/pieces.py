"""The files of the folder, but for the personal ones: for whom, what of, and how each is made."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from balance.delivery.folder import readme
from balance.delivery.folder.names import Names
from balance.delivery.folder.order import Order
from balance.delivery.folder.pictures import Planned, planned
from balance.delivery.folder.slides import installed, slides_pptx
from balance.delivery.listing import Entry
from balance.sharing.wording import GroupWords
from balance.words import _


class Piece(NamedTuple):
    """A file: its name in the folder, who may have it, what it is, what it is made of, and how."""

    file: str
    who: str
    what: str
    made_of: str
    make: Callable[[], bytes]

    @property
    def entry(self) -> Entry:
        """Return its line in the list of the folder; without a check yet."""
        return Entry(self.who, self.what, self.file, "")


def pieces(order: Order, called: Names) -> list[Piece]:
    """Return the files in the order in which they are made: first the coach's, then those of the group."""
    return [*_of_the_coach(order, called), *_of_the_group(order, called)]


def _of_the_coach(order: Order, called: Names) -> Iterator[Piece]:
    what = _("the scores of each person")
    yield Piece(called.scores, readme.coach(), what, order.made_of_answers, lambda: _scores(order))
    if any(left_out.anything for left_out in order.left_outs):
        content = _left_out(order)
        yield Piece(called.left_out, readme.coach(), _("what was left out"), content.decode(), lambda: content)


def _scores(order: Order) -> bytes:
    from balance.delivery.batch import Plan, Target, write_scores
    from balance.scores.engines import score
    from balance.table import WORKBOOK, Form

    plan = Plan(order.questionnaire, order.lenient, language=order.group.language, draft=order.group.draft)
    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "scores.xlsx"
        write_scores(
            score(order.answers.lazy(), order.questionnaire), order.id_name, plan, Target(path, Form(WORKBOOK))
        )
        return path.read_bytes()


def _left_out(order: Order) -> bytes:
    from balance.answers.leftout import write_list

    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "left-out.csv"
        write_list(order.left_outs, path, GroupWords(order.group, order.questionnaire).mark())
        return path.read_bytes()


def _of_the_group(order: Order, called: Names) -> Iterator[Piece]:
    group, questionnaire = order.group, order.questionnaire
    pictures = list(planned(group, questionnaire, called))

    def report() -> bytes:
        from balance.pages.group import pdf

        return pdf(group, questionnaire)

    def slides() -> bytes:
        return slides_pptx(group, questionnaire, pictures, order.template)

    def poster() -> bytes:
        from balance.delivery.folder.poster import poster_pdf

        return poster_pdf(group, questionnaire)

    def facilitator() -> bytes:
        from balance.delivery.folder.workshop import workshop_pdf

        return workshop_pdf(group, questionnaire, called)

    for each in pictures:
        yield Piece(f"{called.pictures}/{each.file}", readme.room(), _("a picture"), order.made_of, _png(each))
    yield Piece(called.group, readme.room(), _("the report"), order.made_of, report)
    if installed():
        made_of = order.made_of + (sha256(order.template).hexdigest() if order.template else "")
        yield Piece(called.slides, readme.room(), _("slides for the screen"), made_of, slides)
    yield Piece(called.poster, readme.room(), _("empty lanes for dots by hand"), order.made_of, poster)
    yield Piece(called.facilitator, readme.leader(), _("a workshop of 90 minutes"), order.made_of, facilitator)


def _png(picture: Planned) -> Callable[[], bytes]:
    return lambda: picture.draw().png
