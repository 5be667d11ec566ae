"""A report on a group as PDF: made of the shared group alone, never of its rows."""

from collections.abc import Iterator

from balance.pages.everything import first_parts
from balance.pages.grouping import compose
from balance.pages.groupsheet import GroupSheet
from balance.pages.personal import picture
from balance.pages.sheet import Picture
from balance.questionnaire.model import Questionnaire
from balance.sharing.model import SharedGroup
from balance.words import speaking


def pdf(group: SharedGroup, questionnaire: Questionnaire, *, name: str = "") -> bytes:
    """Return the report as PDF/UA-1 and PDF/A-2a, in the language of the group; the same input gives the same bytes.

    `name` says which group it is, beside the questionnaire's title.
    """
    from balance.pages.typesetting import typeset

    return typeset(sheet(group, questionnaire, name=name), "group")


def sheet(group: SharedGroup, questionnaire: Questionnaire, *, name: str = "") -> GroupSheet:
    """Return what stands on the pages, with the pictures."""
    with speaking(group.language):
        by = {column: tuple(_by(group, questionnaire, column)) for column in group.by}
        return compose(group, questionnaire, tuple(_whole(group, questionnaire)), by, name)


def _whole(group: SharedGroup, questionnaire: Questionnaire) -> Iterator[Picture]:
    from balance.charts.group import classes_chart, group_chart, has_classes
    from balance.charts.look import Look

    look = Look(size="page", title=False)
    yield picture(group_chart(group, questionnaire, look=look))
    if has_classes(group):
        yield picture(classes_chart(group, questionnaire, look=look))


def _by(group: SharedGroup, questionnaire: Questionnaire, column: str) -> Iterator[Picture]:
    from balance.charts.group import breakdown_chart, breakdown_sheets
    from balance.charts.look import Look

    look = Look(size="page", title=False)
    group = first_parts(group, column)
    for sheet in range(breakdown_sheets(group, column, look=look)):
        yield picture(breakdown_chart(group, questionnaire, column, look=look, sheet=sheet))
