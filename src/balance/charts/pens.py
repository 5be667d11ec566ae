"""The pens of a look: what is drawn by one pen becomes one artist."""

from typing import NamedTuple

from balance.charts.look import Look
from balance.profiles import Side


class Pen(NamedTuple):
    """How shapes are drawn: filled, outlined, or both; `width` in points."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 0
    dashed: bool = False


class Pens:
    """The pens of a look."""

    def __init__(self, look: Look) -> None:
        colours, size = look.colours, look.points
        self.panel = Pen(colours.panel)
        self.band = Pen(colours.band)
        self.target = Pen(stroke=colours.muted, width=size.line / 2, dashed=True)
        self.grid = Pen(stroke=colours.grid, width=size.line / 2)
        self.tints: dict[Side | None, Pen] = {
            "left": Pen(colours.left_tint), "right": Pen(colours.right_tint), None: Pen(colours.neutral_tint),
        }  # fmt: skip
        self.hatch = Pen(stroke=colours.right, width=size.line / 3)
        self.edges: dict[Side | None, Pen] = {
            "left": Pen(colours.left), "right": Pen(colours.right), None: Pen(colours.neutral),
        }  # fmt: skip
        self.interval = Pen(stroke=colours.ink, width=size.line)
        self.need = Pen(colours.ground, colours.ink, size.line)
        self.person = Pen(colours.ink, colours.ground, size.line)

    def above_each_other(self) -> list[Pen]:
        """Return all of them, the lowest first."""
        below = [self.panel, self.band, self.target, self.grid]
        return [*below, *self.tints.values(), self.hatch, *self.edges.values(), self.interval, self.need, self.person]
