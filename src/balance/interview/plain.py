"""The interview line by line: for pipes, screen readers and simple terminals."""

from collections.abc import Iterator
from enum import Enum, auto
from math import ceil
from typing import TextIO

from balance.answers.values import Kind, judge
from balance.errors import stop
from balance.questionnaire.model import Answer, Item, Questionnaire, Scale
from balance.safe import shown
from balance.terminal.console import say
from balance.words import _, plural

SECONDS_AN_ITEM = 10
BACK = ("back", "tilbake")
SKIP = ("skip", "hopp over", "hopp")


class Step(Enum):
    """What a line asks for when it is no answer."""

    BACK = auto()
    SKIP = auto()
    UNKNOWN = auto()


def promise(questionnaire: Questionnaire) -> str:
    """Return the first line: where answers go, who sees them, how long it takes, what Ctrl-C does."""
    minutes = ceil(len(questionnaire.items) * SECONDS_AN_ITEM / 60)
    return " ".join(
        (
            _("Your answers stay on this machine and nobody else sees them."),
            _("This version stores nothing: your profile is shown at the end, and Ctrl-C stops without a trace."),
            plural("It takes about {n} minute.", "It takes about {n} minutes.", minutes).format(n=minutes),
        )
    )


def ask(questionnaire: Questionnaire, language: str, lines: TextIO) -> dict[str, Answer]:
    """Ask every item, a line an answer, and return a value, an unscored code or None an item.

    Questions go to stderr. On a terminal a line that is no answer is asked again; in a pipe it
    would shift all answers after it, so it raises a BalanceError, as does input that ends early.
    """
    interview = _Interview(questionnaire, language, lines)
    return interview.run()


class _Interview:
    def __init__(self, questionnaire: Questionnaire, language: str, lines: TextIO) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.lines = lines
        self.patient = lines.isatty()
        self.items = list(questionnaire.items.values())
        self.read = 0
        self.page: object = None

    def run(self) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        at = 0
        self._help()
        while at < len(self.items):
            self._show(at)
            item = self.items[at]
            answer = self._answer(item, at)
            if answer is Step.BACK:
                at = max(0, at - 1)
                continue
            answers[item.id] = None if isinstance(answer, Step) else answer
            at += 1
        self._rest()
        return answers

    def _help(self) -> None:
        say(_('Answer with a number, its words or a code. "back" goes one question back, "skip" leaves one out.'))

    def _show(self, at: int) -> None:
        item = self.items[at]
        if item.page is not self.page:
            self.page = item.page
            for text in (item.page.title, item.page.intro):
                if text:
                    say()
                    say(shown(self.questionnaire.say(text, self.language), width=2000))
        count = _("{number} of {total}").format(number=at + 1, total=len(self.items))
        say()
        say(f"{count}. {shown(self.questionnaire.say(item.text, self.language), width=2000)}")
        say(" · ".join(offered(item.scale, self.questionnaire, self.language)))

    def _answer(self, item: Item, at: int) -> Answer | Step:
        while True:
            line = self._line(at)
            answer = understood(line, item.scale)
            if answer is not Step.UNKNOWN:
                return answer
            what = _('"{line}" is no answer to this question.').format(line=shown(line.strip(), width=60))
            remedy = _("Write one of: {answers}.").format(answers=", ".join(codes(item.scale)))
            if not self.patient:
                where = _("standard input, line {line}, {item}").format(line=self.read, item=item.id)
                raise stop(where, what, remedy, "unknown-answer")
            say(f"{what} {remedy}")

    def _line(self, at: int) -> str:
        line = self.lines.readline()
        if not line:
            raise stop(
                _("standard input"),
                _("The answers ended after {number} of {total} questions.").format(number=at, total=len(self.items)),
                _('Nothing is stored yet: start again, and write "skip" for a question you leave out.'),
                "answers-ended",
            )
        self.read += 1
        return line

    def _rest(self) -> None:
        """Say how many lines nobody asked for: nothing is dropped unsaid."""
        left = 0 if self.patient else sum(1 for line in self.lines if line.strip())
        if left:
            say(plural("{n} line after the last answer was not read.",
                       "{n} lines after the last answer were not read.", left).format(n=left))  # fmt: skip


def understood(line: str, scale: Scale) -> Answer | Step:
    """Return what a line means: a value, an unscored code, a step, or that it means nothing here."""
    word = line.strip().casefold()
    if word in BACK:
        return Step.BACK
    if word in SKIP:
        return Step.SKIP
    judged = judge(line, scale)
    if judged.kind is Kind.ANSWERED:
        return judged.value
    return judged.code if judged.kind is Kind.UNSCORED else Step.UNKNOWN


def offered(scale: Scale, questionnaire: Questionnaire, language: str) -> Iterator[str]:
    """Yield each answer as it is offered: the number and its words, then the unscored ones."""
    for point in scale.points:
        yield f"{point.value} {shown(questionnaire.say(point.label, language))}"
    for unscored in scale.unscored:
        yield f"{unscored.code}: {shown(questionnaire.say(unscored.label, language))}"


def codes(scale: Scale) -> list[str]:
    """Return what can be typed for the answers of a scale."""
    return [str(value) for value in scale.values] + [unscored.code for unscored in scale.unscored]
