"""Results as balance keeps them: one (.json), or an export with all of them (.zip)."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from balance.answers.cleaning import Cleaner, rows_at_once
from balance.answers.formats.source import SAMPLE, WithoutQuick
from balance.answers.leftout import LeftOut
from balance.answers.matching import Columns
from balance.answers.recognising import STAMP
from balance.answers.spool import Input
from balance.answers.stopping import Stopping
from balance.errors import BalanceError
from balance.questionnaire.model import Questionnaire
from balance.store.archive import holds_results, results_in
from balance.store.model import Result
from balance.store.reading import LIMIT, result_of
from balance.words import _, number, plural


class _Row(NamedTuple):
    name: str
    result: Result | BalanceError


class Results(WithoutQuick):
    """Kept results of one questionnaire, a row each; those of others, and what cannot be read, are left out."""

    def __init__(self, given: Input, questionnaire: Questionnaire | None) -> None:
        self.file = given.file
        self._rows = list(_rows(given))
        ids = Counter(row.result.questionnaire.id for row in self._rows if isinstance(row.result, Result))
        self._wanted = questionnaire.id if questionnaire else next((id for id, _n in ids.most_common(1)), "")
        self._texts = {place: _texts(row.name, row.result) for place, row in enumerate(self._rows) if self._fits(row)}
        items = dict.fromkeys(item for texts in self._texts.values() for item in texts)
        self.header = tuple(items) or ("id", STAMP)
        self.notes = self._notes(questionnaire)

    def _fits(self, row: _Row) -> bool:
        return isinstance(row.result, Result) and row.result.questionnaire.id == self._wanted

    def _notes(self, questionnaire: Questionnaire | None) -> list[str]:
        digest = questionnaire.digest if questionnaire else None
        fitting = [row.result for row in self._rows if self._fits(row) and isinstance(row.result, Result)]
        other = sum(result.questionnaire.digest != digest for result in fitting) if digest else 0
        if not other:
            return []
        said = plural(
            "{n} result answered another version of the questionnaire; it is scored with this one.",
            "{n} results answered another version of the questionnaire; they are scored with this one.",
            other,
        )
        return [said.format(n=number(other))]

    def sample(self) -> list[tuple[str, ...]]:
        """Return the first rows as texts."""
        rows = list(self._texts.values())[:SAMPLE]
        return [tuple(row.get(name, "") for name in self.header) for row in rows]

    def careful(self, columns: Columns, cleaner: Cleaner, stopping: Stopping) -> Iterator[pl.DataFrame]:
        """Yield ids, kept columns and items as the cleaner judges them."""
        self._tell(cleaner.left_out)
        rows, size = list(self._texts.items())[columns.skip :], rows_at_once(len(self.header))
        for start in range(0, len(rows), size):
            stopping.check()
            part = rows[start : start + size]
            numbers = [place + 1 for place, _texts in part]
            cells = [[texts.get(name, "") for _place, texts in part] for name in self.header]
            yield cleaner.clean(numbers, numbers, cells)

    def _tell(self, left_out: LeftOut) -> None:
        for place, row in enumerate(self._rows, 1):
            if isinstance(row.result, BalanceError):
                left_out.drop(place, 0, _("{name} cannot be read").format(name=row.name))
            elif row.result.questionnaire.id != self._wanted:
                said = _("{name} answers {questionnaire}")
                left_out.drop(place, 0, said.format(name=row.name, questionnaire=row.result.questionnaire.id))


def _rows(given: Input) -> Iterator[_Row]:
    if holds_results(given.path):
        yield from (_Row(name, result) for name, result in results_in(given.path, given.file))
        return
    with given.path.open("rb") as file:
        data = file.read(LIMIT + 1)
    name = given.file.replace("\\", "/").rpartition("/")[2].removesuffix(".json")
    yield _Row(name, result_of(data, given.file))


def _texts(name: str, result: Result | BalanceError) -> dict[str, str]:
    if isinstance(result, BalanceError):
        return {}
    answers = {item: "" if answer is None else str(answer) for item, answer in result.answers.items()}
    return {"id": name, STAMP: result.questionnaire.id} | answers
