"""The same expressions on DuckDB, for tables larger than memory or for those who trust it more."""

from pathlib import Path
from typing import TYPE_CHECKING

from balance.errors import stop
from balance.questionnaire.model import Questionnaire
from balance.scores.engines import score
from balance.words import _

if TYPE_CHECKING:
    from types import ModuleType


def check_duckdb() -> "ModuleType":
    """Return DuckDB. Raises a BalanceError where it is not installed."""
    try:
        import duckdb
    except ImportError:
        remedy = _("Install it with: pip install 'leadership-balance[duckdb]'. Or leave --engine out.")
        raise stop("--engine", _("DuckDB is not installed here."), remedy, "no-duckdb") from None
    return duckdb


def score_file(
    answers: Path, scored: Path, questionnaire: Questionnaire, intervals: bool = False, flags: bool = False
) -> None:
    """Score the items of a Parquet file into another, row by row in its order; other columns are left out."""
    duckdb = check_duckdb()
    names = ", ".join(f'"{item}"' for item in questionnaire.items)  # an id holds no quote
    settings = {"temp_directory": str(scored.parent), "autoinstall_known_extensions": False}
    with duckdb.connect(config=settings) as connection:
        frame = connection.read_parquet(str(answers)).project(names)
        score(frame, questionnaire, intervals, flags).write_parquet(str(scored))
