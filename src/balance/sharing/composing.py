"""From the answers to a group that others may see."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from balance.anonymity.printing import band, hundredths, printable, tenths
from balance.groups import AgreementFound, Group, Shown, Suppressed, counted
from balance.questionnaire.model import Questionnaire
from balance.sharing import findings
from balance.sharing.choosing import Chosen, Wish, told
from balance.sharing.coarse import Coarse
from balance.sharing.model import SharedGroup
from balance.words import language_code

if TYPE_CHECKING:
    import polars as pl


def shared(  # noqa: PLR0913
    chosen: Chosen,
    questionnaire: Questionnaire,
    wish: Wish,
    language: str,
    *,
    draft: bool = False,
    language_column: str | None = None,
    options: Sequence[str] = (),
) -> SharedGroup:
    """Return what others may see of the people chosen; nothing in it is finer than a page shows it."""
    found = _counted(chosen, questionnaire, language)
    coarse = Coarse(questionnaire, wish.min_group, chosen.population.kept)
    whole = coarse.parts(found, everyone=True)
    tree: dict[str, Any] = found.model_dump() | whole | findings.found(whole["dimensions"], questionnaire, language)
    tree |= {
        "full": False,
        "min_group": wish.min_group,
        "options": tuple(options),
        "difference": None,
        "by": {column: _parts(column, chosen, found, coarse) for column in wish.by},
        "agreement": _agreement(found, wish.min_group, coarse),
        "unlabelled": {},
        "draft": draft,
        "confidential": chosen.kept is not None,
        "not_shown": chosen.population.dropped,
        "band": None if printable(found.n, wish.min_group, everyone=True).spread else band(found.n),
        "languages": _languages(chosen.answers[language_column], found.n, wish.min_group) if language_column else {},
    }
    codes = {code for dimension in whole["dimensions"].values() for code in dimension["notes"].values()}
    tree["why"] = {code: said for code, said in found.why.items() if code in codes}
    return SharedGroup.model_validate(tree)


def _counted(chosen: Chosen, questionnaire: Questionnaire, language: str) -> Group:
    """Return every statistic of the population and its groups; those hidden stand in none."""
    import polars as pl

    columns = [pl.Series(name, labels, dtype=pl.String) for name, labels in chosen.labels.items() if any(labels)]
    frame = chosen.answers.select(*questionnaire.items).with_columns(columns)
    return counted(frame, questionnaire, [column.name for column in columns], language)


def _parts(column: str, chosen: Chosen, found: Group, coarse: Coarse) -> dict[str, Any]:
    """Return the groups of a breakdown that are shown, and then those hidden, by name alone."""
    parts = {
        name: coarse.parts(part, everyone=False)
        for name, part in found.by.get(column, {}).items()
        if isinstance(part, Shown)
    }
    return parts | {name: Suppressed() for name in chosen.protected.breakdowns[column].hidden}


def _agreement(found: Group, k: int, coarse: Coarse) -> dict[str, Any]:
    """Return how much lies between the groups that are shown, where everyone is enough for it."""
    if not printable(found.n, k, everyone=True).reliability:
        return {}
    scores = {*coarse.dimensions, *((*found.axes, "lean", "level") if coarse.axes else ())}
    return {
        column: {id: each.model_copy(update=_icc(each)) for id, each in parts.items() if id in scores}
        for column, parts in found.agreement.items()
    }


def _icc(found: AgreementFound) -> dict[str, float | None]:
    return {name: None if (value := getattr(found, name)) is None else hundredths(value) for name in ("icc1", "icc2")}


def _languages(labels: "pl.Series", n: int, k: int) -> dict[str, float | None]:
    """Return the languages of the answers, the most frequent first; their shares where the group is not small."""
    counts = Counter(language_code(text) for label in labels if (text := told(label)))
    enough = printable(n, k, everyone=True).spread
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return {code: tenths(count / n) if enough else None for code, count in ordered}
