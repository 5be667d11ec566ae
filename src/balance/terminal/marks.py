"""The signs and colours of a picture, and names cut to the cells they may take."""

import unicodedata
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from balance.safe import shown
from balance.terminal.console import FOLDED


class Marks(NamedTuple):
    """One sign for each thing a picture shows."""

    score: str
    need: str
    both: str
    opens: str
    closes: str
    line: str
    fill: str
    track: str
    middle: str
    missing: str
    more: str
    steps: str


UNICODE = Marks("●", "◆", "◈", "├", "┤", "─", "━", "·", "│", "–", "…", "▁▂▃▄▅▆▇█")
ASCII = Marks("O", "N", "*", "[", "]", "-", "=", ".", "|", "-", "...", "_.-~^")


class Tint(NamedTuple):
    """A hue as text on light and dark grounds, and darker as the ground under white marks; empty: no ground."""

    text: str
    ground: str = ""


# Blue and orange: colour-blind readers tell them apart. White on the grounds and the texts on black
# and on white have a contrast of 4 and more (WCAG 2.2).
LEFT = Tint("#2f7fc1", "#24619a")
RIGHT = Tint("#c06a10", "#8f4e0a")
NEUTRAL = Tint("default")


class Look(NamedTuple):
    """How a picture is drawn: its width in cells, whether in ASCII alone, whether with colours."""

    width: int
    ascii: bool = False
    colour: bool = True

    @property
    def marks(self) -> Marks:
        """Return the signs to draw with."""
        return ASCII if self.ascii else UNICODE

    def said(self, text: object, longest: int = 2000) -> str:
        """Return any text as this picture can show it: harmless, and in ASCII the nearest plain letters."""
        line = shown(text, longest)
        return folded(line) if self.ascii else line

    def name(self, text: object, cells: int) -> str:
        """Return a name as the picture can show it, cut to so many cells."""
        name = self.said(text).strip()
        if cell_len(name) <= cells:
            return name
        more = self.marks.more
        kept = set_cell_size(name, max(0, cells - cell_len(more))).rstrip()
        return set_cell_size(kept + more, min(cells, cell_len(kept + more)))


def folded(text: str) -> str:
    """Return a text in ASCII: the nearest plain letter of each, a question mark where there is none."""
    letters = unicodedata.normalize("NFKD", text.translate(FOLDED))
    kept = (letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() else "?" for letter in kept)
