"""The balance: two axes apart, each with its own dimensions and needs."""

from collections.abc import Iterator

from balance.questionnaire.rules.draft import Draft, Found, Name
from balance.safe import shown
from balance.words import _, listed


def two_axes(draft: Draft) -> Iterator[Found]:
    """The two axes are different, and share no dimension."""
    left, right = draft.sides.get("left"), draft.sides.get("right")
    if left is None or right is None:
        return
    if left == right:
        what = _('"{axis}" cannot be held against itself.').format(axis=shown(left, 60))
        yield Found(("balance", "right"), what, _("Name two different axes."), "same-axis")
        return
    on_left = _on(draft, left)
    for name in draft.on_axis.get(right, ()):
        if name.text in on_left:
            what = _('"{dimension}" stands on both sides of the balance.').format(dimension=shown(name.text, 60))
            yield Found(name.path, what, _("Take it off one of the axes."), "shared-dimension")


def pairs_across(draft: Draft) -> Iterator[Found]:
    """A pair's left dimension stands on the left axis, its right one on the right."""
    for side, axis in draft.sides.items():
        own = _on(draft, axis)
        for name in draft.names(f"balance.pairs.*.{side}"):
            if name.text in draft.dimensions and name.text not in own:
                what = _('"{dimension}" does not stand on the axis "{axis}".').format(
                    dimension=shown(name.text, 60), axis=shown(axis, 60)
                )
                remedy = _("Name a dimension of that axis, or add it there.")
                yield Found(name.path, what, remedy, "pair-side")


def outcomes_apart(draft: Draft) -> Iterator[Found]:
    """An outcome stands beside the balance, on no axis."""
    axis_of = {name.text: axis for axis, names in draft.on_axis.items() for name in names}
    for name in draft.names("outcomes.*"):
        if name.text in axis_of:
            what = _('The outcome "{dimension}" stands on the axis "{axis}".').format(
                dimension=shown(name.text, 60), axis=shown(axis_of[name.text], 60)
            )
            yield Found(name.path, what, _("Take it off the axis, or off the outcomes."), "outcome-on-axis")


def needs_comparable(draft: Draft) -> Iterator[Found]:
    """A need is asked with as many points as the behaviours it is held against."""
    for dimension, needs in draft.needs.items():
        members = draft.members.get(dimension)
        size = _size(draft, members[0].text) if members else None
        for name in needs:
            asked = _size(draft, name.text)
            if size is not None and asked is not None and asked != size:
                what = _('"{need}" is asked on {asked} points, the items of "{dimension}" on {size}.').format(
                    need=shown(name.text, 60), asked=asked, dimension=shown(dimension, 60), size=size
                )
                yield Found(name.path, what, _("Ask it on a scale of as many points."), "need-scale")


def needs_apart(draft: Draft) -> Iterator[Found]:
    """A need question is no scored item."""
    scored = {name.text for names in draft.members.values() for name in names}
    for names in draft.needs.values():
        for name in names:
            if name.text in scored:
                what = _('"{need}" is asked as a need, and scored as an item.').format(need=shown(name.text, 60))
                yield Found(name.path, what, _("Make it one of the two."), "need-scored")


def needs_on_both_sides(draft: Draft) -> Iterator[Found]:
    """Needs are asked on both axes of the balance, or on none."""
    if len(draft.sides) < 2 or len(set(draft.sides.values())) < 2:
        return
    asking = [side for side, axis in draft.sides.items() if any(draft.needs.get(id) for id in _on(draft, axis))]
    if len(asking) == 1:
        [with_needs] = asking
        other = next(axis for side, axis in draft.sides.items() if side != with_needs)
        what = _('Needs are asked on the axis "{axis}", and none on "{other}".').format(
            axis=shown(draft.sides[with_needs], 60), other=shown(other, 60)
        )
        yield Found(("axes", other), what, _("Ask them on both axes, or on none."), "needs-on-one-side", key=True)


def percent_where_compared(draft: Draft) -> Iterator[Found]:
    """Scores in the unit of the values only stand alone: axes and needs compare percents."""
    for path, score in draft.find("scoring.score"):
        parts = [name for name, there in (("axes", draft.axes), ("need", draft.needs)) if there]
        if score in ("mean", "sum") and parts:
            what = _('"score: {score}" cannot go with {parts}.').format(score=score, parts=listed(parts))
            yield Found(path, what, _("Write percent, or take them out."), "score-unit")


def _on(draft: Draft, axis: str) -> dict[str, Name]:
    return {name.text: name for name in draft.on_axis.get(axis, ())}


def _size(draft: Draft, item: str) -> int | None:
    return draft.sizes.get(draft.items.get(item, ""))


RULES = (
    two_axes,
    pairs_across,
    outcomes_apart,
    needs_comparable,
    needs_apart,
    needs_on_both_sides,
    percent_where_compared,
)
