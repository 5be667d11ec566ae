"""A sheet to draw on, in points from its upper left corner; few artists, so that it is quick."""

from collections.abc import Sequence
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from balance.charts.engine import settings
from balance.charts.fonts import family
from balance.charts.look import Look
from balance.charts.pens import Pen, Pens

if TYPE_CHECKING:
    from matplotlib.path import Path

    from balance.charts.figure import Chart

Point = tuple[float, float]
Align = Literal["left", "center", "right"]
CORNERS = 48  # of a circle


class Box(NamedTuple):
    """A rectangle; `x` and `y` are its upper left corner."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def corners(self) -> tuple[Point, ...]:
        """Return its corners, clockwise from the upper left."""
        right, bottom = self.x + self.wide, self.y + self.high
        return (self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)


class Text(NamedTuple):
    """A text with its baseline at `y`; `size` in points."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    align: Align = "left"


class Shape(NamedTuple):
    """Points that a line joins; closed where it ends where it began."""

    points: Sequence[Point]
    closed: bool


class About(NamedTuple):
    """What a chart says of itself: its title, the same facts in sentences, and what made it."""

    title: str
    alternative: str
    stamp: str


class Canvas:
    """What is to be drawn: shapes by their pens, one pen above another, and texts above them all."""

    def __init__(self, look: Look) -> None:
        self.look, self.size, self.colours = look, look.points, look.colours
        self.width = look.points.width
        self.pens = Pens(look)
        self.shapes: dict[Pen, list[Shape]] = {pen: [] for pen in self.pens.above_each_other()}
        self.texts: list[Text] = []

    def line(self, pen: Pen, *points: Point) -> None:
        """Draw a line through points."""
        self.shapes.setdefault(pen, []).append(Shape(points, False))

    def area(self, pen: Pen, *points: Point) -> None:
        """Draw an area with these corners."""
        self.shapes.setdefault(pen, []).append(Shape(points, True))

    def box(self, pen: Pen, box: Box) -> None:
        """Draw a rectangle."""
        self.area(pen, *box.corners)

    def diamond(self, pen: Pen, x: float, y: float, size: float) -> None:
        """Draw a square on its corner about a point, `size` from there to each corner."""
        self.area(pen, (x - size, y), (x, y - size), (x + size, y), (x, y + size))

    def circle(self, pen: Pen, x: float, y: float, radius: float) -> None:
        """Draw a circle about a point."""
        turns = [2 * pi * n / CORNERS for n in range(CORNERS)]
        self.area(pen, *((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns))

    def hatch(self, pen: Pen, box: Box, step: float) -> None:
        """Draw slanting lines over a rectangle, `step` apart, in step over the whole sheet."""
        x, y, right, bottom = box.x, box.y, box.x + box.wide, box.y + box.high
        total = (int((x + y) // step) + 1) * step  # of x and y, alike all along one of the lines
        while total < right + bottom:
            start, end = min(total - y, right), max(x, total - bottom)
            self.line(pen, (start, total - start), (end, total - end))
            total += step

    def panel(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw the ground behind what to look at first."""
        self.box(self.pens.panel, Box(left, top, right - left, bottom - top))

    def write(self, text: Text) -> None:
        """Write a text."""
        if text.text:
            self.texts.append(text)

    def figure(self, height: float, about: About) -> "Chart":
        """Return the figure of all this, `height` points high."""
        with settings():
            from balance.charts.figure import Chart

            chart = Chart((self.width, height), self.size.pixels, self.colours.ground, about)
            axes = chart.add_axes((0, 0, 1, 1), frameon=False, xlim=(0, self.width), ylim=(height, 0))
            axes.set_axis_off()
            for pen, shapes in self.shapes.items():
                if shapes:
                    chart.add_artist(_patch(pen, shapes, axes.transData))
            for text in self.texts:
                chart.add_artist(_lettering(text, axes.transData))
            return chart


def _patch(pen: Pen, shapes: Sequence[Shape], transform: Any) -> Any:
    from matplotlib.patches import PathPatch

    return PathPatch(
        _path(shapes), fill=pen.fill is not None, facecolor=pen.fill or "none", edgecolor=pen.stroke or "none",
        linewidth=pen.width, linestyle=(0, (3, 2)) if pen.dashed else "solid", capstyle="butt", joinstyle="miter",
        transform=transform,
    )  # fmt: skip


def _path(shapes: Sequence[Shape]) -> "Path":
    from matplotlib.path import Path

    points: list[Point] = []
    codes: list[Any] = []
    for shape in shapes:
        points += [*shape.points, *shape.points[: int(shape.closed)]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(shape.points) - 1), *[Path.CLOSEPOLY] * int(shape.closed)]
    return Path(points, codes)


def _lettering(text: Text, transform: Any) -> Any:
    from matplotlib import text as lettering

    return lettering.Text(
        text.x, text.y, text.text, color=text.colour, fontfamily=family(), fontsize=text.size, parse_math=False,
        fontweight="bold" if text.bold else "normal", verticalalignment="baseline", horizontalalignment=text.align,
        transform=transform,
    )  # fmt: skip
