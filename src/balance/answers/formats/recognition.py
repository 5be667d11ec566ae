"""Which format a file is in: by its content, never by its name."""

import re
from pathlib import Path

from balance.answers.formats.source import Source
from balance.answers.spool import Input
from balance.errors import BalanceError, stop
from balance.questionnaire.model import Questionnaire
from balance.words import _

ZIP, OLE, PARQUET, SPSS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", (b"$FL2", b"$FL3")
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"7z\xbc\xaf": "7-Zip",
    b"BZh": "bzip2",
    b"\xfd7zX": "xz",
    b"{\\rt": "RTF",
    b"<!DO": "HTML",
    b"<htm": "HTML",
    b"<?xm": "XML",
}
OWN = re.compile(rb"""^\s*\{?\s*["']?format["']?\s*:\s*["']?(balance(?:-mapping)?)/\d""", re.MULTILINE)
RESULT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"balance-result/')
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOOKED_AT = 4096
MOST = 10_000_000
KINDS = {
    "Results": ("balance", (".json", ".zip")),
    "Workbook": ("Excel", (".xlsx", ".xlsm")),
    "Parquet": ("Parquet", (".parquet", ".pq")),
    "JsonLines": ("JSON Lines", (".jsonl", ".ndjson", ".json")),
    "Spss": ("SPSS", (".sav", ".zsav")),
    "Delimited": ("CSV", (".csv", ".tsv", ".txt", ".tab", ".dat")),
}


def recognised(given: Input, questionnaire: Questionnaire | None) -> Source:
    """Open a table of answers by what it begins with.

    Raises a BalanceError where it is in a format that is not read, or broken.
    """
    with given.path.open("rb") as stream:
        start = stream.read(LOOKED_AT)
        if start.startswith(OLE):
            raise _old_or_locked(given.file, start + stream.read(MOST))
    kind = next((name for sign, name in OTHERS.items() if start.startswith(sign)), None)
    if kind is not None:
        what = _("This is a {kind} file, not a table of answers.").format(kind=kind)
        raise stop(given.file, what, _("Save the answers as CSV UTF-8, .xlsx or .parquet."), "format-not-read")
    own = OWN.search(start)
    if own is not None and not RESULT.match(start):  # a result has its questionnaire in it
        raise _own_file(given.file, own[1].decode("ascii"))
    return _opened(given, questionnaire, start)


def _own_file(file: str, kind: str) -> BalanceError:
    if kind == "balance":
        what = _("This is a questionnaire, not answers to one.")
        return stop(file, what, _("Name the file of answers, and this one after -q."), "format-not-read")
    what = _("This is a mapping, not a table of answers.")
    return stop(file, what, _("Name the file of answers, and this one after --map."), "format-not-read")


def _opened(given: Input, questionnaire: Questionnaire | None, start: bytes) -> Source:
    if start.startswith(ZIP) or RESULT.match(start):
        return _package(given, questionnaire, RESULT.match(start) is not None)
    if start.startswith(PARQUET):
        from balance.answers.formats.parquet import Parquet

        return Parquet(given)
    if start.startswith(SPSS):
        from balance.answers.formats.spss import Spss

        return Spss(given, questionnaire)
    from balance.answers.formats.jsonlines import BEGINS, JsonLines

    if BEGINS.match(start):
        return JsonLines(given)
    from balance.answers.formats.delimited import Delimited

    return Delimited(given, questionnaire)


def _package(given: Input, questionnaire: Questionnaire | None, result: bool) -> Source:
    from balance.answers.formats.results import Results
    from balance.store.archive import holds_results

    if result or holds_results(given.path):
        return Results(given, questionnaire)
    from balance.answers.formats.workbook import Workbook

    return Workbook(given, questionnaire)


def opening_notes(given: Input, source: Source) -> list[str]:
    """Return what is said where the file's name promises another format, or --sheet sheets, that it does not hold."""
    kind, endings = KINDS[type(source).__name__]
    notes = []
    if given.options.sheet is not None and kind != "Excel":
        notes.append(_("The file holds {kind}, which has no sheets: --sheet changed nothing here.").format(kind=kind))
    ending = Path(given.file.removesuffix(".gz")).suffix.lower()
    promised = {each for _kind, several in KINDS.values() for each in several}
    if ending in promised and ending not in endings:
        said = _("The name ends in {ending}, and the file holds {kind}: it was read as that.")
        notes.append(said.format(ending=ending, kind=kind))
    return notes


def _old_or_locked(file: str, content: bytes) -> Exception:
    if ENCRYPTED in content:
        what = _("The workbook is locked with a password.")
        return stop(file, what, _("Save a copy without a password."), "format-not-read")
    what = _("This is a file of an older Excel (.xls), which is not read.")
    return stop(file, what, _("Open it and save it as .xlsx or CSV UTF-8."), "format-not-read")
