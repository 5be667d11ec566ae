"""References: whatever is named is there, once, and whatever is there is used."""

from collections.abc import Iterator

from balance.questionnaire.near import offer
from balance.questionnaire.rules.draft import Draft, Found, Name
from balance.safe import shown
from balance.words import _


def scales_known(draft: Draft) -> Iterator[Found]:
    """A page asks on a scale that there is."""
    scales = {name.text: None for name in draft.keys("scales.*")}
    for name in draft.names("pages.*.scale"):
        if name.text not in scales:
            what = _('There is no scale "{name}".').format(name=shown(name.text, 60))
            yield Found(name.path, what, offer(name.text, scales), "unknown-scale")


def items_known(draft: Draft) -> Iterator[Found]:
    """A dimension names items that are asked."""
    for pattern in ("dimensions.*.items.*", "dimensions.*.need.*"):
        for name in draft.names(pattern):
            if name.text not in draft.items:
                yield unknown_item(name, draft)


def unknown_item(name: Name, draft: Draft, key: bool = False) -> Found:
    """Return the fault for the id of an item that stands on no page."""
    what = _('There is no item "{name}".').format(name=shown(name.text, 60))
    return Found(name.path, what, offer(name.text, draft.items), "unknown-item", key)


def reversed_known(draft: Draft) -> Iterator[Found]:
    """What counts backwards in a dimension is an item of that dimension."""
    members = {dimension: dict.fromkeys(name.text for name in names) for dimension, names in draft.members.items()}
    for name in draft.names("dimensions.*.reversed.*"):
        dimension = str(name.path[1])
        own = members.get(dimension, {})
        if name.text not in own:
            what = _('"{name}" is no item of "{dimension}".').format(
                name=shown(name.text, 60), dimension=shown(dimension, 60)
            )
            yield Found(name.path, what, offer(name.text, own), "not-among-items")


def dimensions_known(draft: Draft) -> Iterator[Found]:
    """Axes, pairs and outcomes name dimensions that there are."""
    for pattern in ("axes.*.dimensions.*", "balance.pairs.*.left", "balance.pairs.*.right", "outcomes.*"):
        for name in draft.names(pattern):
            if name.text not in draft.dimensions:
                what = _('There is no dimension "{name}".').format(name=shown(name.text, 60))
                yield Found(name.path, what, offer(name.text, draft.dimensions), "unknown-dimension")


def axes_known(draft: Draft) -> Iterator[Found]:
    """The balance holds axes against each other that there are."""
    for name in [*draft.names("balance.left"), *draft.names("balance.right")]:
        if name.text not in draft.axes:
            what = _('There is no axis "{name}".').format(name=shown(name.text, 60))
            yield Found(name.path, what, offer(name.text, draft.axes), "unknown-axis")


def named_once(draft: Draft) -> Iterator[Found]:
    """No list names the same thing twice."""
    for pattern in ("dimensions.*.items.*", "dimensions.*.reversed.*", "dimensions.*.need.*",
                    "axes.*.dimensions.*", "outcomes.*"):  # fmt: skip
        seen: set[tuple[object, ...]] = set()
        for name in draft.names(pattern):
            place = (*name.path[:-1], name.text)
            if place in seen:
                what = _('"{name}" is listed twice.').format(name=shown(name.text, 60))
                yield Found(name.path, what, _("Delete one."), "listed-twice")
            seen.add(place)


def items_used(draft: Draft) -> Iterator[Found]:
    """Every item asked stands in a dimension."""
    used = {name.text for names in (*draft.members.values(), *draft.needs.values()) for name in names}
    for name in draft.keys("pages.*.items.*"):
        if name.text not in used:
            what = _('The item "{name}" is asked, and stands in no dimension.').format(name=shown(name.text, 60))
            remedy = _("Add it to the items or the need of a dimension, or delete it.")
            yield Found(name.path, what, remedy, "unused-item", key=True)


def scales_used(draft: Draft) -> Iterator[Found]:
    """Every scale is the scale of a page."""
    used = {name.text for name in draft.names("pages.*.scale")}
    for name in draft.keys("scales.*"):
        if name.text not in used:
            what = _('No page asks on the scale "{name}".').format(name=shown(name.text, 60))
            yield Found(name.path, what, _("Use it, or delete it."), "unused-scale", key=True)


RULES = (
    scales_known,
    items_known,
    reversed_known,
    dimensions_known,
    axes_known,
    named_once,
    items_used,
    scales_used,
)
