"""`balance.report`: a profile as a file, by its ending."""

from collections.abc import Sequence
from pathlib import Path

from balance.charts.notebook import answered
from balance.norms import read
from balance.pages.options import Options
from balance.pages.rendering import Chart, Drawing, Size, check_out, rendered, write
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.words import speaking


def report(  # noqa: PLR0913
    profile: Profile,
    path: str | Path,
    questionnaire: Questionnaire | None = None,
    *,
    name: str = "",
    share: bool = False,
    start: str = "",
    thoughts: Sequence[str] = (),
    actions: Sequence[str] = (),
    norms: str | Path | None = None,
    chart: Chart | None = None,
    size: Size = "page",
    dark: bool = False,
    force: bool = False,
) -> Path:
    """Write a profile as .pdf, .html, .md, .png, .svg or .json, by the ending of the path, and return the path.

    `questionnaire` is the one that was answered; None for one that comes with balance. `name` is whose
    report it is, `start` what one starts with; `norms` is a file of norms that
    each score is put beside; `share` makes one page for others. With `chart` a .pdf is
    that picture alone; `size` and `dark` are about pictures. A file that is there is replaced only with
    `force`. Raises a BalanceError where the ending is unknown, the questionnaire is another, or the file
    cannot be written.
    """
    target = Path(path)
    check_out(target, force)
    drawn = chart is not None or size != "page" or dark
    with speaking(profile.language):
        asked = answered(profile, questionnaire)
        basis = read(Path(norms), asked) if norms is not None else None
        options = Options(
            name=name, share=share, start=start, thoughts=tuple(thoughts), actions=tuple(actions), norms=basis
        )
        drawing = Drawing(chart or "profile", size, dark) if drawn else None
        write(rendered(target.suffix.lower(), profile, asked, options, drawing), target)
    return target
