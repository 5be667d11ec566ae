"""Shows a profile on stdout: as a picture on a terminal, in sentences to pipes and screen readers."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from rich.text import Text

from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.terminal.console import console, result
from balance.terminal.marks import Look
from balance.terminal.picture import HEIGHT, Asked, profile_screen
from balance.wording import profile_lines


def show_profile(
    profile: Profile, questionnaire: Questionnaire, plain: bool = False, asked: Asked | None = None
) -> None:
    """Print a profile; `plain`: in sentences, whatever the terminal. A heading comes first either way."""
    if plain or not drawable(sys.stdout):
        lines = profile_lines(profile, questionnaire)
        for line in (*([asked.heading, ""] if asked and asked.heading else []), *lines):
            result(line)
        return
    asked = asked or Asked()
    # In a terminal of 24 rows the line after the picture must not push its first line out of sight.
    rows = min(asked.height, max(HEIGHT - 1, console(sys.stdout).height - 1))
    draw(profile_screen(profile, questionnaire, look_of(sys.stdout), asked._replace(height=rows)))


def drawable(stream: TextIO) -> bool:
    """Return whether a picture can be drawn there: a terminal that knows where its cells are."""
    return stream.isatty() and os.environ.get("TERM", "") != "dumb"


def look_of(stream: TextIO) -> Look:
    """Return how pictures look on a terminal: in ASCII where it is not written in UTF-8."""
    terminal = console(stream)
    utf = (stream.encoding or "").lower().replace("-", "").replace("_", "").startswith("utf")
    return Look(terminal.width, not utf, terminal.color_system is not None and not terminal.no_color)


def draw(lines: Iterable[Text]) -> None:
    """Print lines that were laid out for the terminal, each as it is."""
    terminal = console(sys.stdout)
    for line in lines:
        terminal.print(line, no_wrap=True, overflow="ignore", crop=False)
