"""What a chart shows, in sentences."""

from typing import Literal

from balance.charts.look import Look
from balance.charts.marks import Meanings
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.wording import Words, in_sentence, lean_figures, level_figures
from balance.words import _, listed, speaking

Kind = Literal["profile", "lean"]


def alternative(profile: Profile, questionnaire: Questionnaire, kind: Kind = "profile") -> str:
    """Return the facts of a chart in sentences, for those who cannot see it; in the profile's language.

    `kind` "profile" says every side and area, "lean" the balance alone. Like the chart, which is made
    to be shown, it leaves out the outcomes: what one thinks of one's people.
    """
    with speaking(profile.language):
        words = Words(profile, questionnaire)
        lines = [words.title, *words.verdict()]
        if kind == "profile":
            lines += [*words.areas(outcomes=False), *first(words)]
    return "\n".join(line.strip() for line in lines if line.strip())


def title(words: Words) -> str:
    """Return what was found, in one sentence; of a questionnaire without a balance, its title."""
    found = words.profile.balance
    if found is None:
        return words.title
    if found.verdict is None and found.lean is not None:
        return next(iter(first(words)), words.verdict_words(found)[0])
    return words.verdict_words(found)[0]


def beneath(words: Words) -> list[str]:
    """Return what belongs to the title and does not fit into it: what is ruled out, or why there is no verdict."""
    found = words.profile.balance
    if found is None or found.lean is None:
        return []
    verdict, more = words.verdict_words(found)
    return [said for said in (verdict if found.verdict is None else "", more) if said and said != title(words)]


def first(words: Words) -> list[str]:
    """Return in one sentence what to look at first, where needs are asked."""
    if words.profile.first:
        areas = [in_sentence(words.dimension(id)) for id in words.profile.first]
        return [_("Look first at {areas}.").format(areas=listed(areas))]
    return (
        [_("Nothing stands out.")] if any(found.gap is not None for found in words.profile.dimensions.values()) else []
    )


def figures(words: Words) -> list[str]:
    """Return lean and level in figures, each with its interval and what is needed."""
    found = words.profile.balance
    if found is None:
        return []
    lean = [] if found.lean is None else [lean_figures(found, found.lean, words.needs)]
    return lean + ([] if found.level is None else [level_figures(found, found.level, words.needs)])


def meanings(words: Words) -> Meanings:
    """Return what the marks of a chart mean."""
    return Meanings(
        score=_("score") if words.others else _("your score"),
        interval=_("95 % interval"),
        need=words.needs.mark_in_full,
        first=_("look at this first"),
        missing=_("too few answers for a score"),
    )


def stamp(words: Words, look: Look) -> str:
    """Return which balance, questionnaire, language and options made a chart."""
    return f"{words.stamp()} · {look.size}{' dark' if look.dark else ''}"
