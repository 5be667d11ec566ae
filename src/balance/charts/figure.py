"""The figure of a chart. This module imports matplotlib: import it in the function that uses it."""

from typing import TYPE_CHECKING

from balance.charts.engine import ready

ready()

from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

if TYPE_CHECKING:
    from balance.charts.canvas import About


class Chart(Figure):
    """A matplotlib figure that knows what it shows; a notebook shows it.

    Its size is in points of 1/72 inch, `pixels` are those of a point.
    """

    def __init__(self, size: tuple[float, float], pixels: float, ground: str, about: "About") -> None:
        super().__init__(figsize=(size[0] / 72, size[1] / 72), dpi=72 * pixels, facecolor=ground)
        FigureCanvasAgg(self)
        self.about = about

    def _repr_png_(self) -> bytes:
        from balance.charts.rendering import as_png

        return as_png(self)
