"""The slides as .pptx, by python-pptx, which comes with the extra `slides`."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from balance.delivery.folder.pictures import Planned
from balance.delivery.folder.telling import Slide, slides
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.model import SharedGroup
from balance.sharing.wording import GroupWords
from balance.style import style
from balance.words import _, speaking

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDE = (12_192_000, 6_858_000)  # 13.3 x 7.5 inches, in EMU
INCH = 914_400
POINT = 12_700
SIDE = 0.6  # of an inch: the margin
SIZES = ((260, 28), (480, 24), (760, 20), (1200, 16))  # up to so many letters on a slide, in points
SMALLEST = 13
LONG_AGO = (1980, 1, 1, 0, 0, 0)
TITLES, BODIES = (1, 3), (2, 7)  # placeholders: title and centred title; body and object


class Looks(NamedTuple):
    """The layouts of a presentation that are used, and whether it is ours or somebody's template."""

    opening: Any
    lines: Any
    picture: Any
    ours: bool


def installed() -> bool:
    """Return whether slides can be made here."""
    return find_spec("pptx") is not None


def check_template(path: Path) -> None:
    """Raise a BalanceError unless this is a presentation that slides can be made from."""
    if not installed():
        remedy = _("Install it with: pip install 'leadership-balance[slides]'. Or leave --template out.")
        raise stop("--template", _("The slides need python-pptx, which is not installed here."), remedy,
                   "not-installed")  # fmt: skip
    _opened(path.read_bytes(), shown(path))


def slides_pptx(
    group: SharedGroup, questionnaire: Questionnaire, pictures: Sequence[Planned], template: bytes | None
) -> bytes:
    """Return the slides: the same group and template give the same bytes."""
    with speaking(group.language):
        words = GroupWords(group, questionnaire)
        presentation, looks = _opened(template, "--template") if template else _ours()
        for slide in slides(words, pictures):
            _add(slide, words, presentation, looks)
        about = presentation.core_properties
        about.title, about.author, about.comments = words.heading(), group.made_by, words.stamp()
        about.language = group.language
        with BytesIO() as file:
            presentation.save(file)
            return _same_bytes(file)


def _ours() -> "tuple[Presentation, Looks]":
    from pptx import Presentation as opened

    presentation = opened()
    presentation.slide_width, presentation.slide_height = WIDE  # type: ignore[assignment]
    return presentation, _looks(presentation, ours=True, where="")


def _opened(template: bytes, where: str) -> "tuple[Presentation, Looks]":
    """Return a template without its slides. Raises a BalanceError where it is none, or has no layout for a title."""
    from pptx import Presentation as opened
    from pptx.exc import PythonPptxError

    try:
        presentation = opened(BytesIO(template))
        found = list(presentation.slides._sldIdLst)  # noqa: SLF001
    except (PythonPptxError, BadZipFile, ValueError, KeyError):
        what = _("This is no presentation that can be read.")
        raise stop(where, what, _("Save it as .pptx in PowerPoint or LibreOffice."), "not-a-presentation") from None
    for each in found:
        presentation.part.drop_rel(each.rId)
        presentation.slides._sldIdLst.remove(each)  # noqa: SLF001
    return presentation, _looks(presentation, ours=False, where=where)


def _looks(presentation: "Presentation", ours: bool, where: str) -> Looks:
    titled = [(each, _kinds(each)) for each in presentation.slide_layouts if set(_kinds(each)) & set(TITLES)]
    lines = [each for each, kinds in titled if sum(kind in BODIES for kind in kinds) == 1]
    if not lines:
        raise _no_layout(where)
    bare = [each for each, kinds in titled if kinds and set(kinds) <= {*TITLES, 13, 15, 16}]  # number, footer, date
    opening = [each for each, kinds in titled if 4 in kinds]  # subtitle
    return Looks((opening or lines)[0], lines[0], (bare or lines)[0], ours)


def _kinds(layout: Any) -> list[int]:
    return [int(each.placeholder_format.type) for each in layout.placeholders]


def _no_layout(where: str) -> BalanceError:
    what = _("No layout of this presentation has a title with one text below it.")
    return stop(where, what, _("Take another template, or leave --template out."), "not-a-presentation")


def _add(slide: Slide, words: GroupWords, presentation: "Presentation", looks: Looks) -> None:
    layout = looks.opening if slide.opening else looks.picture if slide.picture else looks.lines
    made = presentation.slides.add_slide(layout)
    title = made.shapes.title
    title.text_frame.text = slide.title
    others = [each for each in made.placeholders if each.placeholder_format.idx != 0]
    body, *empty = others if others and not slide.picture else [None, *others]
    for each in empty:
        each.element.getparent().remove(each.element)
    if looks.ours:
        _place(title, 0.45, 1.1)
        _write([title.text_frame], 30 if len(slide.title) < 70 else 26, words.group.language, bold=True)
    if body is not None:
        body.text_frame.text = "\n".join(slide.lines)
        if looks.ours:
            _place(body, 1.75, 4.9)
        _write([body.text_frame], _size(slide.lines), words.group.language)
    if slide.picture is not None:
        _picture(slide, made, presentation)
    if words.group.draft:
        box = made.shapes.add_textbox(round(SIDE * INCH), round(0.12 * INCH), round(8 * INCH), round(0.35 * INCH))
        box.text_frame.text = words.draft()
        _write([box.text_frame], 14, words.group.language, bold=True)
    made.notes_slide.notes_text_frame.text = "\n".join((*slide.notes, words.stamp()))


def _place(shape: Any, top: float, height: float) -> None:
    """Put one of our own texts where it belongs: inches from the top."""
    shape.left, shape.top = round(SIDE * INCH), round(top * INCH)
    shape.width, shape.height = WIDE[0] - 2 * shape.left, round(height * INCH)
    shape.text_frame.word_wrap = True


def _size(lines: Sequence[str]) -> int:
    letters = sum(len(line) + 40 for line in lines)
    return next((size for most, size in SIZES if letters <= most), SMALLEST)


def _write(frames: Iterable[Any], points: int, language: str, bold: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    spoken = MSO_LANGUAGE_ID.NORWEGIAN_BOKMOL if language == "nb" else MSO_LANGUAGE_ID.ENGLISH_UK
    for frame in frames:
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = points * POINT // 2
            for run in paragraph.runs:
                run.font.size, run.font.bold, run.font.language_id = points * POINT, bold, spoken
                run.font.color.rgb = RGBColor.from_string(style().light.ink.lstrip("#").upper())


def _picture(slide: Slide, made: Any, presentation: "Presentation") -> None:
    """Put the picture below the title, as large as it can be, with the same facts in words."""
    assert slide.picture is not None  # noqa: S101
    drawn = slide.picture()
    title = made.shapes.title
    top, bottom = title.top + title.height, presentation.slide_height - round(0.2 * INCH)
    width, height = presentation.slide_width, bottom - top
    picture = made.shapes.add_picture(BytesIO(drawn.png), 0, top, height=height)
    if picture.width > width:
        picture.width, picture.height = width, picture.height * width // picture.width
    picture.left = (width - picture.width) // 2
    picture.name = drawn.title
    picture._element.nvPicPr.cNvPr.set("descr", drawn.words)  # noqa: SLF001


def _same_bytes(file: BytesIO) -> bytes:
    """Return the presentation with the same moment on all its parts, whenever it is made."""
    with ZipFile(file) as made, BytesIO() as again:
        with ZipFile(again, "w", ZIP_DEFLATED) as whole:
            for name in made.namelist():
                whole.writestr(ZipInfo(name, LONG_AGO), made.read(name), ZIP_DEFLATED)
        return again.getvalue()
