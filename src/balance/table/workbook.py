"""Tables as Excel workbooks: typed, with a frozen header, and nothing that runs or links."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from balance.errors import stop
from balance.safe import shown
from balance.words import _, number

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from balance.table.about import About

MOST_ROWS = 1_048_575  # below the header: the limit of a sheet
MOST_COLUMNS = 16_384
LONGEST = 32_767  # UTF-16 units in a cell
ROWS_AT_ONCE = 10_000
NARROW, WIDE, EXPLAINED = 9, 24, 60  # letters
DECIMALS = "0.00"
SAFE = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
LONG_AGO = datetime(2000, 1, 1)


def write_workbook(frame: "pl.LazyFrame", path: "Path", about: "About | None" = None, title: str | None = None) -> None:
    """Write a frame as a workbook of two sheets: the table, and what it and its columns are.

    Texts are written as texts, numbers with 16 digits (two decimals are shown); memory stays bounded.
    Raises a BalanceError where a sheet cannot hold the rows, the columns or a text, OSError where the
    disk is full.
    """
    import xlsxwriter

    with (
        TemporaryDirectory(prefix="balance-") as folder,
        _closed(xlsxwriter.Workbook(str(path), SAFE | {"tmpdir": folder})) as book,
    ):
        book.set_properties({"created": LONG_AGO, "comments": str(about.stamp) if about else ""})
        _Sheet(book, title or _("Scores"), path.name).table(frame)
        if about is not None:
            _Sheet(book, _("About"), path.name).about(about)


@contextmanager
def _closed(book: "Workbook") -> "Iterator[Workbook]":
    """Write the file when all went well; in any case leave no open file behind."""
    from xlsxwriter.exceptions import XlsxFileError

    try:
        yield book
        book.close()
    except XlsxFileError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from None
    finally:
        for sheet in book.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()


class _Sheet:
    """One sheet, written from above to below as constant memory wants it."""

    def __init__(self, book: Any, name: str, file: str) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.bold, self.plain = book.add_format({"bold": True}), book.add_format()
        self.decimals, self.wrapped = (book.add_format({"num_format": DECIMALS}), book.add_format({"text_wrap": True}))
        self.file = file
        self.row = 0

    def table(self, frame: "pl.LazyFrame") -> None:
        """Write a header that stays in sight and every row of a frame."""
        schema = frame.collect_schema()
        self._check_width(len(schema))
        numeric = [kind.is_numeric() for kind in schema.dtypes()]
        for place, (name, is_number) in enumerate(zip(schema.names(), numeric, strict=True)):
            self.sheet.set_column(place, place, max(NARROW, min(len(name) + 2, WIDE)) if is_number else WIDE)
        self.sheet.freeze_panes(1, 1)
        self.line(schema.names(), self.bold)
        styles = [self.decimals if kind.is_float() else None for kind in schema.dtypes()]
        for batch in frame.collect_batches(chunk_size=ROWS_AT_ONCE, maintain_order=True):
            for row in batch.iter_rows():
                self._values(row, styles)

    def about(self, about: "About") -> None:
        """Write the stamp, a line a part, and a line a column."""
        for place, width in enumerate((WIDE, EXPLAINED, WIDE)):
            self.sheet.set_column(place, place, width)
        stamp = about.stamp
        self.line([_("Made by"), stamp.made_by])
        self.line([_("Questionnaire"), f"{stamp.questionnaire} {stamp.version} ({stamp.digest})"])
        self.line([_("Language"), stamp.language])
        self.line([_("Options"), ", ".join(stamp.options) or _("none")])
        self.line([])
        self.line([_("Column"), _("Meaning"), _("Unit")], self.bold)
        for column in about.columns:
            self.line(list(column), self.wrapped)

    def line(self, texts: Sequence[str], style: "Format | None" = None) -> None:
        """Write a row of texts."""
        for place, text in enumerate(texts):
            self._text(place, text, style)
        self.row += 1

    def _values(self, row: Sequence[Any], styles: "Sequence[Format | None]") -> None:
        if self.row > MOST_ROWS:
            what = _("A sheet of a workbook holds {n} rows, and there are more.").format(n=number(MOST_ROWS))
            raise stop(shown(self.file), what, _("Write a .csv or a .parquet instead."), "sheet-too-small")
        for place, value in enumerate(row):
            if isinstance(value, str):
                self._text(place, value)
            elif isinstance(value, bool):
                self.sheet.write_boolean(self.row, place, value)
            elif value is not None:
                self.sheet.write_number(self.row, place, value, styles[place])
        self.row += 1

    def _text(self, place: int, text: str, style: "Format | None" = None) -> None:
        if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
            what = _("Row {row} has a text longer than the {n} letters that a cell of a workbook holds.").format(
                row=self.row + 1, n=number(LONGEST)
            )
            raise stop(shown(self.file), what, _("Write a .csv or a .parquet instead."), "sheet-too-small")
        if text.startswith("<r>"):  # xlsxwriter would take it for its own markup of rich text
            self.sheet.write_rich_string(self.row, place, text[:1], self.plain, text[1:])
        elif text:
            self.sheet.write_string(self.row, place, text, style)

    def _check_width(self, columns: int) -> None:
        if columns > MOST_COLUMNS:
            what = _("A sheet of a workbook holds {n} columns, and there are more.").format(n=number(MOST_COLUMNS))
            raise stop(shown(self.file), what, _("Write a .csv or a .parquet instead."), "sheet-too-small")
