"""How a report is to be read, what it is not, and how its numbers were made."""

from collections.abc import Iterator

from balance.pages.sheet import Passage
from balance.wording import Words, in_sentence
from balance.words import _, listed, number, plural


def passages(words: Words, compared: bool) -> Iterator[Passage]:
    """Yield what explains a report, as far as its questionnaire asks for what is explained; `compared`, with norms."""
    parts = (
        (_("How to read this"), _how(words)),
        (_("What it is not"), _not(words, compared)),
        (_("How the numbers are made"), _made(words)),
    )
    for heading, sentences in parts:
        said = tuple(sentences)
        if said:
            yield Passage(heading=heading, sentences=said)


def _how(words: Words) -> Iterator[str]:
    questionnaire = words.questionnaire
    if questionnaire.scoring.score == "percent":
        yield _("A score tells how often, from 0 (the lowest answer throughout) to 100 (the highest). "
                "It is no grade: more is not always better.")  # fmt: skip
    if questionnaire.asks_needs:
        yield words.needs.source
    balance = words.profile.balance
    if balance is not None and balance.lean is not None:
        lean = _("Lean is {right} minus {left}, from {low} to {high}; level is how much there is of both, 0 to 100.")
        yield lean.format(low=number(-100), high=number(100), **words.sides())
    if questionnaire.balance and questionnaire.asks_needs:
        yield _("A difference is talked about from {margin} points on. That limit is a convention.").format(
            margin=number(questionnaire.balance.gap_margin)
        )
    duties = [id for id, part in questionnaire.dimensions.items() if part.duty]
    if duties and questionnaire.asks_needs:
        yield _("The law sets the floor for {areas}, whatever the situation: there, less is never advised.").format(
            areas=listed([in_sentence(words.dimension(id)) for id in duties])
        )


def _not(words: Words, compared: bool) -> Iterator[str]:
    yield from words.limits()
    if compared:
        yield _("Higher or lower than others is neither better nor worse.")
    else:
        yield _("There is no basis for comparison: high and low mean high and low on the scale, not among managers.")
    yield _("The interval does not show how others see it, nor what the answers would be next week.")


def _made(words: Words) -> Iterator[str]:
    percent = words.questionnaire.scoring.score == "percent"
    if percent:
        yield _("Each answer is turned into percent of its scale; an area is the mean of its answers, "
                "a side the mean of its areas (Cohen et al. 1999).")  # fmt: skip
        yield _("The 95 % interval tells how far a score could move with other statements about the same "
                "(Cronbach et al. 1972).")  # fmt: skip
    if words.profile.balance is not None and words.profile.balance.verdict is not None:
        yield _("“In step” is said where the whole interval lies within the limit (Schuirmann 1987).")
    yield _("Statements answered: {share}.").format(share=f"{number(100 * words.profile.answered)} %")
    for code, n in words.profile.unscored.items():
        said = plural("{n} time: {answer}.", "{n} times: {answer}.", n)
        yield said.format(n=number(n), answer=_label(words, code))


def _label(words: Words, code: str) -> str:
    """Return the words of an answer that is never scored."""
    return next(
        (words.say(each.label) for scale in words.questionnaire.scales.values() for each in scale.unscored
         if each.code == code), code)  # fmt: skip
