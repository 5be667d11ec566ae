"""One lane: a score with its interval and its need, drawn into a row of cells."""

from itertools import groupby
from typing import NamedTuple

from rich.text import Text

from balance.terminal.marks import Look, Tint

BOLD, PLAIN, DIM = "bold", "", "dim"


class Values(NamedTuple):
    """What a lane shows; None where there is nothing to show."""

    score: float | None
    low: float | None
    high: float | None
    need: float | None


class Cell(NamedTuple):
    """One cell: its sign and its style."""

    sign: str
    style: str


def cell_of(value: float, cells: int, least: float = 0, most: float = 100) -> int:
    """Return the cell of a value: the round of its place on the scale, the first cell the least."""
    place = int((value - least) / (most - least) * (cells - 1) + 0.5)
    return min(max(place, 0), cells - 1)


def lane(values: Values, cells: int, look: Look, tint: Tint, mirrored: bool = False) -> Text:
    """Return a lane from 0 to 100 with its fill; mirrored, 0 stands at its right end.

    With colours the fill is a darker ground, without seams; without them, or where the tint has no
    ground, it is a line.
    """
    drawn = [Cell(" ", PLAIN)] * cells
    filled = 0 if values.score is None else cell_of(values.score, cells) + 1
    grounded = bool(look.colour and tint.ground)
    if not grounded:
        drawn[:filled] = [Cell(look.marks.fill, tint.text if look.colour else PLAIN)] * filled
    for place, sign, style in _placed(values, cells, look, 0, mirrored):
        drawn[place] = Cell(sign, style)
    if grounded:
        drawn[:filled] = [Cell(cell.sign, f"{cell.style} #ffffff on {tint.ground}".strip()) for cell in drawn[:filled]]
    return _text(drawn[::-1] if mirrored else drawn)


def gauge(values: Values, cells: int, look: Look) -> Text:
    """Return a lane from -100 to 100 on a dotted track with its middle marked."""
    drawn = [Cell(look.marks.track, DIM)] * cells
    drawn[cell_of(0, cells, -100)] = Cell(look.marks.middle, DIM)
    for place, sign, style in _placed(values, cells, look, -100, False):
        drawn[place] = Cell(sign, style)
    return _text(drawn)


def _placed(values: Values, cells: int, look: Look, least: float, mirrored: bool) -> list[tuple[int, str, str]]:
    """Return the signs with their places; what comes later lies above."""
    marks, placed = look.marks, []
    if values.low is not None and values.high is not None:
        low, high = (cell_of(end, cells, least) for end in (values.low, values.high))
        placed += [(place, marks.line, PLAIN) for place in range(low, high + 1)]
        at_low, at_high = (marks.closes, marks.opens) if mirrored else (marks.opens, marks.closes)
        placed += [(low, at_low, PLAIN), (high, at_high, PLAIN)] if low < high else []
    score, need = (None if value is None else cell_of(value, cells, least) for value in (values.score, values.need))
    if need is not None:
        placed.append((need, marks.both if need == score else marks.need, BOLD))
    if score is not None and score != need:
        placed.append((score, marks.score, BOLD))
    return placed


def meet(values: Values, cells: int, least: float = 0) -> bool:
    """Return whether score and need stand in one cell."""
    if values.score is None or values.need is None:
        return False
    return cell_of(values.score, cells, least) == cell_of(values.need, cells, least)


def _text(cells: list[Cell]) -> Text:
    """Return cells as a text, a span for each run of one style."""
    text = Text(no_wrap=True)
    for style, run in groupby(cells, key=lambda cell: cell.style):
        text.append("".join(cell.sign for cell in run), style)
    return text
