"""A group in any of the forms of pages and pictures, by the ending of its file."""

from balance.pages import group as pages
from balance.questionnaire.model import Questionnaire
from balance.sharing.model import SharedGroup
from balance.words import speaking

ENDINGS = (".pdf", ".png", ".svg")


def rendered(ending: str, group: SharedGroup, questionnaire: Questionnaire) -> bytes:
    """Return the report (.pdf) or the chart of the whole group (.png, .svg), in the language of the group."""
    if ending == ".pdf":
        return pages.pdf(group, questionnaire)
    from balance.charts.group import group_chart
    from balance.charts.look import Look
    from balance.charts.rendering import as_png, as_svg

    with speaking(group.language):
        chart = group_chart(group, questionnaire, look=Look(size="page"))
        return as_png(chart) if ending == ".png" else as_svg(chart)
