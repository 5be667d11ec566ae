"""Why statistics of a group are not there, a line a reason."""

from collections.abc import Iterator, Mapping, Sequence

from balance.groups import Group
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _

NAME = 24  # letters of a name
MOST = 4  # names in a line


def reason_lines(group: Group, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield why numbers of the whole group are not there, what has the same reason together."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for name, notes in _noted(group, questionnaire):
        by_code: dict[str, list[str]] = {}
        for statistic, code in notes.items():
            by_code.setdefault(code, []).append(statistic)
        for code, statistics in by_code.items():
            by_reason.setdefault((", ".join(statistics), code), []).append(name)
    if by_reason:
        yield ""
    for (what, code), names in by_reason.items():
        told = _few(names, len(group.dimensions))
        yield _("{statistics} of {names}: {why}").format(statistics=what, names=told, why=group.why[code])


def _noted(group: Group, questionnaire: Questionnaire) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what each part of the whole notes; agreement that is not shown is not missed."""
    for id, dimension in group.dimensions.items():
        unseen = {name for name in ("rwg", "ad") if getattr(dimension, name) is None}
        yield _shown(id, group, questionnaire), _without(dimension.notes, unseen)
        for item, found in dimension.items.items():
            told = {name for name, code in found.notes.items() if code in dimension.notes.values()}
            yield shown(item, NAME), _without(found.notes, told)
    if group.difference:
        yield _("Lean"), group.difference.notes
    for by, scores in group.agreement.items():
        for id, agreement in scores.items():
            yield f"{shown(by, NAME)}, {_shown(id, group, questionnaire)}", agreement.notes


def _without(notes: Mapping[str, str], names: set[str]) -> dict[str, str]:
    return {name: code for name, code in notes.items() if name not in names}


def _shown(id: str, group: Group, questionnaire: Questionnaire) -> str:
    return shown(name_of(id, group, questionnaire), NAME)


def _few(names: Sequence[str], of: int) -> str:
    if len(names) == of > 1:
        return _("all dimensions")
    rest = len(names) - MOST
    return ", ".join(names) if rest < 2 else _("{names} and {n} more").format(names=", ".join(names[:MOST]), n=rest)


def name_of(id: str, group: Group, questionnaire: Questionnaire) -> str:
    """Return what a score is called in the language of the group."""
    part = questionnaire.dimensions.get(id) or questionnaire.axes.get(id)
    own = {"lean": _("Lean"), "level": _("Level")}
    return questionnaire.say(part.name, group.language) if part else own[id]
