"""What may be chosen of how tables of answers are read."""

from dataclasses import dataclass

from balance.answers.mapping import ColumnMapping


@dataclass(frozen=True)
class Options:
    """How tables of answers are to be read."""

    id_column: str | None = None  # its header; None: the column called id, else rows are numbered
    keep: tuple[str, ...] = ()  # headers of columns that are carried along as they are
    lenient: bool = False  # cells that are no answers, and items without a column, are not answered
    encoding: str | None = None  # of text tables; None: found
    sheet: str | None = None  # of workbooks, by its name; None: found
    mapping: ColumnMapping | None = None  # what columns and labels mean, where they do not say it themselves


PLAIN = Options()
