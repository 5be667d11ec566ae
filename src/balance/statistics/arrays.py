"""What a table of Polars holds, counted in arrays: all addends and scores that have few enough patterns and steps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import hidden, with_need
from balance.scores.engines import staged
from balance.scores.expressions import score_stages, stages_above
from balance.scores.subscales import of_axis, of_dimension, of_need
from balance.statistics import patterns
from balance.statistics.addends import need_count, need_sum, needs
from balance.statistics.patterns import Counter, Keys, OfPatterns
from balance.statistics.steps import score_steps
from balance.statistics.together import Together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sums = dict[str, NDArray[Any]]
    Occurring = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]

PAIR = hidden("pair")
SIGNED = ("lean", "needed_lean")  # from -100


class InArrays:
    """A `countable` table that has the place of each row's group, counted; what is not found here is for others.

    `both` are scores that are counted together too, the groups as one.
    """

    def __init__(
        self,
        answers: nw.LazyFrame[Any],
        questionnaire: Questionnaire,
        groups: int,
        scores: Sequence[str],
        both: Sequence[str],
    ) -> None:
        steps, self._needed = score_steps(questionnaire), [*needs(questionnaire).values()]
        self._groups, self._scores, self._both = groups, scores, both
        self._steps = {name: steps[name] for name in (*scores, *self._needed) if name in steps}
        dimensions = [of_dimension(questionnaire, id) for id in questionnaire.dimensions]
        asked = [of_need(questionnaire, id) for id in with_need(questionnaire, questionnaire.dimensions)]
        parts = {hidden("pattern", part.name): part for part in dimensions + asked}
        keys = patterns.few(patterns.pattern_keys(parts), groups)
        of = patterns.of_patterns(questionnaire, {name: parts[name] for name in keys}, self._steps)
        by_pattern, self._together = Counter(keys, groups), [*_together(questionnaire, of)]
        by_step, by_pair = Counter(self._singly(of), groups), Counter(self._pair())
        if of.keys() == parts.keys():
            seen = patterns.seen(answers.select(*by_pattern.columns), by_pattern, *self._together)
            table = staged(patterns.looked_up(seen, of), stages_above(questionnaire))
        elif by_pattern.columns:
            seen = patterns.seen(answers.with_columns(*by_pattern.columns), by_pattern, *self._together)
            table = staged(seen, score_stages(questionnaire))
        else:
            table = staged(answers, score_stages(questionnaire))
        columns = [*by_step.columns, *by_pair.columns]
        patterns.count(table.select(*columns) if columns else table, by_step, by_pair)
        self._addends = {name: of[name].addends.columns for name in keys if parts[name] in dimensions}
        self._found = by_step.found() | by_pair.found()
        for name, counts in by_pattern.found().items():
            part = parts[name].name
            self._found[name] = counts @ self._weights(of[name])
            if part in self._steps:
                self._found[part] = self._found[name][:, -self._steps[part] - 1 :]

    def _singly(self, of: Mapping[str, OfPatterns]) -> dict[str, Keys]:
        """Return the keys of scores that patterns do not tell."""
        told = {each.part.name for each in of.values()}
        return patterns.few({name: self._step_keys(name) for name in self._steps if name not in told}, self._groups)

    def _pair(self) -> dict[str, Keys]:
        if len(self._both) != 2 or not set(self._both) <= set(self._steps):
            return {}
        left, right = map(self._step_keys, self._both)
        return patterns.few({PAIR: left.and_also(right)})

    def _step_keys(self, name: str) -> Keys:
        return patterns.step_keys(name, self._least(name), self._steps[name])

    def _weights(self, of: OfPatterns) -> "NDArray[Any]":
        """Return the addends of each pattern, and 1 at the step of the score that it has, else 0."""
        import numpy as np

        addends, score = of.addends.to_numpy().astype(float), of.part.name
        if score not in self._steps:
            return addends
        steps = of.steps.fill_null(-1).to_numpy()
        return np.hstack([addends, steps[:, None] == np.arange(self._steps[score] + 1)])

    def sums(self) -> "Sums":
        """Return sums by addend, an entry a group."""
        import numpy as np

        sums: Sums = {}
        for name, each in self._addends.items():
            sums |= dict(zip(each, self._found[name].T, strict=False))  # after them are the steps
        for name in filter(self._found.__contains__, self._needed):
            counts = self._counts(name)
            values = np.arange(self._least(name), self._steps[name] + 1)
            sums |= {need_count(name): counts.sum(axis=1), need_sum(name): counts @ values}
        return sums

    def scores(self) -> "dict[str, Occurring]":
        """Return scores as in a `Tally`, in order."""
        import numpy as np

        found = {}
        for name in filter(self._found.__contains__, self._scores):
            counts = self._counts(name)
            groups, places = np.divmod(np.flatnonzero(counts != 0), counts.shape[1])  # sooner than `nonzero`
            found[name] = groups, self._values(name, places), counts[groups, places].astype(np.int64)
        return found

    def axes(self) -> dict[str, float]:
        """Return axes as in a `Tally`, without those that are not counted here."""
        return {name: n for each in self._together for name, n in each.sums().items()}

    def pairs(self) -> "NDArray[Any] | None":
        """Return pairs as in a `Tally`; None where they are not counted here."""
        import numpy as np

        if PAIR not in self._found:
            return None
        _left, right = self._both
        counts = self._found[PAIR].reshape(-1, self._steps[right] + 1)
        places = np.nonzero(counts)
        values = (self._values(name, each) for name, each in zip(self._both, places, strict=True))
        return np.stack([*values, counts[places]], axis=-1)

    def _least(self, name: str) -> int:
        return -self._steps[name] if name in SIGNED else 0

    def _values(self, name: str, places: "NDArray[Any]") -> "NDArray[Any]":
        return (places + self._least(name)) * 100.0 / self._steps[name]

    def _counts(self, name: str) -> "NDArray[Any]":
        """Return how often each step of a score occurs, shape (groups, steps)."""
        return self._found[name]


def _together(questionnaire: Questionnaire, of: Mapping[str, OfPatterns]) -> Iterator[Together]:
    """Yield the axes of a balance that have one unit, and whose dimensions all have patterns."""
    for axis in questionnaire.axes if questionnaire.balance else ():
        part = of_axis(questionnaire, axis)
        names = [hidden("pattern", id) for id in questionnaire.axes[axis].dimensions]
        if part.exact and of.keys() >= set(names):
            yield Together(part, {name: of[name] for name in names})
