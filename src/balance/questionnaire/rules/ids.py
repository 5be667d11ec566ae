"""Ids: each names one thing, also where case, width and signs are not told apart."""

from collections.abc import Iterator

from balance.questionnaire.near import folded
from balance.questionnaire.rules.draft import Draft, Found
from balance.safe import shown
from balance.words import _

# What the score table calls something else.
COLUMNS = ("row", "id", "questionnaire", "lean", "needed_lean", "level", "answered",
           "longest_run", "irv", "flagged")  # fmt: skip


def distinct(draft: Draft) -> Iterator[Found]:
    """Items, comments, dimensions and axes share no id, after folding."""
    seen: dict[str, str] = {}
    for pattern in ("pages.*.items.*", "comments.*", "dimensions.*", "axes.*"):
        for path, id in draft.keys(pattern):
            fold = folded(id)
            if fold and fold in seen:
                what = _('The id "{id}" is the same as "{other}", which stands elsewhere.').format(
                    id=shown(id, 60), other=shown(seen[fold], 60)
                )
                remedy = _("Choose another; capitals and signs do not tell ids apart.")
                yield Found(path, what, remedy, "duplicate-id", key=True)
            seen.setdefault(fold, id)


def no_column(draft: Draft) -> Iterator[Found]:
    """No dimension or axis is called as a column of the score table that is something else."""
    taken = {folded(column): column for column in _columns(draft)}
    for path, id in [*draft.keys("dimensions.*"), *draft.keys("axes.*")]:
        column = taken.get(folded(id))
        if column is not None:
            what = _('"{id}" is a column of the score table already.').format(id=shown(column, 90))
            yield Found(path, what, _("Choose another id."), "reserved-id", key=True)


def _columns(draft: Draft) -> Iterator[str]:
    yield from COLUMNS
    yield from (f"need_{id}" for id in draft.dimensions)
    for name in (*draft.dimensions, *draft.axes, "lean", "level"):
        yield from (f"{name}_low", f"{name}_high")


def codes_distinct(draft: Draft) -> Iterator[Found]:
    """Within a scale, each unscored answer has a code of its own."""
    seen: set[tuple[object, str]] = set()
    for path, code in draft.names("scales.*.unscored.*.code"):
        place = (path[1], folded(code))
        if place in seen:
            what = _('The code "{code}" stands twice in this scale.').format(code=shown(code, 60))
            yield Found(path, what, _("Choose another."), "duplicate-code")
        seen.add(place)


RULES = (distinct, no_column, codes_distinct)
