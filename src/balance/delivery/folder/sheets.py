"""What stands in the facilitator's guide and on the poster: texts as they are shown, every one harmless."""

from balance.pages.sheet import Foot, Part, SideName


class Topic(Part):
    """Something to talk about, its figures, and the questions about it."""

    name: str
    figures: str
    prompts: tuple[str, ...]


class Block(Part):
    """A part of the workshop: from when to when, what for, and what the one who leads it does."""

    minutes: str
    title: str
    aim: str
    steps: tuple[str, ...]
    topics: tuple[Topic, ...]


class WorkshopSheet(Foot):
    """The guide; `table` are the heads of the agreements."""

    kind: str
    heading: str
    told: tuple[str, ...]
    figures: tuple[str, ...]
    before_title: str
    before: tuple[str, ...]
    blocks: tuple[Block, ...]
    table: tuple[str, ...]
    not_title: str
    not_to_do: tuple[str, ...]
    headings: dict[str, str]


class Lane(Part):
    """An empty lane: the area, what it is about, the ends of its scale, and how many points that has."""

    name: str
    about: str
    low: str
    high: str
    points: int


class LaneColumn(Part):
    """Lanes below each other, with a title where they are a side of the balance."""

    title: str
    side: SideName
    lanes: tuple[Lane, ...]


class PosterSheet(Foot):
    """The poster; there is no number on it."""

    kind: str
    heading: str
    told: str
    columns: tuple[LaneColumn, ...]
