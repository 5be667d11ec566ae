"""The mirrored chart: each dimension of the left side with its counterpart on the right."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from balance.charts.canvas import Align, Canvas, Text
from balance.charts.fonts import shortened, width
from balance.charts.marks import Legend, Meanings, Scale, Seen, bar, earlier, grid, handles
from balance.profiles import Side
from balance.questionnaire.model import Pair
from balance.wording import Words
from balance.words import number

NARROWEST_SPINE, WIDEST_SPINE = 0.06, 0.25  # of the chart's width
MOST_AIR = 1.35


class Half(NamedTuple):
    """One side of the chart: its scale, how its names are set beside the spine, and where its scores stand."""

    side: Side
    scale: Scale
    towards: Align
    away: Align
    outer: float
    colour: str


class Span(NamedTuple):
    """From where to where on the sheet, in points."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.end - self.start


class Spine:
    """Pairs with their bars away from a spine in the middle of a span; with `named` the spine has the pairs' names."""

    before: Mapping[str, float] = {}  # where means stood at an earlier time

    def __init__(self, canvas: Canvas, words: Words, pairs: Sequence[Pair], span: Span, named: bool = True) -> None:
        self.canvas, self.words, self.pairs = canvas, words, pairs
        size, colours = canvas.size, canvas.colours
        self.air = 2 * size.mark + 1.2 * size.small  # a diamond at 0 reaches into the spine
        self.names = [words.say(pair.name) if pair.name and named else "" for pair in pairs]
        names = [width(name, size.small) + self.air for name in self.names if name]
        self.spine = min(max([NARROWEST_SPINE * span.width, *names]), WIDEST_SPINE * span.width)
        self.edge = width("100", size.label, True) + 0.8 * size.label
        self.middle, inner = (span.start + span.end) / 2, self.spine / 2
        left = Scale(self.middle - inner, span.start + self.edge)
        right = Scale(self.middle + inner, span.end - self.edge)
        self.left = Half("left", left, "right", "left", span.start, colours.left)
        self.right = Half("right", right, "left", "right", span.end, colours.right)

    def seen(self, seen: Seen) -> Seen:
        """Take the marks of all its pairs into account."""
        for pair in self.pairs:
            for half, id in self._sides(pair):
                seen.add(self.words.profile.dimensions[id], half.side, id in self.words.profile.first)
        return seen

    def _sides(self, pair: Pair) -> tuple[tuple[Half, str], tuple[Half, str]]:
        return (self.left, pair.left), (self.right, pair.right)

    def rows(self, first: float, pitch: float, numbered: bool = True) -> float:
        """Draw the pairs below a height, `pitch` from one to the next; return the height where they end."""
        bottom = first + pitch * len(self.pairs)
        for half in (self.left, self.right):
            grid(self.canvas, half.scale, first, bottom, numbered)
        for n, pair in enumerate(self.pairs):
            self._pair(pair, self.names[n], first + (n + 1) * pitch - 0.9 * self.canvas.size.bar)
        return bottom

    def _pair(self, pair: Pair, name: str, middle: float) -> None:
        size, colours = self.canvas.size, self.canvas.colours
        base = middle - 0.5 * size.bar - 0.42 * size.label
        for half, id in self._sides(pair):
            found = self.words.profile.dimensions[id]
            if id in self.words.profile.first:
                start, end = sorted((half.scale.zero, half.outer))
                self.canvas.panel(start, base - 1.15 * size.label, end, middle + 0.85 * size.bar)
            bar(self.canvas, half.scale, middle, found, half.side)
            if id in self.before:
                earlier(self.canvas, half.scale, middle, self.before[id])
            self._score(half, middle + 0.36 * size.label, found.score, colours.ink)
            short = shortened(self.words.short(id), half.scale.width, size.label, True)
            self.canvas.write(Text(half.scale.zero, base, short, size.label, colours.ink, True, half.towards))
        said = shortened(name, self.spine - self.air + 0.1, size.small)
        base = middle + 0.36 * size.small
        self.canvas.write(Text(self.middle, base, said, size.small, colours.muted, align="center"))

    def _score(self, half: Half, base: float, score: float | None, colour: str) -> None:
        """Write a score at the outer end of its side."""
        said = "–" if score is None else number(score)
        self.canvas.write(Text(half.outer, base, said, self.canvas.size.label, colour, True, half.away))


class Mirrored(Spine):
    """The pairs over the whole sheet, below a height, with all that explains them."""

    def __init__(
        self,
        canvas: Canvas,
        words: Words,
        pairs: Sequence[Pair],
        says: Meanings,
        before: Mapping[str, float] | None = None,
    ) -> None:
        margin = canvas.size.margin
        super().__init__(canvas, words, pairs, Span(margin, canvas.width - margin))
        self.before = before or {}
        self.legend = Legend(canvas, handles(canvas, self.seen(Seen(before=bool(before))), says))

    def draw(self, top: float) -> float:
        """Draw all of it; return the height where it ends."""
        size = self.canvas.size
        first = top + 1.9 * size.heading
        below = 2.4 * size.small + self.legend.height
        pitch = 2 * size.bar + 1.35 * size.label
        if size.height:
            room = size.height - 0.7 * size.margin - below - first
            pitch = min(room / len(self.pairs), MOST_AIR * pitch)
            first += (room - pitch * len(self.pairs)) / 3
        self._headings(first - 0.6 * size.heading)
        bottom = self.rows(first, pitch)
        self.legend.draw(bottom + 2.4 * size.small)
        return bottom + below

    def _headings(self, base: float) -> None:
        size, balance = self.canvas.size, self.words.questionnaire.balance
        assert balance is not None  # noqa: S101
        for half, id in ((self.left, balance.left), (self.right, balance.right)):
            self._score(half, base, self.words.profile.axes[id].score, half.colour)
            name = shortened(self.words.axis(id).upper(), half.scale.width, size.heading, True)
            self.canvas.write(Text(half.scale.zero, base, name, size.heading, half.colour, True, half.towards))
