"""The one thing remembered beside results: the language a person chose to be asked in."""

from balance.files import home, private_file
from balance.store.reading import is_plain

FILE = "language"


def remember_language(language: str) -> None:
    """Keep the language for next time. Raises a BalanceError where nothing can be written."""
    private_file(FILE, language + "\n")


def remembered_language() -> str | None:
    """Return the language chosen before, or None where none was or the file is none of ours."""
    path = home() / FILE
    if not is_plain(path):
        return None
    try:
        return path.read_text(encoding="utf-8").strip() or None
    except (OSError, ValueError):
        return None
