"""The one place that judges what the text of an answer means: typed, in a file of answers or in a batch."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from balance.questionnaire.model import Answer, Scale
from balance.questionnaire.near import INVISIBLE, folded

BLANK = "blank"
NOT_ANSWERED = {text.casefold(): text for text in ("NA", "N/A", "-", ".", "#N/A")}
NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?\Z", re.ASCII)
Key = TypeVar("Key", str, Decimal)

LONGEST = 500  # characters of a number and a label beside each other
AS_ASCII = str.maketrans("０１２３４５６７８９＋－．，\N{MINUS SIGN}", "0123456789+-.,-")

# "5 - Very often", "(5) Very often", "5: Very often"; and the other way round, "Very often (5)".
NUMBER_FIRST = re.compile(r"\(?([+-]?[0-9]+(?:[.,][0-9]+)?)\)?(?:\s*[-–—:=.)|/]+\s*|\s+)(\S.*)\Z", re.DOTALL)
NUMBER_LAST = re.compile(r"(.*\S)(?:\s*[-–—:=(|/]+\s*|\s+)([+-]?[0-9]+(?:[.,][0-9]+)?)\)?\Z", re.DOTALL)


class Kind(Enum):
    """What a text is to a scale."""

    ANSWERED = auto()
    UNSCORED = auto()
    MISSING = auto()
    BAD = auto()


class Judged(NamedTuple):
    """A judged text: the scale's own value if answered; if unscored or missing, the code of which."""

    kind: Kind
    value: int | float | None = None
    code: str | None = None

    @property
    def answer(self) -> Answer:
        """Return the value, the code of an unscored answer, or None."""
        return self.code if self.kind is Kind.UNSCORED else self.value


class Settled(NamedTuple):
    """What a mapping says of labels: the value or the code of an unscored answer, and those that are no answer."""

    values: Mapping[str, int | float | str] = MappingProxyType({})
    missing: tuple[str, ...] = ()


BAD = Judged(Kind.BAD)
NOTHING_SETTLED = Settled()


def judge(text: str, scale: Scale) -> Judged:
    """Return what one text means on a scale; for many texts keep a `Judge`."""
    return Judge(scale)(text)


class Judge:
    """Judges texts by one scale.

    What a mapping has settled comes first. Else a number of the scale in any usual spelling (`05`,
    `+5`, `5.0`, `5,0`, full-width digits), a label or alias in any language, a number and a label that
    mean the same (`5 - Very often`), an unscored answer's code or label, or a sign of no answer (blank,
    NA, N/A, -, ., #N/A). All else is bad, and so is a text that would mean two answers.
    """

    def __init__(self, scale: Scale, settled: Settled = NOTHING_SETTLED) -> None:
        self.words = tuple(word for word, _meaning in _words(scale))
        self._numbers = {Decimal(str(value)): Judged(Kind.ANSWERED, value) for value in scale.values}
        self._own = _Lookup(_words(scale))
        self._settled = _Lookup(_settled(settled, scale), with_numbers=True) if settled != NOTHING_SETTLED else None
        self._whole = scale.whole

    def __call__(self, text: str) -> Judged:
        """Return what a text means."""
        plain = _plain(text)
        if not plain:
            return Judged(Kind.MISSING, code=BLANK)
        settled = self._settled.find(plain) if self._settled else None
        if settled:
            return settled
        number, word = self._number(plain), self._own.exact.get(plain)
        if number and word:
            return number if number == word else BAD
        found = number or word or self._own.folded.get(folded(plain)) or self._both(plain)
        if found:
            return found
        code = NOT_ANSWERED.get(plain.casefold())
        return Judged(Kind.MISSING, code=code) if code else BAD

    @property
    def plain_numbers(self) -> bool:
        """Return whether a whole number in a cell can only mean itself: no word of the scale says otherwise."""
        return self._whole and not self._settled and all(self(word).kind is not Kind.BAD for word in self.words)

    def _number(self, plain: str) -> Judged | None:
        value = _decimal(plain)
        return None if value is None else self._numbers.get(value)

    def _both(self, plain: str) -> Judged | None:
        """Return what a number and a label beside each other mean, where they mean the same."""
        if len(plain) > LONGEST:
            return None
        ascii_only = plain.translate(AS_ASCII)
        for pattern, number_at, word_at in ((NUMBER_FIRST, 1, 2), (NUMBER_LAST, 2, 1)):
            parts = pattern.match(ascii_only)
            if parts is None:
                continue
            number = self._number(parts[number_at])
            word = self._own.find(plain[parts.start(word_at) : parts.end(word_at)])
            if number and number == word:
                return number
        return None


class _Lookup:
    """Words and what each means: as they stand, else after folding; a word of two meanings is bad."""

    def __init__(self, words: Iterator[tuple[str, Judged]], with_numbers: bool = False) -> None:
        self.exact: dict[str, Judged] = {}
        self.folded: dict[str, Judged] = {}
        self.numbers: dict[Decimal, Judged] = {}
        for word, meaning in words:
            plain = _plain(word)
            _enter(self.exact, plain, meaning)
            value = _decimal(plain) if with_numbers else None
            if value is None:
                _enter(self.folded, folded(word), meaning)
            else:
                _enter(self.numbers, value, meaning)
        self.folded.pop("", None)  # "-" and "+" are words of some scales, and alike without their signs

    def find(self, plain: str) -> Judged | None:
        """Return what a text means, or None."""
        found = self.exact.get(plain)
        if found is None and self.numbers:
            value = _decimal(plain)
            found = None if value is None else self.numbers.get(value)
        return found or self.folded.get(folded(plain))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text).strip())


def _decimal(plain: str) -> Decimal | None:
    ascii_only = plain.translate(AS_ASCII)
    return Decimal(ascii_only.replace(",", ".")) if NUMBER.match(ascii_only) else None


def decimal(text: str) -> Decimal | None:
    """Return the number that a cell holds and nothing else, be it of a scale or not; else None."""
    return _decimal(_plain(text))


def _words(scale: Scale) -> Iterator[tuple[str, Judged]]:
    for point in scale.points:
        meaning = Judged(Kind.ANSWERED, point.value)
        for word in point.label.values():
            yield word, meaning
        for aliases in point.aliases.values():
            for word in aliases:
                yield word, meaning
    for unscored in scale.unscored:
        for word in (unscored.code, *unscored.label.values()):
            yield word, Judged(Kind.UNSCORED, code=unscored.code)


def _settled(settled: Settled, scale: Scale) -> Iterator[tuple[str, Judged]]:
    """Yield what a mapping says, as far as it is about this scale: other scales may have other values."""
    codes = {unscored.code for unscored in scale.unscored}
    for word, value in settled.values.items():
        if isinstance(value, str):
            if value in codes:
                yield word, Judged(Kind.UNSCORED, code=value)
        elif value in scale.values:
            yield word, Judged(Kind.ANSWERED, next(own for own in scale.values if own == value))
    for word in settled.missing:
        yield word, Judged(Kind.MISSING, code=word)


def _enter(words: dict[Key, Judged], word: Key, meaning: Judged) -> None:
    words[word] = meaning if words.get(word, meaning) == meaning else BAD
