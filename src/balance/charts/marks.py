"""The marks of a chart: one bar with its interval and its need, and what each mark means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from balance.charts.canvas import Box, Canvas, Text
from balance.charts.fonts import width
from balance.profiles import DimensionFound, Side


class Scale(NamedTuple):
    """Where 0 and 100 stand on the sheet, in points; mirrored where 0 is at the right."""

    zero: float
    hundred: float

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.zero + (self.hundred - self.zero) * value / 100

    @property
    def left(self) -> float:
        """Return its left end."""
        return min(self.zero, self.hundred)

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return abs(self.hundred - self.zero)


@dataclass
class Seen:
    """Which marks a chart shows: only these are explained."""

    sides: tuple[Side | None, ...] = ()
    interval: bool = False
    need: bool = False
    first: bool = False
    missing: bool = False
    before: bool = False

    def add(self, found: DimensionFound, side: Side | None, first: bool) -> None:
        """Take one more dimension into account."""
        if found.score is not None and side not in self.sides:
            self.sides = tuple(each for each in ("left", "right", None) if each in (*self.sides, side))
        self.interval |= found.low is not None
        self.need |= found.need is not None
        self.first |= first
        self.missing |= found.score is None


def grid(canvas: Canvas, scale: Scale, top: float, bottom: float, numbered: bool = True) -> None:
    """Draw the lines at 0, 25, 50, 75 and 100, and the numbers below them; fewer where they would touch."""
    size = canvas.size
    for value in range(0, 101, next((step for step in (25, 50) if scale.width * step / 100 > 2.4 * size.small), 100)):
        canvas.line(canvas.pens.grid, (scale.at(value), top), (scale.at(value), bottom))
        at = bottom + 1.35 * size.small
        said = str(value) if numbered else ""
        canvas.write(Text(scale.at(value), at, said, size.small, canvas.colours.muted, align="center"))


def bar(canvas: Canvas, scale: Scale, middle: float, found: DimensionFound, side: Side | None) -> None:
    """Draw one dimension about a height: the bar to its score, the interval on it, the diamond where the need is."""
    size = canvas.size
    top = middle - size.bar / 2
    if found.score is not None:
        ends = sorted((scale.zero, scale.at(found.score)))
        tinted(canvas, Box(ends[0], top, ends[1] - ends[0], size.bar), side)
        edge(canvas, scale.at(found.score), top, side)
    if found.low is not None and found.high is not None:
        canvas.line(canvas.pens.interval, (scale.at(found.low), middle), (scale.at(found.high), middle))
    if found.need is not None:
        canvas.diamond(canvas.pens.need, scale.at(found.need), middle, size.mark)


def earlier(canvas: Canvas, scale: Scale, middle: float, value: float) -> None:
    """Draw where a mean stood before: an open triangle that points up at the lower edge of the bar."""
    arrow(canvas, scale.at(value), middle + 0.5 * canvas.size.bar)


def arrow(canvas: Canvas, x: float, y: float) -> None:
    """Draw an open triangle with its point at a place."""
    half, high = 0.8 * canvas.size.mark, 1.3 * canvas.size.mark
    canvas.area(canvas.pens.need, (x, y), (x + half, y + high), (x - half, y + high))


def tinted(canvas: Canvas, box: Box, side: Side | None) -> None:
    """Draw the bar itself; that of the right side is hatched, so that grey print tells the two apart."""
    canvas.box(canvas.pens.tints[side], box)
    if side == "right":
        canvas.hatch(canvas.pens.hatch, box, box.high * 0.45)


def edge(canvas: Canvas, x: float, y: float, side: Side | None) -> None:
    """Draw the dark end of a bar: the score."""
    size = canvas.size
    thick = size.bar / 5
    canvas.box(canvas.pens.edges[side], Box(x - thick / 2, y - size.line / 2, thick, size.bar + size.line))


class Handle(NamedTuple):
    """What a mark means: how it is drawn at a place, how wide that is, and the words."""

    draw: Callable[[float, float], None]
    wide: float
    words: str


def handles(canvas: Canvas, seen: Seen, says: "Meanings") -> list[Handle]:
    """Return the marks that a chart shows, drawn as there, with their meanings."""
    size = canvas.size
    short = size.bar * 1.7

    def score(x: float, y: float) -> None:
        for n, side in enumerate(seen.sides):
            start = x + n * (short + size.bar / 2)
            tinted(canvas, Box(start, y - size.bar / 2, short, size.bar), side)
            edge(canvas, start + short, y - size.bar / 2, side)

    def interval(x: float, y: float) -> None:
        canvas.line(canvas.pens.interval, (x, y), (x + short, y))

    def need(x: float, y: float) -> None:
        canvas.diamond(canvas.pens.need, x + size.mark, y, size.mark)

    def first(x: float, y: float) -> None:
        canvas.box(canvas.pens.panel, Box(x, y - size.bar / 2, short, size.bar))

    def before(x: float, y: float) -> None:
        arrow(canvas, x + 0.8 * size.mark, y - 0.65 * size.mark)

    def missing(x: float, y: float) -> None:
        canvas.write(Text(x, y + 0.36 * size.small, "–", size.small, canvas.colours.ink, True))

    scores = len(seen.sides) * (short + size.bar / 2) - size.bar / 2 + size.bar / 10
    shown = (
        (bool(seen.sides), Handle(score, scores, says.score)),
        (seen.interval, Handle(interval, short, says.interval)),
        (seen.need, Handle(need, 2 * size.mark, says.need)),
        (seen.before, Handle(before, 1.6 * size.mark, says.before)),
        (seen.first, Handle(first, short, says.first)),
        (seen.missing, Handle(missing, width("–", size.small, True), says.missing)),
    )
    return [handle for there, handle in shown if there]


class Meanings(NamedTuple):
    """What the marks mean, in words."""

    score: str
    interval: str
    need: str
    first: str
    missing: str
    before: str = ""


class Legend:
    """The marks and their meanings, in as many lines as they need."""

    def __init__(self, canvas: Canvas, shown: list[Handle]) -> None:
        self.canvas = canvas
        size = canvas.size
        self.gap, self.between, self.pitch = 0.55 * size.small, 1.7 * size.small, max(1.7 * size.small, 1.25 * size.bar)
        self.lines: list[list[Handle]] = []
        room = 0.0
        for handle in shown:
            wide = self._wide(handle) + self.between
            if not self.lines or wide - self.between > room:
                self.lines.append([])
                room = canvas.width - 2 * size.margin
            self.lines[-1].append(handle)
            room -= wide

    @property
    def height(self) -> float:
        """Return how high it is."""
        return len(self.lines) * self.pitch

    def draw(self, top: float) -> None:
        """Draw it below a height."""
        size, colours = self.canvas.size, self.canvas.colours
        for n, line in enumerate(self.lines):
            x, middle = size.margin, top + (n + 0.5) * self.pitch
            for handle in line:
                handle.draw(x, middle)
                start, base = x + handle.wide + self.gap, middle + 0.36 * size.small
                self.canvas.write(Text(start, base, handle.words, size.small, colours.muted))
                x += self._wide(handle) + self.between

    def _wide(self, handle: Handle) -> float:
        return handle.wide + self.gap + width(handle.words, self.canvas.size.small)
