"""What stands above every chart: whose it is, what was found, and the figures of it."""

from typing import NamedTuple

from balance.charts.canvas import Canvas, Text
from balance.charts.fonts import shortened, width, wrapped
from balance.charts.words import beneath, figures, title
from balance.safe import shown
from balance.wording import Words

BETWEEN = " · "


class Head(NamedTuple):
    """What was found, what belongs to it, the figures of it; and how the sheet is marked, whatever else it says."""

    title: str
    beneath: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    mark: str = ""


def of_person(words: Words) -> Head:
    """Return what stands above a person's chart."""
    return Head(title(words), tuple(beneath(words)), tuple(figures(words)))


def head(canvas: Canvas, said: Head) -> float:
    """Write name, title and figures; return the height where they end."""
    look, size, colours = canvas.look, canvas.size, canvas.colours
    room, y = canvas.width - 2 * size.margin, 0.75 * size.margin
    if said.mark and (look.title or look.size == "slide"):  # a page marks itself
        y += 1.2 * size.label
        canvas.write(Text(size.margin, y, shortened(said.mark, room, size.label, True), size.label, colours.ink, True))
        y += 0.5 * size.label
    if not look.title:
        return y
    name = shown(look.name or "").strip()
    if name:
        y += 1.2 * size.label
        canvas.write(Text(size.margin, y, shortened(name, room, size.label, True), size.label, colours.muted, True))
        y += 0.3 * size.label
    for line in wrapped(said.title, room, size.title, True, most=2):
        y += 1.22 * size.title
        canvas.write(Text(size.margin, y, line, size.title, colours.ink, True))
    below = [line for sentence in said.beneath for line in wrapped(sentence, room, size.small)]
    for line in [*below, *joined(list(said.figures), room, size.small)]:
        y += 1.55 * size.small
        canvas.write(Text(size.margin, y, line, size.small, colours.muted))
    return y + 0.6 * size.small


def joined(parts: list[str], room: float, size: float) -> list[str]:
    """Return parts in lines of a width in points, broken between parts rather than inside one."""
    lines: list[str] = []
    for part in parts:
        if lines and width(f"{lines[-1]}{BETWEEN}{part}", size) <= room:
            lines[-1] += BETWEEN + part
        else:
            lines.append(shortened(part, room, size))
    return lines
