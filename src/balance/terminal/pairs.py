"""The mirrored picture: each dimension of the left axis with its counterpart on the right."""

from rich.text import Text

from balance.profiles import AxisFound, DimensionFound
from balance.questionnaire.model import Pair
from balance.terminal.headline import Said
from balance.terminal.lane import Values, gauge, lane, meet
from balance.terminal.layout import padded, spread
from balance.terminal.legend import Seen, scale
from balance.terminal.marks import LEFT, RIGHT, Tint
from balance.words import number

NARROWEST = 50
EDGE = 4  # a number of three digits and a blank
SPINE = 3
NEED = 7  # the sign, three digits, and the blanks about them


def pair_lines(words: Said, pairs: tuple[Pair, ...]) -> tuple[list[Text], list[Text], Seen]:
    """Return the line of the axes with the lean between them, the pairs with their scale, and what was drawn."""
    look = words.look
    cells = (look.width - SPINE - 2 * EDGE) // 2
    width = 2 * cells + SPINE + 2 * EDGE
    seen = Seen()
    lines = []
    for pair in pairs:
        left, right = (words.profile.dimensions[id] for id in (pair.left, pair.right))
        lines.append(_names(words, pair, width))
        lines.append(_lanes(words, values(left), values(right), cells))
        for found in (left, right):
            seen.add(values(found), meet(values(found), cells))
    space = " " * EDGE
    ends = Text(space).append_text(scale(cells, mirrored=True)).append(" " * SPINE).append_text(scale(cells))
    return [_axes(words, width)], [*lines, ends], seen


def values(found: DimensionFound | AxisFound) -> Values:
    """Return what a lane shows of a dimension or an axis."""
    return Values(found.score, found.low, found.high, found.need)


def figure(score: float | None, words: Said) -> str:
    """Return a score in whole points, or the sign that there is none."""
    return words.look.marks.missing if score is None else words.look.said(number(score))


def axis_title(words: Said, id: str, tint: Tint, cells: int) -> Text:
    """Return the name of an axis as a heading."""
    name = words.questionnaire.say(words.questionnaire.axes[id].name, words.profile.language)
    return Text().append(words.look.name(name.upper(), cells), f"bold {tint.text}" if words.look.colour else "bold")


def _axes(words: Said, width: int) -> Text:
    """Return both axes with their scores, and between them the lean."""
    balance, found = words.questionnaire.balance, words.profile.balance
    assert balance is not None  # noqa: S101
    left = axis_title(words, balance.left, LEFT, width // 4)
    right = axis_title(words, balance.right, RIGHT, width // 4)
    left.append(f"  {figure(words.profile.axes[balance.left].score, words)}", "bold")
    right = Text().append(f"{figure(words.profile.axes[balance.right].score, words)}  ", "bold").append_text(right)
    side = max(left.cell_len, right.cell_len) + 2
    cells = width - 2 * side
    lean = Values(None, None, None, None) if found is None else Values(found.lean, found.low, found.high, found.needed)
    line = Text(no_wrap=True).append_text(left).append(" " * (side - left.cell_len))
    return line.append_text(gauge(lean, cells, words.look)).append(" " * (side - right.cell_len)).append_text(right)


def _names(words: Said, pair: Pair, width: int) -> Text:
    look = words.look
    most = (width - 2) // 2 - NEED
    left = Text(words.area(pair.left, most))
    right = Text()
    if (need := words.profile.dimensions[pair.left].need) is not None:
        left.append(f"  {look.marks.need} {look.said(number(need))}", "dim")
    if (need := words.profile.dimensions[pair.right].need) is not None:
        right.append(f"{look.said(number(need))} {look.marks.need}  ", "dim")
    right.append(words.area(pair.right, most))
    name = words.say(pair.name) if pair.name else ""
    return spread(left, Text().append(name, "dim"), right, width)


def _lanes(words: Said, left: Values, right: Values, cells: int) -> Text:
    look = words.look
    line = Text(padded(figure(left.score, words), EDGE), "bold", no_wrap=True)
    line.append_text(lane(left, cells, look, LEFT, mirrored=True))
    line.append(look.marks.middle.center(SPINE), "dim")
    line.append_text(lane(right, cells, look, RIGHT))
    return line.append(padded(figure(right.score, words), EDGE, right=True), "bold")
