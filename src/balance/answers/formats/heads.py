"""Where a table's header stands and what divides its columns: found by what fits the questionnaire."""

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import islice
from typing import NamedTuple

from balance.answers.claims import Known
from balance.answers.formats.source import SAMPLE
from balance.answers.leftout import line_of
from balance.answers.recognising import candidates, fit_of
from balance.errors import stop
from balance.questionnaire.model import Questionnaire
from balance.words import _, plural

DELIMITERS = (",", ";", "\t", "|")
SPREADSHEET_HINT = "sep="  # a first line by which Excel is told the delimiter
SHORT = 80  # letters within which such a line ends
TITLE = 2  # cells that a row above the header may fill
LOOKED_AT = 20  # rows among which the header is sought


class Head(NamedTuple):
    """The header, its delimiter, and what stands around it."""

    header: tuple[str, ...]
    delimiter: str
    hint: bool  # whether the first line is `sep=`
    blank: int  # blank lines before the header
    titles: int  # rows before the header that are titles
    quoted: bool  # whether there is a quote among the first lines
    sample: tuple[tuple[str, ...], ...]  # the first rows
    fit: int  # headers that are known
    doubtful: bool = False  # whether another delimiter would do as well

    @property
    def even(self) -> int:
        """Return how many of the first rows are as wide as the header."""
        return sum(len(row) == len(self.header) for row in self.sample) if len(self.header) > 1 else 0

    @property
    def before(self) -> int:
        """Return how many records come before the header, `sep=` not counted."""
        return self.blank + self.titles

    @property
    def notes(self) -> list[str]:
        """Return what was taken for granted."""
        notes = []
        if self.doubtful:
            said = _("The columns were divided at {delimiter}; look whether that is right.")
            notes.append(said.format(delimiter=_named(self.delimiter)))
        return notes + titles_note(self.titles)


def _named(delimiter: str) -> str:
    return dict(zip(DELIMITERS, (_("commas"), _("semicolons"), _("tabs"), _("bars (|)")), strict=True))[delimiter]


def titles_note(n: int) -> list[str]:
    """Return what is said of rows above the header."""
    if not n:
        return []
    return [
        plural("{n} row above the header was passed over.", "{n} rows above the header were passed over.", n).format(
            n=n
        )
    ]


def found_head(text: str, file: str, questionnaire: Questionnaire | None, whole: bool) -> Head:
    """Return the head of a text table; `whole`: whether the text is all of it.

    Raises a BalanceError where the header cannot be read.
    """
    hint, delimiters = _hint(text)
    known = candidates(questionnaire)
    heads = [head for delimiter in delimiters if (head := _parsed(text, delimiter, hint, known, whole))]
    if not heads:
        remedy = _("The first line must name the columns.")
        raise stop(line_of(file, 1), _("The header cannot be read: a quote in it is not closed."), remedy, "bad-quote")
    best, *others = sorted(heads, key=lambda head: (head.fit, head.even, len(head.header)), reverse=True)
    return best._replace(doubtful=any((head.fit, head.even) == (best.fit, best.even) and head.even for head in others))


def header_place(records: Sequence[Sequence[str]], known: Sequence[Known]) -> int:
    """Return which of the first rows is the header: the one that fits best, with nothing but titles above."""
    place, best = 0, -1
    for number, record in enumerate(records[:LOOKED_AT]):
        fit = fit_of(record, records[number + 1 :], known)
        if fit > best:
            place, best = number, fit
        if sum(bool(cell.strip()) for cell in record) > TITLE:
            break
    return place if best > 0 else 0


def _hint(text: str) -> tuple[bool, Sequence[str]]:
    first = next(iter(text[:SHORT].splitlines()), "").strip('"')
    named = first[len(SPREADSHEET_HINT) :]
    hint = first.lower().startswith(SPREADSHEET_HINT) and named in DELIMITERS
    if hint:
        return hint, (named,)
    absent = [delimiter for delimiter in DELIMITERS if delimiter not in text]  # none divides a line: one is enough
    return hint, [delimiter for delimiter in DELIMITERS if delimiter not in absent[1:]]


def _parsed(text: str, delimiter: str, hint: bool, known: Sequence[Known], whole: bool) -> Head | None:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, tuple[str, ...]]] = []
    ended = True
    try:
        if hint:
            next(reader)
        filled = ((place, tuple(record)) for place, record in enumerate(reader) if not blank(record))
        records.extend(islice(filled, LOOKED_AT + SAMPLE))  # keeps what came before an error
        ended = len(records) < LOOKED_AT + SAMPLE
    except csv.Error:
        pass  # told when the rows are read
    if not records:
        return None
    titles = header_place([record for _place, record in records], known)
    before, header = records[titles]
    rows = [record for _place, record in records[titles + 1 :]]
    sample = tuple(rows[: len(rows) - (ended and not whole)][:SAMPLE])  # the last one may be cut
    return Head(header, delimiter, hint, before - titles, titles, '"' in text, sample, fit_of(header, sample, known))


def blank(record: Sequence[str]) -> bool:
    """Return whether a record says nothing: a blank line, or nothing but delimiters, as spreadsheets leave behind."""
    return not any(cell.strip() for cell in record)
