"""A chart as bytes: the same input gives the same bytes, in any process."""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from balance.charts.engine import settings
from balance.style import style

if TYPE_CHECKING:
    from balance.charts.figure import Chart

QUICK = 4  # of zlib's 9 levels: a fifth larger than 6 and twice as fast


def as_png(chart: "Chart") -> bytes:
    """Return a chart as PNG, with the sentences that stand for it as its description."""
    title, alternative, stamp = chart.about
    return _written(chart, "png", {"Title": title, "Description": alternative, "Source": stamp, "Software": None})


def as_pdf(chart: "Chart") -> bytes:
    """Return a chart as PDF, its texts real ones."""
    title, alternative, stamp = chart.about
    return _written(chart, "pdf", {"Title": title, "Subject": alternative, "Keywords": stamp, "CreationDate": None})


def as_svg(chart: "Chart") -> bytes:
    """Return a chart as SVG in UTF-8, its texts real ones, with the sentences that stand for it.

    The fonts are named and not embedded: whoever sets it into a page has them in reports/fonts, and
    a browser without them takes its own sans-serif.
    """
    title, alternative, stamp = chart.about
    last = f"'{style().fonts.fallback[-1]}'".encode()
    svg = _written(chart, "svg", {"Date": None, "Source": stamp}).replace(last, last + b", sans-serif")
    start = svg.index(b">", svg.index(b"<svg"))
    said = f' role="img">\n <title>{escape(title)}</title>\n <desc>{escape(alternative)}</desc>'
    return svg[:start] + said.encode() + svg[start + 1 :]


def _written(chart: "Chart", form: str, about: dict[str, str | None]) -> bytes:
    more: dict[str, Any] = {"pil_kwargs": {"compress_level": QUICK}} if form == "png" else {}
    with settings(), BytesIO() as file:
        chart.savefig(file, format=form, dpi=chart.dpi if form == "png" else 72, metadata=about, **more)
        return file.getvalue()
