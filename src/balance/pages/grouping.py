"""From a shared group to what stands on its pages."""

from collections.abc import Iterator, Mapping

from balance.pages import everything
from balance.pages.explaining import passages
from balance.pages.groupsheet import Breakdown, GroupHeadings, GroupSheet, Table
from balance.pages.grouptables import Sides, of_parts, reliability, sides_of, tables
from balance.pages.sheet import Area, Figures, Picture, Questions
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.sharing.missing import difference_line
from balance.sharing.model import SharedGroup
from balance.sharing.openly import words_of
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import NAME, GroupWords
from balance.words import _

LONG = 2000
EMPTY = Figures(score="", interval="", need="")


def compose(
    group: SharedGroup,
    questionnaire: Questionnaire,
    pictures: tuple[Picture, ...],
    by: Mapping[str, tuple[Picture, ...]],
    name: str,
) -> GroupSheet:
    """Return the sheet of a group; `by` has the pictures of each breakdown. All its numbers are the group's."""
    words = words_of(group, questionnaire)
    sides = sides_of(questionnaire)
    verdict = words.verdict()
    areas = {id: _area(id, words, sides) for id in group.dimensions}
    return GroupSheet(
        language=group.language,
        date="",
        when=_("confidential") if group.confidential else "",
        title=shown(questionnaire.say(questionnaire.title, group.language), 120),
        name=shown(" ".join(name.split()), NAME),
        mark=words.mark(),
        limits=tuple(words.foot()),
        stamp=words.stamp(),
        kind=_("Group report"),
        heading=verdict or words.answered(),
        told=tuple(filter(None, [words.answered() if verdict else "", *words.left_out()])),
        figures=tuple(words.figures()),
        changed=ChangeWords(words).summary(),
        pictures=pictures,
        topics=tuple(areas[id] for id in group.topics),
        strengths=tuple(areas[id] for id in group.strengths),
        tables=tuple(tables(words, sides)),
        statistics=tuple(_statistics(words, sides)),
        breakdowns=tuple(_breakdowns(words, by, sides)),
        prompts=tuple(_prompts(words)),
        reading=tuple(passages(words)),
        headings=GroupHeadings(
            topics=_("Talk about this"),
            strengths=_("Hold on to this"),
            prompts=_("Questions for the team") if words.others else _("Questions to talk through together"),
            prompts_note=_("Choose one or two. Let everybody think for a minute before anybody speaks."),
            page=_("{n} of {of}"),
        ),
    )


def _area(id: str, words: GroupWords, sides: Sides) -> Area:
    part = words.questionnaire.dimensions[id]
    about = words.questionnaire.say(part.about, words.group.language) if part.about else ""
    return Area(
        name=words.name(id),
        about=shown(about, LONG),
        side=sides.get(id, ""),
        figures=EMPTY,
        told=words.gap(id),
        finding="",
        invitation="",
        gap="",
    )


def _statistics(words: GroupWords, sides: Sides) -> Iterator[Table]:
    found = reliability(words, sides, words.group)
    if found is not None:
        said = difference_line(words.group, words.questionnaire) if words.group.full else ""
        yield found.model_copy(update={"note": " ".join(filter(None, (found.note, said)))})
    if words.group.full:
        yield from everything.statements(words)


def _breakdowns(words: GroupWords, by: Mapping[str, tuple[Picture, ...]], sides: Sides) -> Iterator[Breakdown]:
    full = words.group.full
    for column, parts in words.shown_parts():
        told = [words.others_in(column), everything.left_to_files(parts) if full else ""]
        yield Breakdown(
            heading=_("By {column}").format(column=shown(column, NAME)),
            note=" ".join(filter(None, told)),
            pictures=by.get(column, ()),
            tables=tuple(of_parts(words, parts)) if parts else (),
            details=tuple(everything.details(words, column, parts, sides)) if full else (),
        )


def _prompts(words: GroupWords) -> Iterator[Questions]:
    for id, prompts in words.group.prompts.items():
        about = words.name(id) if id else _("The balance")
        yield Questions(about=about, prompts=tuple(shown(prompt, LONG) for prompt in prompts))
