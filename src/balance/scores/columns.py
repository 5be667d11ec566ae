"""The columns of the score table: their names and their order."""

from collections.abc import Iterable

from balance.questionnaire.model import Questionnaire


def need(dimension: str) -> str:
    """Return the column of a dimension's need."""
    return f"need_{dimension}"


def hidden(kind: str, name: str = "") -> str:
    """Return the name of a column that the score table does not show: no id begins with a blank."""
    return inner(f" {kind} {name}")


def inner(name: str) -> str:
    """Return what a score is called while it is worked out: to Spark a dot means a part of a column.

    No id holds a colon, so that two scores are never called the same.
    """
    return name.replace(".", ":")


POOL = "pool of the axes"  # whose degrees of freedom axes, lean and level have; no id holds a blank


def with_need(questionnaire: Questionnaire, dimensions: Iterable[str]) -> tuple[str, ...]:
    """Return those of the dimensions that ask a need."""
    return tuple(id for id in dimensions if questionnaire.dimensions[id].need)


def score_columns(questionnaire: Questionnaire) -> list[str]:
    """Return the columns after the id, in order; those that cannot exist are left out."""
    columns = [*questionnaire.dimensions]
    columns += map(need, with_need(questionnaire, questionnaire.dimensions))
    columns += questionnaire.axes
    if questionnaire.balance:
        columns += ["lean", "needed_lean", "level"] if questionnaire.asks_needs else ["lean", "level"]
    return [*columns, "answered"]


def with_interval(questionnaire: Questionnaire) -> list[str]:
    """Return the scores that have an interval: dimensions, axes, lean and level, where scored in percent."""
    if questionnaire.scoring.score != "percent":
        return []
    bounded = {*questionnaire.dimensions, *questionnaire.axes, "lean", "level"}
    return [name for name in score_columns(questionnaire) if name in bounded]


def interval_columns(questionnaire: Questionnaire) -> list[str]:
    """Return the columns after the id, each score followed by the ends of its interval."""
    bounded = with_interval(questionnaire)
    return [
        column
        for name in score_columns(questionnaire)
        for column in ([name, f"{name}_low", f"{name}_high"] if name in bounded else [name])
    ]


FLAGS = ("longest_run", "irv", "flagged")


def columns_of(questionnaire: Questionnaire, intervals: bool = False, flags: bool = False) -> list[str]:
    """Return the columns after the id, with the ends of intervals and the flags where they are wanted."""
    columns = interval_columns(questionnaire) if intervals else score_columns(questionnaire)
    return [*columns, *(FLAGS if flags and questionnaire.behaviours else ())]
