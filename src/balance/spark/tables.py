"""Tables of answers as Spark reads them: opened as far as header and first rows, then as frames by places."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from balance.answers.formats.heads import found_head
from balance.answers.opening import Opened, Part
from balance.answers.options import Options
from balance.errors import stop
from balance.questionnaire.model import Questionnaire
from balance.spark.files import Alike, alike, parquet
from balance.words import _

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from balance.answers.platforms.layout import Sample

BROKEN = "broken"  # the column of a text table that holds a row as it stood, where it does not fit the header
FILE = "file"
GLOB = re.compile(r"([*?\[\]{}\\])")


def place(at: int) -> str:
    """Return what the column at a place is called in a frame: headers may be anything, and twice."""
    return f"c{at}"


def location(path: Path) -> str:
    """Return the address of a file of this machine, as Spark takes it: letter for letter."""
    return f"file://{path.absolute().as_posix()}"


class Texts:
    """CSV files with one header on their first line, in UTF-8."""

    def __init__(self, files: Alike, questionnaire: Questionnaire | None) -> None:
        self.file, self._paths = files.file, files.paths
        text = files.start.decode("utf-8", "replace").removeprefix("\ufeff")
        self._head = found_head(text, self.file, questionnaire, whole=True)
        head = self._head
        if head.before or head.hint or any("\n" in name or "\r" in name for name in head.header):
            what = _("With --engine spark the header must be the first line, and in one line.")
            raise stop(self.file, what, _("Score it without --engine spark, or delete what is above."), "not-for-spark")

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headers of all columns."""
        return self._head.header

    @property
    def notes(self) -> Sequence[str]:
        """Return what was taken for granted of the files."""
        return self._head.notes

    def sample(self) -> "Sample":
        """Return the texts of the first rows."""
        return self._head.sample

    def examine(self) -> None:
        """Do nothing: Spark looks at all rows."""

    def frame(self, spark: "SparkSession") -> "DataFrame":
        """Return all columns as text by their places, then BROKEN and FILE."""
        from pyspark.sql import functions as F  # noqa: N812
        from pyspark.sql.types import StringType, StructField, StructType

        names = [*(place(at) for at in range(len(self.header))), BROKEN]
        rows = spark.read.options(
            header=True, sep=self._head.delimiter, quote='"', escape='"', encoding="UTF-8", mode="PERMISSIVE",
            columnNameOfCorruptRecord=BROKEN,
            columnPruning=False,  # else a row that is too short or too long would not show
        ).schema(StructType([StructField(name, StringType()) for name in names]))  # fmt: skip
        return rows.csv(addresses(self._paths)).select(*names, F.col("_metadata.file_name").alias(FILE))


class Columnar:
    """Parquet files of one schema."""

    def __init__(self, files: Alike) -> None:
        self.file, self._paths = files.file, files.paths
        self._first = parquet(files.paths[0], files.file)
        self.header, self.notes, self.sample = self._first.header, self._first.notes, self._first.sample

    def examine(self) -> None:
        """Do nothing: the footers have been read."""

    def check(self, part: "Part[Table]") -> None:
        """Raise a BalanceError where a column that is used holds lists and not one answer a row."""
        self._first.check_types(part.columns)

    def frame(self, spark: "SparkSession") -> "DataFrame":
        """Return all columns as they are by their places, then BROKEN, which is null, and FILE."""
        from pyspark.sql import functions as F  # noqa: N812

        rows = spark.read.parquet(*addresses(self._paths))
        columns = [rows[_quoted(name)].alias(place(at)) for at, name in enumerate(self.header)]
        nothing = F.lit(None).cast("string").alias(BROKEN)
        return rows.select(*columns, nothing, F.col("_metadata.file_name").alias(FILE))


Table = Texts | Columnar


def opened(paths: Sequence[Path], wanted: Questionnaire | None, options: Options) -> Opened[Table]:
    """Open files and folders of parts, and settle what they answer. Raises a BalanceError for what is at fault."""
    found: list[tuple[str, Table]] = []
    for files in alike(paths):
        table = Columnar(files) if files.is_parquet else Texts(files, wanted)
        found.append((files.file, table))
    tables = Opened[Table](wanted, options)
    tables.settle(found)
    return tables


def matched(tables: Opened[Table]) -> list[Part[Table]]:
    """Return the tables with what their columns are. Raises a BalanceError where Spark could not score one of them."""
    parts = tables.parts()
    for part in parts:
        if part.columns.skip:
            what = _("Below the header, an export of {platform} has rows that are no respondents.").format(
                platform=part.columns.layout.platform
            )
            remedy = _("Score it without --engine spark, or delete them.")
            raise stop(part.file, what, remedy, "not-for-spark")
        if part.columns.id is None:
            what = _("There is no id column, and rows have no numbers where many read them at once.")
            raise stop(part.file, what, _("Name the id column with --id, or add one."), "no-id-column")
        if isinstance(part.source, Columnar):
            part.source.check(part)
    return parts


def addresses(paths: Sequence[Path]) -> list[str]:
    """Return the addresses of files to be read: a pattern's signs in them are letters."""
    return [GLOB.sub(r"\\\1", location(path)) for path in paths]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
