"""The pictures of the group: for the room's screen, 16:9, without a title in them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from balance.charts.look import Look
from balance.delivery.folder.names import Names
from balance.delivery.names import slug
from balance.questionnaire.model import Questionnaire
from balance.sharing.model import SharedGroup
from balance.sharing.wording import NAME, GroupWords
from balance.words import _, speaking

SCREEN = Look(size="slide", title=False)


class Drawn(NamedTuple):
    """A picture as PNG, the same facts in words, and what stands above it on a slide."""

    title: str
    png: bytes
    words: str


class Planned(NamedTuple):
    """A picture to be drawn: its file, what of the group it shows, and how it is drawn.

    `column` is that of a breakdown, else empty: everyone, by their means or, `spread`, in three classes.
    """

    file: str
    column: str
    spread: bool
    draw: Callable[[], Drawn]


def planned(group: SharedGroup, questionnaire: Questionnaire, called: Names) -> Iterator[Planned]:
    """Yield the pictures there are: everyone, low to high where it may be shown, each breakdown that is shown."""
    from balance.charts.group import breakdown_sheets, has_classes

    def everyone() -> Drawn:
        from balance.charts.group import group_chart
        from balance.charts.rendering import as_png

        with speaking(group.language):
            words = GroupWords(group, questionnaire)
            chart = group_chart(group, questionnaire, look=SCREEN)
            return Drawn(words.verdict() or words.heading(), as_png(chart), chart.about.alternative)

    yield Planned(called.picture, "", False, everyone)
    if has_classes(group):
        yield Planned(called.spread, "", True, lambda: _spread(group, questionnaire))
    for number, column in enumerate(group.by, 1):
        sheets = breakdown_sheets(group, column, look=SCREEN)
        for sheet in range(sheets):
            which = str(sheet + 1) if sheets > 1 else ""
            name = "-".join(filter(None, (f"{number:02}", slug(column), which))) + ".png"
            yield Planned(name, column, False, _breakdown(group, questionnaire, column, sheet))


def _spread(group: SharedGroup, questionnaire: Questionnaire) -> Drawn:
    from balance.charts.group import classes_chart, classes_title
    from balance.charts.rendering import as_png

    with speaking(group.language):
        chart = classes_chart(group, questionnaire, look=SCREEN)
        return Drawn(classes_title(), as_png(chart), chart.about.alternative)


def _breakdown(group: SharedGroup, questionnaire: Questionnaire, column: str, sheet: int) -> Callable[[], Drawn]:
    def draw() -> Drawn:
        from balance.charts.group import breakdown_chart
        from balance.charts.rendering import as_png
        from balance.safe import shown

        with speaking(group.language):
            chart = breakdown_chart(group, questionnaire, column, look=SCREEN, sheet=sheet)
            return Drawn(_("By {column}").format(column=shown(column, NAME)), as_png(chart), chart.about.alternative)

    return draw
