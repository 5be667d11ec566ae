"""A group that shows everything in words: nothing is hidden, and every number stands on those who have it."""

from collections.abc import Iterator, Mapping

from balance.groups import Shown
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.model import SharedGroup
from balance.sharing.wording import LABEL, GroupWords
from balance.words import _, number, plural


class OpenWords(GroupWords):
    """Sentences about one group for those who may see every answer."""

    def mark(self) -> str:
        """Return what every page and picture is marked with."""
        return _("CONFIDENTIAL: everything is shown, for those alone who may see every answer")

    def missing(self) -> str:
        """Return what a dash means."""
        return _("too few answers for a score")

    def others_in(self, column: str) -> str:
        """Return how many stand in no part of a column; empty where everybody does."""
        n = self.group.unlabelled.get(column, 0)
        said = plural("{n} person stands in no part.", "{n} people stand in no part.", n)
        return said.format(n=number(n)) if n else ""

    def about_band(self) -> str:
        """Return what is drawn about the means."""
        return f"{super().about_band()} " + _("About one person's score there is none.")

    def about_interval(self) -> str:
        """Return how the interval is made."""
        return _("The interval is t times the spread by the root of the number of people who have the score.")

    def about_means(self) -> str:
        """Return what a mean must not be taken for."""
        return _("The mean of many says nothing of any one of them. The mean of one person is that person's own score.")

    def about_numbers(self) -> str:
        """Return over whom the numbers are, and how coarse."""
        return _(
            "Every number is over all who have it: how many they are stands beside it as n, and may differ from one "
            "number to the next. Nothing is hidden. On a page each number is rounded by itself, so that a distance may "
            "be one off from that of the numbers beside it; in JSON and in tables nothing is rounded."
        )

    def unhidable(self) -> Iterator[str]:
        """Yield what can be read of single people, and what others may be given instead."""
        yield _(
            "Parts of any size are shown. What stands there of one person is what that person answered, and of two or "
            "three people it is nearly that. Keep these pages where only you can open them."
        )
        yield _("What others may see is made by the same command without --full: there nobody can be picked out.")

    def foot(self) -> Iterator[str]:
        """Yield how this is to be kept, what it is for, and how new it is."""
        yield _("Confidential: the numbers of small parts tell what single people answered.")
        yield from self.purpose()

    def shown_parts(self) -> Iterator[tuple[str, dict[str, Shown]]]:
        """Yield each breakdown with its parts, also one in which nobody stands."""
        for column, parts in self.group.by.items():
            yield column, {name: part for name, part in parts.items() if isinstance(part, Shown)}

    def part_rows(self, parts: Mapping[str, Shown]) -> Iterator[tuple[str, ...]]:
        """Yield a table of parts: the heads, then a line each with n, axes, dimensions, lean and level."""
        yield from self.rows_of(parts, [*self.group.axes, *self.group.dimensions])


def words_of(group: SharedGroup, questionnaire: Questionnaire) -> GroupWords:
    """Return the sentences about a group: one that others may see, or one that shows everything."""
    return OpenWords(group, questionnaire) if group.full else GroupWords(group, questionnaire)


def part_title(label: str, n: int) -> str:
    """Return the name of a part with how many it has."""
    return f"{shown(label, LABEL)}: " + plural("{n} person", "{n} people", n).format(n=number(n))
