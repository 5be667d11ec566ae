"""Messages and numbers in the user's language: English sentences are the keys of the catalogue."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from balance.content import content

LANGUAGES = ("en", "nb")
NORWEGIAN = ("nb", "no", "nn", "norsk", "norwegian", "bokmål", "nynorsk")
ENGLISH = ("en", "english", "engelsk")
MINUS = "\N{MINUS SIGN}"


def preferred() -> str | None:
    """Return the language that BALANCE_LANGUAGE or the locale asks for, or None where neither says."""
    for name in ("BALANCE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = language_code(os.environ.get(name, ""))
        if code and code not in ("c", "posix"):
            return code if code in LANGUAGES else None
    return None


def language_code(text: str) -> str:
    """Return the language of a locale, code or name as people write them: nb for `no`, `nb_NO.UTF-8` and `Norsk`."""
    code = text.strip().lower().replace("-", "_").split(".")[0].split("_")[0]
    return "nb" if code in NORWEGIAN else "en" if code in ENGLISH else code


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = content("locale") / language / "LC_MESSAGES" / "balance.mo"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


_language = preferred() or LANGUAGES[0]


def use(language: str) -> None:
    """Speak this language from now on, where there are messages in it: one language a screen."""
    global _language  # noqa: PLW0603
    if language in LANGUAGES:
        _language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language, where there are messages in it, until the block ends."""
    before = _language
    use(language)
    try:
        yield
    finally:
        use(before)


def language() -> str:
    """Return the language of the messages."""
    return _language


def _(message: str) -> str:
    """Return a message in the user's language; the English text is its key."""
    return _catalogue(_language).gettext(message)


def plural(one: str, many: str, n: int) -> str:
    """Return the form of a message that fits n things, in the user's language."""
    return _catalogue(_language).ngettext(one, many, n)


def number(value: float, decimals: int = 0, sign: bool = False) -> str:
    """Return a number as people write it: halves away from zero, a true minus, a decimal comma in Norwegian.

    A number that is shown as zero has no sign.
    """
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:{'+' if sign else ''},.{decimals}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")
    if _language == "nb":
        text = text.translate({ord(","): "\N{NO-BREAK SPACE}", ord("."): ","})
    return text.replace("-", MINUS)


def listed(parts: list[str]) -> str:
    """Return names as a sentence lists them: "goals, roles and values"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
