"""A file's own tests: answers that can be given, columns that there are."""

from collections.abc import Iterator

from balance.questionnaire.near import offer
from balance.questionnaire.rules.draft import Draft, Found, is_number
from balance.questionnaire.rules.references import unknown_item
from balance.questionnaire.rules.scales import number_text
from balance.safe import shown
from balance.words import _, listed

SHOWN = 12  # answers of a scale that a remedy names


def items_known(draft: Draft) -> Iterator[Found]:
    """A test answers items that are asked."""
    for name in draft.keys("tests.*.answers.*"):
        if name.text not in draft.items:
            yield unknown_item(name, draft, key=True)


def answers_possible(draft: Draft) -> Iterator[Found]:
    """A test gives answers that the item's scale has: a value, or the code of an unscored answer."""
    for path, value in draft.find("tests.*.answers.*"):
        scale = draft.items.get(str(path[-1]), "")
        values, codes = draft.points.get(scale, []), draft.codes.get(scale, [])
        readable = bool(values) and len(values) == draft.sizes.get(scale)
        if not readable or not (is_number(value) or isinstance(value, str)):
            continue
        if value not in (codes if isinstance(value, str) else values):
            what = _('"{value}" is no answer to "{item}".').format(value=shown(value, 60), item=shown(path[-1], 60))
            answers = [*map(number_text, values), *(shown(code, 60) for code in codes)]
            remedy = _("Its answers: {answers}.").format(answers=listed(answers[:SHOWN]))
            yield Found(path, what, remedy, "unknown-answer")


def columns_known(draft: Draft) -> Iterator[Found]:
    """A test expects columns that the score table has."""
    columns = dict.fromkeys(_columns(draft))
    for path, column in draft.keys("tests.*.expect.*"):
        if column not in columns:
            what = _('The score table has no column "{column}".').format(column=shown(column, 90))
            yield Found(path, what, offer(column, columns), "unknown-column", key=True)


def _columns(draft: Draft) -> Iterator[str]:
    yield from draft.dimensions
    yield from (f"need_{id}" for id in draft.dimensions if draft.needs.get(id))
    yield from draft.axes
    if "balance" in draft.tree:
        asked = any(draft.needs.get(name.text) for axis in draft.sides.values() for name in draft.on_axis.get(axis, ()))
        yield from ("lean", "needed_lean", "level") if asked else ("lean", "level")
    yield "answered"


RULES = (items_known, answers_possible, columns_known)
