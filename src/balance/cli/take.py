"""`balance take`: the interview, and the profile at its end."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.options import JsonOption, LanguageOption, QuestionnaireArgument, chosen_language
from balance.words import _

if TYPE_CHECKING:
    from balance.interview.keeping import Keeping
    from balance.questionnaire.model import Answer, Questionnaire
    from balance.store.journal import Unfinished
    from balance.store.results import Stored

AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help=_("Take the answers from a file: .json, .yaml or .csv."), metavar="FILE"),
]
PlainOption = Annotated[bool, typer.Option("--plain", help=_("One line an answer: for pipes and screen readers."))]
NoSaveOption = Annotated[bool, typer.Option("--no-save", help=_("Store nothing."))]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Answer a questionnaire about how you lead, and see your profile."),
        epilog=_("Example: balance take --language nb"),
        rich_help_panel=panel,
    )(take)


def take(
    questionnaire: QuestionnaireArgument = "balance",
    answers: AnswersOption = None,
    language: LanguageOption = None,
    plain: PlainOption = False,
    no_save: NoSaveOption = False,
    json: JsonOption = False,
) -> None:
    """Answer a questionnaire and show the profile."""
    from balance import words
    from balance.questionnaire.library import load

    instrument = load(questionnaire)
    person = None
    if answers:
        spoken = chosen_language(language, instrument)
        words.use(spoken)
        given = _from_file(answers, instrument)
        stored = None if no_save else _kept(given, instrument, spoken)
    else:
        wanted = _language(language, instrument)
        words.use(wanted or words.language())
        person = _Person(instrument, wanted, plain, saved=not no_save)
        if person.looks_back():
            return
        given, spoken, stored = person.answers()
    _show(given, instrument, spoken, json, plain, stored)
    if person and not person.on_screen:
        from balance.interview.plain import name_unread

        sys.stdout.flush()
        name_unread(sys.stdin)


def _from_file(path: Path, instrument: "Questionnaire") -> "dict[str, Answer]":
    from balance.answers.single import read_answers

    return {id: judged.answer for id, judged in read_answers(path, instrument).items()}


def _kept(given: "dict[str, Answer]", instrument: "Questionnaire", spoken: str) -> "Stored | None":
    from balance.interview.keeping import Keeping

    with Keeping(instrument, stored=True) as keeping:
        keeping.language = spoken
        for item, answer in given.items():
            keeping.record(item, answer)
        return keeping.finish()


def _language(wanted: str | None, instrument: "Questionnaire") -> str | None:
    """Return the language to ask in; None where neither option, environment, questionnaire nor memory says it."""
    from balance.words import preferred

    if wanted or len(instrument.languages) == 1 or preferred() in instrument.languages:
        return chosen_language(wanted, instrument)
    from balance.store.remembered import remembered_language

    remembered = remembered_language()
    return remembered if remembered in instrument.languages else None


class _Person:
    """A person at a terminal, or a pipe in their stead."""

    def __init__(self, instrument: "Questionnaire", spoken: str | None, plain: bool, saved: bool) -> None:
        self.instrument, self.spoken, self.saved = instrument, spoken, saved
        self.on_screen = not plain and _has_screen()
        self.waiting: Unfinished | None = None

    def looks_back(self) -> bool:
        """Offer what is there already; return whether the person looked at it instead of answering."""
        if not self.saved:
            return False
        from balance.store.journal import unfinished
        from balance.terminal.console import say

        mine = self.instrument.id
        waiting = next((each for each in unfinished() if each.header.questionnaire.id == mine), None)
        if waiting and waiting.header.questionnaire.digest != self.instrument.digest:
            say(_("An interview was begun with an earlier version of this questionnaire, and cannot go on with this."))
            waiting = None
        if not sys.stdin.isatty():
            if waiting:
                say(_("An interview is not finished; go on with it at a terminal: {command}").format(
                    command=f"balance take {mine}"))  # fmt: skip
            return False
        from balance.interview.again import Way, choose_way
        from balance.store.results import results

        latest = next((each for each in results() if each.result.questionnaire.id == mine), None)
        way = choose_way(waiting, latest, sys.stdin.readline)
        if way is Way.LAST and latest is not None:
            from balance.cli.show import show_stored

            show_stored(latest)
            return True
        self.waiting = waiting if way is Way.RESUME else None
        return False

    def answers(self) -> "tuple[dict[str, Answer], str, Stored | None]":
        """Ask; return the answers, the language and, where it is kept, the result."""
        from balance.interview.greeting import farewell
        from balance.interview.keeping import Keeping
        from balance.terminal.console import say

        with Keeping(self.instrument, self.saved, self.waiting) as keeping:
            self.spoken = self.spoken or keeping.language or None
            try:
                spoken = self._asked_on_screen(keeping) if self.on_screen else self._asked_by_line(keeping)
            except KeyboardInterrupt:
                say(farewell(keeping.answered, stored=self.saved and bool(keeping.answers)))
                raise
            return keeping.answers, spoken, keeping.finish()

    def _asked_by_line(self, keeping: "Keeping") -> str:
        from balance.interview import plain
        from balance.interview.greeting import promise
        from balance.terminal.console import say

        if self.spoken is None and sys.stdin.isatty():
            self.spoken = plain.choose_language(self.instrument, sys.stdin, remember=self._remember)
        spoken = self._speak(keeping)
        say(promise(self.instrument, stored=self.saved))
        plain.ask(self.instrument, spoken, sys.stdin, record=keeping.record, given=keeping.answers)
        return spoken

    def _asked_on_screen(self, keeping: "Keeping") -> str:
        from balance.interview import full
        from balance.interview.greeting import promise
        from balance.interview.terminal_state import Terminal

        with Terminal() as terminal:
            if self.spoken is None:
                self.spoken = full.choose_language(terminal, self.instrument, remember=self._remember)
            spoken = self._speak(keeping)
            first = promise(self.instrument, stored=self.saved)
            full.ask(terminal, self.instrument, spoken, promise=first, record=keeping.record, given=keeping.answers)
        return spoken

    def _speak(self, keeping: "Keeping") -> str:
        from balance import words

        spoken = self.spoken or chosen_language(None, self.instrument)
        words.use(spoken)
        keeping.language = spoken
        return spoken

    def _remember(self, language: str) -> None:
        from balance.store.remembered import remember_language

        if self.saved:
            remember_language(language)


def _has_screen() -> bool:
    """Return whether there is a person at a terminal that can be drawn on."""
    from rich.console import Console

    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        return False
    return not Console(stderr=True).legacy_windows


def _show(
    given: "dict[str, Answer]",
    instrument: "Questionnaire",
    spoken: str,
    json: bool,
    plain: bool,
    stored: "Stored | None",
) -> None:
    from balance.reflection import profile
    from balance.store.model import now
    from balance.terminal.sitting import sit_down

    answered_at = stored.result.finished if stored else now()
    found = profile(given, instrument, spoken, answered_at)
    if json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        sit_down(found, instrument, plain, stored)
