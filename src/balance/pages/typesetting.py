"""Typst: a template and a sheet become a PDF. The compiler and the fonts are made once in a process."""

import json
import warnings
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from balance.content import content
from balance.pages.sheet import Foot

if TYPE_CHECKING:
    from typst import Compiler

# For readers who do not see, and for archives; both together, because neither implies the other.
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)  # of answers without a day; archives ask for one

Template = Literal["personal", "share", "group", "workshop", "poster"]


def typeset(sheet: Foot, template: Template) -> bytes:
    """Return a sheet as PDF/UA-1 and PDF/A-2a: the same bytes for the same sheet.

    The sheet goes in as data only, and a template reads nothing outside the folder of the templates.
    Where Typst refuses, it raises a TypstError: a fault of ours. What it warns of is a warning of Python.
    """
    made, warned = _compiler().compile_with_warnings(
        input=str(content("reports") / f"{template}.typ"),
        format="pdf",
        sys_inputs={"sheet": json.dumps(sheet.model_dump(), ensure_ascii=False)},
        pdf_standards=list(STANDARDS),
        timestamp=datetime.fromisoformat(sheet.date).replace(tzinfo=UTC) if sheet.date else LONG_AGO,
    )
    for each in warned:
        warnings.warn(f"{template}.typ: {each.message}", stacklevel=2)
    assert isinstance(made, bytes)  # noqa: S101
    return made


@cache
def _compiler() -> "Compiler":
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*map(str, _font_folders())])
    nowhere = str(content("reports") / "no-packages")  # no template imports one; a test sees to it
    return Compiler(root=str(content("reports")), font_paths=fonts, package_path=nowhere, package_cache_path=nowhere)


def _font_folders() -> tuple[Path, Path]:
    """Return the folders of our fonts, and of matplotlib's: DejaVu Sans, and a box for any letter that neither has."""
    found = find_spec("matplotlib")  # finds, and imports nothing
    assert found is not None  # noqa: S101
    assert found.submodule_search_locations is not None  # noqa: S101
    return content("reports") / "fonts", Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
