"""What stands on the pages of one person's report: texts and numbers as they are shown, every one harmless."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

SideName = Literal["left", "right", ""]


class Part(BaseModel):
    """A part of a report; nothing changes once it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(Part):
    """A score as it is shown, empty where there is none: "75", "64 to 86", "100", and the group's mean, "71"."""

    score: str
    interval: str
    need: str
    group: str = ""


class Area(Part):
    """A dimension: what it is, its figures, and the invitation with the size of its gap; empty where there is none.

    `told` says the figures in words; `finding` is more, less, keep or empty.
    """

    name: str
    about: str
    side: SideName
    figures: Figures
    told: str
    finding: str
    invitation: str
    gap: str


class Pair(Part):
    """Two areas that are read together; a name of "" where the questionnaire gives none."""

    name: str
    areas: tuple[Area, ...]


class TableGroup(Part):
    """An axis with its own figures and the areas under it; None where these stand on no axis."""

    title: str
    side: SideName
    figures: Figures | None
    areas: tuple[Area, ...]


class Questions(Part):
    """What the questions are about, and the questions."""

    about: str
    prompts: tuple[str, ...]


class Passage(Part):
    """A heading and its sentences; with `lines` each is about something else, and stands by itself."""

    heading: str
    sentences: tuple[str, ...]
    lines: bool = False


class Picture(Part):
    """A chart as SVG, and the same facts in words for those who do not see it."""

    title: str
    svg: str
    words: str


class Column(Part):
    """A column of the table of all areas: its head, and which of the figures stands in it."""

    title: str
    figure: Literal["score", "interval", "need", "group"]


class Headings(Part):
    """What stands above the parts."""

    first: str
    pairs: str
    pairs_note: str
    table: str
    area: str
    questions: str
    questions_note: str
    shortened: str
    page: str  # "{n} of {of}", to be filled in where pages are counted


class Foot(Part):
    """What every report has, whomever it is about; `date` is ISO 8601 for the machine, `when` the same for people.

    `mark` stands on every page, whatever else is on it; `title` and `name` say what the file is.
    """

    language: str
    date: str
    when: str
    title: str
    name: str
    mark: str
    limits: tuple[str, ...]
    stamp: str


class Sheet(Foot):
    """One person's report; what is empty has no place on it.

    `told` goes on from the heading, and `figures` are the numbers of both. `nothing` says that nothing stands out.
    `own` is what one wrote: what one starts with, which is there in any case, then actions and thoughts where they were
    asked for. `beside` puts the scores beside norms, where there are any.
    `brief`: there is so little to say that it goes on from the picture without a new page. `one_page`: it is for
    others, and what one wrote is shortened where a page does not hold it.
    """

    kind: str
    heading: str
    told: tuple[str, ...]
    figures: tuple[str, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...]
    nothing: str
    first: tuple[Area, ...]
    pairs: tuple[Pair, ...]
    columns: tuple[Column, ...]
    table: tuple[TableGroup, ...]
    questions: tuple[Questions, ...]
    beside: Passage | None
    own: tuple[Passage, ...]
    reading: tuple[Passage, ...]
    brief: bool
    one_page: bool
    headings: Headings
