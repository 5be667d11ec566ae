"""One person's answers from a file: .json or .yaml (item: answer), .csv or .tsv (item, answer)."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from balance.answers.leftout import line_of
from balance.answers.values import Judged, Kind, judge
from balance.errors import BalanceError, Fault, Mark, stop
from balance.files import check_readable, unreadable
from balance.questionnaire.decoding import LIMIT, decoded
from balance.questionnaire.model import Questionnaire, Scale
from balance.questionnaire.near import did_you_mean, offer
from balance.safe import shown
from balance.words import _

TABLES = {".csv": (",", ";", "\t"), ".tsv": ("\t",)}
TREES = (".json", ".yaml", ".yml")
HEADER = ("item", "answer")
ANSWERS = "answers"


class _Given(NamedTuple):
    """An item and its answer as they stand in a file, and where."""

    item: str
    answer: object
    where: str
    mark: Mark | None = None
    item_mark: Mark | None = None


def read_answers(path: Path, questionnaire: Questionnaire) -> dict[str, Judged]:
    """Read the answers of one person: what each item in the file was judged to be.

    An item that is not in the file is not in the result. Raises a BalanceError with every id that is
    no item or stands twice, and every answer that is none of its item's scale.
    """
    check_readable(path)
    ending = path.suffix.lower()
    if ending in TREES:
        given = list(_from_tree(path, questionnaire))
    elif ending in TABLES:
        given = list(_from_table(path, TABLES[ending]))
    else:
        what = _('"{ending}" is no ending of a file of answers.').format(ending=shown(path.suffix, 30))
        remedy = _("Use one of: {endings}.").format(endings=", ".join((*TREES, *TABLES)))
        raise stop(shown(path), what, remedy, "unknown-ending")
    return _judged(given, questionnaire)


def _judged(given: Iterable[_Given], questionnaire: Questionnaire) -> dict[str, Judged]:
    answers: dict[str, Judged] = {}
    faults: list[Fault] = []
    for each in given:
        item = questionnaire.items.get(each.item)
        if item is None:
            what = _('There is no item "{item}" in {questionnaire}.').format(
                item=shown(each.item, 60), questionnaire=questionnaire.id
            )
            faults.append(
                Fault(each.where, what, offer(each.item, questionnaire.items), "unknown-item", each.item_mark)
            )
        elif each.item in answers:
            what = _('"{item}" is answered twice.').format(item=each.item)
            faults.append(Fault(each.where, what, _("Keep one of the two."), "duplicate-answer", each.mark))
        else:
            answers[each.item] = judge(_text(each.answer), item.scale)
            if answers[each.item].kind is Kind.BAD:
                faults.append(_bad(each, item.scale))
    if faults:
        raise BalanceError(faults)
    return answers


def _text(answer: object) -> str:
    """Return an answer as it would be typed. What no one can type (a list) is judged as it looks: bad."""
    return "" if answer is None else str(answer)


def _bad(given: _Given, scale: Scale) -> Fault:
    what = _('"{answer}" is no answer to "{item}".').format(answer=shown(_text(given.answer), 60), item=given.item)
    codes = ", ".join([*map(str, scale.values), *(unscored.code for unscored in scale.unscored)])
    every = _("Write one of: {answers}.").format(answers=codes)
    remedy = did_you_mean(_text(given.answer), scale.labels) or every
    return Fault(given.where, what, remedy, "unknown-answer", given.mark)


def _from_tree(path: Path, questionnaire: Questionnaire) -> Iterator[_Given]:
    """Yield the pairs of a mapping, or of the mapping under `answers`."""
    from balance.questionnaire.document import read

    document = read(path).sound()
    tree = document.tree
    above: tuple[str, ...] = ()
    inner = tree.get(ANSWERS)
    if ANSWERS not in questionnaire.items or isinstance(inner, dict):
        if isinstance(inner, dict):
            tree, above = inner, (ANSWERS,)
        elif ANSWERS in tree:
            mark = document.mark((ANSWERS,))
            what = _("`answers` holds no `item: answer` lines.")
            raise BalanceError([Fault(document.file, what, "", "not-a-mapping", mark)])
    for item, answer in tree.items():
        yield _Given(
            item, answer, document.file, document.mark((*above, item)), document.mark((*above, item), key=True)
        )


def _from_table(path: Path, delimiters: tuple[str, ...]) -> Iterator[_Given]:
    """Yield the rows of two columns; a first row `item,answer` is the header."""
    file = shown(path)
    lines = _lines(path, file)
    delimiter = max(delimiters, key=lambda each: next((line.count(each) for line in lines if line.strip()), 0))
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    first = True
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            where = line_of(file, reader.line_num)
            if len(row) != len(HEADER):
                what = _("The row has {n} cells, not two.").format(n=len(row))
                raise stop(where, what, _("Write: item, answer."), "not-two-columns")
            item, answer = row[0].strip(), row[1]
            if not (first and (item.casefold(), answer.strip().casefold()) == HEADER):
                yield _Given(item, answer, where)
            first = False
    except csv.Error:
        what, remedy = _("A quote is not closed."), _("Close it, or delete it.")
        raise stop(line_of(file, reader.line_num), what, remedy, "bad-quote") from None
    if first:
        raise stop(file, _("The file is empty."), "", "empty-file")


def _lines(path: Path, file: str) -> list[str]:
    try:
        with path.open("rb") as stream:
            lines, faults = decoded(stream.read(LIMIT + 1), file)
    except OSError as error:
        raise unreadable(file, error) from None
    if faults:
        raise BalanceError(faults)
    return lines
