"""What a table held and what was left out of it: counted by Spark in the pass that scores it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from balance.answers.leftout import DroppedRow, Ids, LeftOut
from balance.answers.values import Kind
from balance.errors import stop
from balance.safe import SPREADSHEET_RUNS
from balance.spark.meanings import BAD, UNKNOWN, Meanings
from balance.spark.tables import BROKEN
from balance.words import _, number, plural

if TYPE_CHECKING:
    from pyspark.sql import Column

ID = "id"
WHOLE, BLANK_ROW = "whole", "blank"  # columns of truth: a row that is scored, one that says nothing
LOST = "\N{REPLACEMENT CHARACTER}"  # where bytes were no UTF-8
COUNTS = {
    "rows": WHOLE,
    "blank": BLANK_ROW,
    "dropped": f"{BROKEN} is not null",
    # A quote that is not closed in its line: Spark ends the cell there, and the row with it.
    "quotes": f"""{BROKEN} is not null and mod(length({BROKEN}) - length(replace({BROKEN}, '"', '')), 2) = 1""",
    "empty_ids": f"{WHOLE} and ({ID} is null or trim({ID}) = '')",
}


def counts(meanings: Meanings, kept: Sequence[str]) -> "list[Column]":
    """Return what is counted, as aggregates over places, ids and kept columns."""
    from pyspark.sql import functions as F  # noqa: N812

    places = [each.places for each in meanings.columns]
    some = f"{WHOLE} and least({', '.join([*places, *places[:1]])}) < 0"

    def cells(wanted: int) -> str:
        return f"sum(if({some}, {' + '.join(f'int({each} = {wanted})' for each in places)}, 0))"

    letters = F.concat_ws("", *map(F.col, [ID, *kept]))
    runs = F.col(WHOLE) & F.col(ID).rlike(SPREADSHEET_RUNS)
    risky = [F.when(F.col(WHOLE) & F.col(each).rlike(SPREADSHEET_RUNS), 1).otherwise(0) for each in kept]
    return [
        *(F.expr(f"count_if({what})").alias(name) for name, what in COUNTS.items()),
        F.count_if(F.col(WHOLE) & letters.contains(LOST)).alias("lost"),
        F.count_if(runs).alias("dangerous_ids"),
        F.sum(sum(risky, F.lit(0))).alias("dangerous"),
        F.expr(cells(UNKNOWN)).alias("unknown"),
        F.expr(cells(BAD)).alias("bad"),
        *(F.expr(cells(at)).alias(str(at)) for at in meanings.codes.places.values()),
    ]


def fill(left_out: LeftOut, counted: Mapping[str, int | None], meanings: Meanings) -> None:
    """Put what was counted into a `LeftOut`. Raises a BalanceError where cells were cut or letters lost."""
    told = {name: n or 0 for name, n in counted.items()}
    _check(left_out.file, told)
    left_out.rows, left_out.empty_lines, left_out.bad = told["rows"], told["blank"], told["bad"]
    left_out.dropped, left_out.dropped_rows = told["dropped"], []
    if told["dropped"]:
        reason = _("not as many columns as the header")
        left_out.dropped_rows.append(DroppedRow(0, 0, reason, told["dropped"]))
    left_out.ids = Ids(told["empty_ids"], 0, told["dangerous_ids"])
    left_out.dangerous = told["dangerous"]
    for code, at in meanings.codes.places.items():
        counter = left_out.missing if code.kind is Kind.MISSING else left_out.unscored
        if told[str(at)]:
            counter[code.code] = told[str(at)]


def _check(file: str, told: Mapping[str, int]) -> None:
    if told["quotes"]:
        what = plural(
            "{n} line ends within quotes: a cell with a line break, or a quote that is not closed.",
            "{n} lines end within quotes: cells with line breaks, or quotes that are not closed.",
            told["quotes"],
        ).format(n=number(told["quotes"]))
        remedy = _("Leave such columns out of the export, write it as Parquet, or score it without --engine spark.")
        raise stop(file, what, remedy, "bad-quote")
    if told["lost"]:
        what = plural(
            "{n} row is not UTF-8, in its id or in a column that is kept.",
            "{n} rows are not UTF-8, in their ids or in columns that are kept.",
            told["lost"],
        ).format(n=number(told["lost"]))
        raise stop(file, what, _("Save it as CSV UTF-8, or score it without --engine spark."), "not-utf8")
