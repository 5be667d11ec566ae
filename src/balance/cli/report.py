"""`balance report`: the profile on paper, as a picture, as a page."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.cli.options import ForceOption, LanguageOption, chosen_language
from balance.words import _

if TYPE_CHECKING:
    from balance.pages.options import Options
    from balance.pages.rendering import Drawing
    from balance.profiles import Profile
    from balance.questionnaire.model import Answer, Questionnaire
    from balance.store.results import Stored


class Chart(StrEnum):
    """The pictures there are."""

    PROFILE = "profile"
    LEAN = "lean"


class Size(StrEnum):
    """What a picture is for."""

    PAGE = "page"
    SLIDE = "slide"


ResultArgument = Annotated[
    str | None, typer.Argument(help=_("A number of `history` (1 the latest), a date or its beginning, or a path."),
                               metavar="RESULT")
]  # fmt: skip
OutOption = Annotated[
    str | None,
    typer.Option("-o", "--out", metavar="FILE",
                 help=_("Where to write, by its ending: .pdf .png .svg .html .md .json; - is the terminal, as PDF.")),
]  # fmt: skip
AnswersOption = Annotated[
    Path | None,
    typer.Option("--answers", help=_("Take the answers from a file: .json, .yaml or .csv."), metavar="FILE"),
]
QuestionnaireOption = Annotated[
    str | None,
    typer.Option("-q", "--questionnaire", metavar="QUESTIONNAIRE",
                 help=_("The questionnaire that --answers belongs to; else `balance`.")),
]  # fmt: skip
NameOption = Annotated[str, typer.Option("--name", help=_("Whose report it is."), metavar="NAME")]
ShareOption = Annotated[
    bool, typer.Option("--share", help=_("One page to show others: the picture and what you will start with."))
]
ReflectionsOption = Annotated[bool, typer.Option("--with-reflections", help=_("With the thoughts you wrote down."))]
ActionsOption = Annotated[bool, typer.Option("--with-actions", help=_("With the actions you wrote down."))]
NormsOption = Annotated[
    Path | None,
    typer.Option("--norms", help=_("Put each score beside these norms, made by `balance norms`."), metavar="FILE"),
]
ChartOption = Annotated[
    Chart | None, typer.Option("--chart", help=_("Only a picture: of the profile, or of the lean."))
]
SizeOption = Annotated[Size | None, typer.Option("--size", help=_("A picture for a page, or for a slide."))]
DarkOption = Annotated[bool, typer.Option("--dark", help=_("A picture on a dark ground."))]
OpenOption = Annotated[bool, typer.Option("--open", help=_("Open it when it is written."))]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Write your profile as a report to print or show: PDF, picture, web page."),
        epilog=_('Example: balance report -o report.pdf --name "Åse Ødegård"'),
        rich_help_panel=panel,
    )(report)


def report(
    result: ResultArgument = None,
    out: OutOption = None,
    answers: AnswersOption = None,
    questionnaire: QuestionnaireOption = None,
    name: NameOption = "",
    language: LanguageOption = None,
    share: ShareOption = False,
    with_reflections: ReflectionsOption = False,
    with_actions: ActionsOption = False,
    norms: NormsOption = None,
    chart: ChartOption = None,
    size: SizeOption = None,
    dark: DarkOption = False,
    force: ForceOption = False,
    show: OpenOption = False,
) -> None:
    """Write the report of a result, or of answers from a file."""
    from balance import words
    from balance.pages.rendering import check_out, rendered, write

    asked = _Asked(share, with_reflections, with_actions, chart, size, dark, norms)
    ending = _ending(out, asked)
    _check_source(result, answers, questionnaire, asked)
    _check_open(show, out)
    about = _answered(answers, questionnaire) if answers else _stored(result or "1")
    spoken = chosen_language(language or about.language, about.questionnaire)
    with words.speaking(spoken):
        target = None if out == "-" else Path(out) if out else Path(_file_name(about))
    if target is not None:
        check_out(target, force, inputs=about.files)
    made = rendered(ending, about.profile(spoken), about.questionnaire, _options(about, name, asked), asked.drawing)
    if target is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    write(made, target)
    _say_written(target, show)


class _Asked(NamedTuple):
    """The options that say what is shown, and how."""

    share: bool
    with_reflections: bool
    with_actions: bool
    chart: Chart | None
    size: Size | None
    dark: bool
    norms: Path | None

    @property
    def beside_the_profile(self) -> bool:
        """Return whether something is asked for that only a report holds."""
        return bool(self.share or self.norms or self.with_reflections or self.with_actions)

    @property
    def drawing(self) -> "Drawing | None":
        """Return the picture asked for; None where nothing says that it is one."""
        from balance.pages.rendering import Drawing

        if not (self.chart or self.size or self.dark):
            return None
        return Drawing((self.chart or Chart.PROFILE).value, (self.size or Size.PAGE).value, self.dark)


class _About(NamedTuple):
    """Whose answers, to what, and when; `stored` where they are kept."""

    answers: "dict[str, Answer]"
    questionnaire: "Questionnaire"
    language: str | None
    answered_at: str | None
    files: tuple[Path, ...]
    stored: "Stored | None" = None

    def profile(self, spoken: str) -> "Profile":
        from balance.reflection import profile

        return profile(self.answers, self.questionnaire, spoken, self.answered_at)


def _ending(out: str | None, asked: _Asked) -> str:
    """Return the ending that says what is made. Raises a BadParameter where an option does not go with it."""
    from balance.pages.rendering import PAGES, PICTURES

    ending = ".pdf" if out in (None, "-") else Path(out or "").suffix.lower()
    if out == "-" and sys.stdout.isatty():
        raise typer.BadParameter(_("A PDF is nothing to read on a terminal: name a file after -o."))
    drawn = ending in PICTURES or (ending == ".pdf" and asked.chart is not None)
    if not drawn and (asked.chart or asked.size or asked.dark):
        raise typer.BadParameter(_("--chart, --size and --dark are for pictures: -o with .png or .svg, "
                                   "or --chart with .pdf."))  # fmt: skip
    if (drawn or ending not in PAGES) and asked.beside_the_profile:
        raise typer.BadParameter(_("--share, --norms, --with-reflections and --with-actions are for reports: "
                                   "-o with {endings}.").format(endings=", ".join(PAGES)))  # fmt: skip
    return ending


def _check_source(result: str | None, answers: Path | None, questionnaire: str | None, asked: _Asked) -> None:
    if result is not None and answers is not None:
        raise typer.BadParameter(_("Give a RESULT or --answers, not both."))
    if questionnaire is not None and answers is None:
        raise typer.BadParameter(_("-q goes with --answers; a result knows its questionnaire."))
    if answers is not None and (asked.with_reflections or asked.with_actions):
        raise typer.BadParameter(_("Thoughts and actions are kept with a result, not with --answers."))
    if asked.share and asked.with_reflections:
        raise typer.BadParameter(_("--share is for others to see, and holds no thoughts."))
    if asked.share and asked.norms:
        raise typer.BadParameter(_("--share is one page, and holds no norms."))


def _check_open(show: bool, out: str | None) -> None:
    if show and out == "-":
        raise typer.BadParameter(_("--open opens a file: name one after -o."))


def _answered(path: Path, questionnaire: str | None) -> _About:
    from balance.answers.single import read_answers
    from balance.questionnaire.library import load

    instrument = load(questionnaire or "balance")
    given = {id: judged.answer for id, judged in read_answers(path, instrument).items()}
    return _About(given, instrument, None, None, (path,))


def _stored(selector: str) -> _About:
    from balance.store.results import changed, find, questionnaire_of
    from balance.terminal.console import say

    stored = find(selector)
    instrument = questionnaire_of(stored)
    if changed(stored):
        say(_("The questionnaire has changed since; this is shown as it was asked."))
    result = stored.result
    return _About(result.answers, instrument, result.language, result.finished, (stored.path,), stored)


def _options(about: _About, name: str, asked: _Asked) -> "Options":
    """Return what goes into the report besides the profile; thoughts and actions only where they were asked for."""
    from balance.norms import read
    from balance.pages.options import Options
    from balance.store import thoughts

    start = (about.stored.result.chosen if about.stored else None) or ""
    kept = (
        thoughts.read(about.stored).thoughts if about.stored and (asked.with_reflections or asked.with_actions) else []
    )
    return Options(
        name=name,
        share=asked.share,
        norms=read(asked.norms, about.questionnaire) if asked.norms else None,
        start=start,
        thoughts=tuple(each.text for each in kept if each.kind == "thought" and asked.with_reflections),
        actions=tuple(each.text for each in kept if each.kind == "action" and asked.with_actions),
    )


def _file_name(about: _About) -> str:
    """Return the name of a report that was given none: balance-2026-11-25.pdf, by the day of its answers."""
    from balance.store.model import now

    return _("balance-{date}.pdf").format(date=(about.answered_at or now())[:10])


def _say_written(path: Path, show: bool) -> None:
    from balance.safe import shown
    from balance.terminal.console import result, say

    result(shown(path, width=4000))
    if show and typer.launch(str(path)) != 0:
        say(_("It could not be opened here; the file is written."))
