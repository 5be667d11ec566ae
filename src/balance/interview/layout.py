"""Lines for a window: wrapped to its width, and what matters least left out where it is low."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from balance.terminal.console import printable

MEASURE = 76  # wider lines are hard to read
CALM = 24  # rows; in a higher window the help stays near the question


class Signs(NamedTuple):
    """What is drawn, or its stand-in where the terminal cannot print it."""

    cursor: str = "▸"
    earlier: str = "●"
    done: str = "━"
    left: str = "─"
    dot: str = "·"
    arrows: str = "↑↓"
    more: str = "…"


PLAIN_SIGNS = Signs(">", "*", "=", "-", "-", "", "...")


def signs(stream: TextIO) -> Signs:
    """Return the signs that a stream can print."""
    try:
        "".join(Signs()).encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return PLAIN_SIGNS
    return Signs()


class Block(NamedTuple):
    """Lines that stand or go together; the higher the rank, the sooner they go. 0 stays."""

    rank: int
    lines: Sequence[Text]


def gap(rank: int, lines: int = 1) -> Block:
    """Return blank lines."""
    return Block(rank, [Text("")] * lines)


class Sheet:
    """Wraps texts for a window of so many columns, with a margin left and right."""

    def __init__(self, columns: int, stream: TextIO) -> None:
        self.stream = stream
        self.margin = 2 if columns >= 50 else 1 if columns >= 24 else 0
        self.width = max(1, min(columns - 2 * self.margin, MEASURE))
        self._console = Console(width=self.width, markup=False, emoji=False, highlight=False)

    def wrapped(self, text: str, style: str = "", lead: str = "", lead_style: str = "") -> list[Text]:
        """Return a text in lines; what leads stands before the first, and the others are indented as far."""
        lead = printable(lead, self.stream)
        room = max(1, self.width - cell_len(lead))
        lines = Text(printable(text, self.stream)).wrap(self._console, room) if text else [Text("")]
        pad, first = " " * self.margin, True
        found = []
        for line in lines:
            line.rstrip()
            start = lead if first else " " * cell_len(lead)
            found.append(Text.assemble(pad, (start, lead_style), (line.plain, style)))
            first = False
        return found

    def line(self, text: str, style: str = "") -> Text:
        """Return one line, cut where it is too long."""
        text = printable(text, self.stream)
        if cell_len(text) > self.width:
            text = set_cell_size(text, self.width - 1) + printable("…", self.stream)[:1]
        return Text.assemble(" " * self.margin, (text, style))

    def ends(self, left: str, rights: Sequence[str], style: str = "") -> Text:
        """Return one line with a text at each end: the first right text that leaves room for the left one.

        Where none does, the last one stands and the left text is cut.
        """
        left = printable(left, self.stream)
        rights = [printable(right, self.stream) for right in rights]
        right = next((r for r in rights if cell_len(left) + 2 + cell_len(r) <= self.width), rights[-1])
        room = self.width - cell_len(right)
        if cell_len(left) >= room - 1:
            left = set_cell_size(left, max(0, room - 3)) + printable("…", self.stream)[:1] if room > 6 else ""
        return self.line(set_cell_size(left, max(0, room)) + right, style)

    def joined(self, parts: Iterable[str], between: str, style: str = "") -> Text:
        """Return as many of the parts as one line holds, from the first on."""
        line = ""
        for part in parts:
            longer = f"{line}{between}{part}" if line else part
            if line and cell_len(printable(longer, self.stream)) > self.width:
                break
            line = longer
        return self.line(line, style)


def fitted(blocks: Sequence[Block], height: int) -> list[Text]:
    """Return the lines of all blocks, without those that go first where the window is too low."""
    kept = [block for block in blocks if block.lines]
    while sum(len(block.lines) for block in kept) > height:
        rank = max(block.rank for block in kept)
        if not rank:
            break
        last = max(n for n, block in enumerate(kept) if block.rank == rank)
        del kept[last]
    return [line for block in kept for line in block.lines]


def footed(lines: Sequence[Text], foot: Sequence[Text], height: int) -> list[Text]:
    """Return the lines with a foot at the bottom of so many rows, or right below."""
    blank = max(0, height - len(lines) - len(foot))
    return [*lines, *[Text("")] * blank, *foot]


def around(groups: Sequence[Sequence[Text]], chosen: int, room: int) -> list[Text]:
    """Return as many whole groups of lines as there is room for, the chosen one among them."""
    first = last = max(0, min(chosen, len(groups) - 1))
    used = len(groups[first]) if groups else 0
    while True:
        if last + 1 < len(groups) and used + len(groups[last + 1]) <= room:
            last += 1
            used += len(groups[last])
        elif first > 0 and used + len(groups[first - 1]) <= room:
            first -= 1
            used += len(groups[first])
        else:
            return [line for group in groups[first : last + 1] for line in group][:room]
