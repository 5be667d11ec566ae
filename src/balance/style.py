"""The look of charts and pages, said once: reports/style.toml, as it is read."""

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from balance.content import content

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Points = Annotated[float, Field(ge=0)]


class Part(BaseModel):
    """A part of the style; a key that nobody reads is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fonts(Part):
    """The family of all texts, what stands in for a missing letter, and the files of the family.

    `web` are the files that pages of HTML and pictures in SVG carry inside, by weight.
    """

    family: str
    fallback: tuple[str, ...]
    files: tuple[str, ...]
    web: dict[str, str]
    cap_height: float

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return where the files of the family are."""
        return tuple(content("reports") / "fonts" / name for name in self.files)

    @cached_property
    def faces(self) -> str:
        """Return the rules of CSS that carry the family inside them."""
        from base64 import b64encode

        inside = {weight: content("reports") / "fonts" / name for weight, name in self.web.items()}
        return "\n".join(
            f"@font-face {{ font-family: {self.family}; font-weight: {weight}; "
            f'src: url(data:font/woff2;base64,{b64encode(path.read_bytes()).decode()}) format("woff2"); }}'
            for weight, path in inside.items()
        )


class Colours(Part):
    """The colours on one ground. `left` and `right` are the two sides of the balance, tints fill their bars."""

    ground: Colour
    panel: Colour
    ink: Colour
    muted: Colour
    grid: Colour
    band: Colour
    left: Colour
    left_tint: Colour
    right: Colour
    right_tint: Colour
    neutral: Colour
    neutral_tint: Colour


class Size(Part):
    """The sizes of a chart, in points of 1/72 inch; `height` 0 follows the content, `pixels` are those of a point."""

    width: Points
    height: Points
    pixels: float
    margin: Points
    title: Points
    heading: Points
    label: Points
    small: Points
    line: Points
    bar: Points
    mark: Points


class Style(Part):
    """All of it."""

    fonts: Fonts
    light: Colours
    dark: Colours
    slide: Size
    page: Size


@cache
def style() -> Style:
    """Return the style that comes with balance."""
    import tomllib

    return Style.model_validate(tomllib.loads((content("reports") / "style.toml").read_text("utf-8")))
