"""What a platform's export says about its table: rows that are no answers, and what each column is."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from balance.questionnaire.near import folded

Header = Sequence[str]
Sample = Sequence[Sequence[str]]  # the first records after the header, as text

TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


@dataclass(frozen=True)
class Layout:
    """How a table is laid out; by places of columns from 0."""

    platform: str | None = None  # the name its makers give it; None: no platform's
    skip: int = 0  # records after the header that are no respondents
    texts: tuple[tuple[str, ...], ...] = ()  # of each column: all by which an item may be recognised, the header first
    id: int | None = None
    own: frozenset[int] = frozenset()  # columns that the platform adds
    personal: frozenset[int] = frozenset()  # of these, names and addresses
    letters_only: bool = False  # its codes have letters and digits only: an item's id is written without its signs

    def of(self, place: int, header: Header) -> tuple[str, ...]:
        """Return the texts of a column."""
        return self.texts[place] if place < len(self.texts) else (header[place],)


@dataclass(frozen=True)
class Names:
    """Headers by which a platform's own columns are known, as they read after folding."""

    own: frozenset[str]
    personal: frozenset[str] = frozenset()
    _patterns: tuple[re.Pattern[str], ...] = field(default=())

    @classmethod
    def of(cls, own: Iterable[str], personal: Iterable[str] = (), patterns: Iterable[str] = ()) -> "Names":
        """Return the names of columns: as they stand in an export, and patterns for those that vary."""
        private = frozenset(map(folded, personal))
        return cls(frozenset(map(folded, own)) | private, private, tuple(map(re.compile, patterns)))

    def places(self, header: Header) -> tuple[frozenset[int], frozenset[int]]:
        """Return the places of the platform's own columns, and of those of names and addresses."""
        names = [folded(name) for name in header]
        own = frozenset(
            place
            for place, name in enumerate(header)
            if names[place] in self.own or any(pattern.search(name.strip()) for pattern in self._patterns)
        )
        return own, frozenset(place for place in own if names[place] in self.personal)


def place_of(header: Header, *names: str) -> int | None:
    """Return the place of the first column that is called so, after folding."""
    wanted = set(map(folded, names))
    return next((place for place, name in enumerate(header) if folded(name) in wanted), None)


def has(header: Header, *names: str) -> bool:
    """Return whether there is a column for each of these names."""
    present = {folded(name) for name in header}
    return all(folded(name) in present for name in names)


def cell(record: Sequence[str], place: int) -> str:
    """Return a cell of a record that may be shorter than the header, without the blanks about it."""
    return record[place].strip() if place < len(record) else ""


def untagged(text: str) -> str:
    """Return a text without the tags and entities of HTML that some platforms leave in their headers."""
    if "<" not in text and "&" not in text:
        return text
    return html.unescape(TAG.sub("", text))
