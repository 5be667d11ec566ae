"""The scores of stored results as one table, a row a result, whatever questionnaires they answered."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from balance.errors import BalanceError, Fault
from balance.questionnaire.model import Questionnaire
from balance.scores.columns import score_columns
from balance.scores.engines import score
from balance.store.results import Stored, questionnaire_of

if TYPE_CHECKING:
    import polars as pl

ABOUT = ("result", "questionnaire", "version", "digest", "language", "started", "finished", "chosen")


def score_table(stored: Iterable[Stored]) -> "tuple[pl.DataFrame, list[Fault]]":
    """Return the table, the earliest result first, and the faults of results that cannot be scored.

    Columns are what a result is (times UTC), then the score table's of all questionnaires, 0 to 100 (leans
    -100 to 100, `answered` 0 to 1), null where a questionnaire does not have them. A score that is called
    as one of the first is called `score_<name>`.
    """
    import polars as pl

    groups: dict[str, tuple[Questionnaire, list[Stored]]] = {}
    faults: list[Fault] = []
    for each in stored:
        digest = each.result.questionnaire.digest
        try:
            questionnaire = questionnaire_of(each)
        except BalanceError as error:
            faults += error.faults
        else:
            groups.setdefault(digest, (questionnaire, []))[1].append(each)
    empty = pl.DataFrame(schema=dict.fromkeys(ABOUT, pl.String))
    tables = [_scored(questionnaire, each) for questionnaire, each in groups.values()]
    return pl.concat([empty, *tables], how="diagonal_relaxed").sort("finished", "result"), faults


def _scored(questionnaire: Questionnaire, stored: Sequence[Stored]) -> "pl.DataFrame":
    import polars as pl

    answers = {
        id: [None if isinstance(answer := each.result.answers.get(id), str) else answer for each in stored]
        for id in questionnaire.items
    }
    frame = pl.DataFrame(answers, schema=dict.fromkeys(answers, pl.Float64), strict=False)
    scores = score(frame, questionnaire).select(score_columns(questionnaire))
    about = pl.DataFrame([_about(each) for each in stored], schema=dict.fromkeys(ABOUT, pl.String), orient="row")
    taken = {name: f"score_{name}" for name in ABOUT if name in scores.columns}
    return about.hstack(scores.rename(taken))


def _about(stored: Stored) -> tuple[str | None, ...]:
    result = stored.result
    source = result.questionnaire
    return (stored.name, source.id, source.version, source.digest[:12], result.language, result.started,
            result.finished, result.chosen)  # fmt: skip
