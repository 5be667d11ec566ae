"""What a report has beyond the others where everything is shown: statements, agreement, and each part by itself."""

from collections.abc import Iterator, Mapping

from balance.groups import ItemFound, Shown
from balance.pages.groupsheet import Row, Table
from balance.pages.grouptables import Sides, every_area, reliability
from balance.safe import shown
from balance.sharing.missing import NOTHING, figure
from balance.sharing.model import SharedGroup
from balance.sharing.openly import part_title
from balance.sharing.wording import GroupWords
from balance.words import _, number

STATEMENT = 300  # characters
MOST_PARTS = 100  # of one breakdown that have tables and pictures of their own


def statements(words: GroupWords) -> Iterator[Table]:
    """Yield a table of each dimension's statements: a line a statement, over those who answered it."""
    note = _(
        "n, mean, SD and quartiles in the unit of the score, turned where the area turns a statement. r: with the "
        "other statements of the area; alpha without: alpha of these. Answers: how many gave each value of the scale, "
        "the lowest first, as answered."
    )
    for id, found in words.group.dimensions.items():
        rows = [Row(cells=_statement(item, each, words), side="", strong=False) for item, each in found.items.items()]
        heads = (_("Statement"), "n", _("Mean"), _("SD"), _("Quartiles"), "r", _("alpha without"), _("Answers"))
        heading = _("The statements of {area}").format(area=words.name(id))
        yield Table(heading=heading, note=note, heads=heads, rows=tuple(rows), dense=True, level=3)
        note = ""


def _statement(id: str, found: ItemFound, words: GroupWords) -> tuple[str, ...]:
    text = shown(words.questionnaire.say(words.questionnaire.items[id].text, words.group.language), STATEMENT)
    decimals = 0 if words.questionnaire.scoring.score == "percent" else 2
    quartiles = " ".join(number(each, decimals) for each in found.quartiles or ()) or NOTHING
    counts = "/".join(map(number, found.counts.values()))
    about = figure(found.mean, decimals), figure(found.sd, decimals), quartiles
    return text, number(found.n), *about, figure(found.r_drop, 2), figure(found.alpha_without, 2), counts


def _between(words: GroupWords, column: str, sides: Sides) -> Iterator[Table]:
    """Yield how much of each score's spread lies between the parts of a breakdown, where anything tells."""
    found = words.group.agreement.get(column, {})
    names = {**{id: words.name(id) for id in (*words.group.axes, *words.group.dimensions)},
             "lean": _("Lean"), "level": _("Level")}  # fmt: skip
    rows = [
        Row(cells=(names[id], figure(each.icc1, 2), figure(each.icc2, 2)), side=sides.get(id, ""), strong=False)
        for id, each in found.items()
    ]
    if all(each.icc1 is None for each in found.values()):
        return
    note = _("ICC(1): how much of one person's score lies between the parts; ICC(2): reliability of the parts' means.")
    heading = _("How much lies between the parts")
    yield Table(
        heading=heading, note=note, heads=(_("Area"), "ICC(1)", "ICC(2)"), rows=tuple(rows), dense=True, level=3
    )


def details(words: GroupWords, column: str, parts: Mapping[str, Shown], sides: Sides) -> Iterator[tuple[Table, ...]]:
    """Yield what lies between the parts, and the tables of each by itself, of the first where they are very many."""
    yield from ((table,) for table in _between(words, column, sides))
    for label, part in list(parts.items())[:MOST_PARTS]:
        own = [each for each in (every_area(words, sides, part), reliability(words, sides, part)) if each is not None]
        bare = [each.model_copy(update={"heading": "", "note": "", "level": 3}) for each in own]
        yield bare[0].model_copy(update={"heading": part_title(label, part.n)}), *bare[1:]


def first_parts(group: SharedGroup, column: str) -> SharedGroup:
    """Return a group with those parts of a breakdown alone that have pages of their own, where everything is shown."""
    if not group.full:
        return group
    return group.model_copy(update={"by": {column: dict(list(group.by[column].items())[:MOST_PARTS])}})


def left_to_files(parts: Mapping[str, Shown]) -> str:
    """Return which parts have no tables of their own; empty where all have."""
    if len(parts) <= MOST_PARTS:
        return ""
    said = _(
        "The first {n} of {all} parts have tables and pictures of their own; every number of all of them is in the "
        "files .json and .xlsx that --full writes too."
    )
    return said.format(n=number(MOST_PARTS), all=number(len(parts)))
