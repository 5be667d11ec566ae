"""Signs of answers given without reading, as Narwhals expressions: never in a report, and no proof of anything.

The longest run of answers alike (long string; Johnson 2005, Journal of Research in Personality 39, 103-129), and how
much a person's answers vary (intra-individual response variability; Dunn, Heggestad, Shanock & Theilgard 2018,
Journal of Business and Psychology 33, 105-121).
"""

from collections.abc import Sequence

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden
from balance.scores.expressions import Stage, counted
from balance.scores.subscales import Place, Subscale, flag, places
from balance.scores.uncertainty import mean, spread

ALL = "all behaviours"  # no dimension is called so: no id holds a blank
ALIKE = 1e-9  # percent
AT_ONCE = 8  # items in a stage: more stages nest deeper in SQL, longer ones write a run out more often


def flag_stages(questionnaire: Questionnaire) -> list[Stage]:
    """Return the stages that give `longest_run`, `irv` and `flagged`.

    `longest_run` counts items: the most behaviours in a row, as asked, that are answered alike in percent of their
    scales before any reversal. `irv` is the standard deviation (n - 1) of the behaviours in percent, null under two
    answers. `flagged`: the run is two thirds of the behaviours or more.
    """
    if not questionnaire.behaviours:
        return []
    asked = Subscale(ALL, places(questionnaire, questionnaire.behaviours))
    runs = [hidden("run", place.item) for place in asked.places]
    stages: list[Stage] = [[flag(asked.places[0].answer).alias(runs[0])]]
    stages += [_runs(asked.places, runs, start) for start in range(1, len(runs), AT_ONCE)]
    longest = nw.max_horizontal(*map(nw.col, runs)) if len(runs) > 1 else nw.col(runs[0])  # Spark compares two or more
    n = nw.col(hidden("n", ALL))
    variance = nw.col(hidden("squares", ALL)) / nw.when(n > 1).then(n - 1)
    return [
        *stages,
        [longest.alias("longest_run"), *counted(asked)],
        [mean(asked), (nw.col("longest_run") * 3 >= 2 * len(runs)).alias("flagged")],
        [spread(asked)],
        [nw.when(n > 1).then(variance.sqrt()).alias("irv")],
    ]


def _runs(asked: Sequence[Place], runs: Sequence[str], start: int) -> Stage:
    """Return, for a few items from `start` on, how many up to each are answered as it is; 0 where it is not."""
    run = nw.col(runs[start - 1])
    stage = []
    for at in range(start, min(start + AT_ONCE, len(runs))):
        goes_on = _alike(asked[at - 1], asked[at]).fill_null(False)
        run = nw.when(goes_on).then(run + 1).otherwise(flag(asked[at].answer))
        stage.append(run.alias(runs[at]))
    return stage


def _alike(a: Place, b: Place) -> nw.Expr:
    if a.scale.low == b.scale.low and a.scale.span == b.scale.span:
        return a.answer == b.answer
    return (_percent(a) - _percent(b)).abs() < ALIKE


def _percent(place: Place) -> nw.Expr:
    return (place.answer.cast(nw.Float64) - place.scale.low) * (100 / place.scale.span)
