"""Response scales: every answer means one thing, in whatever language it is read."""

import re
import unicodedata
from collections.abc import Iterator

from balance.questionnaire.near import folded
from balance.questionnaire.rules.draft import Draft, Found, Name, Path, is_number
from balance.safe import shown
from balance.words import _

SPELLINGS = ("code", "label", "aliases")
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z", re.ASCII)


def values_distinct(draft: Draft) -> Iterator[Found]:
    """No two points of a scale have the same value."""
    seen: set[tuple[object, object]] = set()
    for path, value in _values(draft):
        if (path[1], value) in seen:
            what = _("Two points of this scale have the value {value}.").format(value=value)
            yield Found(path, what, _("Give each its own."), "same-value")
        seen.add((path[1], value))


def labels_distinct(draft: Draft) -> Iterator[Found]:
    """No label, alias or code of a scale can be read as two answers, not even in two languages."""
    values: dict[tuple[object, float | None], Path] = {
        (path[1], float(value)): path[:4] for path, value in _values(draft)
    }
    known: dict[tuple[object, str], Path] = {}
    for path, text in _spellings(draft):
        scale, answer = path[1], path[:4]
        other = known.setdefault((scale, _read_as(text)), answer)
        as_number = values.get((scale, _number(text)), answer)
        if not answer == other == as_number:
            what = _('"{text}" would mean two answers of this scale.').format(text=shown(text, 60))
            remedy = _("Choose other words; capitals and signs do not tell answers apart.")
            yield Found(path, what, remedy, "ambiguous-label")


def _read_as(text: str) -> str:
    """Return what a text is read by: its letters and digits, or where it has none, its signs."""
    return folded(text) or unicodedata.normalize("NFC", text.strip())


def _number(text: str) -> float | None:
    plain = unicodedata.normalize("NFKC", text).strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return float(plain) if NUMBER.match(plain) else None


def _values(draft: Draft) -> Iterator[tuple[Path, int | float]]:
    return ((path, value) for path, value in draft.find("scales.*.points.*.value") if is_number(value))


def _spellings(draft: Draft) -> Iterator[Name]:
    """Yield every text that an answer may be given as, with its path, answer by answer."""
    for pattern in ("scales.*.points.*", "scales.*.unscored.*"):
        for path, answer in draft.find(pattern):
            spelled = {key: answer[key] for key in SPELLINGS if key in answer} if isinstance(answer, dict) else {}
            for inner, text in Draft(spelled).leaves():
                if isinstance(text, str):
                    yield Name((*path, *inner), text)


def number_text(value: int | float) -> str:
    """Return a number as people write it: 4 for 4.0."""
    return str(int(value)) if float(value).is_integer() else str(value)


RULES = (values_distinct, labels_distinct)
