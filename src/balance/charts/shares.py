"""How many of ten stand low, in the middle and high: three columns of bars, each from a line of its own."""

from collections.abc import Iterator

from balance.arrangement import groups
from balance.charts.canvas import Box, Canvas, Text
from balance.charts.fonts import shortened, width
from balance.charts.grouped import Group
from balance.charts.lanes import TALLEST, Row, rows_of
from balance.charts.marks import tinted
from balance.groups import Classes
from balance.style import Size
from balance.words import _, number

MOST = {"slide": 19, "page": 48}  # lines on a sheet
FEW = 14
NAMES = ("low", "middle", "high")


class Shares:
    """A line a dimension; shares are in tenths of the group, as they are told, and need not add up to ten."""

    def __init__(self, canvas: Canvas, told: Group) -> None:
        self.canvas, self.told = canvas, told
        dimensions = told.group.dimensions
        shown = {id for id, found in dimensions.items() if found.classes is not None}
        parts = [
            part._replace(dimensions=tuple(id for id in part.dimensions if id in shown))
            for part in groups(told.questionnaire)
        ]
        self.rows = rows_of([part for part in parts if part.dimensions])
        room = MOST[canvas.look.size]
        if len(self.rows) > room:
            self.rows = rows_of(told.standing_out(parts, room))

    @property
    def dimensions(self) -> list[str]:
        """Return the dimensions that stand in the lines."""
        return [row.id for row in self.rows if not row.heading]

    def draw(self, top: float) -> float:
        """Draw all of them; return the height where they end."""
        size = self._size()
        names = [width(self._name(row), size.label, row.heading) for row in self.rows]
        room = self.canvas.width - 2 * size.margin
        name = min(max(names), 0.34 * room)
        gap = 1.5 * size.small
        wide = (room - name - 3 * gap) / 3
        starts = [size.margin + name + gap + n * (wide + gap) for n in range(3)]
        first = top + 3.2 * size.small
        end = size.height - 0.7 * size.margin if size.height else top + TALLEST
        pitch = min((end - first) / len(self.rows), (2.5 if size.height else 1.9) * size.label)
        for start, (title, scale) in zip(starts, self._headings(), strict=True):
            self.canvas.write(Text(start, top + 1.2 * size.small, title, size.small, self.canvas.colours.ink, True))
            self.canvas.write(Text(start, top + 2.5 * size.small, scale, size.small, self.canvas.colours.muted))
        for n, row in enumerate(self.rows):
            self._row(row, first + (n + 0.5) * pitch, name, starts, wide)
        return first + len(self.rows) * pitch

    def _size(self) -> Size:
        """Return the sizes, with lower bars and smaller letters where the lines are many."""
        size = self.canvas.size
        if len(self.rows) > FEW:
            self.canvas.size = size.model_copy(update={"label": size.small, "bar": 0.7 * size.small})
        return self.canvas.size

    def sentences(self) -> Iterator[str]:
        """Yield the shares of each dimension."""
        for row in self.rows:
            classes = self._classes(row)
            if classes:
                shares = ", ".join(
                    f"{title} {tenths(getattr(classes, id))}"
                    for id, (title, _scale) in zip(NAMES, self._headings(), strict=True)
                )
                yield f"{self._name(row)}: {shares}"

    def _headings(self) -> tuple[tuple[str, str], ...]:
        percent = self.told.questionnaire.scoring.score == "percent"
        scales = [_("{low} to {high}").format(low=low, high=high) for low, high in ((0, 33), (34, 66), (67, 100))]
        low, middle, high = scales if percent else ("", "", "")
        return (_("low"), low), (_("middle"), middle), (_("high"), high)

    def _classes(self, row: Row) -> Classes | None:
        return None if row.heading else self.told.group.dimensions[row.id].classes

    def _name(self, row: Row) -> str:
        return self.told.whole.axis(row.id).upper() if row.heading else self.told.whole.short(row.id)

    def _row(self, row: Row, middle: float, name: float, starts: list[float], wide: float) -> None:
        size, colours = self.canvas.size, self.canvas.colours
        base, classes = middle + 0.36 * size.label, self._classes(row)
        side = {"left": colours.left, "right": colours.right, None: colours.neutral}[row.side]
        said = shortened(self._name(row), name, size.label, row.heading)
        colour = side if row.heading else colours.ink
        self.canvas.write(Text(size.margin, base, said, size.label, colour, row.heading))
        if classes is None:
            return
        after = width(tenths(1), size.small) + 0.5 * size.small
        for start, id in zip(starts, NAMES, strict=True):
            share = getattr(classes, id)
            long = share * (wide - after)
            if share:
                tinted(self.canvas, Box(start, middle - size.bar / 2, long, size.bar), row.side)
            self.canvas.line(self.canvas.pens.grid, (start, middle - size.bar * 0.7), (start, middle + size.bar * 0.7))
            at = start + long + 0.5 * size.small
            self.canvas.write(Text(at, middle + 0.36 * size.small, tenths(share), size.small, colours.muted))


def tenths(share: float) -> str:
    """Return a share as people say it: "3 of 10"."""
    return _("{n} of 10").format(n=number(10 * share))
