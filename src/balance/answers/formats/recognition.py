"""Which format a file is in: by its content, never by its name."""

from balance.answers.formats.source import Source
from balance.answers.spool import Input
from balance.errors import stop
from balance.questionnaire.model import Questionnaire
from balance.words import _

OTHERS = {
    b"PK\x03\x04": "Excel (.xlsx)",
    b"\xd0\xcf\x11\xe0": "Excel (.xls)",
    b"$FL2": "SPSS (.sav)",
    b"$FL3": "SPSS (.sav)",
    b"%PDF": "PDF",
}


def recognised(given: Input, questionnaire: Questionnaire | None) -> Source:
    """Open a table of answers by what it begins with.

    Raises a BalanceError where it is in a format that is not read, or broken.
    """
    from balance.answers.formats.delimited import Delimited
    from balance.answers.formats.parquet import MAGIC, Parquet

    with given.path.open("rb") as stream:
        start = stream.read(4)
    kind = OTHERS.get(start)
    if kind:
        what = _("This is a file of {kind}, which is not read yet.").format(kind=kind)
        raise stop(given.file, what, _("Save it as CSV UTF-8 or Parquet."), "format-not-read")
    return Parquet(given) if start == MAGIC else Delimited(given, questionnaire)
