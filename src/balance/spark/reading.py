"""One table on Spark: its rows as places of meanings, what is counted of them, and the clean answers."""

from typing import TYPE_CHECKING

from balance.answers.leftout import LeftOut
from balance.answers.matching import ID as ANSWERS_ID
from balance.answers.opening import Part
from balance.questionnaire.model import Questionnaire
from balance.spark.counting import BLANK_ROW, ID, WHOLE, counts, fill
from balance.spark.meanings import ItemColumn, Meanings, text_of
from balance.spark.tables import BROKEN, FILE, Table, Texts, place

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, Observation, SparkSession


class Reading:
    """A table matched with a questionnaire, read by Spark; `left_out` is filled when its answers were drained."""

    def __init__(self, part: Part[Table], questionnaire: Questionnaire, spark: "SparkSession") -> None:
        self.part, self.questionnaire = part, questionnaire
        self.meanings = Meanings(part, questionnaire)
        self.left_out = LeftOut(part.file, questionnaire, part.columns)
        self._table = part.source.frame(spark)
        self._observed: Observation | None = None

    @property
    def kept(self) -> list[str]:
        """Return what the kept columns are called inside."""
        return [f"kept {at}" for at in range(len(self.part.columns.kept))]

    def judged(self, texts: bool = False) -> "DataFrame":
        """Return the rows: id and kept columns as text, the place of each item's meaning, and what rows they are.

        With `texts` also what each cell says, as it was judged.
        """
        from pyspark.sql import functions as F  # noqa: N812

        columns = self.part.columns
        assert columns.id is not None  # noqa: S101 -- `matched` saw to it
        id, blank = _text(place(columns.id)), self._blank()
        whole = F.col(BROKEN).isNull() & ~blank
        kept = [_text(place(at)).alias(name) for at, name in zip(columns.kept.values(), self.kept, strict=True)]
        return self._table.select(
            id.alias(ID), *kept, *self.meanings.places(self._table.schema),
            BROKEN, FILE, whole.alias(WHOLE), (F.col(BROKEN).isNull() & blank).alias(BLANK_ROW),
            *(text_of(each.column).alias(said(each)) for each in self.meanings.columns if texts),
        )  # fmt: skip

    def _blank(self) -> "Column":
        """Return whether a row of a text says nothing, as spreadsheets leave behind: it is no respondent."""
        from pyspark.sql import functions as F  # noqa: N812

        if not isinstance(self.part.source, Texts):
            return F.lit(False)
        cells = [place(at) for at in range(len(self.part.columns.header))]
        id = F.coalesce(F.trim(F.col(place(self.part.columns.id or 0))), F.lit(""))
        return (id == "") & ~F.concat_ws("", *cells).rlike(r"\S")

    def answers(self) -> "DataFrame":
        """Return the answers of the rows that are scored: id, kept columns, a number or null for each item."""
        from pyspark.sql import Observation
        from pyspark.sql import functions as F  # noqa: N812

        self._observed = Observation()
        rows = self.judged().observe(self._observed, *counts(self.meanings, self.kept)).filter(WHOLE)
        values = dict(zip(self.part.columns.items, self.meanings.values(), strict=True))
        absent = F.lit(None).cast("int")
        items = [values.get(item, absent.alias(item)) for item in self.questionnaire.items]
        return rows.select(F.col(ID).alias(ANSWERS_ID), *(F.col(name) for name in self.kept), *items)

    def count(self) -> int:
        """Put what was counted into `left_out`; return how many cells hold a text that nobody has judged yet."""
        assert self._observed is not None  # noqa: S101
        counted = self._observed.get
        before = self.left_out
        self.left_out = LeftOut(
            before.file, before.questionnaire, before.columns, cells=before.cells, mixed=before.mixed
        )
        fill(self.left_out, counted, self.meanings)
        return counted["unknown"] or 0


def said(column: ItemColumn) -> str:
    """Return what the column of an item's texts is called."""
    return f"text {column.places}"


def _text(column: str) -> "Column":
    """Return a column as text, null where it is empty."""
    from pyspark.sql import functions as F  # noqa: N812

    text = F.col(column).cast("string")
    return F.when(text != "", text)
