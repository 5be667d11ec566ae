"""A group for others to see, as a picture of cells and in words."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from balance.arrangement import groups, pairs_of
from balance.questionnaire.model import Questionnaire
from balance.sharing.likeness import likeness
from balance.sharing.model import SharedGroup
from balance.sharing.norming import NormsWords
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import GroupWords
from balance.terminal import lanes, pairs
from balance.terminal.console import result
from balance.terminal.headline import Said
from balance.terminal.layout import padded, pieces, wrapped
from balance.terminal.legend import Seen
from balance.terminal.marks import Look
from balance.terminal.showing import draw, drawable, look_of
from balance.words import _, number

WIDEST, NARROWEST = 84, 24
AREA = 28
Lines = Iterator[Text]


def show_shared(group: SharedGroup, questionnaire: Questionnaire) -> None:
    """Print a group on stdout: on a terminal as a picture, to pipes the same without colours."""
    if drawable(sys.stdout):
        draw(shared_screen(group, questionnaire, look_of(sys.stdout)))
        return
    for line in shared_screen(group, questionnaire, Look(WIDEST, colour=False)):
        result(line.plain.rstrip())


def shared_screen(group: SharedGroup, questionnaire: Questionnaire, look: Look) -> list[Text]:
    """Return the lines of a group, none wider than the look."""
    look = look._replace(width=max(NARROWEST, min(look.width, WIDEST)))
    words = GroupWords(group, questionnaire)
    said = Said(likeness(group, questionnaire), questionnaire, look)
    parts = (
        _top(words, look),
        _picture(said, words, look),
        _gaps(words, said, look),
        _named(words, said, look),
        _change(ChangeWords(words), look),
        _norms(NormsWords(words), look),
        _breakdowns(words, look),
        _wrapped([*words.hidden(), *ChangeWords(words).hidden()], look),
        _wrapped([words.about_band(), *words.limits(), words.stamp()], look, "dim"),
    )
    lines: list[Text] = []
    for part in parts:
        there = list(part)
        lines += [*([Text()] if lines and there else []), *there]
    return lines


def _wrapped(texts: Iterable[str], look: Look, style: str = "") -> Lines:
    for text in texts:
        yield from wrapped(text, look.width, style, indent=2, look=look)


def _top(words: GroupWords, look: Look) -> Lines:
    yield from _wrapped([words.mark()], look, "bold")
    yield from _wrapped([words.heading()], look, "dim")
    yield from _wrapped([words.verdict()], look, "bold")
    yield from pieces(list(words.figures()), look.width, "dim", look)


def _picture(said: Said, words: GroupWords, look: Look) -> Lines:
    paired = pairs_of(said.questionnaire)
    if paired and look.width >= pairs.NARROWEST:
        axes, lines, seen = pairs.pair_lines(said, paired)
        yield from (*axes, Text(), *lines)
    else:
        yield from lanes.gauge_line(said)
        lines, seen = lanes.lane_lines(said, groups(said.questionnaire))
        yield from lines
    yield from _legend(seen, words, look)


def _legend(seen: Seen, words: GroupWords, look: Look) -> Lines:
    marks = look.marks
    about = _("95 % interval of the mean") if words.group.band is None else _("band, from the number of people")
    meanings = (
        (seen.score, marks.score, _("the group's mean")),
        (seen.interval, marks.opens + marks.line + marks.closes, about),
        (seen.need, marks.need, words.needs.mark),
        (seen.both, marks.both, _("both")),
        (seen.missing, marks.missing, _("not shown")),
    )
    yield from pieces([f"{sign} {said}" for there, sign, said in meanings if there], look.width, "dim", look, "   ")


def _gaps(words: GroupWords, said: Said, look: Look) -> Lines:
    """Yield every gap, the largest first."""
    if not words.group.gaps:
        return
    yield from wrapped(words.needs.by_distance, look.width, "bold", look=look)
    names = {id: said.area(id, min(AREA, look.width - 8)) for id in words.group.gaps}
    side = max(map(cell_len, names.values()))
    for id, gap in words.group.gaps.items():
        line = Text(f"  {padded(names[id], side)}  ", no_wrap=True)
        line.append(padded(look.said(number(-gap, sign=True)), 4, right=True), "bold")
        said_gap = look.said(f"   {words.gap(id)}")
        yield line.append(said_gap, "dim") if line.cell_len + cell_len(said_gap) <= look.width else line


def _named(words: GroupWords, said: Said, look: Look) -> Lines:
    group = words.group
    if group.strengths:
        yield from wrapped(_("Hold on to this"), look.width, "bold", look=look)
        for id in group.strengths:
            yield from wrapped(f"  {said.area(id, AREA)}: {words.gap(id)}", look.width, indent=4, look=look)
    if group.topics:
        yield from wrapped(_("Talk about this"), look.width, "bold", look=look)
    for id in (*group.topics, ""):
        heading = f"{said.area(id, AREA)}: {words.gap(id)}" if id else _("The balance")
        if id or id in group.prompts:
            yield from wrapped(f"  {heading}", look.width, indent=4, look=look)
        for prompt in group.prompts.get(id, ()):
            yield from wrapped(f"    {prompt}", look.width, "dim", indent=4, look=look)


def _change(told: ChangeWords, look: Look) -> Lines:
    """Yield every change of a mean, what changed most in bold."""
    lines = list(told.lines())
    if not lines:
        return
    yield from wrapped(told.heading(), look.width, "bold", look=look)
    yield from _wrapped([told.about()], look, "dim")
    most = {line.id for line in told.most()}
    rows = [(line.name, line.change, line.between, line.said) for line in lines]
    for line, row in zip(lines, _table(rows, look, last_left=True), strict=True):
        if line.id in most:
            row.stylize("bold")
        yield row


def _norms(told: NormsWords, look: Look) -> Lines:
    rows = list(told.lines())
    if not rows:
        return
    yield from wrapped(told.heading(), look.width, "bold", look=look)
    yield from _wrapped(told.about(), look, "dim")
    heads = "", _("mean"), _("theirs"), ""
    yield from _table([heads, *rows], look, last_left=True)


def _breakdowns(words: GroupWords, look: Look) -> Lines:
    for column, parts in words.shown_parts():
        yield from wrapped(_("By {column}").format(column=column), look.width, "bold", look=look)
        yield from _table(words.part_rows(parts), look)


def _table(rows: Iterable[Sequence[str]], look: Look, last_left: bool = False) -> Lines:
    """Yield the lines of a table, as many columns as fit: names to the left, numbers and no last text to the right."""
    lines = [
        [
            look.name(cell, min(AREA, look.width // 2) if place == 0 else 24 if last_left else 14)
            for place, cell in enumerate(row)
        ]
        for row in rows
    ]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    while len(widths) > 2 and 2 + sum(widths) + 2 * len(widths) > look.width:
        widths.pop()
    last = len(lines[0]) - 1 if last_left else 0
    for row in lines:
        cells = [padded(cell, width, right=place not in {0, last})
                 for place, (cell, width) in enumerate(zip(row, widths, strict=False))]  # fmt: skip
        yield Text("  " + "  ".join(cells), no_wrap=True)
