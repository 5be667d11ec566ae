"""Small charts side by side, one of each group: the same drawing, smaller, and one legend for all."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from balance.arrangement import groups, height, pairs_of
from balance.charts.canvas import Canvas, Text
from balance.charts.fonts import wrapped
from balance.charts.frame import joined
from balance.charts.grouped import Group, people
from balance.charts.lanes import Column, Lanes, Row, rows_of
from balance.charts.look import Look
from balance.charts.marks import Legend, Seen, handles
from balance.charts.pairs import Span, Spine
from balance.groups import Shown
from balance.safe import shown
from balance.sharing.wording import LABEL, half_width
from balance.wording import in_sentence
from balance.words import _, listed, number


class Grid(NamedTuple):
    """How many panels stand beside each other and below each other, and how many lanes one holds."""

    columns: int
    rows: int
    lanes: int

    @property
    def most(self) -> int:
        """Return how many panels a sheet holds."""
        return self.columns * self.rows


GRIDS = {"slide": Grid(3, 1, 16), "page": Grid(2, 4, 14)}
SMALLER = 0.62  # of a bar and a mark, against those of a chart that stands alone


def sheets_of(names: Sequence[str], look: Look) -> list[list[str]]:
    """Return which groups stand on which sheet: as few sheets as hold them, alike in number."""
    sheets = ceil(len(names) / GRIDS[look.size].most)
    ends = [len(names) * n // max(1, sheets) for n in range(sheets + 1)]
    return [list(names[start:end]) for start, end in pairwise(ends)]


class Panels:
    """A panel for each group, below a height."""

    def __init__(self, canvas: Canvas, told: Group, parts: Mapping[str, Shown]) -> None:
        self.canvas, self.told, self.parts = canvas, told, parts
        self.grid = GRIDS[canvas.look.size]
        self.pairs = pairs_of(told.questionnaire)
        size = canvas.size
        canvas.size = size.model_copy(
            update={"bar": SMALLER * size.bar, "mark": SMALLER * size.mark, "label": size.small}
        )
        self.says = told.meanings()._replace(interval=_spread(parts), score=self._score())
        self.words = {name: told.part(part) for name, part in parts.items()}
        self.head = 0.0
        self.legend = Legend(canvas, handles(canvas, self._seen(), self.says))

    def _score(self) -> str:
        """Return what the bars are: of which side, where they have sides."""
        said, balance = _("the mean of each group"), self.told.questionnaire.balance
        if balance is None or not self.pairs:
            return said
        sides = listed([in_sentence(self.told.words.name(id)) for id in (balance.left, balance.right)])
        return f"{said}: {sides}"

    def draw(self, top: float) -> float:
        """Draw all of them; return the height where they end."""
        size, gap = self.canvas.size, 2.2 * self.canvas.size.small
        count = min(self.grid.columns, len(self.parts)) if self.canvas.look.size == "slide" else self.grid.columns
        wide = (self.canvas.width - 2 * size.margin - (count - 1) * gap) / count
        rows = ceil(len(self.parts) / count)
        heads = self._heads(wide)
        self.head = max(1.35 * sum(map(len, lines)) for lines in heads.values()) * size.small + size.small
        high = self._high()
        below = size.small + self.legend.height
        if size.height:
            high = min((size.height - 0.7 * size.margin - below - top) / rows - 0.6 * gap, 1.35 * high)
        for n, name in enumerate(self.parts):
            start = size.margin + n % count * (wide + gap)
            span, base = Span(start, start + wide), top + n // count * (high + 0.6 * gap)
            self._named(heads[name], span, base)
            self._picture(name, span, base + self.head, high - self.head)
        bottom = top + rows * (high + 0.6 * gap)
        self.legend.draw(bottom + size.small)
        return bottom + below

    def _high(self) -> float:
        """Return how high a panel is by itself: its name, and its pairs or lanes."""
        size = self.canvas.size
        if self.pairs:
            return self.head + len(self.pairs) * (2 * size.bar + 1.3 * size.label)
        return self.head + len(self._rows()) * 1.45 * size.label

    @property
    def dimensions(self) -> list[str]:
        """Return the dimensions that stand in the lanes."""
        return [row.id for row in self._rows() if not row.heading]

    def _rows(self) -> list[Row]:
        """Return the lanes: every dimension where there is room, else those to talk about and to hold on to."""
        parts, room = groups(self.told.questionnaire), self.grid.lanes
        return rows_of(parts if height(parts) <= room else self.told.standing_out(parts, room))

    def _picture(self, name: str, span: Span, first: float, room: float) -> None:
        if self.pairs:
            spine = Spine(self.canvas, self.words[name], self.pairs, span, named=False)
            spine.rows(first, room / len(self.pairs), numbered=False)
        elif rows := self._rows():
            lanes = Lanes(self.canvas, self.words[name], self.says)
            Column(lanes, rows, span.start, span.width).draw(first, room / len(rows), numbered=False)

    def _heads(self, wide: float) -> dict[str, tuple[list[str], list[str]]]:
        """Return for each panel the lines of its name, and of n, lean and level.

        Names of one firm begin alike and differ at their ends: where the height is given, there is room for all.
        """
        small, most = self.canvas.size.small, 5 if self.canvas.size.height else 3
        return {
            name: (wrapped(shown(name, LABEL), wide, small, True, most=most), joined(self._figures(part), wide, small))
            for name, part in self.parts.items()
        }

    def _named(self, lines: tuple[list[str], list[str]], span: Span, top: float) -> None:
        """Write whose panel it is, of how many, and its lean and level, down to where its picture begins."""
        size, colours = self.canvas.size, self.canvas.colours
        names, figures = lines
        step, base = 1.35 * size.small, top + self.head - 0.9 * size.small
        for n, line in enumerate(reversed(figures)):
            self.canvas.write(Text(span.start, base - n * step, line, size.small, colours.muted))
        base -= len(figures) * step
        for n, line in enumerate(reversed(names)):
            self.canvas.write(Text(span.start, base - n * step, line, size.small, colours.ink, True))

    def _figures(self, part: Shown) -> list[str]:
        return [people(part.n), *self._lean_and_level(part)]

    def _lean_and_level(self, part: Shown) -> Iterator[str]:
        if part.lean is not None and part.lean.mean is not None:
            yield _("Lean {mean}").format(mean=number(part.lean.mean, sign=True))
        if part.level is not None and part.level.mean is not None:
            yield _("Level {mean}").format(mean=number(part.level.mean))

    def _seen(self) -> Seen:
        seen, span = Seen(), Span(0, self.canvas.width)
        for words in self.words.values():
            if self.pairs:
                Spine(self.canvas, words, self.pairs, span, named=False).seen(seen)
            elif self.told.questionnaire.scoring.score == "percent":
                for row in self._rows():
                    if not row.heading:
                        seen.add(words.profile.dimensions[row.id], row.side, first=False)
        return seen


def _spread(parts: Mapping[str, Shown]) -> str:
    """Return what the lines on the bars mean: intervals, bands, or whichever a group is large enough for."""
    scores = (score for part in parts.values() for score in part.dimensions.values())
    told = {score.sd is not None for score in scores if half_width(score) is not None}
    if False not in told:
        return _("95 % interval of the mean")
    if told == {False}:
        return _("band, from the number of people")
    return _("95 % interval of the mean; of the small groups a band, from the number of people")
