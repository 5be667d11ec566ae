"""The first rows of a score table on a terminal: a column a respondent, so that every score keeps its name."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.table import ENDINGS
from balance.terminal.console import console, result
from balance.words import _, number, plural

if TYPE_CHECKING:
    import polars as pl

MOST = 12  # respondents
WIDEST_ID = 12
WIDEST_NAME = 40
GAP = "  "


def show_first(path: Path, questionnaire: Questionnaire, rows: int) -> None:
    """Print the first of so many rows of a score table (Parquet) on stdout, and how to get them all."""
    import polars as pl

    columns = _columns(pl.read_parquet(path, n_rows=MOST), questionnaire)
    fitting = _fitting(columns, console(sys.stdout).width)
    for line in _lines(columns[: 1 + fitting]):
        result(line)
    result()
    rest = rows - fitting
    if rest > 0:
        more = plural("{n} more row is not shown here.", "{n} more rows are not shown here.", rest)
        result(more.format(n=number(rest)))
    result(_("Write them all with -o FILE, one of {endings}.").format(endings=", ".join(ENDINGS)))


def _columns(frame: "pl.DataFrame", questionnaire: Questionnaire) -> list[list[str]]:
    """Return the table turned: the names of its columns, then every respondent's id and scores as texts."""
    names = [shown(name, WIDEST_NAME) for name in frame.columns]
    return [names] + [
        [shown("" if row[0] is None else row[0], WIDEST_ID)]
        + [_told(value, name, questionnaire) for value, name in zip(row[1:], frame.columns[1:], strict=True)]
        for row in frame.iter_rows()
    ]


def _told(value: float | bool | str | None, name: str, questionnaire: Questionnaire) -> str:
    if value is None:
        return "-"
    if isinstance(value, str):
        return shown(value, WIDEST_ID)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "answered":
        return f"{number(100 * value)} %"
    raw = questionnaire.scoring.score != "percent" and name in questionnaire.dimensions
    return number(value, 2 if raw else 0)


def _fitting(columns: list[list[str]], width: int) -> int:
    """Return how many respondents fit beside the names, at least one."""
    widths = [max(map(len, column)) for column in columns]
    ends = [sum(widths[: n + 1]) + n * len(GAP) for n in range(1, len(columns))]
    return max(1, sum(end <= width for end in ends))


def _lines(columns: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in columns]
    return [
        GAP.join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip()
        for row in zip(*columns, strict=True)
    ]
