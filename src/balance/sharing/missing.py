"""Why statistics of a group are not there, a line a reason."""

from collections.abc import Iterator, Mapping, Sequence

from balance.groups import Group, ScoreFound, Shown
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.statistics import reasons
from balance.words import _, number

NOTHING = "–"
NAME = 24  # letters of a name
MOST = 4  # names in a line


def reason_lines(group: Group, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield why numbers of the whole group are not there, what has the same reason together."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    dimensions = [_shown(id, group, questionnaire) for id in group.dimensions]
    for name, notes in _noted(group, questionnaire):
        for code, statistics in _by_code(notes).items():
            by_reason.setdefault((_named(statistics), code), []).append(name)
    for (what, code), names in by_reason.items():
        told = _few(names, dimensions)
        yield _("{statistics} of {names}: {why}").format(statistics=what, names=told, why=reasons.why(code))


def reasons_told(group: Group, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield why there are dashes in the tables of a group and of its parts, a line a reason."""
    by_code: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    dimensions = [_shown(id, group, questionnaire) for id in group.dimensions]
    for name, notes in _scores_noted(group, questionnaire):
        for code in notes.values():
            by_code.setdefault(code, ({}, {}))[0][name] = None
    for name, notes in _others_noted(group):
        for code in notes.values():
            by_code.setdefault(code, ({}, {}))[1][name] = None
    for code, (names, others) in by_code.items():
        whole = [_few([*names], dimensions)] if names else []
        said = _("{names}: {why}").format(names="; ".join([*whole, *others]), why=reasons.why(code))
        yield said[:1].upper() + said[1:]


def _scores_noted(group: Group, questionnaire: Questionnaire) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what is noted of each score of the whole."""
    for id, found in _scores(group):
        yield _shown(id, group, questionnaire), _without(found.notes, _unseen(found))
    if group.difference:
        yield _("Lean"), group.difference.notes


def _others_noted(group: Group) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what is noted of statements, parts and breakdowns, without saying which statement or part."""
    for dimension in group.dimensions.values():
        for item in dimension.items.values():
            yield _("some statements"), item.notes
    for by, parts in group.by.items():
        for part in parts.values():
            for _id, found in _scores(part) if isinstance(part, Shown) else ():
                yield _("some parts"), _without(found.notes, _unseen(found))
        for agreement in group.agreement[by].values():
            yield _("By {column}").format(column=shown(by, NAME)), agreement.notes


def _scores(part: Shown) -> Iterator[tuple[str, ScoreFound]]:
    yield from part.dimensions.items()
    yield from part.axes.items()
    yield from ((id, score) for id, score in (("lean", part.lean), ("level", part.level)) if score)


def _unseen(found: ScoreFound) -> set[str]:
    """Return which agreement is not there: it is shown only where it is, and so not missed."""
    return {name for name in ("rwg", "ad") if getattr(found, name, None) is None}


def figure(value: float | None, decimals: int = 0, sign: bool = False) -> str:
    """Return a number as it is shown; a dash where there is none."""
    return NOTHING if value is None else number(value, decimals, sign)


def name_of(id: str, group: Group, questionnaire: Questionnaire) -> str:
    """Return what a score is called in the language of the group."""
    part = questionnaire.dimensions.get(id) or questionnaire.axes.get(id)
    own = {"lean": _("Lean"), "level": _("Level")}
    return questionnaire.say(part.name, group.language) if part else own[id]


def difference_line(group: Group, questionnaire: Questionnaire) -> str:
    """Return how the two axes go together, and what that leaves of the lean; empty where there are none."""
    found = group.difference
    if found is None:
        return ""
    left, right = (shown(name_of(id, group, questionnaire), NAME) for id in found.alpha)
    first, second = (figure(alpha, 2) for alpha in found.alpha.values())
    line = _("{left} and {right}: r {r}, alpha {first} and {second}; reliability of the lean {reliability}.")
    return line.format(
        left=left,
        right=right,
        r=figure(found.r, 2),
        first=first,
        second=second,
        reliability=figure(found.reliability, 2),
    )


def _noted(group: Group, questionnaire: Questionnaire) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what each part of the whole notes; agreement that is not shown is not missed."""
    for id, dimension in group.dimensions.items():
        yield _shown(id, group, questionnaire), _without(dimension.notes, _unseen(dimension))
        for item, found in dimension.items.items():
            told = {name for name, code in found.notes.items() if code in dimension.notes.values()}
            yield shown(item, NAME), _without(found.notes, told)
    if group.difference:
        yield _("Lean"), group.difference.notes
    for by, scores in group.agreement.items():
        for id, agreement in scores.items():
            yield f"{shown(by, NAME)}, {_shown(id, group, questionnaire)}", agreement.notes


def _by_code(notes: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for statistic, code in notes.items():
        found.setdefault(code, []).append(statistic)
    return found


def _named(statistics: Sequence[str]) -> str:
    """Return statistics as the tables head them."""
    known = {
        **{"mean": _("mean"), "sd": _("SD"), "need": _("need"), "sem": _("SEM"), "r_drop": _("r with the rest")},
        **{"alpha_without": _("alpha without"), "icc1": "ICC(1)", "icc2": "ICC(2)"},
        **{"rwg": "rwg(j)", "ad": "AD", "reliability": _("reliability")},
    }
    return ", ".join(known.get(each, each) for each in statistics)


def _without(notes: Mapping[str, str], names: set[str]) -> dict[str, str]:
    return {name: code for name, code in notes.items() if name not in names}


def _shown(id: str, group: Group, questionnaire: Questionnaire) -> str:
    return shown(name_of(id, group, questionnaire), NAME)


def _few(names: Sequence[str], dimensions: Sequence[str]) -> str:
    """Return the first of these names; all dimensions, where they are among them, are one."""
    if len(dimensions) > 1 and set(dimensions) <= set(names):
        names = [_("all dimensions"), *(name for name in names if name not in dimensions)]
    rest = len(names) - MOST
    return ", ".join(names) if rest < 2 else _("{names} and {n} more").format(names=", ".join(names[:MOST]), n=rest)
