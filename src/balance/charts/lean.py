"""Level and lean of a person as a chart: where in the field, and where the situation calls for."""

from typing import TYPE_CHECKING, NamedTuple

from balance.charts.canvas import About, Align, Box, Canvas, Point, Text
from balance.charts.fonts import shortened, width
from balance.charts.frame import head, of_person
from balance.charts.look import Look
from balance.charts.marks import Handle, Legend
from balance.charts.words import alternative, stamp, title
from balance.errors import stop
from balance.profiles import BalanceFound, Profile
from balance.questionnaire.model import Questionnaire
from balance.wording import Words
from balance.words import _, number, speaking

if TYPE_CHECKING:
    from balance.charts.figure import Chart

SLIDE = Look()
WIDEST = 2.3  # the field's width by its height
FIELD = 0.48  # height of the field on a page, by the page's width


def lean_chart(profile: Profile, questionnaire: Questionnaire, *, look: Look = SLIDE) -> "Chart":
    """Return the chart of level and lean: the person with both intervals, and what the situation calls for.

    Level is 0 to 100, lean -100 to 100; as one side cannot go beyond 0 and 100 there is nothing
    outside |lean| <= 2 min(level, 100 - level), which is drawn as the field. Raises a BalanceError
    where the questionnaire has no balance.
    """
    if profile.balance is None:
        what = _("This questionnaire holds no two sides against each other; so there is no lean to draw.")
        raise stop(questionnaire.id, what, _("Draw the profile."), "no-lean")
    with speaking(profile.language):
        words, canvas = Words(profile, questionnaire), Canvas(look)
        end = Field(canvas, words, profile.balance).draw(head(canvas, of_person(words)))
        about = About(title(words), alternative(profile, questionnaire, "lean"), stamp(words, look))
        return canvas.figure(look.points.height or end + 0.7 * look.points.margin, about)


class Place(NamedTuple):
    """A rectangle of the sheet in which a lean and a level have their point."""

    box: Box

    def at(self, lean: float, level: float) -> Point:
        """Return the point of a lean and a level."""
        x, y, wide, high = self.box
        return x + wide * (lean + 100) / 200, y + high * (100 - level) / 100


class Field:
    """The field of level and lean, with what is in it."""

    def __init__(self, canvas: Canvas, words: Words, found: BalanceFound) -> None:
        self.canvas, self.words, self.found = canvas, words, found
        self.legend = Legend(canvas, self._handles())

    @property
    def target(self) -> float | None:
        """Return the needed lean, 0 where no needs are asked; None where nothing is held against it."""
        if self.words.questionnaire.asks_needs:
            return self.found.needed
        return 0.0

    @property
    def banded(self) -> bool:
        """Return whether the margin about the target is shown: only where there is a verdict by it."""
        return self.found.verdict is not None

    def draw(self, top: float) -> float:
        """Draw it below a height; return the height where it ends."""
        size = self.canvas.size
        top += 2.4 * size.small
        below = 3.4 * size.small + 1.2 * size.small + self.legend.height
        high = size.height - 0.7 * size.margin - below - top if size.height else FIELD * self.canvas.width
        left = size.margin + width("100", size.small) + 0.9 * size.small
        room = self.canvas.width - size.margin - left - 0.6 * width("+100", size.small)
        wide = min(room, WIDEST * high)
        self.place = Place(Box(left + (room - wide) / 2, top, wide, high))
        self._ground()
        self._scales()
        self._person()
        self.legend.draw(top + high + 4.2 * size.small)
        return top + high + below

    def _ground(self) -> None:
        canvas, place, pens = self.canvas, self.place, self.canvas.pens
        canvas.area(pens.panel, *(place.at(*corner) for corner in ((0, 100), (100, 50), (0, 0), (-100, 50))))
        if self.target is None:
            return
        if self.banded:
            canvas.area(pens.band, *(place.at(*corner) for corner in _band(self.target, self.found.margin)))
        edge = abs(self.target) / 2
        canvas.line(pens.target, place.at(self.target, edge), place.at(self.target, 100 - edge))

    def _scales(self) -> None:
        canvas, size, colours, place = self.canvas, self.canvas.size, self.canvas.colours, self.place
        x, y, _wide, high = place.box
        for level in (0, 25, 50, 75, 100):
            at = place.at(-100, level)[1] + 0.36 * size.small
            canvas.write(Text(x - 0.7 * size.small, at, str(level), size.small, colours.muted, align="right"))
        canvas.write(Text(x - 0.7 * size.small - width("100", size.small), y - 1.1 * size.small, _("Level"), size.small,
                          colours.muted, bold=True))  # fmt: skip
        base = y + high + 1.7 * size.small
        for lean in (-100, -50, 0, 50, 100):
            said = Text(place.at(lean, 0)[0], base, number(lean, sign=True), size.small, colours.muted, align="center")
            canvas.write(said)
        self._sides(base + 1.6 * size.small)
        away = 1 if (self.target or 0) <= 0 else -1  # from where the target's line ends
        for words, level in ((_("much of both"), 98), (_("little of both"), 2)):
            beside, middle = place.at(4 * away, level)
            base = middle + 0.36 * size.small
            align: Align = "left" if away > 0 else "right"
            canvas.write(Text(beside + away * 1.2 * size.small, base, words, size.small, colours.muted, align=align))

    def _sides(self, base: float) -> None:
        """Write which side is which, below the ends of the lean."""
        canvas, size, colours = self.canvas, self.canvas.size, self.canvas.colours
        x, _y, wide, _high = self.place.box
        middle = _("Lean")
        room = (wide - width(middle, size.small, True)) / 2 - 2.4 * size.small
        left, right = self.words.sides().values()
        left, right = (shortened(side, room - size.small, size.label, True) for side in (left, right))
        canvas.write(Text(x, base, f"← {left}", size.label, colours.left, True))
        canvas.write(Text(x + wide / 2, base, middle, size.small, colours.muted, True, "center"))
        canvas.write(Text(x + wide, base, f"{right} →", size.label, colours.right, True, "right"))

    def _person(self) -> None:
        canvas, size, found, place = self.canvas, self.canvas.size, self.found, self.place
        if self.words.questionnaire.asks_needs and found.needed is not None and found.level_needed is not None:
            canvas.diamond(canvas.pens.need, *place.at(found.needed, found.level_needed), 1.25 * size.mark)
        if found.lean is None or found.level is None:
            return
        if found.low is not None and found.high is not None:
            canvas.line(canvas.pens.interval, place.at(found.low, found.level), place.at(found.high, found.level))
        if found.level_low is not None and found.level_high is not None:
            ends = place.at(found.lean, found.level_low), place.at(found.lean, found.level_high)
            canvas.line(canvas.pens.interval, *ends)
        canvas.circle(canvas.pens.person, *place.at(found.lean, found.level), 0.85 * size.mark)

    def _handles(self) -> list[Handle]:
        canvas, size, found = self.canvas, self.canvas.size, self.found
        short = 1.7 * size.bar

        def person(x: float, y: float) -> None:
            canvas.circle(canvas.pens.person, x + size.mark, y, 0.85 * size.mark)

        def interval(x: float, y: float) -> None:
            canvas.line(canvas.pens.interval, (x, y), (x + short, y))

        def need(x: float, y: float) -> None:
            canvas.diamond(canvas.pens.need, x + size.mark, y, size.mark)

        def band(x: float, y: float) -> None:
            canvas.box(canvas.pens.band, Box(x, y - size.bar / 2, short, size.bar))
            canvas.line(canvas.pens.target, (x + short / 2, y - size.bar / 2), (x + short / 2, y + size.bar / 2))

        others = self.words.others
        asks = self.words.questionnaire.asks_needs
        margin = _("at most {margin} points from it") if asks else _("at most {margin} points from the middle")
        shown = (
            (found.lean is not None, Handle(person, 2 * size.mark, _("your manager") if others else _("you"))),
            (found.low is not None, Handle(interval, short, _("95 % interval"))),
            (asks and found.level_needed is not None and found.needed is not None, Handle(
                need, 2 * size.mark, self.words.needs.mark_in_full)),
            (self.banded and self.target is not None, Handle(band, short, margin.format(margin=number(found.margin)))),
        )  # fmt: skip
        return [handle for there, handle in shown if there]


def _band(target: float, margin: float) -> list[Point]:
    """Return the corners of what lies at most a margin from the target, inside the field."""
    ends = [max(-100.0, target - margin), min(100.0, target + margin)]
    leans = [ends[0], *([0.0] if ends[0] < 0 < ends[1] else []), ends[1]]
    return [(lean, 100 - abs(lean) / 2) for lean in leans] + [(lean, abs(lean) / 2) for lean in reversed(leans)]
