"""The quick way to read labels: Polars tells apart the texts that may come, each of which is judged once."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from balance.answers.cleaning import item_type
from balance.answers.values import BLANK, NOT_ANSWERED, Judge, Judged, Kind
from balance.questionnaire.model import Scale


def spellings(scale: Scale, seen: Iterable[str]) -> pl.Enum:
    """Return the type of a column in which nothing but these texts may stand: what the scale knows, and what was seen.

    Polars refuses a column with any other text.
    """
    judge = Judge(scale)
    understood = (text for text in seen if text.strip() and judge(text).kind is not Kind.BAD)
    return pl.Enum([*dict.fromkeys([*map(str, scale.values), *judge.words, *NOT_ANSWERED.values(), *understood])])


def texts_of(frame: pl.LazyFrame) -> dict[str, list[str]]:
    """Return the texts of each column that has such a type, in the order of their places."""
    kinds = frame.collect_schema().items()
    return {name: kind.categories.to_list() for name, kind in kinds if isinstance(kind, pl.Enum)}


class Told(NamedTuple):
    """What a batch of texts told: the values, null where not answered, and how many of which kind were none."""

    values: pl.Series
    missing: Counter[str]
    unscored: Counter[str]
    bad: bool


class Meanings(NamedTuple):
    """What the texts of a column mean: the value of each by its place, null for those that are no answer."""

    values: pl.Series
    no_answers: dict[int, Judged]

    def read(self, places: pl.Series) -> Told:
        """Return what a batch of texts means, given by their places; null is blank."""
        values, blank = self.values[places], places.null_count()
        told = Told(values.alias(places.name), Counter({BLANK: blank}), Counter(), False)
        if values.null_count() == blank:
            return told
        for place, judged in self.no_answers.items():
            n = int((places == place).sum())
            if judged.kind is Kind.BAD:
                told = told._replace(bad=told.bad or n > 0)
            else:
                (told.missing if judged.kind is Kind.MISSING else told.unscored)[judged.code or ""] += n
        return told


def meanings(texts: Iterable[str], scale: Scale) -> Meanings:
    """Return what the texts of a column mean on a scale."""
    judge = Judge(scale)
    judged = [judge(text) for text in texts]
    values = pl.Series([each.value for each in judged], dtype=item_type(scale))
    return Meanings(values, {place: each for place, each in enumerate(judged) if each.kind is not Kind.ANSWERED})
