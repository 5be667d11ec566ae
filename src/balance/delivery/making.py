"""What is made of each person: a report, or a chart."""

from pathlib import Path

from balance.delivery.handing import Job
from balance.delivery.people import Person
from balance.questionnaire.model import Questionnaire
from balance.stamp import stamp


def reports(folder: Path, questionnaire: Questionnaire, force: bool = False) -> Job:
    """Return the job of a report (PDF) for everybody, each with its name on it, in its language."""

    def make(person: Person) -> bytes:
        from balance.pages.options import Options
        from balance.pages.personal import pdf

        return pdf(person.profile(questionnaire), questionnaire, Options(name=person.name))

    return Job(folder, ".pdf", make, str(stamp(questionnaire, "", "report")), force)


def charts(folder: Path, questionnaire: Questionnaire, force: bool = False) -> Job:
    """Return the job of a chart (PNG) for everybody, each in its language."""

    def make(person: Person) -> bytes:
        from balance.charts.profile import profile_chart
        from balance.charts.rendering import as_png

        return as_png(profile_chart(person.profile(questionnaire), questionnaire))

    return Job(folder, ".png", make, str(stamp(questionnaire, "", "chart")), force)
