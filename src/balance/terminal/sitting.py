"""A profile shown to a person who sits at the terminal: the picture, then the questions, one turn at a time."""

import sys

from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.store import thoughts
from balance.store.results import Stored, choose
from balance.terminal.console import say
from balance.terminal.picture import Asked
from balance.terminal.showing import draw, drawable, look_of, show_profile
from balance.terminal.turns import Desk, turns
from balance.words import _

ABOVE_PROMPT = 22  # lines, so that in 24 the verdict stays in sight above the prompt


def sit_down(profile: Profile, questionnaire: Questionnaire, plain: bool, stored: Stored | None) -> None:
    """Show a profile; at a terminal go on to the questions, and keep what the person decides with the result."""
    talks = not plain and stored is not None and sys.stdin.isatty() and drawable(sys.stdout)
    show_profile(profile, questionnaire, plain, Asked(next_step="", height=ABOVE_PROMPT) if talks else None)
    if stored is None:
        return
    path = shown(stored.path, width=4000)
    if not talks:
        say(_("Saved: {path}").format(path=path))
        return
    desk = Desk(
        read=input,
        write=lambda line: draw([line]),
        choose=lambda text: _choose(stored, text),
        add_thought=lambda text: _think(stored, text),
    )
    turns(profile, questionnaire, look_of(sys.stdout), desk, saved=path)


def _choose(stored: Stored, text: str) -> None:
    choose(stored, text)


def _think(stored: Stored, text: str) -> None:
    thoughts.add(stored, text)
