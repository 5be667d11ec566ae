"""What the files of the folder are called, in the language of what stands in them."""

from typing import NamedTuple

from balance.delivery.listing import Form
from balance.words import _


class Names(NamedTuple):
    """The name of each file and folder."""

    first: str
    group: str
    slides: str
    pictures: str
    picture: str
    spread: str
    poster: str
    facilitator: str
    personal: str
    listing: Form
    scores: str
    left_out: str
    contents: Form


def names() -> Names:
    """Return the names in the language of the messages."""
    return Names(
        first=_("READ-ME-FIRST.txt"),
        group=_("group.pdf"),
        slides=_("slides.pptx"),
        pictures="png",
        picture=_("group.png"),
        spread=_("spread.png"),
        poster=_("poster.pdf"),
        facilitator=_("facilitator.pdf"),
        personal=_("personal"),
        listing=Form(_("list.csv")),
        scores=_("scores.xlsx"),
        left_out=_("left-out.csv"),
        contents=Form(_("contents.csv"), ("for", "what", "file", "check")),
    )
