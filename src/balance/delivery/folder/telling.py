"""What stands on the slides: titles, texts and questions that can be changed, pictures, and notes for who speaks."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from balance.charts.group import classes_title
from balance.delivery.folder.pictures import Drawn, Planned
from balance.safe import shown
from balance.sharing.norming import NormsWords
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import NAME, GroupWords
from balance.words import _, number


class Slide(NamedTuple):
    """A slide: a title, and a picture or lines below it; `notes` say what may be concluded."""

    title: str
    lines: tuple[str, ...] = ()
    picture: Callable[[], Drawn] | None = None
    notes: tuple[str, ...] = ()
    opening: bool = False


def slides(words: GroupWords, pictures: Sequence[Planned]) -> Iterator[Slide]:
    """Yield the slides of a group in the order in which they are shown."""
    yield _opening(words)
    yield Slide(_("How to read it"), tuple(_how(words)), notes=tuple(words.limits()))
    for each in pictures:
        if each.spread:
            yield Slide(classes_title(), picture=each.draw, notes=tuple(_of_spread()))
        elif not each.column:
            yield Slide(words.verdict() or words.heading(), picture=each.draw, notes=tuple(_of_everyone(words)))
    if words.group.strengths:
        lines = tuple(f"{words.name(id)}: {words.gap(id)}" for id in words.group.strengths)
        yield Slide(_("Hold on to this"), lines, notes=(_strengths(words),))
    yield from _changed(ChangeWords(words))
    for id in words.group.topics:
        yield _topic(id, words)
    yield from _breakdowns(words, pictures)
    if asked := words.group.prompts.get("", ()):
        yield Slide(_("Questions for all of us"), asked, notes=(_wait(),))
    yield Slide(_("What we agree on"), (_("What we do:"), _("Who:"), _("By when:"), _("How we will notice:")),
                notes=(_("One or two agreements, not ten. Write them here while everybody looks on."),))  # fmt: skip
    yield Slide(_("What is shown, and what is not"), (*words.hidden(), *ChangeWords(words).hidden(), *words.limits()))


def _opening(words: GroupWords) -> Slide:
    title, _colon, people = words.heading().rpartition(": ")
    told = (
        _("The picture belongs to those who answered. Show it to them first, and agree with them who else may see it."),
        *filter(None, [words.mark()]),
    )
    return Slide(title or people, (people,), notes=told, opening=True)


def _how(words: GroupWords) -> Iterator[str]:
    yield _("0 is the lowest answer throughout, 100 the highest. More is not always better.")
    if words.questionnaire.asks_needs:
        yield words.needs.diamond
    yield words.about_band()
    yield from filter(None, [ChangeWords(words).triangle()])
    yield _("Every number is that of all together. Nobody is judged by it.")


def _of_everyone(words: GroupWords) -> Iterator[str]:
    yield from words.figures()
    if words.others:
        yield _("This may be said: how those who answered, taken together, see the leadership they get now.")
        yield _("This may not be said: how the managers see it, whether they lead well, or anything about one person.")
    else:
        yield _("This may be said: how the group, taken together, sees its own way of leading now.")
        yield _("This may not be said: how others see it, whether it leads well, or anything about one person.")
    if words.questionnaire.balance and words.questionnaire.asks_needs:
        yield _(
            "From {margin} points on a distance counts as large; that limit is a convention. "
            "The topics are the three largest, whatever their size."
        ).format(margin=number(words.questionnaire.balance.gap_margin))
    yield words.about_band()
    norms = NormsWords(words)
    yield from norms.about()
    for name, mean, theirs, apart in norms.lines():
        yield _("{name} {mean}, theirs {theirs}: {apart}.").format(name=name, mean=mean, theirs=theirs, apart=apart)


def _changed(told: ChangeWords) -> Iterator[Slide]:
    """Yield the slide on what changed most, where anything did."""
    lines = [
        f"{line.name}: {line.change}" + (f" ({line.between}), {line.said}" if line.between else "")
        for line in told.most()
    ]
    if lines:
        notes = (
            told.about(),
            _("This may be said: how those who answered both times see it now, beside then."),
            _("This may not be said: what brought the change about, or that more is better. Ask: what have we done "
              "differently since then?"),
        )  # fmt: skip
        yield Slide(told.heading(), (*lines, told.of()), notes=notes)


def _of_spread() -> Iterator[str]:
    yield _("Low, middle and high are thirds of the scale; tenths need not add up to ten.")
    yield _("This may be said: in which areas the group is of one mind, and in which it is not.")
    yield _("This may not be said: who stands where. Ask nobody, and let nobody guess.")
    yield _("Where the bars stand in two places, ask what differs between the situations, not between the people.")


def _of_parts(words: GroupWords, column: str) -> Iterator[str]:
    if words.others:
        yield _("This may be said: where the groups that are shown see the same, and where not.")
        yield _("This may not be said: which group is led better. They need different things; rank nobody.")
    else:
        yield _("This may be said: where the groups that are shown see themselves alike, and where not.")
        yield _("This may not be said: which group leads better. They lead in different situations; rank nobody.")
    yield _("Where bands or intervals overlap, the difference may be nothing but chance.")
    yield from filter(None, [words.others_in(column)])


def _strengths(words: GroupWords) -> str:
    if words.others:
        return _(
            "Ask for an example of each: when did that go well, and what happened? It may be said that those who "
            "answered get about what they need here; not that the managers see the same."
        )
    return _(
        "Ask for an example of each: when did that go well, and what did we do? It may be said that the group sees "
        "itself in step with its situation here; not that others see the same."
    )


def _wait() -> str:
    return _("Read the question aloud and wait. The silence is part of it.")


def _breakdowns(words: GroupWords, pictures: Sequence[Planned]) -> Iterator[Slide]:
    """Yield a slide for each picture of a breakdown; where one takes several, each says which it is."""
    for column in words.group.by:
        own = [each for each in pictures if each.column == column]
        for place, each in enumerate(own, 1):
            title = _("By {column}").format(column=shown(column, NAME))
            if len(own) > 1:
                title += " (" + _("{n} of {of}").format(n=number(place), of=number(len(own))) + ")"
            yield Slide(title, picture=each.draw, notes=tuple(_of_parts(words, column)))


def _topic(id: str, words: GroupWords) -> Slide:
    notes = [
        _("In the picture: {figures}.").format(figures=words.gap(id)),
        _("Say “if this picture is right”, not “you are”. Ask for an example from last week."),
        _("A distance need not be closed: ask first what lies behind it.")
        if words.others
        else _("A distance need not be closed: it may be the situation that should change."),
    ]
    dimension = words.questionnaire.dimensions[id]
    if dimension.duty:
        notes.append(_("The law sets the floor here, whatever the situation."))
    lines = words.group.prompts.get(id) or (words.gap(id),)
    return Slide(_("{area}: {figures}").format(area=words.name(id), figures=words.gap(id)), lines, notes=tuple(notes))
