"""How a chart is to look."""

from typing import Literal, NamedTuple

from balance.style import Colours, Size, style


class Look(NamedTuple):
    """How a chart is to look; two that are alike give the same bytes.

    `size`: "slide", 1920 x 1080 px with no text under 14 pt, or "page", as wide as the text of an A4
    page. `name` is the person's, above the title; None shows none. Without `title` the chart has
    neither title nor name nor margin, for a page that says both itself.
    """

    size: Literal["slide", "page"] = "slide"
    dark: bool = False
    title: bool = True
    name: str | None = None

    @property
    def colours(self) -> Colours:
        """Return the colours on this ground."""
        return style().dark if self.dark else style().light

    @property
    def points(self) -> Size:
        """Return the sizes, in points; a page's chart with a title stands alone, and has a margin of its own."""
        if self.size == "slide":
            return style().slide
        page = style().page
        return page.model_copy(update={"margin": page.title}) if self.title else page
