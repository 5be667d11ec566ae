"""One person's profile in words and numbers."""

from collections.abc import Iterator

from balance.profiles import BalanceFound, DimensionFound, Profile
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _, listed, number


def profile_lines(profile: Profile, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the profile line by line: the verdict, every side and area, what to look at first, the limits."""
    words = _Words(profile, questionnaire)
    yield words.title
    yield ""
    yield from words.verdict()
    yield from words.areas()
    yield from words.first()
    yield from words.foot()


class _Words:
    """A profile said in the language of its content."""

    def __init__(self, profile: Profile, questionnaire: Questionnaire) -> None:
        self.profile = profile
        self.questionnaire = questionnaire
        self.title = self.say(questionnaire.title)
        self.others = questionnaire.target == "other"

    def say(self, text: dict[str, str]) -> str:
        return shown(self.questionnaire.say(text, self.profile.language), width=2000)

    def dimension(self, id: str) -> str:
        return self.say(self.questionnaire.dimensions[id].name)

    def axis(self, id: str) -> str:
        return self.say(self.questionnaire.axes[id].name)

    def verdict(self) -> Iterator[str]:
        found, balance = self.profile.balance, self.questionnaire.balance
        if found is None or balance is None:
            return
        sides = {"left": in_sentence(self.axis(balance.left)), "right": in_sentence(self.axis(balance.right))}
        yield self._verdict_sentence(found, sides)
        yield from self._numbers(found)
        yield from self._level(found)
        yield from self._notes(found)
        yield ""

    def _verdict_sentence(self, found: BalanceFound, sides: dict[str, str]) -> str:
        if found.verdict is None:
            return self._no_verdict(found)
        if found.verdict == "close":
            return " ".join((_("There is no clear lean."), self._ruled_out(found, sides)))
        balanced, leaning = self._sentences()
        return balanced if found.verdict == "balanced" else leaning.format(side=sides[found.verdict])

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
        if self.questionnaire.balance and not self.questionnaire.balance.verdict:
            return _("So few questions give no verdict on the balance; they show where a closer look may pay.")
        if found.lean is None:
            return _("Too few questions are answered to say how the two sides stand to each other.")
        if "needs_missing" in found.notes:
            return _(
                "What your situation calls for is not answered for: {areas}. So the two cannot be compared."
            ).format(areas=listed([self.dimension(id) for id in self._unanswered_needs()]))
        return _("Too few questions are answered to compare what you do with what your situation calls for.")

    def _unanswered_needs(self) -> list[str]:
        asked = (id for id in self.questionnaire.balanced_dimensions if self.questionnaire.dimensions[id].need)
        return [id for id in asked if self.profile.dimensions[id].need is None]

    def _ruled_out(self, found: BalanceFound, sides: dict[str, str]) -> str:
        """Say what is known all the same: what can be ruled out, and the largest gap."""
        parts = [
            _("A clear lean towards {side} can be ruled out.").format(side=sides[side]) for side in found.ruled_out
        ] or [_("The answers vary too much to rule out either side.")]
        gaps = {id: abs(each.gap) for id, each in self.profile.dimensions.items() if each.gap is not None}
        if gaps:
            largest = max(gaps, key=lambda id: gaps[id])
            parts.append(_("The largest gap is in {area}.").format(area=in_sentence(self.dimension(largest))))
        return " ".join(parts)

    def _numbers(self, found: BalanceFound) -> Iterator[str]:
        if found.lean is None:
            return
        parts = [_("Lean {lean}").format(lean=number(found.lean, sign=True))]
        if found.low is not None and found.high is not None:
            parts.append(between(found.low, found.high, sign=True))
        if found.needed is not None:
            parts.append(_("called for {need}").format(need=number(found.needed, sign=True)))
        scale = _("({low} is all {left}, {high} all {right})")
        balance = self.questionnaire.balance
        assert balance is not None  # noqa: S101
        ends = {"left": in_sentence(self.axis(balance.left)), "right": in_sentence(self.axis(balance.right))}
        yield f"{'; '.join(parts)} {scale.format(low=number(-100), high=number(100), **ends)}."

    def _level(self, found: BalanceFound) -> Iterator[str]:
        if found.level is None:
            return
        parts = [_("Level {level} of 100").format(level=number(found.level))]
        if found.level_low is not None and found.level_high is not None:
            parts.append(between(found.level_low, found.level_high))
        if found.level_needed is not None:
            parts.append(_("called for {need}").format(need=number(found.level_needed)))
        said = {
            "enough": _("In all, about as much as is called for."),
            "below": _("In all, less than is called for."),
            "above": _("In all, more than is called for."),
            "close": _("In all, any difference from what is called for is within the uncertainty."),
        }
        verdict = f" {said[found.level_verdict]}" if found.level_verdict else ""
        yield f"{'; '.join(parts)}.{verdict}"

    def _notes(self, found: BalanceFound) -> Iterator[str]:
        if "needs_alike" in found.notes:
            yield _("You gave the same answer to everything the situation may call for; "
                    "so the comparison says little about where.")  # fmt: skip
        if "answers_alike" in found.notes:
            yield _("You gave the same answer to every question about what is done; "
                    "so the areas cannot be told apart.")  # fmt: skip

    def areas(self) -> Iterator[str]:
        """Yield each axis and under it its dimensions; then those on no axis."""
        shown_already: set[str] = set()
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
            said += "; " + _("called for {need}").format(need=number(need))
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
        words = {
            "more": _("{area}: more of this"),
            "less": _("{area}: less of this"),
            "keep": _("{area}: hold on to this"),
        }
        said = words[found.finding or "keep"].format(area=self.dimension(id))
        if found.gap is None or found.finding == "keep":
            return said
        gap = _("{gap} points from what is called for").format(gap=number(abs(found.gap)))
        unsure = "" if found.certain is not False else ", " + _("within the uncertainty")
        return f"{said} ({gap}{unsure})"

    def foot(self) -> Iterator[str]:
        source = self.profile.questionnaire
        yield (
            _("This is how you see it. Others may see something else; ask them.")
            if self.others
            else _("This is your own picture. Others may see something else; ask them.")
        )
        yield _("For learning and conversation, not for selection, pay or ranking.")
        if source.version.startswith("0."):
            yield _("First edition of the questionnaire, not tested on people.")
        yield f"{self.profile.made_by} · {source.id} {source.version} ({source.digest[:12]}) · {self.profile.language}"


def between(low: float, high: float, sign: bool = False) -> str:
    """Return "between 58 and 86"."""
    return _("between {low} and {high}").format(low=number(low, sign=sign), high=number(high, sign=sign))


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: "goals", but "HSE"."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
