"""The one place where text from outside is made harmless."""

import re

WIDTH = 200

# Controls, bidi overrides and isolates, zero-width and line separators. The joiners U+200C and U+200D
# stay: Persian words and joined emoji need them. What is no character, and what means one only between
# those who agreed on it, has no place in a PDF for archives.
NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(15) for last in (0xFFFE, 0xFFFF))
HARMFUL = re.compile(
    f"[{NO_CHARACTERS}\ufdd0-\ufdef\ue000-\uf8ff\U000f0000-\U0010ffff"
    "\x00-\x1f\x7f-\x9f\u061c\u00ad\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

# What a spreadsheet would run when it opens a .csv or .tsv.
SPREADSHEET_RUNS = r"^[=+\-@\t\r]"


def visible(character: str) -> str:
    """Return a printable stand-in for one harmful character: ESC becomes U+241B, others their number."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return f"‹{code:04X}›"


def shown(text: object, width: int = WIDTH) -> str:
    """Return any text from outside as one harmless line of at most `width` characters.

    Nothing in it can move a cursor, change a colour, turn the direction of a line or break it.
    """
    line = HARMFUL.sub(lambda found: visible(found.group()), str(text))
    return line if len(line) <= width else line[: width - 1] + "…"


def harmful(text: str) -> str | None:
    """Return the first character of a text that no document may hold (line breaks and tabs may), or None."""
    if text.isprintable():  # as most are, and nothing harmful is
        return None
    found = HARMFUL.search(text.replace("\n", "").replace("\t", "").replace("\r", ""))
    return found.group() if found else None
