"""How wide texts are, and texts made to fit."""

import unicodedata
from functools import lru_cache

from balance.charts.engine import settings
from balance.style import style

MORE = "…"
JOINERS = "\u200c\u200d"


def family() -> list[str]:
    """Return our font and those that stand in for its missing letters."""
    fonts = style().fonts
    return [fonts.family, *fonts.fallback]


@lru_cache(4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    if not text:
        return 0.0
    with settings():
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import text_to_path

        prop = FontProperties(family=family(), weight="bold" if bold else "normal", size=100)
        return float(text_to_path.get_text_width_height_descent(text, prop, False)[0]) * size / 100


def advance(text: str, size: float, bold: bool = False) -> float:
    """Return how far a text moves the pen, in points: older versions of matplotlib measure its ink alone."""
    return width(f"l{text}l", size, bold) - width("ll", size, bold)


def shortened(text: str, room: float, size: float, bold: bool = False) -> str:
    """Return a text cut to a width in points, an ellipsis for what is left out."""
    text = text.strip()
    if width(text, size, bold) <= room:
        return text
    kept = fitting(text, room - width(MORE, size, bold), size, bold).rstrip()
    return kept + MORE if kept else ""


def fitting(text: str, room: float, size: float, bold: bool = False) -> str:
    """Return as many first letters of a text as fit a width in points; no letter loses its marks."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle], size, bold) <= room else (low, middle - 1)
    while 0 < low < len(text) and (_joined(text[low]) or text[low - 1] in JOINERS):
        low -= 1
    return text[:low]


def _joined(character: str) -> bool:
    """Return whether a character belongs to the one before it."""
    return (
        unicodedata.combining(character) > 0 or character in JOINERS or unicodedata.category(character) in ("Mn", "Sk")
    )


def wrapped(text: str, room: float, size: float, bold: bool = False, most: int = 2) -> list[str]:
    """Return a text in at most so many lines of a width in points; what is too much ends in an ellipsis."""
    lines: list[str] = []
    rest = text.split()
    while rest:
        if len(lines) == most - 1:
            return [*lines, shortened(" ".join(rest), room, size, bold)]
        line = rest.pop(0)
        while rest and width(f"{line} {rest[0]}", size, bold) <= room:
            line += f" {rest.pop(0)}"
        kept = line if width(line, size, bold) <= room else fitting(line, room, size, bold) or line[:1]
        if kept != line:
            rest.insert(0, line[len(kept) :])
        lines.append(kept)
    return lines
