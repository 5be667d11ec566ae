"""The full-screen interview: one key an answer."""

import sys
from collections.abc import Callable, Mapping, Sequence

from rich.text import Text

from balance.interview.choices import BACK, QUIT, SKIP, Choice, choices, languages
from balance.interview.greeting import welcome_back
from balance.interview.keys import Key
from balance.interview.line import Line
from balance.interview.screen import Screens
from balance.interview.session import Record, Session, Taken
from balance.interview.terminal_state import Terminal
from balance.questionnaire.model import Answer, Item, Questionnaire
from balance.words import _

ONWARDS = (Key("enter"), Key("right"), Key("text", " "))


def choose_language(terminal: Terminal, questionnaire: Questionnaire, remember: Callable[[str], None]) -> str:
    """Ask which of the questionnaire's languages to speak; return it after it was remembered."""
    offered = languages(questionnaire)
    cursor = Cursor(offered, None)
    while True:
        terminal.show(
            lambda width, height: Screens(questionnaire, "", sys.stderr, (width, height)).languages(offered, cursor.at)
        )
        picked = cursor.picked(terminal.read())
        if picked is not None:
            language = str(picked.answer)
            remember(language)
            return language


def ask(  # noqa: PLR0913
    terminal: Terminal,
    questionnaire: Questionnaire,
    language: str,
    *,
    promise: str,
    record: Record,
    given: Mapping[str, Answer],
) -> Taken:
    """Ask every item and comment that `given` does not hold, a screen each, and return all answers.

    Each answer goes to `record` before the next question is shown. The first screen says `promise`.
    """
    session = Session(questionnaire, given, record)
    return _Interview(terminal, questionnaire, language, session).run(promise)


class Cursor:
    """The answers on the screen and the one that Enter would give."""

    def __init__(self, offered: Sequence[Choice], answer: Answer) -> None:
        self.offered = offered
        self.at = next((n for n, each in enumerate(offered) if each.answer == answer), None)

    def picked(self, key: Key) -> Choice | None:
        """Return the answer that a key gives; an arrow moves the cursor and gives none."""
        if key.name in ("up", "down"):
            step = 1 if key.name == "down" else -1
            self.at = (-1 if step > 0 else 0) + step if self.at is None else self.at + step
            self.at %= len(self.offered)
        elif key.name == "enter" and self.at is not None:
            return self.offered[self.at]
        elif key.name == "text":
            return next((each for each in self.offered if each.key == key.text.casefold()), None)
        return None


class _Interview:
    """One walk through the session, a screen after the other.

    What is typed ahead is kept: a card that asks nothing hands a key that answers on to the next
    question. A paste never answers, and Enter only where an answer is marked: line breaks among
    pasted digits do nothing.
    """

    def __init__(self, terminal: Terminal, questionnaire: Questionnaire, language: str, session: Session) -> None:
        self.terminal = terminal
        self.questionnaire = questionnaire
        self.language = language
        self.session = session
        self.ahead: Key | None = None
        self.note = ""

    def run(self, promise: str) -> Taken:
        about = self.questionnaire.about
        back = welcome_back(self.session.welcomed) if self.session.welcomed else ""
        texts = [promise] if back or not about else [self._say(about), promise]
        self._card("", [back, *texts], _("Enter begins"))
        while True:
            if self.session.step is None:
                if self._finished():
                    return self.session.taken()
            elif isinstance(self.session.step, Item):
                self._item(self.session.step)
            else:
                self._comment()

    def _item(self, item: Item) -> None:
        page = self.session.opening()
        if page and (page.title or page.intro):
            self._card(self._say(page.title), [self._say(page.intro)], _("Enter goes on"))
        cursor = Cursor(self._choices(item), self.session.earlier)
        place, self.note = self.session.at, ""
        while self.session.at == place:
            self._show(lambda screens: screens.question(self.session, cursor.offered, cursor.at, self.note))
            key = self._read()
            picked = cursor.picked(key)
            if picked is not None:
                self.session.put(picked.answer)
                return
            self.note = self._stepped(key)

    def _stepped(self, key: Key) -> str:
        """Do what a key that is no answer asks for; return what is said to one that does nothing."""
        word = key.text.casefold()
        if word == BACK or key.name in ("left", "backspace"):
            self.session.back()
        elif word == SKIP:
            self.session.put(None)
        elif key.name == "right" and self.session.asked:
            self.session.put(self.session.earlier)
        elif key.name == "paste":
            return _("Pasted text answers no question.")
        elif word == QUIT or key.name == "stop":
            return _("Ctrl-C stops.")
        elif key.name == "enter":
            return _("Press the key of an answer, or choose one with the arrows first.")
        elif key.name == "text":
            return _("That key is no answer here.")
        return ""

    def _comment(self) -> None:
        line = Line(str(self.session.earlier or ""))
        while True:
            self._show(lambda screens: screens.comment(self.session, line))
            key = self._read()
            if key.name == "enter":
                self.session.put(line.finished or None)
                return
            if key.name == "up":
                self.session.back()
                return
            line.press(key)

    def _finished(self) -> bool:
        """Show what was left out; return whether the person is done."""
        self._show(lambda screens: screens.review(self.session))
        key = self._read()
        if key.text.casefold() == SKIP:
            self.session.revisit()
        elif key.text.casefold() == BACK or key.name in ("left", "up", "backspace"):
            self.session.back()
        return key.name == "enter"

    def _card(self, heading: str, paragraphs: Sequence[str], foot: str) -> None:
        """Show a screen that asks nothing until a key goes on; one that answers is kept for the question."""
        while True:
            self._show(lambda screens: screens.card(heading, paragraphs, [foot, _("Ctrl-C stops")]))
            key = self._read()
            if key in ONWARDS:
                return
            if key.name == "text" and key.text.casefold() in self._meant():
                self.ahead = key
                return

    def _meant(self) -> set[str]:
        step = self.session.step
        return {BACK, SKIP, *(each.key for each in self._choices(step))} if isinstance(step, Item) else set()

    def _choices(self, item: Item) -> tuple[Choice, ...]:
        return choices(item.scale, self.questionnaire, self.language)

    def _say(self, text: Mapping[str, str] | None) -> str:
        return Screens(self.questionnaire, self.language, sys.stderr, (80, 24)).say(text)

    def _show(self, draw: Callable[[Screens], Sequence[Text]]) -> None:
        self.terminal.show(
            lambda width, height: draw(Screens(self.questionnaire, self.language, sys.stderr, (width, height)))
        )

    def _read(self) -> Key:
        key, self.ahead = self.ahead, None
        return key or self.terminal.read()
