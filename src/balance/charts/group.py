"""A group as charts: the whole, the parts that are shown, and low, middle and high.

All are functions of the shared group alone. What is hidden there is not in it, and so not in any picture.
"""

from typing import TYPE_CHECKING

from balance.arrangement import pairs_of
from balance.charts.canvas import Canvas
from balance.charts.frame import head
from balance.charts.grouped import Group
from balance.charts.lanes import Lanes
from balance.charts.look import Look
from balance.charts.pairs import Mirrored
from balance.charts.panels import Panels, sheets_of
from balance.charts.shares import Shares
from balance.errors import stop
from balance.groups import Shown
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.model import SharedGroup
from balance.sharing.wording import NAME
from balance.words import _, speaking

if TYPE_CHECKING:
    from balance.charts.figure import Chart

SLIDE = Look()


def group_chart(group: SharedGroup, questionnaire: Questionnaire, *, look: Look = SLIDE) -> "Chart":
    """Return the chart of a whole group: means with their band or interval, and what is called for.

    Mirrored pairs where the questionnaire has them, else lanes on one scale, 0 to 100; in the group's language. The
    band (under ten people) follows from their number and a conventional SD alone. What to talk about is set off.
    """
    with speaking(group.language):
        told, canvas, pairs = Group(group, questionnaire), Canvas(look), pairs_of(questionnaire)
        says = told.meanings()
        before = told.change.before()
        drawing = (
            Mirrored(canvas, told.whole, pairs, says, before) if pairs else Lanes(canvas, told.whole, says, before)
        )
        verdict = told.words.verdict()
        end = drawing.draw(head(canvas, told.head(verdict, *told.words.figures())))
        about = told.about(look, verdict or told.words.heading(), told.sentences())
        return canvas.figure(look.points.height or end + 0.7 * look.points.margin, about)


def breakdown_chart(
    group: SharedGroup, questionnaire: Questionnaire, column: str, *, look: Look = SLIDE, sheet: int = 0
) -> "Chart":
    """Return small charts of the groups of a breakdown that are shown, each drawn as the whole is.

    As many as a sheet holds: `breakdown_sheets` says how many sheets there are, `sheet` counts from 0. Raises a
    BalanceError where no group of the column is shown.
    """
    with speaking(group.language):
        parts = _parts(group, column)
        told, canvas = Group(group, questionnaire), Canvas(look)
        chosen = sheets_of(list(parts), look)[sheet]
        title = _("By {column}").format(column=shown(column, NAME))
        drawing = Panels(canvas, told, {name: parts[name] for name in chosen})
        unsaid = () if pairs_of(questionnaire) else told.unsaid(drawing.dimensions)
        end = drawing.draw(head(canvas, told.head(title, *unsaid)))
        sentences = (line for name in chosen for line in told.of_part(name, parts[name]))
        return canvas.figure(look.points.height or end + 0.7 * look.points.margin, told.about(look, title, sentences))


def breakdown_sheets(group: SharedGroup, column: str, *, look: Look = SLIDE) -> int:
    """Return how many charts the groups of a breakdown take; 0 where none is shown."""
    names = [name for name, part in group.by.get(column, {}).items() if isinstance(part, Shown)]
    return len(sheets_of(names, look)) if names else 0


def classes_chart(group: SharedGroup, questionnaire: Questionnaire, *, look: Look = SLIDE) -> "Chart":
    """Return how many of ten stand low, in the middle and high on each dimension, thirds of the scale.

    Raises a BalanceError where the group is too small for that: `has_classes` tells.
    """
    with speaking(group.language):
        told, canvas = Group(group, questionnaire), Canvas(look)
        if not has_classes(group):
            what = _("How the answers are spread is not shown of so few.")
            raise stop(group.questionnaire.id, what, _("Draw the group's means."), "no-classes")
        title = classes_title()
        drawing = Shares(canvas, told)
        end = drawing.draw(head(canvas, told.head(title, *told.unsaid(drawing.dimensions))))
        about = told.about(look, title, drawing.sentences())
        return canvas.figure(look.points.height or end + 0.7 * look.points.margin, about)


def classes_title() -> str:
    """Return what the chart of low, middle and high is called."""
    return _("How many of ten stand low, in the middle and high")


def has_classes(group: SharedGroup) -> bool:
    """Return whether any dimension tells how many stand low, in the middle and high."""
    return any(found.classes is not None for found in group.dimensions.values())


def _parts(group: SharedGroup, column: str) -> dict[str, Shown]:
    parts = {name: part for name, part in group.by.get(column, {}).items() if isinstance(part, Shown)}
    if not parts:
        what = _('No group by "{column}" is shown.').format(column=shown(column, NAME))
        raise stop(group.questionnaire.id, what, _("Draw the group as a whole."), "no-group-shown")
    return parts
