"""A questionnaire's own tests: answers and the scores worked by hand that they must give."""

from typing import NamedTuple

from balance.questionnaire.model import Questionnaire


class Disproof(NamedTuple):
    """A score that a test of the questionnaire expects and the answers do not give."""

    test: int
    name: str
    column: str
    expected: float | None
    got: float | None


def disproved(questionnaire: Questionnaire) -> list[Disproof]:
    """Return every expectation of the questionnaire's `tests:` that its answers do not give.

    A number holds within half a unit of its last decimal; None means no score.
    """
    import polars as pl

    from balance.scores.engines import score

    rows = [
        {id: None if isinstance(value := test.answers.get(id), str) else value for id in questionnaire.items}
        for test in questionnaire.tests
    ]
    if not rows:
        return []
    frame = pl.DataFrame(rows, schema=dict.fromkeys(questionnaire.items, pl.Float64), strict=False)
    scored = score(frame, questionnaire).to_dicts()
    return [
        Disproof(index, test.name, column, expected, got)
        for index, test in enumerate(questionnaire.tests)
        for column, expected in test.expect.items()
        if not holds(expected, got := scored[index].get(column))
    ]


def holds(expected: float | None, got: float | None) -> bool:
    """Return whether a score is what was expected, to half a unit of the last decimal written."""
    if expected is None or got is None:
        return expected is got
    decimals = getattr(expected, "decimals", None)
    if decimals is None:  # made by a program, not written in YAML
        decimals = len(f"{expected:.12f}".rstrip("0").partition(".")[2])
    return abs(got - expected) <= 0.5 * 0.1**decimals + 1e-9
