"""What `balance` alone says: where one stands, and three things to do next."""

from datetime import datetime, tzinfo
from typing import NamedTuple

from rich.text import Text

from balance.terminal.history import day
from balance.terminal.layout import Section, sectioned, wrapped
from balance.terminal.marks import Look
from balance.words import _, number, plural

WIDEST = 84


class Waiting(NamedTuple):
    """An interview that was begun: its questionnaire's title, how far it came, and how to go on."""

    questionnaire: str
    answered: int
    of: int
    command: str = "balance take"


class Latest(NamedTuple):
    """The latest result: when (UTC), its questionnaire's title, and its verdict in one line."""

    when: datetime
    questionnaire: str
    verdict: str


def start_lines(
    latest: Latest | None, waiting: Waiting | None, now: datetime, look: Look, zone: tzinfo | None = None
) -> list[Text]:
    """Return what to say, and three next steps; times are shown in the zone, None for the machine's own."""
    look = look._replace(width=min(look.width, WIDEST))
    lines: list[Text] = []
    if waiting is not None:
        lines += wrapped(_waiting(waiting), look.width, "bold", look=look)
    if latest is not None:
        lines += wrapped(latest.verdict, look.width, "" if waiting else "bold", look=look)
        lines += wrapped(f"{latest.questionnaire}, {day(latest.when, zone)}, {age(latest.when, now, zone)}",
                         look.width, "dim", look=look)  # fmt: skip
    if not lines:
        lines = wrapped(_("No result yet."), look.width, "bold", look=look)
        lines += wrapped(
            _("About ten minutes in the terminal; your answers stay on this machine."), look.width, "dim", look=look
        )
    return [*lines, Text(), *sectioned([Section("", _steps(latest, waiting))], look)]


def age(when: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Return how long ago a day was, in local days, months or years."""
    days = max(0, (now.astimezone(zone).date() - when.astimezone(zone).date()).days)
    if days < 2:
        return _("yesterday") if days else _("today")
    if days < 60:
        return plural("{n} day ago", "{n} days ago", days).format(n=number(days))
    if days < 730:
        return plural("{n} month ago", "{n} months ago", days // 30).format(n=number(days // 30))
    return plural("{n} year ago", "{n} years ago", days // 365).format(n=number(days // 365))


def _waiting(waiting: Waiting) -> str:
    return _("An interview waits for you: {questionnaire}, {answered} of {of} answered.").format(
        questionnaire=waiting.questionnaire, answered=number(waiting.answered), of=number(waiting.of)
    )


def _steps(latest: Latest | None, waiting: Waiting | None) -> list[tuple[str, str]]:
    take = (waiting.command, _("go on where you stopped")) if waiting else ("balance take", _("answer the self-check"))
    if latest is None:
        return [take, ("balance demo", _("see what comes out of it")), ("balance --help", _("all there is"))]
    show = ("balance show", _("see your profile again"))
    if waiting:
        return [take, show, ("balance history", _("your results over time"))]
    return [
        show,
        ("balance history", _("your results over time")),
        ("balance take", _("take it again")),
    ]
