"""What comes after the first screen: the questions worth an hour, one dimension at a time, and one to start with."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.text import Text

from balance.profiles import Profile, Reflection
from balance.questionnaire.model import Questionnaire
from balance.terminal.headline import Said
from balance.terminal.layout import wrapped
from balance.terminal.marks import Look
from balance.terminal.picture import WIDEST
from balance.words import _, number, plural

PAGE = 22  # lines of a turn, its prompt left out
ABOVE = 3  # lines above the questions
THOUGHT = "r"
INDENT = 4


class Desk(NamedTuple):
    """Where the turns read and write, and where they put what a person decides.

    `read` is like `input`: it takes the prompt and returns a line, and raises EOFError at the end of
    input. `choose` keeps the question to start with, `add_thought` a thought, as typed.
    """

    read: Callable[[str], str]
    write: Callable[[Text], None]
    choose: Callable[[str], None]
    add_thought: Callable[[str], None]


class Page(NamedTuple):
    """The text of one turn, and the questions that stand on it."""

    lines: list[Text]
    questions: tuple[str, ...]


def turns(profile: Profile, questionnaire: Questionnaire, look: Look, desk: Desk, saved: str = "") -> None:
    """Turn through the questions, ask which one to start with, take thoughts, and say where all is saved.

    The end of input ends the turns, never with an error; an interrupt is the caller's.
    """
    look = look._replace(width=min(look.width, WIDEST))
    pages = list(pages_of(profile, questionnaire, look))
    try:
        _through(pages, look, desk)
    except EOFError:
        desk.write(Text())
    if saved:
        _say(_("Saved: {path}").format(path=saved), look, desk)


def pages_of(profile: Profile, questionnaire: Questionnaire, look: Look) -> Iterator[Page]:
    """Yield a page for each dimension to reflect on, then for the balance; the questions are numbered through."""
    words = Said(profile, questionnaire, look)
    count = 0
    for entry in profile.reflection:
        title = Text(look.said(_title(words, entry)), "bold")
        lines: list[Text] = []
        questions: list[str] = []
        for prompt in entry.prompts:
            count += 1
            text = f"{count:>2}  " + look.said(prompt)
            block = wrapped(text, look.width, indent=INDENT)
            if lines and len(lines) + len(block) > PAGE - ABOVE:
                yield Page([Text(), title, Text(), *lines], tuple(questions))
                lines, questions = [], []
            while len(block) > PAGE - ABOVE:
                yield Page([Text(), title, Text(), *block[: PAGE - ABOVE]], ())
                block = block[PAGE - ABOVE :]
            lines += block
            questions.append(prompt)
        if questions:
            yield Page([Text(), title, Text(), *lines], tuple(questions))


def _title(words: Said, entry: Reflection) -> str:
    if entry.dimension is None:
        return _("The balance")
    return words.invitation_words(entry.dimension, words.profile.dimensions[entry.dimension])[0]


def _through(pages: list[Page], look: Look, desk: Desk) -> None:
    questions = [question for page in pages for question in page.questions]
    if pages:
        first = _("Enter: the questions worth an hour")
        for at, page in enumerate(pages):
            going = first if at == 0 else _("Enter: next ({at} of {of})").format(at=at + 1, of=len(pages))
            _enter(going, look, desk)
            for line in page.lines:
                desk.write(line)
        _choice(questions, look, desk)
    _enter(_("Enter: done"), look, desk)


def _enter(going: str, look: Look, desk: Desk) -> None:
    """Wait for Enter; any number of thoughts may come before it."""
    prompt = look.said(going + " · " + _("{key}: a thought").format(key=THOUGHT))
    while desk.read(f"\n{prompt} ").strip().casefold() == THOUGHT:
        _thought(look, desk)


def _thought(look: Look, desk: Desk) -> None:
    thought = desk.read(look.said(_("Your thought, in one line:")) + " ").strip()
    if thought:
        desk.add_thought(thought)
        _say(_("Kept."), look, desk)


def _choice(questions: list[str], look: Look, desk: Desk) -> None:
    """Ask which question to start with: its number, or words of one's own; Enter leaves it open."""
    desk.write(Text())
    _say(_("Which one will you start with?"), look, desk, "bold")
    hint = _("A number, or your own words; Enter leaves it open:")
    while answer := desk.read(look.said(hint) + " ").strip():
        if answer.casefold() == THOUGHT:
            _thought(look, desk)
            continue
        if not answer.isdecimal():
            desk.choose(answer)
        elif 1 <= int(answer[:9]) <= len(questions):
            desk.choose(questions[int(answer[:9]) - 1])
            _say(questions[int(answer[:9]) - 1], look, desk)
        else:
            told = plural("There is {n} question.", "There are {n} questions.", len(questions))
            _say(told.format(n=number(len(questions))), look, desk)
            continue
        _say(_("Kept with the result."), look, desk, "dim")
        return


def _say(text: str, look: Look, desk: Desk, style: str = "") -> None:
    for line in wrapped(text, look.width, style, look=look):
        desk.write(line)
