"""A chart as bytes: the same input gives the same bytes, in any process."""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from balance.charts.engine import settings
from balance.charts.fonts import advance
from balance.style import style

if TYPE_CHECKING:
    from balance.charts.figure import Chart

TEXT = b"<text "
QUICK = 4  # of zlib's 9 levels: a fifth larger than 6 and twice as fast


def as_png(chart: "Chart") -> bytes:
    """Return a chart as PNG, with the sentences that stand for it as its description."""
    title, alternative, stamp = chart.about
    return _written(chart, "png", {"Title": title, "Description": alternative, "Source": stamp, "Software": None})


def as_pdf(chart: "Chart") -> bytes:
    """Return a chart as PDF, its texts real ones."""
    title, alternative, stamp = chart.about
    return _written(chart, "pdf", {"Title": title, "Subject": alternative, "Keywords": stamp, "CreationDate": None})


def as_svg(chart: "Chart", *, fonts: bool = True) -> bytes:
    """Return a chart as SVG in UTF-8, its texts real ones, with the sentences that stand for it.

    Our fonts are in it, unless it is set into a page that has them. Each text also says how wide it is: where a
    program or a letter takes another font, the text is drawn to that width and stays in its place.
    """
    title, alternative, stamp = chart.about
    last = f"'{style().fonts.fallback[-1]}'".encode()
    svg = _written(chart, "svg", {"Date": None, "Source": stamp}).replace(last, last + b", sans-serif")
    svg = _held_to_width(svg, chart)
    start = svg.index(b">", svg.index(b"<svg"))
    said = f' role="img">\n <title>{escape(title)}</title>\n <desc>{escape(alternative)}</desc>'
    faces = f"\n <style>\n{style().fonts.faces}\n </style>" if fonts else ""
    return svg[:start] + (said + faces).encode() + svg[start + 1 :]


def _held_to_width(svg: bytes, chart: "Chart") -> bytes:
    """Return an SVG whose texts say how wide they are; matplotlib writes them in the order they are in the chart."""
    from matplotlib.text import Text

    texts = (text for text in chart.artists if isinstance(text, Text))
    lengths = (advance(text.get_text(), float(text.get_fontsize()), text.get_fontweight() == "bold") for text in texts)
    first, *rest = svg.split(TEXT)
    held = (f'{length:.2f}" lengthAdjust="spacingAndGlyphs" '.encode() for length in lengths)
    return first + b"".join(TEXT + b'textLength="' + each + part for each, part in zip(held, rest, strict=True))


def _written(chart: "Chart", form: str, about: dict[str, str | None]) -> bytes:
    more: dict[str, Any] = {"pil_kwargs": {"compress_level": QUICK}} if form == "png" else {}
    with settings(), BytesIO() as file:
        chart.savefig(file, format=form, dpi=chart.dpi if form == "png" else 72, metadata=about, **more)
        return file.getvalue()
