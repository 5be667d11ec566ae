"""Charts for analysts: a Figure from a profile, and profiles that show themselves in a notebook.

This module teaches profiles to draw themselves when it is imported; `balance.profile` comes from it. It
loads matplotlib only when something is drawn.
"""

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from balance.charts.lean import lean_chart
from balance.charts.look import Look
from balance.charts.profile import profile_chart
from balance.charts.rendering import as_png
from balance.charts.words import Kind
from balance.errors import BalanceError, stop
from balance.profiles import Profile, show_in_notebooks
from balance.questionnaire.library import load, shipped
from balance.questionnaire.model import Questionnaire
from balance.reflection import profile
from balance.safe import shown
from balance.words import _

if TYPE_CHECKING:
    from balance.charts.figure import Chart

__all__ = ["chart", "profile"]

SLIDE = Look()
SHOWN_WIDTH = 760  # CSS pixels


def chart(
    profile: Profile, questionnaire: Questionnaire | None = None, kind: Kind = "profile", look: Look = SLIDE
) -> "Chart":
    """Return a matplotlib Figure of a profile; `kind` "lean" draws level and lean instead of the dimensions.

    Without a questionnaire it is the shipped one that the profile was made with. Raises a
    BalanceError where there is none of that id and content, or where what is given is another.
    """
    asked = answered(profile, questionnaire)
    return (lean_chart if kind == "lean" else profile_chart)(profile, asked, look=look)


def answered(profile: Profile, questionnaire: Questionnaire | None) -> Questionnaire:
    """Return the questionnaire a profile was made with: the one given, else the shipped one.

    Raises a BalanceError where there is none of that id and content, or where what is given is another.
    """
    instrument = _found(profile) if questionnaire is None else questionnaire
    source = profile.questionnaire
    if (instrument.id, instrument.digest) != (source.id, source.digest):
        what = _("The profile was made with {id} {version} ({digest}), and this questionnaire has another content.")
        made_with = what.format(id=shown(source.id), version=shown(source.version), digest=shown(source.digest[:12]))
        remedy = _("Name the questionnaire it was made with.")
        raise stop(shown(instrument.id), made_with, remedy, "another-questionnaire")
    return instrument


def _found(profile: Profile) -> Questionnaire:
    id = profile.questionnaire.id
    if id not in shipped():
        what = _("The profile was made with a questionnaire that does not come with balance.")
        raise stop(shown(id), what, _("Name the questionnaire it was made with."), "another-questionnaire")
    return load(id)


def as_html(profile: Profile) -> str | None:
    """Return a profile's chart as an image with its facts in words; None where its questionnaire is not at hand."""
    try:
        drawn = chart(profile)
    except BalanceError:
        return None
    image = b64encode(as_png(drawn)).decode()
    said = escape(drawn.about.alternative, quote=True)
    return f'<img width="{SHOWN_WIDTH}" alt="{said}" src="data:image/png;base64,{image}">'


show_in_notebooks(as_html)
