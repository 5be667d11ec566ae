"""Scores on the data frame that somebody already has, with answers as numbers or as their labels."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import narwhals as nw
from narwhals.typing import IntoFrameT

from balance.answers.leftout import NAMED
from balance.answers.matching import matched
from balance.answers.options import Options
from balance.answers.values import Judge, Kind
from balance.errors import BalanceError, Fault
from balance.questionnaire.model import Questionnaire, Scale
from balance.questionnaire.near import did_you_mean
from balance.safe import shown
from balance.scores import engines
from balance.scores.columns import hidden
from balance.words import _, number, plural

FRAME = "frame"  # where the faults of a frame are
NAME, CELL, COUNT = "name", "cell", "n"

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]


def score(  # noqa: PLR0913
    frame: IntoFrameT,
    questionnaire: Questionnaire,
    *,
    intervals: bool = False,
    flags: bool = False,
    lenient: bool = False,
    check: bool = True,
) -> IntoFrameT:
    """Score a data frame, a row a respondent; the same kind of frame back.

    Takes Polars (eager or lazy), pandas, PyArrow, DuckDB and PySpark. A column is an item as in a file of answers; in
    it stand numbers of the scale, or labels, aliases and codes in any language, as text. Null, NaN and the signs of no
    answer (blank, NA, -) are not answered.

    Gives the other columns first, then the score table's: dimensions, needs, axes, lean, needed lean and level, 0 to
    100 (leans -100 to 100), and `answered`, 0 to 1. `intervals` adds the ends of each score's 95 % interval,
    `<name>_low` and `<name>_high`; `flags` adds `longest_run` (items), `irv` (percent) and `flagged` (true or false).

    Raises a BalanceError where an item has no column, or a cell is no answer of its scale; `lenient` counts both as
    not answered. The answers of a lazy frame are looked at for that (of PySpark: numbers in one job, texts in one), the
    scores are computed when you collect them. With `check=False` a frame of numbers is trusted as it is, and nothing is
    computed before.
    """
    ready = understood(frame, questionnaire, lenient, check)
    result: IntoFrameT = engines.score(ready.to_native(), questionnaire, intervals, flags)
    return result


def understood(frame: IntoFrameT, questionnaire: Questionnaire, lenient: bool = False, check: bool = True) -> Frame:
    """Return a frame's other columns as they are, and every item as values under its id, null where not answered.

    What is taken and refused is told at `score`.
    """
    table: Frame = nw.from_native(frame)
    names = table.collect_schema().names()
    columns = matched(names, questionnaire, FRAME, Options(lenient=lenient))
    found = {item: names[place] for item, place in columns.items.items()}
    readings = [_Reading(item, name, table, questionnaire) for item, name in found.items()]
    if check or any(reading.is_text for reading in readings):
        bad = _judged(table, readings, check)
        if bad and not lenient:
            raise BalanceError(_faults(bad))
    others = [engines.column(table, name) for name in names if name not in found.values()]
    absent = [nw.lit(None, dtype=nw.Float64).alias(item) for item in columns.absent]
    return table.select(*others, *(reading.values for reading in readings), *absent)


class Bad(NamedTuple):
    """A text or number that is no answer, and how often it stands in a column."""

    column: str
    text: str
    n: int
    labels: tuple[str, ...]


class _Reading:
    """How the column of one item is read: numbers as they are, texts by what each distinct one means."""

    def __init__(self, item: str, name: str, table: Frame, questionnaire: Questionnaire) -> None:
        kind = table.collect_schema()[name]
        self.item, self.name = item, name
        self.scale: Scale = questionnaire.items[item].scale
        self.is_text = not kind.is_numeric()
        self.kind = nw.String() if self.is_text else kind
        self._column = engines.column(table, name)
        self._judge = Judge(self.scale)
        self._meanings: dict[str, float | None] = {}
        self._bad: list[float] = []

    @property
    def cell(self) -> nw.Expr:
        """Return the column as it is judged: texts as text, and NaN, pandas' null, as null."""
        column = self._column
        if self.is_text:  # a cast alone would make texts of pandas' nulls
            return nw.when(~column.is_null()).then(column.cast(nw.String))
        return column.fill_nan(None) if self.kind.is_float() else column

    @property
    def strange(self) -> nw.Expr:
        """Return whether any number of the column is no value of the scale as it stands."""
        plain = [each for each in self.scale.values if self._judge(f"{each:.15g}").value == each]
        plain = [float(e) for e in plain] if self.kind.is_float() else [int(e) for e in plain if float(e).is_integer()]
        return (~self.cell.is_null() & ~self.cell.is_in(plain)).any().alias(hidden("strange", self.item))

    def judge(self, cells: Counter[Any]) -> Iterator[Bad]:
        """Learn what the distinct cells mean; yield those that are no answers."""
        for cell, n in cells.items():
            judged = self._judge(cell if self.is_text else f"{cell:.15g}")
            if judged.kind is Kind.BAD:
                yield Bad(self.name, str(cell), n, self.scale.labels)
            if self.is_text:
                self._meanings[cell] = judged.value
            elif judged.kind is not Kind.ANSWERED:
                self._bad.append(cell)

    @property
    def values(self) -> nw.Expr:
        """Return the column of values, under the item's id."""
        if self.is_text:
            known = {text: value for text, value in self._meanings.items() if value is not None}
            if not known:
                return nw.lit(None, dtype=nw.Float64).alias(self.item)
            values = [float(value) for value in known.values()]
            return self.cell.replace_strict([*known], values, default=None, return_dtype=nw.Float64).alias(self.item)
        if self._bad:
            return nw.when(~self.cell.is_in(self._bad)).then(self.cell).alias(self.item)
        return self.cell.alias(self.item)


def _judged(table: Frame, readings: list[_Reading], check: bool) -> list[Bad]:
    """Look at the answers: once at all numbers, and at every distinct one of the columns that need it."""
    numbers = [reading for reading in readings if reading.kind.is_integer() or reading.kind.is_float()] if check else []
    strange = _there(table.select(*(reading.strange for reading in numbers))).row(0) if numbers else ()
    clear = {reading.name for reading, is_so in zip(numbers, strange, strict=True) if not is_so}
    looked_at = [reading for reading in readings if reading.is_text or (check and reading.name not in clear)]
    cells = _distinct(table, looked_at)
    return [bad for reading in looked_at for bad in reading.judge(cells[reading.name])]


def _distinct(table: Frame, readings: list[_Reading]) -> dict[str, Counter[Any]]:
    """Return how often each distinct cell of each column stands there; null is not counted."""
    found: dict[str, Counter[Any]] = {reading.name: Counter() for reading in readings}
    if table.implementation.is_spark_like():  # a question to it is dear: the columns one below the other are one
        for kind in {reading.kind for reading in readings}:
            alike = {hidden("cell", reading.item): reading for reading in readings if reading.kind == kind}
            cells = table.select(*(reading.cell.alias(name) for name, reading in alike.items()))
            stacked = cells.unpivot(variable_name=NAME, value_name=CELL).drop_nulls(CELL)
            for name, cell, n in _there(stacked.group_by(NAME, CELL).agg(nw.len().alias(COUNT))).rows():
                found[alike[name].name][cell] = n
        return found
    for reading in readings:
        cells = table.select(reading.cell.alias(CELL)).drop_nulls()
        found[reading.name].update(dict(_there(cells.group_by(CELL).agg(nw.len().alias(COUNT))).rows()))
    return found


def _there(frame: Frame) -> "nw.DataFrame[Any]":
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def _faults(bad: list[Bad]) -> Iterator[Fault]:
    total = sum(each.n for each in bad)
    what = plural("{n} cell is no answer of its scale.", "{n} cells are no answers of their scales.", total)
    remedy = _("Mend them, or use lenient=True to count them as not answered.")
    yield Fault(FRAME, what.format(n=number(total)), remedy, "bad-cell")
    for each in sorted(bad, key=lambda each: -each.n)[:NAMED]:
        where = _("{file}, column {column}").format(file=FRAME, column=shown(each.column, 60))
        said = plural('"{text}", {n} time.', '"{text}", {n} times.', each.n)
        hint = did_you_mean(each.text, each.labels)
        yield Fault(where, said.format(text=shown(each.text, 60), n=number(each.n)), hint, "bad-cell")
