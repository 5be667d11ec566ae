"""Names told apart and names told near: folding, and "Did you mean"."""

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

from balance.safe import shown
from balance.words import _

NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
# Unicode's default ignorables, as exports hide them in texts: soft hyphen, zero-width characters, marks of
# direction, byte order marks, variation selectors (UAX 44; toNFKC_Casefold removes them all).
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
LONGEST = 100  # characters of a name, beyond which no near one is looked for
MOST = 2000  # names among which a near one is looked for
FEW = 12  # names that are listed where none is near


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Return what two texts share that are read as the same.

    Without invisible characters, NFKC, casefold, one space for all but letters and digits.
    """
    visible = INVISIBLE.sub("", text)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    return NOT_LETTER_OR_DIGIT.sub(" ", plain).strip()


def near(name: str, names: Collection[str]) -> str | None:
    """Return the name that was perhaps meant, or None."""
    if len(name) > LONGEST or len(names) > MOST:
        return None
    by_fold: dict[str, str] = {}
    for each in names:
        by_fold.setdefault(folded(each), each)
    found = get_close_matches(folded(name), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(name: str, names: Collection[str]) -> str:
    """Return the question whether a near name was meant; empty where none is near."""
    meant = near(name, names)
    return "" if meant is None else _('Did you mean "{name}"?').format(name=shown(meant, 60))


def offer(name: str, names: Collection[str]) -> str:
    """Return the remedy for an unknown name: a near one, else the names there are, else nothing."""
    meant = did_you_mean(name, names)
    if meant:
        return meant
    if 0 < len(names) <= FEW:
        return _("Known here: {names}.").format(names=", ".join(shown(each, 60) for each in names))
    return ""
