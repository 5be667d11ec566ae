"""The top of a picture: the verdict in words, and its numbers after it, dim."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from balance.profiles import BalanceFound, Profile
from balance.questionnaire.model import Questionnaire
from balance.terminal.layout import Block, pieces, wrapped
from balance.terminal.marks import Look
from balance.wording import Words, lean_figures, level_figures
from balance.words import _

NAME = 30  # cells of a name inside a sentence


class Said(Words):
    """A profile's words as a picture can show them, long names cut."""

    most_named = 3

    def __init__(self, profile: Profile, questionnaire: Questionnaire, look: Look) -> None:
        self.look = look
        super().__init__(profile, questionnaire)
        self.title = look.said(questionnaire.say(questionnaire.title, profile.language), 120)

    def say(self, text: Mapping[str, str]) -> str:
        """Return a name in the language of the content."""
        return self.look.name(self.questionnaire.say(text, self.profile.language), NAME)

    def area(self, id: str, cells: int) -> str:
        """Return the short name of a dimension, cut to so many cells."""
        part = self.questionnaire.dimensions[id]
        return self.look.name(self.questionnaire.say(part.short or part.name, self.profile.language), cells)


def headline(words: Said) -> list[Block]:
    """Return the verdict and its numbers; without a balance, the title."""
    found, look = words.profile.balance, words.look
    if found is None:
        return [Block(wrapped(words.title, look.width, "bold"))]
    verdict, more = words.verdict_words(found)
    lines = [*wrapped(verdict, look.width, "bold", look=look), *wrapped(more, look.width, look=look)]
    return [Block([*lines, *_numbers(words, found)]), *(Block(pieces([note], look.width, "dim", look), 1)
                                                       for note in _notes(words, found))]  # fmt: skip


def _numbers(words: Said, found: BalanceFound) -> list[Text]:
    look, level = words.look, words.level_words(found)
    lean = [] if found.lean is None else [lean_figures(found, found.lean, words.needs)]
    of_level = [] if found.level is None else [level_figures(found, found.level, words.needs)]
    if not level:
        return pieces([*lean, *of_level], look.width, "dim", look)
    line = Text(look.said(level))
    line.append(look.said("  " + " ".join(of_level)), "dim")
    if line.cell_len > look.width:
        return [*pieces([*lean, *of_level], look.width, "dim", look), *wrapped(level, look.width, look=look)]
    return [*pieces(lean, look.width, "dim", look), line]


def _notes(words: Said, found: BalanceFound) -> Iterator[str]:
    if "needs_alike" in found.notes:
        yield words.needs.alike_in_short
    if "answers_alike" in found.notes:
        yield _("All that is done was answered alike: the areas cannot be told apart.")
