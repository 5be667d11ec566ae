"""A person's profile as a chart."""

from typing import TYPE_CHECKING

from balance.arrangement import pairs_of
from balance.charts.canvas import About, Canvas
from balance.charts.frame import head, of_person
from balance.charts.lanes import Lanes
from balance.charts.look import Look
from balance.charts.pairs import Mirrored
from balance.charts.words import alternative, meanings, stamp, title
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.wording import Words
from balance.words import speaking

if TYPE_CHECKING:
    from balance.charts.figure import Chart

SLIDE = Look()


def profile_chart(profile: Profile, questionnaire: Questionnaire, *, look: Look = SLIDE) -> "Chart":
    """Return the chart of a profile: mirrored pairs where the questionnaire has them, else lanes on one scale.

    Scores, intervals and needs are 0 to 100; texts are in the profile's language. The title says
    what was found. What has no score is said in words. Outcomes beside the balance are not shown.
    """
    with speaking(profile.language):
        words, canvas = Words(profile, questionnaire), Canvas(look)
        pairs, says = pairs_of(questionnaire), meanings(words)
        drawing = Mirrored(canvas, words, pairs, says) if pairs else Lanes(canvas, words, says)
        end = drawing.draw(head(canvas, of_person(words)))
        about = About(title(words), alternative(profile, questionnaire), stamp(words, look))
        return canvas.figure(look.points.height or end + 0.7 * look.points.margin, about)
