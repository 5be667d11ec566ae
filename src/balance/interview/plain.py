"""The interview line by line: for pipes, screen readers and simple terminals."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from itertools import islice
from typing import TextIO

from balance.answers.values import Kind, judge
from balance.errors import stop
from balance.interview.choices import LANGUAGE_NAMES
from balance.interview.greeting import welcome_back
from balance.interview.line import tidy
from balance.interview.session import Comment, Record, Session, Taken
from balance.questionnaire.model import Answer, Item, Questionnaire, Scale
from balance.safe import shown
from balance.terminal.console import say
from balance.words import _, number, plural

BACK = ("back", "tilbake")
MOST_UNREAD = 1000
SKIP = ("skip", "hopp over", "hopp")


class Step(Enum):
    """What a line asks for when it is no answer."""

    BACK = auto()
    SKIP = auto()
    UNKNOWN = auto()


def choose_language(questionnaire: Questionnaire, lines: TextIO, remember: Callable[[str], None]) -> str:
    """Ask which of the questionnaire's languages to speak; return it after it was remembered."""
    names = {code: LANGUAGE_NAMES.get(code, code) for code in questionnaire.languages}
    while True:
        say(" · ".join(f"{code}: {name}" for code, name in names.items()))
        line = lines.readline()
        word = line.strip().casefold()
        found = [code for code, name in names.items() if (word and name.casefold().startswith(word)) or word == code]
        if len(found) == 1 or not line:
            language = found[0] if found else questionnaire.languages[0]
            remember(language)
            return language


def ask(
    questionnaire: Questionnaire,
    language: str,
    lines: TextIO,
    *,
    record: Record,
    given: Mapping[str, Answer],
) -> Taken:
    """Ask every item and comment that `given` does not hold, a line an answer, and return all answers.

    Each answer goes to `record` before the next question is asked. Questions go to stderr. On a
    terminal a line that is no answer is asked again; in a pipe it would shift all answers after it,
    so it raises a BalanceError, as does input that ends before the last item.
    """
    session = Session(questionnaire, given, record)
    return _Interview(questionnaire, language, lines, session).run()


class _Interview:
    def __init__(self, questionnaire: Questionnaire, language: str, lines: TextIO, session: Session) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.lines = lines
        self.session = session
        self.patient = lines.isatty()
        self.read = 0

    def run(self) -> Taken:
        self._help()
        while True:
            step = self.session.step
            if isinstance(step, Item):
                self._item(step)
            elif step is not None:
                self._comment(step)
            elif self._finished():
                return self.session.taken()

    def _help(self) -> None:
        if self.session.welcomed:
            say(welcome_back(self.session.welcomed))
        say(_('Answer with a number, its words or a code. "back" goes one question back, "skip" leaves one out.'))

    def _item(self, item: Item) -> None:
        page = self.session.opening()
        for text in (page.title, page.intro) if page else ():
            if text:
                say()
                say(self._said(text))
        count = _("{number} of {total}").format(number=self.session.at + 1, total=len(self.session.items))
        say()
        say(f"{count}. {self._said(item.text)}")
        say(" · ".join(offered(item.scale, self.questionnaire, self.language)))
        if self.session.asked and self.session.earlier is not None:
            say(_("Your answer so far: {answer}").format(answer=self.session.earlier))
        self._take(self._answer(item))

    def _take(self, answer: Answer | Step) -> None:
        if answer is Step.BACK:
            self.session.back()
        else:
            self.session.put(None if isinstance(answer, Step) else answer)

    def _answer(self, item: Item) -> Answer | Step:
        while True:
            line = self._line()
            answer = understood(line, item.scale)
            if answer is not Step.UNKNOWN:
                return answer
            what = _('"{line}" is no answer to this question.').format(line=shown(line.strip(), width=60))
            remedy = _("Write one of: {answers}.").format(answers=", ".join(codes(item.scale)))
            if not self.patient:
                where = _("standard input, line {line}, {item}").format(line=self.read, item=item.id)
                raise stop(where, what, remedy, "unknown-answer")
            say(f"{what} {remedy}")

    def _comment(self, comment: Comment) -> None:
        say()
        say(self._said(comment.text))
        say(_("Write a line of your own, or leave it empty."))
        if self.session.earlier:
            say(_("Your answer so far: {answer}").format(answer=shown(self.session.earlier, width=2000)))
        line = tidy(self.lines.readline()).strip()
        self.read += 1
        word = line.casefold()
        self._take(Step.BACK if word in BACK else Step.SKIP if word in SKIP else line or self.session.earlier)

    def _finished(self) -> bool:
        """Offer a person what was left out; return whether they are done."""
        skipped = self.session.skipped
        if not (skipped and self.patient):
            return True
        say()
        say(
            plural("Left out: question {numbers}.", "Left out: questions {numbers}.", len(skipped)).format(
                numbers=", ".join(str(place + 1) for place in skipped)
            )
        )
        say(_('"skip" goes there, "back" goes one question back, an empty line finishes.'))
        word = self.lines.readline().strip().casefold()
        if word in SKIP:
            self.session.revisit()
        elif word in BACK:
            self.session.back()
        return not word

    def _line(self) -> str:
        line = self.lines.readline()
        if not line:
            raise stop(
                _("standard input"),
                _("The answers ended after {number} of {total} questions.").format(
                    number=self.session.at, total=len(self.session.items)
                ),
                _('Write one answer a line, and "skip" for a question you leave out.'),
                "answers-ended",
            )
        self.read += 1
        return line

    def _said(self, text: Mapping[str, str]) -> str:
        return shown(self.questionnaire.say(text, self.language), width=2000)


def name_unread(lines: TextIO) -> None:
    """Say how many lines of a pipe nobody asked for: nothing is dropped unsaid. It may wait for the pipe's end."""
    if lines.isatty():
        return
    left = sum(1 for line in islice(lines, MOST_UNREAD) if line.strip())
    if left == MOST_UNREAD:
        say(_("At least {n} lines after the last answer were not read.").format(n=number(left)))
    elif left:
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
