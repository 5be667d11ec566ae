"""Lines: wrapped, set side by side, and fitted into a screen."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from balance.terminal.marks import Look


class Block(NamedTuple):
    """Lines that belong together; of a screen that is too tall, the block of the highest rank above 0 goes first."""

    lines: list[Text]
    rank: int = 0


def blank(rank: int) -> Block:
    """Return an empty line, which goes when the screen is too tall."""
    return Block([Text()], rank)


def fitted(blocks: Sequence[Block], height: int) -> list[Text]:
    """Return the lines of the blocks, leaving out what may be left out until they fit the height."""
    kept = list(blocks)
    while sum(len(block.lines) for block in kept) > height and any(block.rank for block in kept):
        kept.remove(max(kept, key=lambda block: block.rank))
    return [line for block in kept for line in block.lines]


def wrapped(text: Text | str, width: int, style: str = "", indent: int = 0, look: Look | None = None) -> list[Text]:
    """Return a text in lines of at most `width` cells, all but the first indented; an empty one has none."""
    if isinstance(text, str):
        text = Text(look.said(text) if look else text, style)
    if not text.plain:
        return []
    console = Console(width=width, color_system=None, legacy_windows=False)
    first, *rest = text.wrap(console, width) or [Text()]
    if rest and indent:
        first, *rest = text.wrap(console, width - indent)
    lines = [first, *(Text(" " * indent).append_text(line) for line in rest)]
    for line in lines:
        line.rstrip()
    return lines


def spread(left: Text, middle: Text, right: Text, width: int) -> Text:
    """Return parts at the ends and in the middle of a line; without its middle where there is no room for that."""
    start = (width - middle.cell_len) // 2
    before, after = start - left.cell_len, width - start - middle.cell_len - right.cell_len
    if min(before, after) < 2:
        return left.copy().append(" " * (width - left.cell_len - right.cell_len)).append_text(right)
    return left.copy().append(" " * before).append_text(middle).append(" " * after).append_text(right)


def padded(text: str, cells: int, right: bool = False) -> str:
    """Return a text filled up with blanks to so many cells; `right` sets it at the right end."""
    space = " " * max(0, cells - cell_len(text))
    return space + text if right else text + space


def pieces(parts: Sequence[str], width: int, style: str, look: Look, between: str = " · ") -> list[Text]:
    """Return parts in lines of at most `width` cells, broken between parts rather than inside one."""
    lines: list[str] = []
    for part in (look.said(each) for each in parts):
        joined = f"{lines[-1]}{look.said(between)}{part}" if lines else part
        if lines and cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(part)
    return [line for text in lines for line in wrapped(text, width, style)]


class Section(NamedTuple):
    """A title and its rows; the second part of a row is dim, and may be empty."""

    title: str
    rows: list[tuple[str, str]]


def sectioned(sections: Sequence[Section], look: Look) -> list[Text]:
    """Return rows beside their titles, in columns; where it is too narrow for that, below them."""
    said = [
        Section(look.said(title), [(look.said(name), look.said(more)) for name, more in rows])
        for title, rows in sections
    ]
    side = max((cell_len(title) + 2 for title, _ in said if title), default=0)
    names = max((cell_len(name) + 2 for _, rows in said for name, more in rows if more), default=0)
    widest = max(
        (names + cell_len(more) if more else cell_len(name) for _, rows in said for name, more in rows), default=0
    )
    if side + widest <= look.width:
        return [
            Text.assemble(
                (padded(title if first else "", side), "bold"), padded(name, names if more else 0), (more, "dim")
            )
            for title, rows in said
            for first, (name, more) in zip([True, *[False] * len(rows)], rows, strict=False)
        ]
    lines: list[Text] = []
    for title, rows in said:
        lines += wrapped(title, look.width, "bold")
        for name, more in rows:
            row = Text.assemble(
                ("  " + padded(name, names - 2 if more else 0), ""), ("  " + more if more else "", "dim")
            )
            if row.cell_len > look.width:
                row = Text.assemble(f"  {name}", (f" ({more})" if more else "", "dim"))
            lines += wrapped(row, look.width, indent=4 if more else 2)
    return lines
