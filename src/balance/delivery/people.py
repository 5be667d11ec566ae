"""The people of a table of answers, one at a time: who they are and what their answers show."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from balance.answers.matching import ID
from balance.profiles import Profile, of_row, worked_out
from balance.questionnaire.model import Questionnaire
from balance.reflection import reflect
from balance.words import language_code

if TYPE_CHECKING:
    import polars as pl

AT_ONCE = 500  # whose scores are worked out together


class Who(NamedTuple):
    """The columns that tell of a person, as they are called in the table; None where there is none."""

    name: str | None = None
    language: str | None = None


class Person(NamedTuple):
    """One row: its number, its id, the person's name, the language of the report, and what was worked out of it.

    `language` is None where the table asks for one that the questionnaire does not have; `asked` is then its text.
    """

    row: int
    id: str
    name: str
    language: str | None
    asked: str
    answers: tuple[Any, ...]
    workings: dict[str, Any]

    @property
    def blank(self) -> bool:
        """Return whether nothing is answered."""
        return all(value is None for value in self.answers)

    @property
    def label(self) -> str:
        """Return what the person's file is called after."""
        return self.name or self.id

    def profile(self, questionnaire: Questionnaire) -> Profile:
        """Return the person's whole profile, its questions in the person's language."""
        language = self.language or questionnaire.languages[0]
        return reflect(of_row(self.workings, questionnaire, language), questionnaire)

    def made_of(self, stamp: str) -> str:
        """Return all that the person's file depends on, as a text."""
        return json.dumps([stamp, self.id, self.name, self.language, *self.answers], ensure_ascii=False)


def people(table: "Path | pl.DataFrame", questionnaire: Questionnaire, who: Who, language: str) -> Iterator[Person]:
    """Yield every person of a table of clean answers, in its order; of a Parquet file with bounded memory.

    Who has no language of their own gets `language`.
    """
    import polars as pl

    scan = table.lazy() if isinstance(table, pl.DataFrame) else pl.scan_parquet(table)
    start = 0
    while not (batch := scan.slice(start, AT_ONCE).collect()).is_empty():
        items = batch.select(*questionnaire.items)
        told = zip(batch.iter_rows(named=True), items.iter_rows(), worked_out(items, questionnaire), strict=True)
        for offset, (cells, answers, workings) in enumerate(told, start + 1):
            id = cells[ID]
            asked = _text(cells, who.language)
            yield Person(
                row=id if isinstance(id, int) else offset,
                id=_text(cells, ID),
                name=_text(cells, who.name),
                language=_language(asked, questionnaire) if asked else language,
                asked=asked,
                answers=answers,
                workings=workings,
            )
        start += len(batch)


def _text(cells: dict[str, Any], column: str | None) -> str:
    value = None if column is None else cells[column]
    return "" if value is None else str(value).strip()


def _language(asked: str, questionnaire: Questionnaire) -> str | None:
    """Return the questionnaire's language that a cell asks for: its code as people write it, or its name."""
    names = {"english": "en", "engelsk": "en", "norwegian": "nb", "norsk": "nb"}
    first = asked.casefold().split()[0].strip("()")
    for code in (asked, names.get(first, ""), language_code(asked)):
        if code in questionnaire.languages:
            return code
    return None
