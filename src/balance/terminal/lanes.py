"""The plain picture: one lane under another, for what has no pairs, is too much for them, or too narrow."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from balance.arrangement import Group
from balance.profiles import DimensionFound, Side
from balance.terminal.headline import Said
from balance.terminal.lane import Values, gauge, lane, meet
from balance.terminal.layout import padded, wrapped
from balance.terminal.legend import Seen, scale
from balance.terminal.marks import LEFT, NEUTRAL, RIGHT, Tint
from balance.terminal.pairs import axis_title, figure, values
from balance.words import number, plural

TINTS: dict[Side | None, Tint] = {"left": LEFT, "right": RIGHT, None: NEUTRAL}


def gauge_line(words: Said) -> list[Text]:
    """Return the lean between the names of the axes; nothing where there is no lean or no room."""
    balance, found = words.questionnaire.balance, words.profile.balance
    if balance is None or found is None or found.lean is None:
        return []
    left, right = (
        Text(words.look.name(side, words.look.width // 3), tint.text if words.look.colour else "")
        for side, tint in zip(words.sides().values(), (LEFT, RIGHT), strict=True)
    )
    lean = Values(found.lean, found.low, found.high, found.needed)
    cells = words.look.width - left.cell_len - right.cell_len - 4
    line = Text(no_wrap=True).append_text(left).append("  ").append_text(gauge(lean, cells, words.look))
    return [line.append("  ").append_text(right)]


class Columns(NamedTuple):
    """The cells of each column."""

    name: int
    lane: int
    score: int
    need: int


def lane_lines(words: Said, parts: Sequence[Group]) -> tuple[list[Text], Seen]:
    """Return the lanes with their headings and scale, and what was drawn."""
    columns = _columns(words, parts)
    seen, lines = Seen(), []
    percent = words.questionnaire.scoring.score == "percent"
    for part in parts:
        if part.axis is not None:
            lines.append(_heading(words, part, columns))
        for id in part.dimensions:
            found = words.profile.dimensions[id]
            lines.append(_row(words, id, TINTS[part.side], columns, percent))
            if percent:
                seen.add(values(found), meet(values(found), columns.lane))
            else:
                seen.missing |= found.score is None
    if lines and percent:
        lines.append(Text(" " * (columns.name + 2)).append_text(scale(columns.lane)))
    return lines, seen


def _columns(words: Said, parts: Sequence[Group]) -> Columns:
    ids = [id for part in parts for id in part.dimensions]
    found = [words.profile.dimensions[id] for id in ids]
    percent = words.questionnaire.scoring.score == "percent"
    widest = words.look.width // 3 if percent else words.look.width - 20
    name = max([cell_len(words.area(id, widest)) for id in ids], default=0)
    if any(part.axis for part in parts):
        name = max(name, min(12, widest))
    score = max([3, *(cell_len(_score(each, words)) for each in found)])
    need = 5 if any(each.need is not None for each in found) else 0
    return Columns(name, max(0, words.look.width - name - 2 - score - 1 - need - (2 if need else 0)), score, need)


def _score(found: DimensionFound, words: Said) -> str:
    if found.score is None or words.questionnaire.scoring.score == "percent":
        return figure(found.score, words)
    return words.look.said(number(found.score, decimals=2))


def _heading(words: Said, part: Group, columns: Columns) -> Text:
    assert part.axis is not None  # noqa: S101
    title = axis_title(words, part.axis, TINTS[part.side], columns.name + columns.lane)
    space = columns.name + 2 + columns.lane + 1 - title.cell_len
    score = figure(words.profile.axes[part.axis].score, words)
    return title.append(" " * space).append(padded(score, columns.score, right=True), "bold")


def _row(words: Said, id: str, tint: Tint, columns: Columns, percent: bool) -> Text:
    found, look = words.profile.dimensions[id], words.look
    # Grounds one under another would run into one block: a tint without a ground fills by a line.
    line = Text(padded(words.area(id, columns.name), columns.name) + "  ", no_wrap=True)
    if percent:
        line.append_text(lane(values(found), columns.lane, look, tint._replace(ground=""))).append(" ")
    line.append(padded(_score(found, words), columns.score, right=True), "bold")
    if found.need is not None:
        need = padded(look.said(number(found.need)), 3, right=True)
        line.append(f"  {look.marks.need} {need}", "dim")
    return line


def count_line(words: Said, n: int) -> list[Text]:
    """Return how many dimensions are not shown, and how to see them."""
    said = plural("{n} more area: balance show --all", "{n} more areas: balance show --all", n).format(n=number(n))
    return wrapped(said, words.look.width, "dim", look=words.look)
