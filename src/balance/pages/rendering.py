"""A profile in any of the forms a report has, by the ending of its file."""

from pathlib import Path
from typing import Literal, NamedTuple

from balance.errors import stop
from balance.files import check_writable, whole
from balance.pages import personal
from balance.pages.options import Options
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _, speaking

PICTURES = (".png", ".svg")
PAGES = (".pdf", ".html", ".md")
ENDINGS = (*PAGES, *PICTURES, ".json")

Chart = Literal["profile", "lean"]
Size = Literal["page", "slide"]


class Drawing(NamedTuple):
    """Which picture, and how it looks."""

    chart: Chart = "profile"
    size: Size = "page"
    dark: bool = False


def check_out(path: Path, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Raise a BalanceError unless a report may be written here: a known ending, nothing to lose."""
    if path.suffix.lower() not in ENDINGS:
        what = _('"{ending}" is no ending of a report.').format(ending=shown(path.suffix, 30))
        raise stop(shown(path), what, _("Use one of: {endings}.").format(endings=", ".join(ENDINGS)), "unknown-ending")
    check_writable(path, force, inputs)


def write(data: bytes, path: Path) -> None:
    """Write a report whole or not at all; only its owner can read it (0600). Raises a BalanceError where it cannot."""
    with whole(path, private=True) as temporary:
        temporary.write_bytes(data)


def rendered(
    ending: str,
    profile: Profile,
    questionnaire: Questionnaire,
    options: Options = personal.NOBODY,
    drawing: Drawing | None = None,
) -> bytes:
    """Return a report as the bytes of a file with that ending; with a drawing .pdf is that picture alone."""
    if ending == ".json":
        return (profile.model_dump_json(indent=2) + "\n").encode()
    if ending in PICTURES or drawing is not None:
        return picture(ending, profile, questionnaire, drawing or Drawing(), options.name)
    make = {".pdf": personal.pdf, ".html": personal.html, ".md": personal.markdown}[ending]
    return make(profile, questionnaire, options)


def picture(ending: str, profile: Profile, questionnaire: Questionnaire, drawing: Drawing, name: str = "") -> bytes:
    """Return a chart alone as .png, .svg or .pdf, in the language of the profile."""
    from balance.charts.lean import lean_chart
    from balance.charts.look import Look
    from balance.charts.profile import profile_chart
    from balance.charts.rendering import as_pdf, as_png, as_svg

    draw = {"profile": profile_chart, "lean": lean_chart}[drawing.chart]
    make = {".png": as_png, ".svg": as_svg, ".pdf": as_pdf}[ending]
    look = Look(size=drawing.size, dark=drawing.dark, name=name or None)
    with speaking(profile.language):
        return make(draw(profile, questionnaire, look=look))
