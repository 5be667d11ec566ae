"""Gets matplotlib ready: quietly, with our fonts, and with a place of ours for its list of fonts."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from balance.files import cache_folder
from balance.style import style

# What of a user's own settings would change what is drawn or written.
SETTINGS = {
    "svg.fonttype": "none",  # texts stay texts, to be selected and read aloud
    "svg.hashsalt": "balance",
    "pdf.fonttype": 42,
    "text.parse_math": False,  # a name with two dollar signs is no formula
}


@cache
def ready() -> None:
    """Import matplotlib with our fonts first among those of their name.

    Where matplotlib is not yet imported it keeps its list of fonts in our cache folder, and says
    nothing on stderr where that cannot be written; where it is, its settings are the user's.
    """
    if "matplotlib" not in sys.modules:
        os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
        logging.getLogger("matplotlib").setLevel(logging.ERROR)  # while it is imported
    from matplotlib.font_manager import fontManager

    for path in style().fonts.paths:
        before = len(fontManager.ttflist)
        fontManager.addfont(path)
        ours = fontManager.ttflist[before:]
        fontManager.ttflist[:] = [*ours, *fontManager.ttflist[:before]]


@contextmanager
def settings() -> Iterator[None]:
    """Draw with matplotlib's own settings and ours, whatever the user's are; warn of no missing letter.

    A letter that no font has is drawn as a box that names its script.
    """
    ready()
    import matplotlib

    with matplotlib.rc_context(), _quiet(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcParams.update(_ours())
        yield


@contextmanager
def _quiet() -> Iterator[None]:
    """Have matplotlib's logger say nothing of fonts that have no bold."""
    logger = logging.getLogger("matplotlib.font_manager")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


@cache
def _ours() -> dict[Any, Any]:
    import matplotlib

    rooms = ("agg.", "axes.", "figure.", "font.", "hatch.", "lines.", "patch.", "path.", "pdf.", "savefig.", "svg.",
             "text.")  # fmt: skip
    return {name: value for name, value in matplotlib.rcParamsDefault.items() if name.startswith(rooms)} | SETTINGS
