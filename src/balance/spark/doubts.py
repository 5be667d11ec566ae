"""The careful pass: the distinct texts of cells that nobody has judged yet come here, and no row does."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from balance.answers.cleaning import MOST_TEXTS
from balance.answers.leftout import Cell
from balance.answers.recoded import mixed
from balance.answers.values import Judged, Kind
from balance.errors import stop
from balance.safe import shown
from balance.spark.counting import ID, WHOLE
from balance.spark.meanings import UNKNOWN
from balance.spark.reading import Reading, said
from balance.spark.tables import FILE
from balance.words import _, number

if TYPE_CHECKING:
    from pyspark.sql import Row


class Text(NamedTuple):
    """A text of an item's column: how many cells hold it, and where the first of them by file and id is."""

    column: int
    text: str
    n: int
    file: str
    id: str


def learn(reading: Reading, every: bool = False) -> None:
    """Judge the texts that no one has judged yet; put those that are no answers into the `LeftOut`.

    `every`: also those that were judged, as a mapping needs it that says what numbers mean. Raises a BalanceError
    where a column is free text.
    """
    columns = reading.meanings.columns
    judged: dict[int, dict[str, Judged]] = {at: {} for at in range(len(columns))}
    left_out = reading.left_out
    for found in _texts(reading, every):
        column = columns[found.column]
        meaning = judged[found.column][found.text] = column.lookup.learn(found.text)
        if meaning.kind is Kind.BAD:
            cell = Cell(0, column.header, found.text, column.item, found.n, found.file, found.id)
            left_out.cells.append(cell)
    left_out.cells.sort(key=lambda cell: (cell.file, cell.id, cell.column))
    left_out.bad = sum(cell.n for cell in left_out.cells)
    settled = left_out.columns.settled
    if settled.values and every:
        for at, meanings in judged.items():
            left_out.mixed += mixed(columns[at].header, meanings, settled)


def _texts(reading: Reading, every: bool) -> list[Text]:
    """Return the distinct texts of all columns. Raises a BalanceError where there are more than any scale has."""
    from pyspark.sql import functions as F  # noqa: N812

    columns = reading.meanings.columns
    wanted = "" if every else f" and ({' or '.join(f'{each.places} = {UNKNOWN}' for each in columns)})"
    cells = F.array(*[
        F.struct(F.lit(at).alias("at"), F.col(said(each)).alias("text"), F.col(each.places).alias("place"))
        for at, each in enumerate(columns)
    ])  # fmt: skip
    # Observed, so that Spark does not write each cell's meaning into all that follows: it would plan for minutes.
    judged = reading.judged(texts=True).observe("judged", F.count("*").alias("rows"))
    rows = judged.filter(f"{WHOLE}{wanted}")
    doubts = rows.select(FILE, ID, F.inline(cells)).filter("text is not null")
    if not every:
        doubts = doubts.filter(f"place = {UNKNOWN}")
    first = F.min(F.struct(F.col(FILE), F.coalesce(F.col(ID), F.lit("")).alias(ID))).alias("first")
    distinct = doubts.groupBy("at", "text").agg(F.count("*").alias("n"), first)
    found = distinct.limit(MOST_TEXTS + 1).collect()
    if len(found) > MOST_TEXTS:
        _free_text(reading, Counter(row["at"] for row in found))
    return [_told(row) for row in found]


def _told(row: "Row") -> Text:
    return Text(row["at"], row["text"], row["n"], shown(row["first"][FILE], 60), row["first"][ID])


def _free_text(reading: Reading, counts: Mapping[int, int]) -> None:
    column = reading.meanings.columns[max(counts, key=lambda at: counts[at])]
    what = _('Column "{column}" holds over {n} different texts: it is no item.').format(
        column=shown(column.header, 60), n=number(MOST_TEXTS)
    )
    if len(counts) > 1:
        what = _("{n} columns hold over {texts} different texts, {column} most of them: not all are items.").format(
            n=len(counts), texts=number(MOST_TEXTS), column=f'"{shown(column.header, 60)}"'
        )
    raise stop(reading.left_out.file, what, _("Rename the column, or delete it."), "free-text")
