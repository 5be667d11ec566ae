"""The two streams: results to stdout, all else to stderr; texts from outside only as rich `Text`."""

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

FOLDED = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "\N{MINUS SIGN}": "-", "\N{NO-BREAK SPACE}": " ",
                        "–": "-", "—": "-", "…": "...", "’": "'", "«": '"', "»": '"', "·": "-"})  # fmt: skip


def console(stream: TextIO) -> "Console":
    """Return a console that never reads markup, emoji codes or highlights into a text."""
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=not stream.isatty())


def printable(text: str, stream: TextIO) -> str:
    """Return a text as the stream can print it: where it cannot print æøå, the nearest plain letters."""
    import unicodedata

    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", text.translate(FOLDED))
        return plain.encode(encoding, "ignore").decode(encoding)
    return text


def say(text: "str | Text" = "", stream: TextIO | None = None) -> None:
    """Print one message on stderr, or on another stream; in a pipe a plain text is one line as it is."""
    out = sys.stderr if stream is None else stream
    if not isinstance(text, str):
        console(out).print(text)
    elif out.isatty():
        from rich.text import Text

        console(out).print(Text(printable(text, out)))
    else:
        out.write(printable(text, out) + "\n")
        out.flush()


def result(text: "str | Text" = "") -> None:
    """Print a part of the result on stdout."""
    say(text, sys.stdout)
