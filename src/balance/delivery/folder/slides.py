"""The slides as .pptx, by python-pptx, which comes with the extra `slides`."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from balance.delivery.folder.pictures import Drawn, Planned
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
SIZES = ((240, 32), (480, 28), (760, 22), (1200, 18))  # up to so many letters on a slide, in points
SMALLEST = 14
ONE_LINE, TWO_LINES = 45, 90  # letters of a title
LONG_AGO = (1980, 1, 1, 0, 0, 0)
TITLES, BODIES, SUBTITLE = (1, 3), (2, 7), 4  # kinds of placeholders: title and centred title; body and object


class Looks(NamedTuple):
    """The layouts of a presentation that are used, and whether it is ours or somebody's template."""

    opening: Any
    lines: Any
    picture: Any
    ours: bool


def installed() -> bool:
    """Return whether slides can be made here."""
    try:
        import pptx  # noqa: F401
    except ImportError:
        return False
    return True


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
        deck = Deck(presentation, looks, words)
        for slide in slides(words, pictures):
            deck.add(slide)
        about = presentation.core_properties
        about.title, about.author, about.comments = words.heading(), group.made_by, words.stamp()
        about.last_modified_by, about.created, about.modified = group.made_by, datetime(*LONG_AGO), datetime(*LONG_AGO)
        about.language = group.language
        with BytesIO() as file:
            presentation.save(file)
            return _same_bytes(file)


def _ours() -> "tuple[Presentation, Looks]":
    import pptx

    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = WIDE  # type: ignore[assignment]
    return presentation, _looks(presentation, ours=True, where="")


def _opened(template: bytes, where: str) -> "tuple[Presentation, Looks]":
    """Return a template without its slides. Raises a BalanceError where it is none, or has no layout for a title."""
    import pptx
    from pptx.exc import PythonPptxError

    try:
        presentation = pptx.Presentation(BytesIO(template))
        found = list(presentation.slides._sldIdLst)
    except (PythonPptxError, BadZipFile, ValueError, KeyError):
        what = _("This is no presentation that can be read.")
        raise stop(where, what, _("Save it as .pptx in PowerPoint or LibreOffice."), "not-a-presentation") from None
    for each in found:
        presentation.part.drop_rel(each.rId)
        presentation.slides._sldIdLst.remove(each)
    return presentation, _looks(presentation, ours=False, where=where)


def _looks(presentation: "Presentation", ours: bool, where: str) -> Looks:
    titled = [(each, _kinds(each)) for each in presentation.slide_layouts if set(_kinds(each)) & set(TITLES)]
    lines = [each for each, kinds in titled if sum(kind in BODIES for kind in kinds) == 1]
    if not lines:
        raise _no_layout(where)
    bare = [each for each, kinds in titled if kinds and set(kinds) <= {*TITLES, 13, 15, 16}]  # number, footer, date
    opening = [each for each, kinds in titled if SUBTITLE in kinds]
    return Looks((opening or lines)[0], lines[0], (bare or lines)[0], ours)


def _kinds(layout: Any) -> list[int]:
    return [int(each.placeholder_format.type) for each in layout.placeholders]


def _no_layout(where: str) -> BalanceError:
    what = _("No layout of this presentation has a title with one text below it.")
    return stop(where, what, _("Take another template, or leave --template out."), "not-a-presentation")


class Deck:
    """A presentation in the making. A template keeps its own places, colours and alignment."""

    def __init__(self, presentation: "Presentation", looks: Looks, words: GroupWords) -> None:
        self.presentation, self.looks, self.words = presentation, looks, words
        self.width, self.height = presentation.slide_width or WIDE[0], presentation.slide_height or WIDE[1]

    def add(self, slide: Slide) -> None:
        """Add a slide at the end."""
        looks, ours = self.looks, self.looks.ours
        made = self.presentation.slides.add_slide(
            looks.opening if slide.opening else looks.picture if slide.picture else looks.lines
        )
        self._title(slide, made.shapes.title)
        for each in list(made.placeholders):
            if int(each.placeholder_format.type) in TITLES:
                continue
            if slide.picture or int(each.placeholder_format.type) not in (*BODIES, SUBTITLE):
                each._element.getparent().remove(each._element)
                continue
            each.text_frame.text = "\n".join(slide.lines)
            if ours:
                _place(each, 3.6 if slide.opening else 1.75, 3 if slide.opening else 5.2)
            self._write(each.text_frame, _size(slide.lines))
        if slide.picture is not None:
            self._picture(slide.picture(), made)
        if self.words.group.draft:
            box = made.shapes.add_textbox(round(SIDE * INCH), round(0.12 * INCH), round(8 * INCH), round(0.35 * INCH))
            box.text_frame.word_wrap, box.text_frame.text = True, self.words.mark()
            self._write(box.text_frame, 14, bold=True)
        made.notes_slide.notes_text_frame.text = "\n".join((*slide.notes, self.words.stamp()))

    def _title(self, slide: Slide, title: Any) -> None:
        title.text_frame.text = slide.title
        short = len(slide.title) < ONE_LINE
        if self.looks.ours:
            _place(
                title, 1.2 if slide.opening else 0.45, 2.2 if slide.opening else 0.7 if slide.picture and short else 1.1
            )
        self._write(title.text_frame, 44 if slide.opening else 28 if len(slide.title) < TWO_LINES else 24, bold=True)
        if self.looks.ours and slide.opening:
            from pptx.enum.text import MSO_ANCHOR

            title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM  # a long one grows upwards, away from the line below

    def _write(self, frame: Any, points: int, bold: bool = False) -> None:
        """Set how a text looks and in which language it is; in a template only its size, and the language."""
        from pptx.dml.color import RGBColor
        from pptx.enum.lang import MSO_LANGUAGE_ID
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

        ink = RGBColor(*bytes.fromhex(style().light.ink.lstrip("#")))  # type: ignore[no-untyped-call]
        norwegian = self.words.group.language == "nb"
        size = points * POINT * self.height // WIDE[1]
        for paragraph in frame.paragraphs:
            paragraph.space_after = size // 2
            for run in paragraph.runs:
                run.font.size = size
                run.font.language_id = MSO_LANGUAGE_ID.NORWEGIAN_BOKMOL if norwegian else MSO_LANGUAGE_ID.ENGLISH_UK
                if self.looks.ours:
                    run.font.bold, run.font.color.rgb = bold, ink
            if self.looks.ours:
                paragraph.alignment = PP_ALIGN.LEFT
        if self.looks.ours:
            frame.vertical_anchor = MSO_ANCHOR.TOP

    def _picture(self, drawn: Drawn, made: Any) -> None:
        """Put the picture below the title, as large as it can be, with the same facts in words."""
        title = made.shapes.title
        top = title.top + title.height
        picture = made.shapes.add_picture(BytesIO(drawn.png), 0, top, height=self.height - round(0.2 * INCH) - top)
        if picture.width > self.width:
            picture.width, picture.height = self.width, picture.height * self.width // picture.width
        picture.left = (self.width - picture.width) // 2
        picture.name = drawn.title
        picture._element.nvPicPr.cNvPr.set("descr", drawn.words)


def _place(shape: Any, top: float, height: float) -> None:
    """Put one of our own texts where it belongs: inches from the top."""
    shape.left, shape.top = round(SIDE * INCH), round(top * INCH)
    shape.width, shape.height = WIDE[0] - 2 * shape.left, round(height * INCH)
    shape.text_frame.word_wrap = True


def _size(lines: Sequence[str]) -> int:
    letters = sum(len(line) + 40 for line in lines)
    return next((size for most, size in SIZES if letters <= most), SMALLEST)


def _same_bytes(file: BytesIO) -> bytes:
    """Return the presentation with the same moment on all its parts, whenever it is made."""
    with ZipFile(file) as made, BytesIO() as again:
        with ZipFile(again, "w", ZIP_DEFLATED) as whole:
            for name in made.namelist():
                whole.writestr(ZipInfo(name, LONG_AGO), made.read(name), ZIP_DEFLATED)
        return again.getvalue()
