"""The plain chart: one lane under another on one scale, for what has no pairs or is too much for them."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

from balance.arrangement import Group, groups, height, standing_out
from balance.charts.canvas import Canvas, Text
from balance.charts.fonts import shortened, width
from balance.charts.marks import Legend, Meanings, Scale, Seen, bar, earlier, grid, handles
from balance.profiles import Side
from balance.wording import Words
from balance.words import number, plural

DENSEST, LOOSEST = 1.3, 2.1  # of the letters' size: from one lane to the next
TALLEST = 640  # points of lanes on a page
MOST_COLUMNS = {"slide": 3, "page": 2}


class Row(NamedTuple):
    """A dimension, or the heading of an axis."""

    id: str
    side: Side | None
    heading: bool = False


class Lanes:
    """Lanes drawn below a height, in as many columns as they need."""

    def __init__(self, canvas: Canvas, words: Words, says: Meanings, before: Mapping[str, float] | None = None) -> None:
        self.canvas, self.words, self.says, self.before = canvas, words, says, before or {}
        self.percent = words.questionnaire.scoring.score == "percent"

    def draw(self, top: float) -> float:
        """Draw all of it; return the height where it ends."""
        size = self.canvas.size
        end = size.height - 0.7 * size.margin if size.height else top + TALLEST
        below = 2.4 * size.small + 2 * size.small + 1.25 * size.bar
        each = int((end - below - top - 1.6 * size.small) / (DENSEST * size.small))
        parts, top = self._fitting(groups(self.words.questionnaire), each, top)
        columns = _columns(rows_of(parts), each)
        longest = max(len(column) for column in columns)
        pitch = min((end - below - top) / longest, LOOSEST * size.label)
        top += (end - below - top - pitch * longest) / 3 if size.height else 0
        # Bars a little lower than the pairs', so that lanes stay apart.
        self.canvas.size = size.model_copy(
            update={
                "bar": min(size.bar, 0.62 * pitch),
                "mark": min(size.mark, 0.4 * pitch),
                "label": size.label if pitch > 1.5 * size.label else size.small,
            }
        )
        gap = 2 * size.small
        wide = (self.canvas.width - 2 * size.margin - (len(columns) - 1) * gap) / len(columns)
        for n, column in enumerate(columns):
            Column(self, column, size.margin + n * (wide + gap), wide).draw(top, pitch)
        bottom = top + longest * pitch
        if not self.percent:
            return bottom
        legend = Legend(self.canvas, handles(self.canvas, self._seen(columns), self.says))
        legend.draw(bottom + 2.4 * size.small)
        return bottom + 2.4 * size.small + legend.height

    def _fitting(self, parts: list[Group], each: int, top: float) -> tuple[list[Group], float]:
        """Return what there is room for; where that is not all, what stands out, and it is said."""
        size, room = self.canvas.size, each * MOST_COLUMNS[self.canvas.look.size]
        if height(parts) <= room:
            return parts, top
        title, kept = standing_out(self.words.profile, parts, room)
        left = sum(len(part.dimensions) for part in parts) - sum(len(part.dimensions) for part in kept)
        said = plural("{n} more area is not shown.", "{n} more areas are not shown.", left).format(n=number(left))
        base = top + size.small
        self.canvas.write(Text(size.margin, base, f"{title} · {said}", size.small, self.canvas.colours.muted))
        return kept, top + 1.6 * size.small

    def _seen(self, columns: Sequence[Sequence[Row]]) -> Seen:
        seen = Seen(before=bool(self.before))
        for row in (row for column in columns for row in column if not row.heading):
            seen.add(self.words.profile.dimensions[row.id], row.side, row.id in self.words.profile.first)
        return seen


class Column:
    """One column of lanes: names, scale, scores."""

    def __init__(self, lanes: Lanes, rows: Sequence[Row], start: float, wide: float) -> None:
        self.canvas, self.words, self.rows, self.percent = lanes.canvas, lanes.words, rows, lanes.percent
        self.before = lanes.before
        size = self.canvas.size
        widths = [width(self._name(row), size.label, True) for row in rows]
        name = min(max(widths), wide * (0.36 if self.percent else 0.7))
        score = width("100" if self.percent else "1000.00", size.label, True) + 0.8 * size.label
        self.start, self.name = start, name
        self.end = start + wide if self.percent else start + name + score
        self.scale = Scale(start + name + 0.8 * size.label, self.end - score)

    def _name(self, row: Row) -> str:
        return self.words.axis(row.id).upper() if row.heading else self.words.short(row.id)

    def draw(self, top: float, pitch: float, numbered: bool = True) -> None:
        """Draw it below a height."""
        if self.percent:
            grid(self.canvas, self.scale, top, top + len(self.rows) * pitch, numbered)
        for n, row in enumerate(self.rows):
            self._row(row, top + (n + 0.5) * pitch, pitch)

    def _row(self, row: Row, middle: float, pitch: float) -> None:
        size, colours, profile = self.canvas.size, self.canvas.colours, self.words.profile
        base = middle + 0.36 * size.label
        colour = {"left": colours.left, "right": colours.right, None: colours.neutral}[row.side]
        found = profile.axes[row.id] if row.heading else profile.dimensions[row.id]
        bold = row.heading or row.id in profile.first
        name = shortened(self._name(row), self.name, size.label, bold)
        ink = colour if row.heading else colours.ink
        self.canvas.write(Text(self.start, base, name, size.label, ink, bold))
        if not row.heading and self.percent:
            if row.id in profile.first:
                self.canvas.panel(self.start, middle - pitch / 2, self.end, middle + pitch / 2)
            bar(self.canvas, self.scale, middle, profile.dimensions[row.id], row.side)
            if row.id in self.before:
                earlier(self.canvas, self.scale, middle, self.before[row.id])
        said = "–" if found.score is None else number(found.score, decimals=0 if self.percent else 2)
        self.canvas.write(Text(self.end, base, said, size.label, ink, True, "right"))


def rows_of(parts: Sequence[Group]) -> list[Row]:
    """Return the lanes of these groups, each axis a heading above its dimensions."""
    rows: list[Row] = []
    for part in parts:
        rows += [Row(part.axis, part.side, heading=True)] if part.axis is not None else []
        rows += [Row(id, part.side) for id in part.dimensions]
    return rows


def _columns(rows: Sequence[Row], each: int) -> list[list[Row]]:
    """Return the rows in as few columns as hold them, alike in length; no heading ends one."""
    count = max(1, ceil(len(rows) / each))
    length = ceil(len(rows) / count)
    columns: list[list[Row]] = [[]]
    for n, row in enumerate(rows):
        last_of_column = len(columns[-1]) == length - 1 and row.heading and n + 1 < len(rows)
        if len(columns[-1]) >= length or (last_of_column and len(columns) < count):
            columns.append([])
        columns[-1].append(row)
    return columns
