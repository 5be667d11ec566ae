"""Where the variance of an item is estimated: the dimensions whose spread is pooled."""

from typing import NamedTuple

from balance.questionnaire.model import Questionnaire
from balance.scores.columns import POOL
from balance.scores.subscales import Subscale, of_axis, of_dimension

BESIDE = "pool beside them"


class Pool(NamedTuple):
    """Groups of items, each spread about its own mean; their sums of squares are added up."""

    name: str
    groups: tuple[Subscale, ...]
    dimensions: tuple[str, ...]

    @property
    def moderated(self) -> tuple[str, ...]:
        """Return the dimensions that have a spread of their own: those of two items or more."""
        return tuple(group.name for group in self.groups if group.name in self.dimensions and len(group.places) > 1)


def pools(questionnaire: Questionnaire) -> list[Pool]:
    """Return the pool of the axes (without axes: of all but the outcomes), and that of the dimensions beside.

    Where no dimension on an axis has two items, the axes themselves are the groups.
    """
    on_axes = {id for axis in questionnaire.axes.values() for id in axis.dimensions}
    dimensions = questionnaire.dimensions
    told = on_axes if questionnaire.axes else set(dimensions) - set(questionnaire.outcomes)
    within = tuple(id for id in dimensions if id in told)
    beside = tuple(id for id in dimensions if id not in told)
    groups = tuple(of_dimension(questionnaire, id) for id in within)
    if questionnaire.axes and not any(len(dimensions[id].items) > 1 for id in within):
        groups = tuple(of_axis(questionnaire, id) for id in questionnaire.axes)
    found = [Pool(POOL, groups, within)]
    found.append(Pool(BESIDE, tuple(of_dimension(questionnaire, id) for id in beside), beside))
    return [pool for pool in found if pool.dimensions]
