"""Reads a batch of answers: quickly where the file is clean, else carefully, with the same result."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from balance.answers.leftout import LeftOut
from balance.answers.matching import Columns, matched
from balance.errors import BalanceError
from balance.files import check_readable, unreadable
from balance.questionnaire.model import Questionnaire
from balance.safe import shown

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.formats.source import Source

Use = Callable[["pl.LazyFrame", str], None]


def read_into(
    path: Path, questionnaire: Questionnaire, use: Use, id_column: str | None = None, lenient: bool = False
) -> LeftOut:
    """Read a file of answers and give them to `use`, which must drain the frame; return what was left out.

    `use` gets a lazy frame and the name its id column shall have in the output.

    The lazy frame has the column `matching.ID` (the id's text or null; without an id column the
    number of the row) and a numeric column for every item: a value of its scale, null where not
    answered. `use` may be called a second time, and then what it made of the first is void; all it
    made is void where this raises. Raises a BalanceError with every fault of the file, and, unless
    lenient, for cells that are no answers and items without a column.
    """
    from balance.answers.formats.recognition import recognised
    from balance.answers.peeking import DoubtError

    check_readable(path)
    try:
        source = recognised(path, questionnaire)
    except OSError as error:
        raise unreadable(shown(path), error) from None
    try:
        columns = matched(source.header, questionnaire, shown(path), id_column, lenient)
    except BalanceError:
        source.examine()  # a file that is no text at all is told so, not that its headers are strange
        raise
    reading = Reading(source, shown(path), questionnaire, columns, use)
    try:
        return reading.quickly()
    except DoubtError:
        return reading.carefully(lenient)


class Reading:
    """One file, matched with a questionnaire, and what is to be made of its answers."""

    def __init__(self, source: "Source", file: str, questionnaire: Questionnaire, columns: Columns, use: Use) -> None:
        self.source, self.use = source, use
        self.file, self.questionnaire, self.columns = file, questionnaire, columns

    def quickly(self) -> LeftOut:
        """Read as numbers; raise DoubtError unless every cell is known to be clean."""
        import polars as pl

        from balance.answers.peeking import DoubtError, Peek, quick_scales
        from balance.answers.stopping import Stopping

        frame = self.source.quick(self.columns, self.questionnaire) if quick_scales(self.questionnaire) else None
        if frame is None:
            raise DoubtError
        left_out, stopping = self._left_out(), Stopping()
        peek = Peek(left_out, stopping)
        looked_at = self._complete(frame.map_batches(peek, streamable=True))
        try:
            stopping.run(lambda: self.use(looked_at, self.columns.id_name))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            raise DoubtError from None
        peek.finish(self.source.confirms)
        return left_out

    def carefully(self, lenient: bool) -> LeftOut:
        """Read as text, judge every distinct one, and tell all that is at fault."""
        import polars as pl

        from balance.answers.cleaning import Cleaner
        from balance.answers.stopping import Stopping

        left_out, stopping = self._left_out(), Stopping()
        cleaner = Cleaner(left_out)
        frame = self.source.careful(self.columns, cleaner, stopping)
        try:
            stopping.run(lambda: self.use(frame, self.columns.id_name))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise self.source.broken() or error from None
        cleaner.finish()
        left_out.check(lenient)
        return left_out

    def _left_out(self) -> LeftOut:
        return LeftOut(self.file, self.questionnaire, self.columns)

    def _complete(self, frame: "pl.LazyFrame") -> "pl.LazyFrame":
        import polars as pl

        from balance.answers.cleaning import clean_schema

        schema = clean_schema(self.questionnaire, self.columns.id is not None)
        absent = [pl.lit(None, dtype=schema[item]).alias(item) for item in self.columns.absent]
        return frame.with_columns(absent).select(*schema)
