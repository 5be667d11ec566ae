"""Shared groups to draw and to make pages of: of five people and of four hundred, with parts shown and hidden."""

import random
from functools import cache
from typing import Any

import polars as pl

from balance.answers.matching import ID
from balance.questionnaire.library import load
from balance.questionnaire.model import Questionnaire
from balance.sharing.choosing import Wish, choose
from balance.sharing.composing import shared
from balance.sharing.model import SharedGroup

BALANCE = load("balance")
LONG = "Avdeling for digitalisering, virksomhetsstyring og tverrgående utviklingsprosjekter i hele landet"


def answered(n: int, asked: Questionnaire = BALANCE, lacking: str = "", seed: int = 1, **columns: Any) -> pl.DataFrame:
    """So many people; a third of them lack the answers about one dimension."""
    chance = random.Random(seed)  # noqa: S311
    rows: dict[str, list[int | None]] = {}
    for id in asked.items:
        middle = 2 + 2.2 * chance.random()
        rows[id] = [max(1, min(5, round(chance.gauss(middle, 1)))) for _ in range(n)]
    for id in asked.dimensions[lacking].items if lacking else ():
        rows[id] = [None if at < n * 0.3 else value for at, value in enumerate(rows[id])]
    return pl.DataFrame({ID: [f"p{row}" for row in range(n)], **rows, **columns})


def divided(n: int, *sizes: int, names: str = "Enhet {}") -> list[str | None]:
    """A column of parts of these sizes, the rest without a label."""
    labels: list[str | None] = [names.format(part) for part, size in enumerate(sizes) for _ in range(size)]
    return [*labels, *[None] * n][:n]


def group_of(
    frame: pl.DataFrame, asked: Questionnaire = BALANCE, language: str = "en", draft: bool = False, has_id: bool = False
) -> SharedGroup:
    """The group of all columns beside the answers."""
    by = tuple(name for name in frame.columns if name != ID and name not in asked.items)
    wish = Wish(by)
    chosen = choose(frame, asked, wish, has_id, "answers.csv")
    return shared(chosen, asked, wish, language, draft=draft, options=["min-group 5"])


@cache
def case(name: str, language: str = "en") -> SharedGroup:
    """A group by the name of its difficulty."""
    frames = {
        "five": lambda: answered(5),
        "eight": lambda: answered(8),
        "twelve": lambda: answered(12, unit=divided(12, 6, 6)),
        "forty": lambda: answered(40, unit=divided(40, 12, 9, 6, 5, 5, 3)),
        "three breakdowns": lambda: answered(
            400, unit=divided(400, *[25] * 16), land=divided(400, 150, 130, 120), rolle=divided(400, 220, 180)
        ),
        "all hidden": lambda: answered(12, unit=divided(12, 3, 3, 3, 3)),
        "a dimension left out": lambda: answered(20, lacking="meaning"),
        "long names": lambda: answered(40, unit=divided(40, 14, 13, 13, names=LONG + " {}")),
    }
    return group_of(frames[name](), language=language)


CASES = (
    *("five", "eight", "twelve", "forty", "three breakdowns", "all hidden"),
    *("a dimension left out", "long names"),
)
