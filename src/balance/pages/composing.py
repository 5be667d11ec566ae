"""From a profile to what stands on its pages."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from balance.arrangement import groups
from balance.comparison import compared
from balance.pages.options import Beside, Options
from balance.pages.reading import passages
from balance.pages.sheet import (
    Area,
    Column,
    Figures,
    Headings,
    Pair,
    Passage,
    Picture,
    Questions,
    Sheet,
    SideName,
    TableGroup,
)
from balance.profiles import AxisFound, DimensionFound, Profile
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.wording import Words, lean_figures, level_figures
from balance.words import _, number, plural

LONG = 2000  # characters of a text one wrote
NAME = 200
FEW = 2  # statements about an area, too few for a verdict


def compose(
    profile: Profile, questionnaire: Questionnaire, options: Options, pictures: tuple[Picture, ...] = ()
) -> Sheet:
    """Return the sheet of a profile, said in the language of the messages, its content in that of the profile."""
    words = Words(profile, questionnaire)
    heading, *told = _told(words)
    whole = not options.share
    areas = {id: _area(id, words, options.group) for id in questionnaire.dimensions}
    return Sheet(
        language=profile.language,
        date=(profile.answered_at or "")[:10],
        when=day(profile.answered_at),
        kind=_("Feedback") if words.others else _("Self-check"),
        title=words.title,
        name=said(options.name, NAME),
        mark=_draft(options),
        heading=heading,
        told=tuple(told),
        figures=(*_figures_of_balance(words), *_figures_of_group(options.group)),
        notes=tuple(words.notes(profile.balance)) if whole and profile.balance else (),
        pictures=pictures,
        nothing=_("Nothing stands out.") if whole and not profile.first and _has_gaps(profile) else "",
        first=tuple(areas[entry.dimension] for entry in profile.reflection if entry.dimension) if whole else (),
        pairs=tuple(_pairs(words, areas)) if whole else (),
        columns=tuple(_columns(words, areas.values())),
        table=tuple(_table(words, areas, options.group)) if whole else (),
        questions=tuple(_questions(words)) if whole else (),
        beside=_beside(words, options) if whole else None,
        own=tuple(_own(words, options)),
        reading=(*_of_group(words, options.group), *passages(words, options.norms is not None)) if whole else (),
        limits=tuple(words.limits()),
        stamp=" · ".join(filter(None, (words.stamp(), options.stamp))),
        one_page=options.share,
        brief=questionnaire.balance is not None and not questionnaire.balance.verdict,
        headings=_headings(words),
    )


def _draft(options: Options) -> str:
    return _("DRAFT: not to be handed out") if options.draft else ""


def _of_group(words: Words, beside: Beside | None) -> Iterator[Passage]:
    """Yield how the group's means are to be read."""
    if beside is not None:
        n = plural("The group is {n} person.", "The group is {n} people.", beside.n).format(n=number(beside.n))
        mean = _("Its mean is shown in whole points, so that you can see where you are like the others and where not.")
        yield Passage(heading=_("The group beside you"), sentences=(n, mean, words.needs.no_goal))


def said(text: str, width: int) -> str:
    """Return a text that somebody typed as one harmless line."""
    return shown(" ".join(text.split()), width)


def day(moment: str | None) -> str:
    """Return the day of a moment (UTC, ISO 8601) as people write it: "25 November 2026"; empty for None."""
    if not moment:
        return ""
    when = datetime.fromisoformat(moment)
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
        *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
    )
    return _("{day} {month} {year}").format(day=when.day, month=months[when.month - 1], year=when.year)


def _has_gaps(profile: Profile) -> bool:
    return any(found.gap is not None for found in profile.dimensions.values())


def _told(words: Words) -> Iterator[str]:
    """Yield the verdict and what follows from it, the first sentence the heading; without a verdict, the title."""
    found, balance = words.profile.balance, words.questionnaire.balance
    if found is None or balance is None:
        yield words.title
        return
    if not balance.verdict:
        yield words.title
    yield from filter(None, words.verdict_words(found))
    if not balance.verdict and _asks_little(words.questionnaire):
        yield _("It asks one or two things about each area, and that is too little for a verdict.")
    yield from filter(None, [words.level_words(found)])


def _asks_little(questionnaire: Questionnaire) -> bool:
    return all(len(questionnaire.dimensions[id].items) <= FEW for id in questionnaire.balanced_dimensions)


def _figures_of_balance(words: Words) -> Iterator[str]:
    found = words.profile.balance
    if found is not None and found.lean is not None:
        yield lean_figures(found, found.lean, words.needs)
    if found is not None and found.level is not None:
        yield level_figures(found, found.level, words.needs)


def _figures_of_group(beside: Beside | None) -> Iterator[str]:
    if beside is not None and beside.lean is not None and beside.level is not None:
        yield _("The group: lean {lean}, level {level}").format(
            lean=number(beside.lean, sign=True), level=number(beside.level)
        )


def _area(id: str, words: Words, beside: Beside | None) -> Area:
    found, part = words.profile.dimensions[id], words.questionnaire.dimensions[id]
    invitation, gap = words.invitation_words(id, found) if found.finding else ("", "")
    return Area(
        name=words.dimension(id),
        about=words.say(part.about) if part.about else "",
        side=_side(id, words),
        figures=_figures(found, words, beside, id),
        told=", ".join(_figures_told(found, words)),
        finding=found.finding or "",
        invitation=invitation,
        gap=gap,
    )


def _side(id: str, words: Words) -> SideName:
    balance, axes = words.questionnaire.balance, words.questionnaire.axes
    if balance is None:
        return ""
    return "left" if id in axes[balance.left].dimensions else "right" if id in axes[balance.right].dimensions else ""


def _figures(found: DimensionFound | AxisFound, words: Words, beside: Beside | None, id: str) -> Figures:
    mean = beside.means.get(id) if beside else None
    decimals = 0 if words.questionnaire.scoring.score == "percent" else 2
    ends = found.low is not None and found.high is not None
    return Figures(
        score="" if found.score is None else number(found.score, decimals),
        interval=_("{low} to {high}").format(low=number(found.low), high=number(found.high))
        if ends and found.low is not None and found.high is not None
        else "",
        need="" if found.need is None else number(found.need),
        group="" if mean is None else number(mean, decimals),
    )


def _figures_told(found: DimensionFound, words: Words) -> Iterator[str]:
    if found.score is None:
        yield _("too few answers for a score")
    elif words.questionnaire.scoring.score == "percent":
        yield _("{score} of 100").format(score=number(found.score))
    else:
        yield number(found.score, decimals=2)
    if found.need is not None:
        yield words.needs.amount.format(need=number(found.need))


def _pairs(words: Words, areas: dict[str, Area]) -> Iterator[Pair]:
    """Yield the pairs in which something stands out; areas that stand out and have no pair come one by one."""
    balance = words.questionnaire.balance
    paired: set[str] = set()
    for pair in balance.pairs if balance else ():
        paired |= {pair.left, pair.right}
        if any(areas[id].finding in ("more", "less") for id in (pair.left, pair.right)):
            yield Pair(name=words.say(pair.name) if pair.name else "", areas=(areas[pair.left], areas[pair.right]))
    for id, area in areas.items():
        if id not in paired and area.finding in ("more", "less"):
            yield Pair(name="", areas=(area,))


def _table(words: Words, areas: dict[str, Area], beside: Beside | None) -> Iterator[TableGroup]:
    told: set[str] = set()
    for group in groups(words.questionnaire):
        told |= set(group.dimensions)
        axis = group.axis
        yield TableGroup(
            title=words.axis(axis) if axis else "",
            side=group.side or "",
            figures=_figures(words.profile.axes[axis], words, beside, axis) if axis else None,
            areas=tuple(areas[id] for id in group.dimensions if id in areas),
        )
    rest = tuple(area for id, area in areas.items() if id not in told)
    if rest:
        yield TableGroup(title=_("Beside the balance"), side="", figures=None, areas=rest)


def _columns(words: Words, areas: Collection[Area]) -> Iterator[Column]:
    """Yield the columns in which there is anything; the score's in any case."""
    yield Column(title=_("Score"), figure="score")
    if any(area.figures.interval for area in areas):
        yield Column(title=_("Interval"), figure="interval")
    if any(area.figures.need for area in areas):
        yield Column(title=words.needs.head, figure="need")
    if any(area.figures.group for area in areas):
        yield Column(title=_("The group"), figure="group")


def _questions(words: Words) -> Iterator[Questions]:
    for entry in words.profile.reflection:
        about = _("The balance")
        if entry.dimension:
            about = words.invitation_words(entry.dimension, words.profile.dimensions[entry.dimension])[0]
        if entry.prompts:
            yield Questions(about=about, prompts=tuple(shown(prompt, LONG) for prompt in entry.prompts))


def _beside(words: Words, options: Options) -> Passage | None:
    if options.norms is None:
        return None
    lines = compared(words.profile, options.norms, words.questionnaire)
    return Passage(heading=_("Beside others"), sentences=tuple(lines))


def _own(words: Words, options: Options) -> Iterator[Passage]:
    start = words.dimension(options.start) if options.start in words.questionnaire.dimensions else options.start
    yield Passage(heading=_("What I will start with"), sentences=tuple(_typed([start])))
    if options.actions:
        yield Passage(heading=_("What I will do"), sentences=tuple(_typed(options.actions)))
    if options.thoughts:
        yield Passage(heading=_("My thoughts"), sentences=tuple(_typed(options.thoughts)))


def _typed(texts: Iterable[str]) -> Iterator[str]:
    return (said(text, LONG) for text in texts if text.strip())


def _headings(words: Words) -> Headings:
    return Headings(
        first=_("Look at this first") if words.profile.first else _("Worth holding on to"),
        pairs=_("What stands out"),
        pairs_note=_("Two areas that belong together are read together."),
        table=_("Every area"),
        area=_("Area"),
        questions=_("Questions worth an hour"),
        questions_note=_("Choose one. Write, or talk it through with somebody."),
        shortened=_("Shortened, so that it fits on one page."),
        page=_("{n} of {of}"),
    )
