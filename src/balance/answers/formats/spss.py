"""SPSS (.sav): values with labels, read by pyreadstat, which comes with the extra `spss`."""

import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from balance.answers.cleaning import Cleaner, rows_at_once
from balance.answers.formats.source import SAMPLE, WithoutQuick
from balance.answers.matching import Columns
from balance.answers.recognising import candidates, fit_of
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.answers.values import Kind
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.words import _

if TYPE_CHECKING:
    from types import ModuleType

ROWS_READ = 50_000
PROBE = f"""
import sys, pyreadstat
start = rows = 0
while rows or not start:
    data, _ = pyreadstat.read_sav(sys.argv[1], row_offset=start, row_limit={ROWS_READ}, output_format="dict")
    rows = len(next(iter(data.values()), ()))
    start += rows or 1
"""


class Spss(WithoutQuick):
    """An SPSS file, found to have variables."""

    def __init__(self, given: Input, questionnaire: Questionnaire | None) -> None:
        self.path, self.file = given.path, given.file
        self.notes: list[str] = []
        self._reader = _reader(self.file)
        self._probe()
        _data, about = self._read(metadataonly=True)
        names: list[str] = about.column_names
        if not all(isinstance(name, str) for name in names):
            raise self._broken()
        labels = [label or name for name, label in zip(names, about.column_labels, strict=True)]
        self.names = names
        known = candidates(questionnaire)
        by_label = fit_of(labels, (), known) > fit_of(names, (), known)
        self.header = tuple(labels if by_label else names)
        self._labels: dict[str, dict[Any, str]] = about.variable_value_labels

    def sample(self) -> list[tuple[str, ...]]:
        """Return the first rows as texts; where values have labels, the labels."""
        columns = self._columns(0, SAMPLE, self.names)
        texts = [
            [self._labels.get(name, {}).get(value) or _text(value) for value in columns[name]] for name in self.names
        ]
        return list(zip(*texts, strict=True))

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges them: by its label, where a scale knows it."""
        places = [*columns.items.values(), *columns.kept.values()] + ([] if columns.id is None else [columns.id])
        names = [self.names[place] for place in dict.fromkeys(places)]
        meant = {place: self._meant(place, cleaner, item) for item, place in columns.items.items()}
        size, start = min(ROWS_READ, rows_at_once(len(names))), columns.skip
        while True:
            stopping.check()
            read = self._columns(start, size, names)
            n = len(read[names[0]])
            if not n:
                return
            cells = {
                place: [meant.get(place, {}).get(value) or _text(value) for value in read[self.names[place]]]
                for place in places
            }
            rows = range(start + 1, start + n + 1)
            yield cleaner.clean(rows, [row - columns.skip for row in rows], cells)
            start += n

    def _meant(self, place: int, cleaner: Cleaner, item: str) -> dict[Any, str]:
        """Return the labels of values that the item's scale knows: what respondents saw goes before its code."""
        labels = self._labels.get(self.names[place], {})
        return {value: label for value, label in labels.items() if cleaner.judge(item, label).kind is not Kind.BAD}

    def _columns(self, start: int, rows: int, names: Sequence[str]) -> dict[str, list[Any]]:
        data, _about = self._read(row_offset=start, row_limit=rows, usecols=list(names), output_format="dict")
        return {name: list(data[name]) for name in names}

    def _read(self, **how: Any) -> tuple[Any, Any]:
        try:
            with warnings.catch_warnings(action="error"):
                data, about = self._reader.read_sav(self.path, **how)  # what a user marked as missing comes as missing
        except (self._reader.ReadstatError, Warning, ValueError, OverflowError, MemoryError):
            raise self._broken() from None
        return data, about

    def _probe(self) -> None:
        """Let another process read the file first: a damaged one can end the process that reads it.

        Raises a BalanceError where it does.
        """
        command = [sys.executable, "-P", "-c", PROBE, str(self.path)]
        if sys.executable and subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode:  # noqa: S603, PLW1510
            raise self._broken()

    def _broken(self) -> BalanceError:
        what = _("The file begins as SPSS (.sav) and cannot be read to its end.")
        return stop(self.file, what, _("Export it again."), "broken-sav")


def _reader(file: str) -> "ModuleType":
    try:
        import pyreadstat
    except ImportError:
        what = _("This is a file of SPSS, and what reads it is not installed.")
        remedy = _("Install it: pip install 'leadership-balance[spss]'. Or save the answers as CSV UTF-8.")
        raise stop(file, what, remedy, "not-installed") from None
    module: ModuleType = pyreadstat
    return module


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - the one number that is not itself: missing
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
