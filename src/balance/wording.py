"""One person's profile in words and numbers."""

from collections.abc import Iterator, Mapping

from balance.needs import OneNeeds, needs_of_one
from balance.profiles import BalanceFound, DimensionFound, Profile
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.stamp import DIGITS, Stamp
from balance.words import _, listed, number


def profile_lines(profile: Profile, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the profile line by line: the verdict, every side and area, what to look at first, the limits."""
    words = Words(profile, questionnaire)
    yield words.title
    yield ""
    yield from words.verdict()
    yield from words.areas()
    yield from words.first()
    yield from words.foot()


class Words:
    """A profile said in the language of its content, its names at most `longest` characters."""

    longest = 2000
    most_named = 2000

    def __init__(self, profile: Profile, questionnaire: Questionnaire) -> None:
        self.profile = profile
        self.questionnaire = questionnaire
        self.title = self.say(questionnaire.title)
        self.others = questionnaire.target == "other"

    @property
    def needs(self) -> OneNeeds:
        """Return how needs are said."""
        return needs_of_one(self.questionnaire)

    def say(self, text: Mapping[str, str]) -> str:
        """Return a text of the questionnaire in the language of the profile, harmless."""
        return shown(self.questionnaire.say(text, self.profile.language), width=self.longest)

    def dimension(self, id: str) -> str:
        """Return the name of a dimension."""
        return self.say(self.questionnaire.dimensions[id].name)

    def short(self, id: str) -> str:
        """Return the short name of a dimension, as it stands in pictures."""
        part = self.questionnaire.dimensions[id]
        return self.say(part.short or part.name)

    def axis(self, id: str) -> str:
        """Return the name of an axis."""
        return self.say(self.questionnaire.axes[id].name)

    def verdict(self) -> Iterator[str]:
        """Yield the verdict, its numbers, the level and what must be noted."""
        found, balance = self.profile.balance, self.questionnaire.balance
        if found is None or balance is None:
            return
        yield " ".join(filter(None, self.verdict_words(found)))
        yield from self._numbers(found)
        yield from self._level(found)
        yield from self.notes(found)
        yield ""

    def verdict_words(self, found: BalanceFound) -> tuple[str, str]:
        """Return the verdict in one sentence, and what is known all the same where there is no clear lean."""
        if found.verdict is None:
            return self._no_verdict(found), ""
        if found.verdict == "close":
            return _("There is no clear lean."), self._ruled_out(found)
        balanced, leaning = self._sentences()
        return balanced if found.verdict == "balanced" else leaning.format(side=self.sides()[found.verdict]), ""

    def sides(self) -> dict[str, str]:
        """Return the names of the two axes as they stand inside a sentence."""
        balance = self.questionnaire.balance
        assert balance is not None  # noqa: S101
        return {"left": in_sentence(self.axis(balance.left)), "right": in_sentence(self.axis(balance.right))}

    def _sentences(self) -> tuple[str, str]:
        """Return the sentence for balanced and the one for a side, by whom it is about and whether needs are asked."""
        if self.questionnaire.asks_needs:
            if self.others:
                return (
                    _("Your manager leads in step with what you need."),
                    _("Your manager leads more towards {side} than you need."),
                )
            return (
                _("You lead in step with what your situation calls for."),
                _("You lead more towards {side} than your situation calls for."),
            )
        if self.others:
            return _("Your manager is in balance."), _("Your manager leans to {side}.")
        return _("You are in balance."), _("You lean to {side}.")

    def _no_verdict(self, found: BalanceFound) -> str:
        if found.lean is None:
            return _("Too few questions are answered to say how the two sides stand to each other.")
        if self.questionnaire.balance and not self.questionnaire.balance.verdict:
            return _("This questionnaire gives no verdict on the balance; it shows where a closer look may pay.")
        if "needs_missing" in found.notes:
            return self.needs.unanswered.format(areas=listed(self._named(self._unanswered_needs())))
        return self.needs.too_few

    def _unanswered_needs(self) -> list[str]:
        asked = (id for id in self.questionnaire.balanced_dimensions if self.questionnaire.dimensions[id].need)
        return [id for id in asked if self.profile.dimensions[id].need is None]

    def _named(self, ids: list[str]) -> list[str]:
        rest = len(ids) - self.most_named
        names = [self.dimension(id) for id in ids[: self.most_named]]
        return [*names, _("{n} more").format(n=number(rest))] if rest > 0 else names

    def _ruled_out(self, found: BalanceFound) -> str:
        """Say what is known all the same: what can be ruled out, and the largest gap."""
        sides = self.sides()
        parts = [
            _("A clear lean towards {side} can be ruled out.").format(side=sides[side]) for side in found.ruled_out
        ] or [_("The answers vary too much to rule out either side.")]
        gaps = {id: abs(each.gap) for id, each in self.profile.dimensions.items() if each.gap is not None}
        if gaps:
            largest = max(gaps, key=lambda id: gaps[id])
            parts.append(_("Largest gap: {area}.").format(area=in_sentence(self.dimension(largest))))
        return " ".join(parts)

    def _numbers(self, found: BalanceFound) -> Iterator[str]:
        if found.lean is None:
            return
        parts = [_("Lean {lean}").format(lean=number(found.lean, sign=True))]
        if found.low is not None and found.high is not None:
            parts.append(between(found.low, found.high, sign=True))
        if found.needed is not None:
            parts.append(self.needs.amount.format(need=number(found.needed, sign=True)))
        scale = _("({low} is all {left}, {high} all {right})")
        yield f"{'; '.join(parts)} {scale.format(low=number(-100), high=number(100), **self.sides())}."

    def _level(self, found: BalanceFound) -> Iterator[str]:
        if found.level is None:
            return
        parts = [_("Level {level} of 100").format(level=number(found.level))]
        if found.level_low is not None and found.level_high is not None:
            parts.append(between(found.level_low, found.level_high))
        if found.level_needed is not None:
            parts.append(self.needs.amount.format(need=number(found.level_needed)))
        said = self.level_words(found)
        yield f"{'; '.join(parts)}.{f' {said}' if said else ''}"

    def level_words(self, found: BalanceFound) -> str:
        """Return the verdict on the level in one sentence; empty where there is none."""
        needs = self.needs
        said = {"enough": needs.enough, "below": needs.below, "above": needs.above, "close": needs.close}
        return said[found.level_verdict] if found.level_verdict else ""

    def notes(self, found: BalanceFound) -> Iterator[str]:
        """Yield what must be noted about the answers."""
        if "needs_alike" in found.notes:
            yield self.needs.alike
        if "answers_alike" in found.notes:
            yield _("You gave the same answer to every question about what is done; "
                    "so the areas cannot be told apart.")  # fmt: skip

    def areas(self, outcomes: bool = True) -> Iterator[str]:
        """Yield each axis and under it its dimensions; then those on no axis, where wanted with the outcomes."""
        shown_already = set() if outcomes or not self.questionnaire.axes else set(self.questionnaire.outcomes)
        for id, axis in self.questionnaire.axes.items():
            found = self.profile.axes[id]
            yield self._sentence(self.axis(id), found.score, found.low, found.high, found.need)
            for dimension in axis.dimensions:
                yield f"  {self._area(dimension)}"
            shown_already.update(axis.dimensions)
            yield ""
        rest = [id for id in self.profile.dimensions if id not in shown_already]
        for id in rest:
            yield self._area(id)
        if rest:
            yield ""

    def _area(self, id: str) -> str:
        found = self.profile.dimensions[id]
        return self._sentence(self.dimension(id), found.score, found.low, found.high, found.need)

    def _sentence(
        self, name: str, score: float | None, low: float | None, high: float | None, need: float | None
    ) -> str:
        """Return "Goals: 72 of 100, between 58 and 86; called for 70"."""
        percent = self.questionnaire.scoring.score == "percent"
        if score is None:
            said = _("too few answers for a score")
        elif percent:
            said = _("{score} of 100").format(score=number(score))
        else:
            said = number(score, decimals=2)
        if low is not None and high is not None:
            said += f", {between(low, high)}"
        if need is not None:
            said += "; " + self.needs.amount.format(need=number(need))
        return f"{name}: {said}"

    def first(self) -> Iterator[str]:
        """Yield what to look at first, each with its questions; then those about the balance."""
        if not self.profile.first and any(found.gap is not None for found in self.profile.dimensions.values()):
            yield _("Nothing stands out.")
        if self.profile.reflection:
            yield _("Look at this first") if self.profile.first else _("Worth holding on to")
        for entry in self.profile.reflection:
            if entry.dimension:
                yield f"- {self._invitation(entry.dimension, self.profile.dimensions[entry.dimension])}"
            elif entry.prompts:
                yield "- " + _("The balance")
            for prompt in entry.prompts:
                yield f"    {shown(prompt, width=2000)}"
        if self.profile.reflection:
            yield ""

    def _invitation(self, id: str, found: DimensionFound) -> str:
        said, gap = self.invitation_words(id, found)
        return f"{said} ({gap})" if gap else said

    def invitation_words(self, id: str, found: DimensionFound) -> tuple[str, str]:
        """Return the invitation of a dimension, and how large its gap is; empty where it is one to keep."""
        words = {
            "more": _("{area}: more of this"),
            "less": _("{area}: less of this"),
            "keep": _("{area}: hold on to this"),
        }
        said = words[found.finding or "keep"].format(area=self.dimension(id))
        if found.gap is None or found.finding == "keep":
            return said, ""
        gap = self.needs.distance.format(gap=number(abs(found.gap)))
        unsure = "" if found.certain is not False else ", " + _("within the uncertainty")
        return said, gap + unsure

    def beside(self) -> list[str]:
        """Return what stands beside the balance: the outcomes, each with its score and interval."""
        said = []
        for id in self.questionnaire.outcomes if self.questionnaire.axes else ():
            found = self.profile.dimensions[id]
            score = "–" if found.score is None else number(found.score)
            said.append(f"{self.short(id)} {score}{interval(found.low, found.high)}")
        if said:
            said[0] = _("Beside the balance: {areas}").format(areas=said[0])
        return said

    def foot(self) -> Iterator[str]:
        """Yield the limits of all this, and the stamp."""
        yield from self.limits()
        yield self.stamp()

    def limits(self) -> Iterator[str]:
        """Yield what a profile is, what it is for, and how new it is."""
        yield (
            _("This is how you see it. Others may see something else; ask them.")
            if self.others
            else _("This is your own picture. Others may see something else; ask them.")
        )
        yield _("For learning and conversation, not for selection, pay or ranking.")
        if self.profile.questionnaire.version.startswith("0."):
            yield _("First edition of the questionnaire, not tested on people.")

    def stamp(self) -> str:
        """Return what made the profile, from which questionnaire, in which language."""
        source = self.profile.questionnaire
        return str(
            Stamp(self.profile.made_by, source.id, source.version, source.digest[:DIGITS], self.profile.language)
        )


def between(low: float, high: float, sign: bool = False) -> str:
    """Return "between 58 and 86"."""
    return _("between {low} and {high}").format(low=number(low, sign=sign), high=number(high, sign=sign))


def lean_figures(found: BalanceFound, lean: float, needs: OneNeeds) -> str:
    """Return "Lean −34 (−42 to −26), called for +10"."""
    said = _("Lean {lean}").format(lean=number(lean, sign=True)) + interval(found.low, found.high, sign=True)
    return said + _needed(found.needed, needs, sign=True)


def level_figures(found: BalanceFound, level: float, needs: OneNeeds) -> str:
    """Return "Level 62 (58 to 66), called for 75"."""
    said = _("Level {level}").format(level=number(level)) + interval(found.level_low, found.level_high)
    return said + _needed(found.level_needed, needs)


def _needed(need: float | None, needs: OneNeeds, sign: bool = False) -> str:
    return "" if need is None else ", " + needs.amount.format(need=number(need, sign=sign))


def interval(low: float | None, high: float | None, sign: bool = False) -> str:
    """Return " (58 to 86)", or nothing where there is no interval."""
    if low is None or high is None:
        return ""
    return " " + _("({low} to {high})").format(low=number(low, sign=sign), high=number(high, sign=sign))


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: "goals", but "HSE"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
