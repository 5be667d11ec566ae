"""What stands on the pages about a group: texts and numbers as they are shown, every one harmless."""

from typing import Literal

from balance.pages.sheet import Area, Foot, Part, Passage, Picture, Questions, SideName


class Row(Part):
    """A line of a table: its cells as they are shown; `strong` where it sums up those below."""

    cells: tuple[str, ...]
    side: SideName
    strong: bool


class Table(Part):
    """A table: its heads, and its lines; `note` says what it holds.

    `dense`: many columns of short numbers, set close. `level` is that of its heading.
    """

    heading: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    dense: bool = False
    level: Literal[2, 3] = 2


class Breakdown(Part):
    """The groups of one column that are shown, as pictures and in tables; `note` is about the others.

    `details` are the tables of each group by itself, where everything is shown.
    """

    heading: str
    note: str
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    details: tuple[tuple[Table, ...], ...]


class GroupHeadings(Part):
    """What stands above the parts."""

    topics: str
    strengths: str
    prompts: str
    prompts_note: str
    page: str  # "{n} of {of}", to be filled in where pages are counted


class GroupSheet(Foot):
    """A report on a group; what is empty has no place on it.

    `topics` and `strengths` are areas with their figures in words. `pictures` are of the whole group, the first for
    the first page; `statistics` are for those who know them. `reading` explains it all and says what is hidden, why,
    and what cannot be.
    """

    kind: str
    heading: str
    told: tuple[str, ...]
    figures: tuple[str, ...]
    changed: str
    pictures: tuple[Picture, ...]
    topics: tuple[Area, ...]
    strengths: tuple[Area, ...]
    tables: tuple[Table, ...]
    statistics: tuple[Table, ...]
    breakdowns: tuple[Breakdown, ...]
    prompts: tuple[Questions, ...]
    reading: tuple[Passage, ...]
    headings: GroupHeadings
