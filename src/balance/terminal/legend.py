"""What the signs of a picture mean, and the scale under its lanes."""

from dataclasses import dataclass

from rich.text import Text

from balance.terminal.headline import Said
from balance.terminal.lane import Values, cell_of
from balance.terminal.layout import pieces
from balance.words import _


@dataclass
class Seen:
    """Which signs the lanes of a picture show; the sign for both needs the other two said."""

    score: bool = False
    interval: bool = False
    need: bool = False
    both: bool = False
    missing: bool = False

    def add(self, values: Values, meeting: bool) -> None:
        """Take one more lane into account; `meeting`: its score and need stand in one cell."""
        self.score |= values.score is not None
        self.interval |= values.low is not None and values.high is not None
        self.need |= values.need is not None
        self.both |= meeting
        self.missing |= values.score is None


def legend(seen: Seen, words: Said) -> list[Text]:
    """Return what each sign means that the picture shows, and no other."""
    look, marks = words.look, words.look.marks
    score = _("score") if words.others else _("your score")
    meanings = (
        (seen.score, marks.score, score),
        (seen.interval, marks.opens + marks.line + marks.closes, _("95 % interval")),
        (seen.need, marks.need, words.needs.mark),
        (seen.both, marks.both, _("both")),
        (seen.missing, marks.missing, _("too few answers for a score")),
    )
    return pieces([f"{sign} {meaning}" for shown, sign, meaning in meanings if shown], look.width, "dim", look, "   ")


def scale(cells: int, mirrored: bool = False) -> Text:
    """Return 0, 50 and 100 under the cells where they stand, as near as they fit."""
    line = [" "] * cells
    for value in (0, 50, 100):
        place = cell_of(value, cells)
        digits = str(value)
        place = cells - 1 - place if mirrored else place
        start = min(max(place - (len(digits) - (0 if mirrored else 1)) // 2, 0), cells - len(digits))
        line[start : start + len(digits)] = digits
    return Text("".join(line), "dim", no_wrap=True)
