"""One person's report: as PDF, as HTML, as Markdown. What is slow, fonts and templates, is done once in a process."""

from typing import TYPE_CHECKING

from balance.pages.composing import compose
from balance.pages.options import Options
from balance.pages.sheet import Picture, Sheet
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.words import speaking

if TYPE_CHECKING:
    from balance.charts.figure import Chart

NOBODY = Options()


def pdf(profile: Profile, questionnaire: Questionnaire, options: Options = NOBODY) -> bytes:
    """Return the report as PDF/UA-1 and PDF/A-2a, in the language of the profile.

    The same profile and options give the same bytes.
    """
    from balance.pages.typesetting import typeset

    return typeset(sheet(profile, questionnaire, options), "personal")


def html(profile: Profile, questionnaire: Questionnaire, options: Options = NOBODY) -> bytes:
    """Return the report as one page of HTML that needs nothing beside it."""
    from balance.pages.html import as_html

    return as_html(sheet(profile, questionnaire, options))


def markdown(profile: Profile, questionnaire: Questionnaire, options: Options = NOBODY) -> bytes:
    """Return the report as Markdown, without its pictures: the table holds the same."""
    from balance.pages.markdown import as_markdown

    return as_markdown(sheet(profile, questionnaire, options, drawn=False))


def sheet(profile: Profile, questionnaire: Questionnaire, options: Options, drawn: bool = True) -> Sheet:
    """Return what stands on the pages, with the pictures unless they are not to be drawn."""
    with speaking(profile.language):
        if options.share:
            profile, questionnaire = for_others(profile, questionnaire)
        return compose(profile, questionnaire, options, pictures(profile, questionnaire) if drawn else ())


def for_others(profile: Profile, questionnaire: Questionnaire) -> tuple[Profile, Questionnaire]:
    """Return both without the outcomes: what one thinks of one's people is for nobody else to see."""
    dimensions = {id: part for id, part in questionnaire.dimensions.items() if id not in questionnaire.outcomes}
    parts = {name: getattr(questionnaire, name) for name in Questionnaire.model_fields}
    shared = Questionnaire.model_construct(**parts | {"dimensions": dimensions, "outcomes": ()})
    found = profile.model_copy(update={"dimensions": {id: profile.dimensions[id] for id in dimensions}})
    return found, shared.stamped(questionnaire.digest, questionnaire.tree)


def pictures(profile: Profile, questionnaire: Questionnaire) -> tuple[Picture, ...]:
    """Return the picture of the profile, as it stands on a page that says its title itself."""
    from balance.charts.look import Look
    from balance.charts.profile import profile_chart

    return (picture(profile_chart(profile, questionnaire, look=Look(size="page", title=False))),)


def picture(chart: "Chart") -> Picture:
    """Return a chart as it is set into a page that has its fonts."""
    from balance.charts.rendering import as_svg

    return Picture(title=chart.about.title, svg=as_svg(chart, fonts=False).decode(), words=chart.about.alternative)
