"""Score tables as files: .csv, .tsv, .xlsx, .parquet and .jsonl, by the ending of the name."""

from balance.table.about import About, about_path, is_about, write_about
from balance.table.delimited import SEPARATORS, as_csv
from balance.table.writing import (
    ENDINGS,
    PARQUET,
    WORKBOOK,
    Form,
    check_out,
    has_about_beside,
    id_name_taken,
    named,
    place,
    to_stdout,
    write,
)

__all__ = [
    "ENDINGS",
    "PARQUET",
    "SEPARATORS",
    "WORKBOOK",
    "About",
    "Form",
    "about_path",
    "as_csv",
    "check_out",
    "has_about_beside",
    "id_name_taken",
    "is_about",
    "named",
    "place",
    "to_stdout",
    "write",
    "write_about",
]
