"""What a score table says of itself: its stamp, and what each of its columns means.

Workbooks and Parquet files carry it inside. A .csv, .tsv or .jsonl cannot without breaking what reads it, so there it
is a small JSON file beside it.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from balance.scores.describing import Column
from balance.stamp import Stamp

FORMAT = "balance-table/1"


class About(NamedTuple):
    """The stamp of a table and its columns in order."""

    stamp: Stamp
    columns: tuple[Column, ...]

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {"format": FORMAT, **self.stamp.plain, "columns": [column._asdict() for column in self.columns]}


def about_path(out: Path) -> Path:
    """Return where the file about a table stands: beside it."""
    return out.with_name(f"{out.name}.about.json")


def write_about(about: About, path: Path) -> None:
    """Write what a table says of itself as JSON."""
    text = json.dumps(about.plain, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def is_about(path: Path) -> bool:
    """Return whether a file is one about a table, and so ours to replace."""
    with path.open("rb") as file:
        return file.read(100).split()[:3] == [b"{", b'"format":', f'"{FORMAT}",'.encode()]
