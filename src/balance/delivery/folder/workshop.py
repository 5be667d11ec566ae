"""The facilitator's guide: a workshop of 90 minutes, written from what the group's picture shows."""

from collections.abc import Iterator

from balance.delivery.folder.names import Names
from balance.delivery.folder.sheets import Block, Topic, WorkshopSheet
from balance.questionnaire.model import Questionnaire
from balance.sharing.model import SharedGroup
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import GroupWords
from balance.wording import in_sentence
from balance.words import _, listed, number, plural, speaking

TOPICS = 30  # minutes for all of them


def workshop_pdf(group: SharedGroup, questionnaire: Questionnaire, called: Names) -> bytes:
    """Return the guide as PDF, in the language of the group; nothing in it is finer than the group."""
    from balance.pages.typesetting import typeset

    with speaking(group.language):
        return typeset(workshop_sheet(group, questionnaire, called), "workshop")


def workshop_sheet(group: SharedGroup, questionnaire: Questionnaire, called: Names) -> WorkshopSheet:
    """Return what stands in the guide."""
    words = GroupWords(group, questionnaire)
    blocks = (_reading(words), _alone(words), _in_pairs(words), _topics(words), _agreements())
    starts = [sum(each[0] for each in blocks[:number]) for number in range(len(blocks))]
    title, _colon, people = words.heading().rpartition(": ")
    return WorkshopSheet(
        language=group.language,
        date="",
        when="",
        title=title,
        name=people,
        kind=_("Workshop of 90 minutes"),
        mark=words.mark(),
        heading=_("90 minutes with the group's picture") if words.others else _("90 minutes with your own picture"),
        told=(
            _(
                "For you who lead the conversation. The picture belongs to those who answered; you help them to talk "
                "about it, and to choose one thing to do."
            ),
            *filter(None, [words.verdict()]),
        ),
        figures=tuple(words.figures()),
        before_title=_("Before you begin"),
        before=tuple(_before(called)),
        blocks=tuple(
            Block(
                minutes=_("{start} to {end} min").format(start=start, end=start + length),
                title=title,
                aim=aim,
                steps=steps,
                topics=topics,
            )
            for start, (length, title, aim, steps, topics) in zip(starts, blocks, strict=True)
        ),
        table=(_("What we do"), _("Who"), _("By when"), _("How we will notice")),
        not_title=_("What not to do"),
        not_to_do=tuple(_not_to_do(words)),
        limits=(_("For learning and conversation, not for selection, pay or ranking."),),
        stamp=words.stamp(),
        headings={"page": _("{n} of {of}")},
    )


Told = tuple[int, str, str, tuple[str, ...], tuple[Topic, ...]]


def _before(called: Names) -> Iterator[str]:
    yield _("Give each person their own report a day or two ahead, to read in peace. It need not be shown to anybody.")
    yield _(
        "Print {poster} in A3 and hang it where people can stand in front of it. Bring round stickers, all alike."
    ).format(poster=called.poster)
    yield _("Sit in a ring without tables if you can. Leave the numbers on the screen only as long as they are needed.")


def _reading(words: GroupWords) -> Told:
    group = words.group
    people = plural("{n} person has answered.", "{n} people have answered.", group.n).format(n=number(group.n))
    steps = [
        _("Show the picture of the group. {people} Every number is that of all of them.").format(people=people),
        _("Say how to read it: 0 is the lowest answer throughout, 100 the highest. More is not always better."),
    ]
    if words.questionnaire.asks_needs:
        steps.append(_diamond(words))
    change = ChangeWords(words)
    if change.summary():
        steps.append(f"{change.triangle()} {change.summary()} " + _("What brought it about is for them to say."))
    steps += [words.about_band(), _("Ask: “What do you recognise? What surprises you?” Let three or four answer; "
                                    "explain nothing away.")]  # fmt: skip
    return 10, _("How to read it"), _("Everybody knows what the picture shows, and what it does not."), tuple(steps), ()


def _diamond(words: GroupWords) -> str:
    if words.others:
        return _("The diamond shows what those who answered need from their manager. The distance between bar and "
                 "diamond is what to talk about.")  # fmt: skip
    return _("The diamond shows what the situation calls for, as they see it themselves. The distance between bar "
             "and diamond is what to talk about.")  # fmt: skip


def _look(words: GroupWords) -> str:
    if words.others:
        return _("Ask everybody to be silent and to look at their own report, or at the picture: “Where do I see the "
                 "same as the group, and where not? What do I need most now?”")  # fmt: skip
    return _("Ask everybody to be silent and to look at their own report, or at the picture: “Where am I like the "
             "group, and where not? Where would I like to be?”")  # fmt: skip


def _alone(words: GroupWords) -> Told:
    steps = (
        _look(words),
        _("Whoever wants to puts a sticker in each lane of the poster, where they think it belongs. Nobody has to, "
          "nobody asks whose a sticker is, and you turn your back meanwhile."),
        _("Everybody writes down one area that they want to talk about, and why that one."),
    )  # fmt: skip
    return 15, _("Alone"), _("Everybody has a thought of their own before the talk begins."), steps, ()


def _in_pairs(words: GroupWords) -> Told:
    steps = [_("Two and two, not with one's own manager. Ten minutes each: one tells, the other listens and asks, "
               "and gives no advice.")]  # fmt: skip
    if words.group.strengths:
        names = listed([in_sentence(words.name(id)) for id in words.group.strengths])
        asked = _("Begin with what already works: {names}. “When did that go well, and what did you do?”")
        if words.others:
            asked = _("Begin with what already works: {names}. “When did that go well, and what happened?”")
        steps.append(asked.format(names=names))
    topics = (Topic(name=_("Questions for both"), figures="", prompts=words.group.prompts.get("", ())),)
    aim = _("Everybody is heard once before the whole group talks.")
    return 20, _("In pairs"), aim, tuple(steps), topics if topics[0].prompts else ()


def _topics(words: GroupWords) -> Told:
    group = words.group
    topics = tuple(
        Topic(name=words.name(id), figures=words.gap(id), prompts=group.prompts.get(id, ())) for id in group.topics
    )
    each = number(TOPICS // max(1, len(topics)))
    steps: tuple[str, ...] = (
        _("{n} minutes each. Read the question aloud, wait, and let the first answer come from somebody who seldom "
          "speaks first.").format(n=each),
        _("Say “if this picture is right”, not “you are”. Ask for an example from last week."),
        _("End each with one sentence on a flip chart: what we have understood."),
    )  # fmt: skip
    title = {1: _("The topic"), 2: _("The two topics"), 3: _("The three topics")}.get(len(topics), "")
    aim = _("The largest distances are understood; not all need to be closed.")
    if not topics:
        steps = (_("Nothing stands out. Let the group choose two areas from the picture itself, and ask of each: what "
                   "do we want to keep, and what would we miss?"),)  # fmt: skip
        title = _("What the group chooses")
    return TOPICS, title, aim, steps, topics


def _agreements() -> Told:
    steps = (
        _("One or two agreements, not ten. Small enough to be begun on Monday."),
        _("Write each into the table: what, who, by when, and how you will notice that it works."),
        _("Settle the day on which you look at it together again, and end by letting everybody say one word."),
    )
    return 15, _("Agreements"), _("The group leaves with something it has chosen itself."), steps, ()


def _not_to_do(words: GroupWords) -> Iterator[str]:
    yield _("Do not guess who answered what. If others do, stop it kindly: “We talk about all of us.”")
    yield _("Ask nobody to show their report or to explain their sticker.")
    yield _("Compare nobody with anybody, and rank neither people nor units.")
    if words.questionnaire.balance and words.questionnaire.asks_needs:
        yield _(
            "Do not make much of a distance of a few points; from {margin} on it counts as large, by convention."
        ).format(margin=number(words.questionnaire.balance.gap_margin))
    if any("suppressed" in type(part).model_fields for parts in words.group.by.values() for part in parts.values()):
        yield _("Do not try to work out the groups that are hidden; they are hidden for their people's sake.")
    yield _("Do not defend the numbers. They are where the talk begins, and those who answered know better.")
    yield _("Do not collect what people wrote for themselves.")
