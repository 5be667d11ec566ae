"""One person's profile as a picture: one screen, in cells."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text

from balance.arrangement import Group, groups, pairs_of, standing_out
from balance.profiles import DimensionFound, Profile
from balance.questionnaire.model import Questionnaire
from balance.terminal import lanes, pairs
from balance.terminal.headline import Said, headline
from balance.terminal.layout import Block, Section, blank, fitted, pieces, sectioned, wrapped
from balance.terminal.legend import legend
from balance.terminal.marks import Look
from balance.words import _, number

HEIGHT = 24
WIDEST, NARROWEST = 84, 24
ROOM = 72  # cells from which the height is kept; below, sentences take more lines
FEWEST = 16  # lines of the picture where the height is not kept
UNLIMITED = 10**6


class Asked(NamedTuple):
    """What is asked of a screen beyond the profile.

    `heading` comes first, dim; `next_step` comes last, None for the usual one and empty for none.
    `everything`: every dimension, then the questions and the limits, however many lines that takes.
    """

    everything: bool = False
    heading: str = ""
    next_step: str | None = None
    height: int = HEIGHT


def profile_screen(
    profile: Profile, questionnaire: Questionnaire, look: Look, asked: Asked | None = None
) -> list[Text]:
    """Return the lines of one person's profile, none wider than the look.

    From 72 columns on there are at most 24 of them: what does not fit is left out, and said.
    """
    asked = asked or Asked()
    look = look._replace(width=max(NARROWEST, min(look.width, WIDEST)))
    words = Said(profile, questionnaire, look)
    next_step = asked.next_step
    if next_step is None:
        next_step = "" if asked.everything else _("balance show --all, with the questions worth an hour")
    top = [Block(wrapped(asked.heading, look.width, "dim", look=look)), *headline(words), blank(2)]
    end = [*_beside(words), *_steps(words, next_step)]
    if asked.everything:
        return fitted([*top, *_middle(words, None), *end, *_questions(words)], UNLIMITED)
    room = Room(asked.height - len(fitted([*top, *end], UNLIMITED)), asked.height - len(fitted([*top, *end], 0)))
    if look.width < ROOM:
        room = Room(max(room.with_air, FEWEST), max(room.without_air, FEWEST))
    return fitted([*top, *_middle(words, room), *end], asked.height if look.width >= ROOM else UNLIMITED)


class Room(NamedTuple):
    """How many lines are there for the dimensions, with the empty lines about them and without."""

    with_air: int
    without_air: int


def _middle(words: Said, room: Room | None) -> list[Block]:
    """Return the dimensions: in pairs, or one lane under another; `room` None: all of them."""
    paired = pairs_of(words.questionnaire)
    if paired and words.look.width >= pairs.NARROWEST:
        axes, lines, seen = pairs.pair_lines(words, paired)
        return [Block(axes), blank(5), Block(lines), Block(legend(seen, words))]
    line = lanes.gauge_line(words)
    gauge = [Block([*line, Text()], 4)] if line else []
    parts = groups(words.questionnaire)
    whole = _stacked(words, parts)
    if room is None or len(whole.lines) <= room.without_air:
        return [*gauge, whole]
    return [*gauge, _standing_out(words, parts, room.with_air)]


def _stacked(words: Said, parts: Sequence[Group]) -> Block:
    lines, seen = lanes.lane_lines(words, parts)
    return Block([*lines, *legend(seen, words)])


def _standing_out(words: Said, parts: Sequence[Group], room: int) -> Block:
    """Return what stands out, as much as there is room for, and how much more there is."""
    lines: list[Text] = []
    for n in range(room, -1, -1):
        title, kept = standing_out(words.profile, parts, n)
        left = sum(len(part.dimensions) for part in parts) - sum(len(part.dimensions) for part in kept)
        above = wrapped(title, words.look.width, "bold", look=words.look) if kept else []
        lines = [*above, *_stacked(words, kept).lines, *lanes.count_line(words, left)]
        if len(lines) <= room:
            break
    return Block(lines)


def _steps(words: Said, next_step: str) -> list[Block]:
    """Return what to look at first and the next step; where nothing stands out, what is worth holding on to."""
    profile, look = words.profile, words.look
    above: list[Text] = []
    sections: list[Section] = []
    if profile.first:
        sections.append(Section(_("Look at this first"), [_invited(words, id) for id in profile.first]))
    elif any(found.gap is not None for found in profile.dimensions.values()):
        above = wrapped(_("Nothing stands out."), look.width, "bold", look=look)
        kept = [entry.dimension for entry in profile.reflection if entry.dimension]
        rows = [(words.area(id, 28), _scored(words, profile.dimensions[id])) for id in kept]
        sections += [Section(_("Worth holding on to"), rows)] if rows else []
    if next_step:
        sections.append(Section(_("Next"), [(next_step, "")]))
    lines = [*above, *sectioned(sections, look)]
    return [blank(3), Block(lines)] if lines else []


def _invited(words: Said, id: str) -> tuple[str, str]:
    found = words.profile.dimensions[id]
    said, _gap = words.invitation_words(id, found)
    gap = _("{gap} points").format(gap=number(abs(found.gap or 0)))
    return said, gap + (", " + _("within the uncertainty") if found.certain is False else "")


def _scored(words: Said, found: DimensionFound) -> str:
    score = "" if found.score is None else number(found.score)
    return score if found.need is None else f"{score}, " + words.needs.amount.format(need=number(found.need))


def _beside(words: Said) -> list[Block]:
    """Return what stands beside the balance."""
    said = words.beside()
    return [Block(pieces(said, words.look.width, "dim", words.look), 1)] if said else []


def _questions(words: Said) -> list[Block]:
    """Return the questions worth an hour, and the limits of all this."""
    look = words.look
    lines = [*words.first(), *words.foot()]
    return [blank(0), *(Block(wrapped(line, look.width, indent=4, look=look) or [Text()]) for line in lines)]
