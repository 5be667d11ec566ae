"""In which encoding a text is: by its mark, else UTF-8, else UTF-16 by its NULs, else Windows-1252."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from balance.answers.formats.surveying import CHUNK
from balance.answers.leftout import line_of
from balance.answers.spool import Input
from balance.errors import BalanceError, stop
from balance.safe import shown
from balance.words import _

UTF8 = "utf-8"
FALLBACK = "cp1252"
MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
NAMES = {UTF8: "UTF-8", FALLBACK: "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
LOOKED_AT = 200  # bytes among which NULs show UTF-16


def encoding_of(given: Input, start: bytes) -> str:
    """Return the encoding of a text by its first bytes, or the one that was chosen.

    Raises a BalanceError where two encodings are mixed, or it is in none that can be told.
    """
    if given.options.encoding is not None:
        return _chosen(given.options.encoding, start)
    if start[:2] in MARKS:
        return MARKS[start[:2]]
    head = start[: LOOKED_AT // 2 * 2]
    for name, nuls in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if nuls.count(0) > len(nuls) // 2:
            return name
    try:
        codecs.getincrementaldecoder(UTF8)().decode(start)
    except UnicodeDecodeError:
        return without_utf8(given)
    return UTF8


def _chosen(name: str, start: bytes) -> str:
    try:
        codec = codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError):
        what = _('There is no encoding "{name}".').format(name=shown(name, 40))
        raise stop(
            "--encoding", what, _("Write one such as utf-8, cp1252, latin-1 or utf-16."), "no-such-encoding"
        ) from None
    return MARKS.get(start[:2], "utf-16-le") if codec.name == "utf-16" else codec.name


def without_utf8(given: Input) -> str:
    """Return the encoding of a text that is not all UTF-8: Windows-1252, where no line of it is UTF-8 beyond ASCII.

    Raises a BalanceError, with the line, where one is, or it is no text.
    """
    other = alien = 0
    for number, line in _lines(given.path):
        if b"\0" in line:
            what = _("The line holds a NUL, a character that no text has.")
            raise stop(line_of(given.file, number), what, _("Export it again as CSV UTF-8."), "nul")
        if line.isascii():
            continue
        if _is(UTF8, line):
            alien = alien or number
        elif _is(FALLBACK, line):
            other = other or number
        else:
            raise _neither(given.file, number)
        if other and alien:
            what = _("The file mixes encodings: line {first} is {one}, this line is {two}.").format(
                first=min(other, alien), one=NAMES[UTF8 if alien < other else FALLBACK],
                two=NAMES[FALLBACK if alien < other else UTF8],
            )  # fmt: skip
            remedy = _("Save all parts in one encoding, as CSV UTF-8.")
            raise stop(line_of(given.file, max(other, alien)), what, remedy, "mixed-encodings")
    return FALLBACK


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open(encoding="latin-1", newline="") as lines:
        number = 1
        while line := lines.readline(CHUNK):
            yield number, line.encode("latin-1")
            number += line.endswith(("\n", "\r"))


def _is(encoding: str, line: bytes) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _neither(file: str, number: int) -> BalanceError:
    remedy = _("Save it as CSV UTF-8, or name its encoding with --encoding.")
    return stop(line_of(file, number), _("The line is neither UTF-8 nor Windows-1252."), remedy, "not-utf8")


def as_utf8(given: Input, encoding: str) -> Path:
    """Return the path of a text in UTF-8: its own, or that of a private copy.

    Raises a BalanceError, with the line, where the text is not in that encoding.
    """
    if encoding == UTF8:
        return given.path
    copy, number = given.spool.new(), 1
    decoder = codecs.getincrementaldecoder(encoding)()
    with given.path.open("rb") as source, copy.open("x", encoding=UTF8, newline="") as target:
        while True:
            chunk = source.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
                target.write(text)
            except UnicodeDecodeError as error:
                number += error.object[: error.start].decode(encoding, "ignore").count("\n")
                what = _("The line is not {encoding}.").format(encoding=said(encoding))
                remedy = _("Save it as CSV UTF-8, or name its encoding with --encoding.")
                raise stop(line_of(given.file, number), what, remedy, "not-utf8") from None
            if not chunk:
                return copy
            number += text.count("\n")


def said(encoding: str) -> str:
    """Return how people call an encoding."""
    return NAMES.get(encoding, encoding)


def encoding_note(encoding: str, chosen: bool) -> list[str]:
    """Return what is said of an encoding that was found and is not UTF-8."""
    if chosen or encoding == UTF8:
        return []
    return [_("The file is not in UTF-8: it was read as {encoding}.").format(encoding=said(encoding))]
