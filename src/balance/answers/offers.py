"""Near misses: headers near an item, labels near an answer; offered to a person, never taken."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from balance.answers.claims import after_title, bracketed
from balance.answers.platforms.layout import Layout
from balance.questionnaire.model import Questionnaire, Scale
from balance.questionnaire.near import did_you_mean, folded, near


class Near(NamedTuple):
    """A column that is near an item, and the part of its header that is."""

    place: int
    text: str


def near_columns(
    header: Sequence[str],
    layout: Layout,
    places: Iterable[int],
    questionnaire: Questionnaire,
    items: Iterable[str],
) -> dict[str, Near]:
    """Return the column near to each of these items, where there is one; each column is offered once."""
    pool: dict[str, Near] = {}
    for place in places:
        if place in layout.own:
            continue
        for text in layout.of(place, header):
            for part in (text, *bracketed(text), *after_title(text)):
                if folded(part):
                    pool.setdefault(part, Near(place, part))
    found: dict[str, Near] = {}
    for item in items:
        for name in (item, *questionnaire.items[item].text.values()):
            meant = near(name, pool)
            if meant is not None and meant in pool:
                found[item] = pool[meant]
                pool = {text: other for text, other in pool.items() if other.place != found[item].place}
                break
    return found


def offered(names: Iterable[str], headers: Collection[str]) -> str:
    """Return the question whether a near header was meant, by the first name that has one; else nothing."""
    known = [header for header in headers if folded(header)]
    return next(filter(None, (did_you_mean(name, known) for name in names)), "")


def near_answer(text: str, scale: Scale) -> int | float | str | None:
    """Return the value, or the code of an unscored answer, whose label a text is near to, or None."""
    words: dict[str, int | float | str] = {}
    for point in scale.points:
        for label in (*point.label.values(), *(word for each in point.aliases.values() for word in each)):
            words.setdefault(label, point.value)
    for unscored in scale.unscored:
        for label in unscored.label.values():
            words.setdefault(label, unscored.code)
    meant = near(text, words)
    return None if meant is None else words[meant]
