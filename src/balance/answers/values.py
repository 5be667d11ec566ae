"""The one place that judges what the text of an answer means: typed, in a file of answers or in a batch."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from balance.questionnaire.model import Answer, Scale
from balance.questionnaire.near import folded

BLANK = "blank"
NOT_ANSWERED = {text.casefold(): text for text in ("NA", "N/A", "-", ".", "#N/A")}
NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?\Z", re.ASCII)
AS_ASCII = str.maketrans("０１２３４５６７８９＋－．，\N{MINUS SIGN}", "0123456789+-.,-")


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


BAD = Judged(Kind.BAD)


def judge(text: str, scale: Scale) -> Judged:
    """Return what one text means on a scale; for many texts keep a `Judge`."""
    return Judge(scale)(text)


class Judge:
    """Judges texts by one scale.

    A number of the scale in any usual spelling (`05`, `+5`, `5.0`, `5,0`, full-width digits), a label
    or alias in any language, an unscored answer's code or label, or a sign of no answer (blank, NA,
    N/A, -, ., #N/A). All else is bad, and so is a text that would mean two answers.
    """

    def __init__(self, scale: Scale) -> None:
        self.words = tuple(word for word, _meaning in _words(scale))
        self._numbers = {Decimal(str(value)): Judged(Kind.ANSWERED, value) for value in scale.values}
        self._exact: dict[str, Judged] = {}
        self._folded: dict[str, Judged] = {}
        for word, meaning in _words(scale):
            _enter(self._exact, _plain(word), meaning)
            _enter(self._folded, folded(word), meaning)
        self._folded.pop("", None)  # "-" and "+" are words of some scales, and alike without their signs
        self._whole = scale.whole

    def __call__(self, text: str) -> Judged:
        """Return what a text means."""
        plain = _plain(text)
        if not plain:
            return Judged(Kind.MISSING, code=BLANK)
        number, word = self._number(plain), self._exact.get(plain)
        if number and word:
            return number if number == word else BAD
        found = number or word or self._folded.get(folded(plain))
        if found:
            return found
        code = NOT_ANSWERED.get(plain.casefold())
        return Judged(Kind.MISSING, code=code) if code else BAD

    @property
    def plain_numbers(self) -> bool:
        """Return whether a whole number in a cell can only mean itself: no word of the scale says otherwise."""
        return self._whole and all(self(word).kind is not Kind.BAD for word in self.words)

    def _number(self, plain: str) -> Judged | None:
        ascii_only = plain.translate(AS_ASCII)
        if not NUMBER.match(ascii_only):
            return None
        return self._numbers.get(Decimal(ascii_only.replace(",", ".")))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


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


def _enter(words: dict[str, Judged], word: str, meaning: Judged) -> None:
    words[word] = meaning if words.get(word, meaning) == meaning else BAD
