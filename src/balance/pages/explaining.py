"""How a report on a group is to be read, what is hidden in it, what cannot be, and how its numbers were made."""

from collections.abc import Iterator

from balance.pages.sheet import Passage
from balance.sharing.missing import reasons_told
from balance.sharing.telling import ChangeWords
from balance.sharing.wording import GroupWords
from balance.wording import in_sentence
from balance.words import _, listed, number


def passages(words: GroupWords) -> Iterator[Passage]:
    """Yield what explains the report, as far as the group and its questionnaire have it."""
    parts = _openly(words) if words.group.full else _safely(words)
    for heading, sentences in parts:
        said = tuple(sentences)
        if said:
            yield Passage(heading=heading, sentences=said, lines=heading == _nowhere())


def _nowhere() -> str:
    return _("Where there is no number")


def _safely(words: GroupWords) -> Iterator[tuple[str, Iterator[str]]]:
    yield _("How to read this"), _how(words)
    yield _("What is hidden, and why"), _hidden(words)
    yield _("What cannot be hidden"), words.unhidable()
    yield _("How the numbers are made"), _made(words)


def _openly(words: GroupWords) -> Iterator[tuple[str, Iterator[str]]]:
    yield _("What this tells of single people"), words.unhidable()
    yield _("How to read this"), _how(words)
    yield _nowhere(), _missing(words)
    yield _("How the numbers are made"), _made(words)


def _how(words: GroupWords) -> Iterator[str]:
    questionnaire, group = words.questionnaire, words.group
    percent = questionnaire.scoring.score == "percent"
    if percent:
        yield _("A mean tells how often, from 0 (the lowest answer throughout) to 100 (the highest). "
                "It is no grade: more is not always better.")  # fmt: skip
    if questionnaire.asks_needs:
        yield words.needs.source
    if group.lean is not None and questionnaire.balance is not None:
        left, right = (in_sentence(words.name(id)) for id in (questionnaire.balance.left, questionnaire.balance.right))
        yield _(
            "Lean is {right} minus {left}, from {low} to {high}; level is how much there is of both, 0 to 100."
        ).format(low=number(-100), high=number(100), left=left, right=right)
    if group.gaps:
        yield words.needs.topics
    duties = [id for id, part in questionnaire.dimensions.items() if part.duty and id in group.dimensions]
    if duties and group.gaps:
        yield _("The law sets the floor for {areas}, whatever the situation: there, less is never advised.").format(
            areas=listed([in_sentence(words.name(id)) for id in duties])
        )
    yield words.about_means()


def _hidden(words: GroupWords) -> Iterator[str]:
    yield from words.hidden()
    yield from ChangeWords(words).hidden()


def _missing(words: GroupWords) -> Iterator[str]:
    """Yield why numbers are not there where everything is shown, a line a reason."""
    yield from reasons_told(words.group, words.questionnaire)
    yield from ChangeWords(words).hidden()


def _made(words: GroupWords) -> Iterator[str]:
    if words.questionnaire.scoring.score == "percent":
        yield _("Each answer is turned into percent of its scale; an area is the mean of its answers, "
                "a side the mean of its areas (Cohen et al. 1999).")  # fmt: skip
    yield words.about_numbers()
    if words.group.band is None:
        yield words.about_interval()
    change = ChangeWords(words)
    if change.shown:
        yield _("A change is the mean of what each one's score changed by, over those who answered both times.")
    if change.shown and any(line.between for line in change.lines()):
        yield _("Its interval is that of the paired t test; what is called more or less holds by Holm's correction "
                "over all areas (1979).")  # fmt: skip
    if words.group.norms is not None:
        yield _(
            "A group has no percentile: means vary less than people do, so that a group would look "
            "more unusual than it is."
        )
    if any(found.classes for found in words.group.dimensions.values()):
        yield _("Low, middle and high are thirds of the scale; tenths need not add up to ten.")
