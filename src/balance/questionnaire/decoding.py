"""Bytes to text: what no parser should meet is a fault here, with its line."""

import codecs
import re
from collections.abc import Iterator

from balance.errors import BalanceError, Fault, Mark
from balance.safe import HARMFUL, shown, visible
from balance.words import _, plural

LIMIT = 1_000_000  # bytes

# Besides what is harmful to show, the two numbers that are no character at all: YAML refuses them.
CONTROL = re.compile(f"(?![\t\n]){HARMFUL.pattern}|[\ufffe\uffff]")
TAB_INDENT = re.compile(r"^ *(\t)[ \t]*\S")
STAND_IN = "\N{REPLACEMENT CHARACTER}"


def decoded(data: bytes, file: str) -> tuple[list[str], list[Fault]]:
    """Return the lines of a text file, control characters replaced, and the faults found in them.

    UTF-8, with its mark or without, or UTF-16 with its mark. Raises a BalanceError where the file
    is over 1 MB, in another encoding, or indented with tabs.
    """
    if len(data) > LIMIT:
        what, remedy = _("The file is over 1 MB."), _("Divide it, or check that it is the right file.")
        raise BalanceError([Fault(file, what, remedy, "too-large")])
    text = _text(data, file).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    tabs = list(_tab_indents(lines, file))
    if tabs:
        raise BalanceError(tabs)
    faults = list(_control_characters(text, lines, file))
    return [CONTROL.sub(STAND_IN, line) for line in lines] if faults else lines, faults


def _text(data: bytes, file: str) -> str:
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BalanceError([_not_utf8(data, encoding, error.start, file)]) from None


def _not_utf8(data: bytes, encoding: str, at: int, file: str) -> Fault:
    """Return the fault for the first byte that is no text, with its line as far as it can be read."""
    if encoding == "utf-16":
        what = _("The file begins as UTF-16, and is not all of it.")
        return Fault(file, what, _("Save the file as UTF-8."), "not-utf8")
    what = _("Here the file is not UTF-8.")
    at += len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    before = data[:at].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rest = re.split(rb"[\r\n]", data[at:], maxsplit=1)[0].decode("utf-8", "replace")
    mark = Mark(len(before), len(before[-1]) + 1, before[-1] + rest)
    return Fault(file, what, _("Save the file as UTF-8."), "not-utf8", mark)


def _tab_indents(lines: list[str], file: str) -> Iterator[Fault]:
    found = [(number, match) for number, line in enumerate(lines, 1) if (match := TAB_INDENT.match(line))]
    if found:
        number, match = found[0]
        what = plural("A tab indents this line.", "A tab indents this line and others: {n} in all.", len(found))
        mark = Mark(number, match.start(1) + 1, match.string)
        yield Fault(file, what.format(n=len(found)), _("Use spaces."), "tab-indent", mark)


def _control_characters(text: str, lines: list[str], file: str) -> Iterator[Fault]:
    """Yield a fault for each such character, at its first place: a binary file has thousands."""
    if all(line.replace("\t", "").isprintable() for line in lines):  # as most are: the pattern takes 3 ms
        return
    counts: dict[str, int] = {}
    for match in CONTROL.finditer(text):
        counts[match.group()] = counts.get(match.group(), 0) + 1
    for character, n in counts.items():
        number = next(number for number, line in enumerate(lines, 1) if character in line)
        line = lines[number - 1]
        what = plural(
            "The control character {character} ({code}) stands here.",
            "The control character {character} ({code}) stands here and elsewhere, {n} times in all.",
            n,
        ).format(character=shown(visible(character)), code=f"U+{ord(character):04X}", n=n)
        mark = Mark(number, line.index(character) + 1, line)
        yield Fault(file, what, _("Delete it."), "control-character", mark)
