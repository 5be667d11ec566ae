"""Names of files made from names of people."""

import unicodedata

LONGEST = 60  # bytes of UTF-8
DIGITS = 4
KEPT = "abcdefghijklmnopqrstuvwxyz0123456789æøå"


def file_name(row: int, of: int, name: str, ending: str) -> str:
    """Return a person's file name: the number of the row and what can be kept of the name.

    The number makes it unlike all others of the table, whatever the name is: empty, `..`, CON, or
    another's but for a capital.
    """
    number = f"{row:0{max(DIGITS, len(str(of)))}}"
    return "-".join(filter(None, (number, slug(name)))) + ending


def slug(name: str) -> str:
    """Return a name in small letters a to z, æ, ø, å, digits and hyphens, at most 60 bytes; other accents go."""
    letters = (_plain(letter) for letter in unicodedata.normalize("NFC", name).casefold())
    words = "-".join("".join(letters).split())
    return words.encode()[:LONGEST].decode(errors="ignore").strip("-")


def _plain(letter: str) -> str:
    if letter in KEPT:
        return letter
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base and base in KEPT else "" if unicodedata.combining(letter) else " "
