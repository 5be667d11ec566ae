"""What a second interview begins with: go on, begin anew, or look at the last."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from enum import Enum, auto

from balance.store.journal import Unfinished
from balance.store.results import Stored
from balance.terminal.console import say
from balance.terminal.history import day
from balance.words import _, plural


class Way(Enum):
    """How to go on."""

    RESUME = auto()
    ANEW = auto()
    LAST = auto()


def choose_way(
    waiting: Unfinished | None, latest: Stored | None, read: Callable[[], str], zone: tzinfo | None = None
) -> Way:
    """Say what there is and ask; with nothing there, begin. `read` returns a line, "" at the end of input."""
    offered = {}
    if waiting is not None:
        n = sum(answer is not None for answer in waiting.answers.values())
        said = plural("An interview of {date} waits, {n} answered.", "An interview of {date} waits, {n} answered.", n)
        say(said.format(n=n, date=day(_time(waiting.header.started), zone)))
        offered[""] = (Way.RESUME, _("Enter: go on"))
        offered["a"] = (Way.ANEW, _("a: begin anew"))
    elif latest is not None:
        offered[""] = (Way.ANEW, _("Enter: begin a new one"))
    if latest is not None:
        date = day(_time(latest.result.finished), zone)
        offered["s"] = (Way.LAST, _("s: see the one of {date}").format(date=date))
    if not offered:
        return Way.ANEW
    while True:
        say(" · ".join(text for _way, text in offered.values()))
        word = read().strip().casefold()
        if word in offered:
            return offered[word][0]


def _time(moment: str) -> datetime:
    return datetime.fromisoformat(moment)
