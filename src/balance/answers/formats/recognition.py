"""Which format a file is in: by its content, never by its name."""

from pathlib import Path

from balance.answers.formats.source import Source
from balance.errors import stop
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _

OTHERS = {
    b"PK\x03\x04": "Excel (.xlsx)",
    b"\xd0\xcf\x11\xe0": "Excel (.xls)",
    b"$FL2": "SPSS (.sav)",
    b"$FL3": "SPSS (.sav)",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
}


def recognised(path: Path, questionnaire: Questionnaire) -> Source:
    """Open a table of answers by what it begins with.

    Raises a BalanceError where it is in a format that is not read, or broken.
    """
    from balance.answers.formats.delimited import Delimited
    from balance.answers.formats.parquet import MAGIC, Parquet

    with path.open("rb") as stream:
        start = stream.read(4)
    if start in OTHERS or start[:2] in OTHERS:
        kind = OTHERS.get(start) or OTHERS[start[:2]]
        what = _("This is a file of {kind}, which is not read yet.").format(kind=kind)
        raise stop(shown(path), what, _("Save it as CSV UTF-8 or Parquet."), "format-not-read")
    return Parquet(path, questionnaire) if start == MAGIC else Delimited(path, questionnaire)
