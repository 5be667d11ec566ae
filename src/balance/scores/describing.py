"""What each column of a score table means, in words, and in which unit."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import columns_of, need, with_need
from balance.words import _, listed


class Column(NamedTuple):
    """A column of a table: its name, what it means, the unit of its numbers (empty where it is no number)."""

    name: str
    meaning: str
    unit: str


def described(
    questionnaire: Questionnaire, language: str, intervals: bool = False, flags: bool = False
) -> list[Column]:
    """Return the score table's columns in their order, told in that language's names of dimensions."""
    told = {column.name: column for column in _all(questionnaire, language)}
    return [told[name] for name in columns_of(questionnaire, intervals, flags)]


def _all(questionnaire: Questionnaire, language: str) -> Iterator[Column]:
    percent, lean = _("0 to 100"), _("-100 to 100")
    for column in _scores(questionnaire, language, percent, lean):
        yield column
        yield Column(
            f"{column.name}_low", _("{name}: low end of its 95 % interval").format(name=column.name), column.unit
        )
        yield Column(
            f"{column.name}_high", _("{name}: high end of its 95 % interval").format(name=column.name), column.unit
        )
    yield Column("answered", _("Share of the scored items that are answered"), _("0 to 1"))
    yield Column(
        "longest_run", _("The most answers alike in a row, in the order asked; one not answered breaks it"), _("items")
    )
    yield Column("irv", _("How much the answers vary: their standard deviation in percent of the scale"), percent)
    yield Column("flagged", _("Whether two thirds of the answers or more stand alike in a row"), "")


def _scores(questionnaire: Questionnaire, language: str, percent: str, lean: str) -> Iterator[Column]:
    def said(names: Iterable[str]) -> str:
        return listed([questionnaire.say(questionnaire.dimensions[id].name, language) for id in names])

    of_dimensions = {"percent": percent, "mean": _("mean of values"), "sum": _("sum of values")}
    unit = of_dimensions[questionnaire.scoring.score]
    for id, part in questionnaire.dimensions.items():
        yield Column(id, questionnaire.say(part.name, language), unit)
    others = questionnaire.target == "other"
    needed = _("{name}: what the respondent needs") if others else _("{name}: what the situation calls for")
    for id in with_need(questionnaire, questionnaire.dimensions):
        yield Column(need(id), needed.format(name=said([id])), percent)
    for id, axis in questionnaire.axes.items():
        meaning = _("{name}: the mean of {dimensions}")
        yield Column(
            id, meaning.format(name=questionnaire.say(axis.name, language), dimensions=said(axis.dimensions)), percent
        )
    if questionnaire.balance is None:
        return
    sides = {
        side: questionnaire.say(questionnaire.axes[id].name, language)
        for side, id in (("left", questionnaire.balance.left), ("right", questionnaire.balance.right))
    }
    yield Column("lean", _("{right} minus {left}").format(**sides), lean)
    needed = _("The lean that the respondent needs") if others else _("The lean that the situation calls for")
    yield Column("needed_lean", needed, lean)
    yield Column("level", _("The mean of {left} and {right}: how much in all").format(**sides), percent)
