"""What the charts of a group say: their heads, the meanings of their marks, and the same facts in sentences."""

from collections.abc import Iterator, Sequence

from balance.arrangement import Group as Part
from balance.arrangement import groups, height
from balance.charts.canvas import About
from balance.charts.frame import Head
from balance.charts.look import Look
from balance.charts.marks import Meanings
from balance.groups import DimensionFound, ScoreFound, Shown
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.likeness import likeness
from balance.sharing.model import SharedGroup
from balance.sharing.openly import words_of
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import LABEL, half_width
from balance.wording import Words, in_sentence
from balance.words import _, listed, number, plural


class Group:
    """A group to be drawn: its numbers as a profile has them, and the sentences about it."""

    def __init__(self, group: SharedGroup, questionnaire: Questionnaire) -> None:
        self.group, self.questionnaire = group, questionnaire
        self.words = words_of(group, questionnaire)
        self.change = ChangeWords(self.words)
        self.whole = Words(likeness(group, questionnaire), questionnaire)

    def part(self, part: Shown) -> Words:
        """Return a part that is shown, as a profile is said."""
        return Words(likeness(self.group, self.questionnaire, part), self.questionnaire)

    def meanings(self) -> Meanings:
        """Return what the marks mean: a group under ten people has a band, the others an interval."""
        band, interval = _("band, from the number of people"), _("95 % interval of the mean")
        return Meanings(
            score=_("the group's mean"),
            interval=interval if self.group.band is None else band,
            need=self.words.needs.mark,
            first=_("talk about this"),
            missing=self.words.missing(),
            before=self.change.marks(),
        )

    def head(self, title: str, *figures: str) -> Head:
        """Return what stands above a chart: what was found, how many people it is about."""
        about = self.words.heading()
        return Head(title or about, (about,) if title else (), figures, self.words.mark())

    def about(self, look: Look, title: str, lines: Iterator[str]) -> About:
        """Return what a chart says of itself."""
        about = self.words.heading()
        said = [self.words.mark(), about, title if title != about else "", *lines]
        stamp = f"{self.words.stamp()} · {look.size}{' dark' if look.dark else ''}"
        return About(title, "\n".join(line for line in said if line), stamp)

    def standing_out(self, parts: Sequence[Part], room: int) -> list[Part]:
        """Return the dimensions to talk about and to hold on to, in at most so many lines."""
        chosen = {*self.group.topics, *self.group.strengths}
        kept = [part._replace(dimensions=tuple(id for id in part.dimensions if id in chosen)) for part in parts]
        while height(kept) > room:
            kept = [*kept[:-1], kept[-1]._replace(dimensions=kept[-1].dimensions[:-1])]
            kept = [part for part in kept if part.dimensions]
        return [part for part in kept if part.dimensions]

    def unsaid(self, rows: Sequence[str]) -> list[str]:
        """Return how many dimensions of the picture of the whole are not among these; nothing where all are."""
        left = sum(len(part.dimensions) for part in groups(self.questionnaire)) - len(rows)
        said = plural("{n} more area is not shown.", "{n} more areas are not shown.", left).format(n=number(left))
        return [said] if left > 0 else []

    def sentences(self) -> Iterator[str]:
        """Yield every mean of the whole group but those beside the balance, and what to talk about."""
        yield from self.words.figures()
        for id, axis in self.group.axes.items():
            yield self._sentence(self.words.name(id), axis)
        drawn = {id for part in groups(self.questionnaire) for id in part.dimensions}
        for id, found in self.group.dimensions.items():
            if id in drawn:
                yield self._sentence(self.words.name(id), found)
        for line in self.change.lines():
            yield _("{name}, change {change}").format(name=line.name, change=line.change)
        if self.group.topics:
            names = [in_sentence(self.words.name(id)) for id in self.group.topics]
            yield _("Talk about {areas}.").format(areas=listed(names))

    def of_part(self, name: str, part: Shown) -> Iterator[str]:
        """Yield every mean of a part that is shown."""
        yield f"{shown(name, LABEL)}, {people(part.n)}:"
        for id, found in part.dimensions.items():
            yield "  " + self._sentence(self.words.name(id), found)

    def _sentence(self, name: str, score: ScoreFound | DimensionFound) -> str:
        half = half_width(score)
        if score.mean is None:
            return f"{name}: {self.words.missing()}"
        percent = self.questionnaire.scoring.score == "percent"
        about = [] if half is None or not percent else [f"± {number(half)}"]
        need = [] if score.need is None else [self.words.needs.amount.format(need=number(score.need))]
        return f"{name}: " + ", ".join([number(score.mean, 0 if percent else 2), *about, *need])


def people(n: int) -> str:
    """Return "12 people"."""
    return plural("{n} person", "{n} people", n).format(n=number(n))
