"""A group that shows everything, as pages and pictures take it."""

from balance.groups import Group
from balance.questionnaire.model import Questionnaire
from balance.sharing import findings
from balance.sharing.model import SharedGroup


def everything(group: Group, questionnaire: Questionnaire) -> SharedGroup:
    """Return a group of which nothing is hidden or rounded, with what follows from its means and needs.

    For those alone who may see every answer. Its numbers are the group's own; on a page they are rounded.
    """
    means = {id: {"mean": found.mean, "need": found.need} for id, found in group.dimensions.items()}
    own = {name: getattr(group, name) for name in Group.model_fields}
    return SharedGroup(
        **own | findings.found(means, questionnaire, group.language),
        draft=False,
        confidential=True,
        not_shown=(),
        band=None,
        languages={},
    )
