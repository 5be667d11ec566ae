"""Which item a column says it is, and by what: its id, its text in any language, the row of a grid, a mapping."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from balance.answers.platforms.layout import Layout
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded

BETWEEN = re.compile(r"\s+[-–—|:]\s+|:\s+")  # a grid's title and its row, where no brackets tell them apart
MOST_PARTS = 30  # at which a header is divided
LONGEST = 2000  # characters of a header, beyond which only its end is looked at
SIGNS = re.compile(r"[\W_]+")


class Rule(Enum):
    """By what a column was taken for an item."""

    MAPPING = "mapping"
    ID = "id"
    TEXT = "text"
    ROW = "row"
    CODE = "code"


class Claim(NamedTuple):
    """A column that says it is an item."""

    place: int
    item: str
    rule: Rule


class Known:
    """The items of a questionnaire by all that they may be called, after folding; what two share is no name."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        items = questionnaire.items.values()
        self._ids = {folded(item.id): item.id for item in items}
        self._codes = _sole((SIGNS.sub("", item.id).casefold(), item.id) for item in items)
        self._texts = _sole((folded(text), item.id) for item in items for text in item.text.values())

    def claims(self, place: int, texts: Sequence[str], letters_only: bool = False) -> Iterator[Claim]:
        """Yield every item that one of a column's texts names, by the plainest rule first."""
        for text in texts:
            name = folded(text)
            if name in self._ids:
                yield Claim(place, self._ids[name], Rule.ID)
            elif name in self._texts:
                yield Claim(place, self._texts[name], Rule.TEXT)
            else:
                yield from self._by_row(place, text, letters_only)

    def _by_row(self, place: int, text: str, letters_only: bool) -> Iterator[Claim]:
        code = SIGNS.sub("", text).casefold()
        if letters_only and code in self._codes and SIGNS.search(text.strip()) is None:
            yield Claim(place, self._codes[code], Rule.CODE)
            return
        for row in bracketed(text):
            name = folded(row)
            item = self._ids.get(name) or self._texts.get(name)
            if item is None and letters_only and SIGNS.search(row) is None:
                item = self._codes.get(row.casefold())
            if item is not None:
                yield Claim(place, item, Rule.ROW)
                return
        for row in after_title(text):
            if folded(row) in self._texts:
                yield Claim(place, self._texts[folded(row)], Rule.ROW)
                return


def all_claims(
    header: Sequence[str], layout: Layout, questionnaire: Questionnaire, mapped: Mapping[str, str | None] | None = None
) -> list[Claim]:
    """Return what every column claims to be; a mapping (header: item or None) settles its columns alone.

    The platform's own columns are no items, unless a mapping says so.
    """
    return claims_of(header, layout, Known(questionnaire), mapped)


def claims_of(
    header: Sequence[str], layout: Layout, known: Known, mapped: Mapping[str, str | None] | None = None
) -> list[Claim]:
    """Return what `all_claims` does, of items whose names are known already."""
    settled = by_mapping(header, layout, mapped or {})
    found: list[Claim] = []
    for place in range(len(header)):
        if place in settled:
            item = settled[place]
            found += [Claim(place, item, Rule.MAPPING)] if item is not None else []
        elif place not in layout.own:
            found += _distinct(known.claims(place, layout.of(place, header), layout.letters_only))
    return found


def by_mapping(header: Sequence[str], layout: Layout, mapped: Mapping[str, str | None]) -> dict[int, str | None]:
    """Return the items of the columns that a mapping names: letter for letter, else after folding."""
    if not mapped:
        return {}
    folds = {folded(name): item for name, item in mapped.items() if folded(name)}
    settled: dict[int, str | None] = {}
    for place in range(len(header)):
        texts = layout.of(place, header)
        exact = next((text for text in texts if text in mapped), None)
        near = next((folded(text) for text in texts if folded(text) in folds), None)
        if exact is not None:
            settled[place] = mapped[exact]
        elif near is not None and not _has_exact(header, layout, mapped, near):
            settled[place] = folds[near]
    return settled


def _has_exact(header: Sequence[str], layout: Layout, mapped: Mapping[str, str | None], fold: str) -> bool:
    """Return whether some other column is the one that the mapping means letter for letter."""
    names = {name for name in mapped if folded(name) == fold}
    return any(text in names for place in range(len(header)) for text in layout.of(place, header))


def bracketed(text: str) -> Iterator[str]:
    """Yield what may be the row of "Title [Row]", also where the row or the title has brackets of its own."""
    text = text[-LONGEST:].strip()
    if not text.endswith("]"):
        return
    opens = [at for at, sign in enumerate(text) if sign == "["]
    for at in opens[-MOST_PARTS:]:
        yield text[at + 1 : -1]


def after_title(text: str) -> Iterator[str]:
    """Yield what may be the row of "Title - Row", also where one of them has a dash of its own."""
    text = text[-LONGEST:]
    for between in list(BETWEEN.finditer(text))[-MOST_PARTS:]:
        yield text[between.end() :]


def _sole(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names that mean one item only."""
    meanings: dict[str, set[str]] = {}
    for name, item in names:
        meanings.setdefault(name, set()).add(item)
    return {name: next(iter(items)) for name, items in meanings.items() if name and len(items) == 1}


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Return a column's claims, each item once, by the rule that named it first."""
    return list({claim.item: claim for claim in reversed(list(claims))}.values())[::-1]
