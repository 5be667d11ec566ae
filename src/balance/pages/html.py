"""A report as one page of HTML that needs nothing beside it: no script, no other file, no network."""

from functools import cache
from typing import TYPE_CHECKING, Any

from balance.content import content
from balance.pages.inlining import inline
from balance.pages.sheet import Sheet
from balance.style import style

if TYPE_CHECKING:
    from jinja2 import Environment


def as_html(sheet: Sheet) -> bytes:
    """Return a sheet as HTML. Every text is escaped; style and pictures are ours."""
    pictures = [
        (picture, _ours(inline(picture.svg, f"picture{number}", style().light)))
        for number, picture in enumerate(sheet.pictures, 1)
    ]
    return _templates().get_template("personal.html").render(sheet=sheet, pictures=pictures).encode()


@cache
def _templates() -> "Environment":
    """Return the templates, and what is alike on every page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(content("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        css=_ours((content("reports") / "page.css").read_text("utf-8")),
        faces=_ours(style().fonts.faces),
        light=[*style().light],
        dark=[*style().dark],
    )
    return made


def _ours(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704
