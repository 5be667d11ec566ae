"""A shared group in words: what is said on a terminal is said on a page."""

from collections.abc import Iterator, Mapping, Sequence

from balance.anonymity.printing import band
from balance.groups import ScoreFound, Shown, Suppressed
from balance.needs import ManyNeeds, needs_of_many
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.scores.student import t_quantile
from balance.sharing.model import SharedGroup
from balance.stamp import DIGITS, Stamp
from balance.wording import in_sentence
from balance.words import _, listed, number, plural

NAME = 60
LABEL = 160  # of a group in a table or above its picture: names of one firm begin alike


def half_width(score: ScoreFound) -> float | None:
    """Return half the width of what is drawn about a mean: of the band under ten people, else of the 95 % interval.

    t(.975) SD / sqrt(n), from the SD as it is shown; where none is shown, the band of so many people.
    """
    if score.mean is None or score.n < 2:
        return None
    return band(score.n) if score.sd is None else t_quantile(0.975, score.n - 1) * score.sd / score.n**0.5


class GroupWords:
    """Sentences about one shared group, in the language of its content."""

    def __init__(self, group: SharedGroup, questionnaire: Questionnaire) -> None:
        self.group, self.questionnaire = group, questionnaire
        self.others = questionnaire.target == "other"

    @property
    def needs(self) -> ManyNeeds:
        """Return how needs are said."""
        return needs_of_many(self.questionnaire)

    def name(self, id: str) -> str:
        """Return the name of a dimension or an axis."""
        part = self.questionnaire.dimensions.get(id) or self.questionnaire.axes[id]
        return shown(self.questionnaire.say(part.name, self.group.language), NAME)

    def heading(self) -> str:
        """Return how many people this is about, and that it is confidential."""
        title = shown(self.questionnaire.say(self.questionnaire.title, self.group.language), 120)
        said = plural("{title}: {n} person", "{title}: {n} people", self.group.n)
        confidential = " · " + _("confidential") if self.group.confidential else ""
        return said.format(title=title, n=number(self.group.n)) + confidential

    def mark(self) -> str:
        """Return what every page and picture is marked with: a draft is; else nothing."""
        return _("DRAFT: not to be handed out") if self.group.draft else ""

    def missing(self) -> str:
        """Return what a dash means."""
        return _("not shown")

    def verdict(self) -> str:
        """Return how the group's lean stands to what is called for; empty where there is no lean or no verdict.

        In the order of the verdict on one person: in step where all that is drawn about the distance lies within the
        margin; a side where it lies on one side of nothing; else no clear lean.
        """
        balance, lean = self.questionnaire.balance, self.group.lean
        if balance is None or not balance.verdict or lean is None or lean.mean is None:
            return ""
        needs, half = self.questionnaire.asks_needs, half_width(lean)
        if half is None or (needs and lean.need is None):
            return ""
        distance = lean.mean - (lean.need or 0)
        if abs(distance) + half < balance.margin:
            return self._balanced(needs)
        if abs(distance) <= half:
            return _("Taken together, there is no clear lean.")
        side = in_sentence(self.name(balance.left if distance < 0 else balance.right))
        return self._leaning(needs).format(side=side)

    def _balanced(self, needs: bool) -> str:
        if self.others:
            calls = _("Taken together, those who answered see leadership in step with what they need.")
            return calls if needs else _("Taken together, those who answered see leadership in balance.")
        calls = _("Taken together, you lead in step with what your situations call for.")
        return calls if needs else _("Taken together, you are in balance.")

    def _leaning(self, needs: bool) -> str:
        if self.others:
            calls = _("Taken together, those who answered see leadership more towards {side} than they need.")
            return calls if needs else _("Taken together, those who answered see leadership that leans to {side}.")
        calls = _("Taken together, you lead more towards {side} than your situations call for.")
        return calls if needs else _("Taken together, you lean to {side}.")

    def figures(self) -> Iterator[str]:
        """Yield the lean and the level in numbers."""
        for score, words, sign in (
            (self.group.lean, _("Lean {mean}"), True),
            (self.group.level, _("Level {mean}"), False),
        ):
            if score is not None and score.mean is not None:
                said = words.format(mean=number(score.mean, sign=sign))
                needed = "" if score.need is None else self.needs.amount.format(need=number(score.need, sign=sign))
                yield ", ".join(filter(None, (said, needed)))

    def gap(self, id: str) -> str:
        """Return a dimension's mean beside what is called for."""
        found = self.group.dimensions[id]
        mean = self.mean(id, found.mean or 0)
        mean = _("{score} of 100").format(score=mean) if self.questionnaire.scoring.score == "percent" else mean
        return mean if found.need is None else f"{mean}, " + self.needs.amount.format(need=number(found.need))

    def answered(self) -> str:
        """Return how many people this is about, in a sentence."""
        n = self.group.n
        return plural("{n} person has answered.", "{n} people have answered.", n).format(n=number(n))

    def left_out(self) -> Iterator[str]:
        """Yield which dimensions are not shown."""
        if self.group.not_shown:
            names = listed([self.name(id) for id in self.group.not_shown])
            yield _("Not shown, because too few answered it: {names}.").format(names=names)

    def others_in(self, column: str) -> str:
        """Return who of a column is in no table: the hidden groups, by name; empty where none is."""
        hidden = [shown(name, LABEL) for name, part in self.group.by[column].items() if isinstance(part, Suppressed)]
        said = _("Hidden by {column}: {names}.")
        return said.format(column=shown(column, NAME), names=listed(hidden)) if hidden else ""

    def hidden(self) -> Iterator[str]:
        """Yield what is not shown, and why."""
        yield from self.left_out()
        yield from filter(None, map(self.others_in, self.group.by))
        if any(isinstance(part, Suppressed) for parts in self.group.by.values() for part in parts.values()):
            yield _(
                "A group is hidden where it has fewer than {k} people, where it says no more than is shown already, "
                "or where its numbers, added to or taken from others, would tell of fewer than {k}."
            ).format(k=self.group.min_group)
        if self.group.band is not None:
            yield _("How far apart the answers are is not shown under {n} people.").format(
                n=max(10, 2 * (self.group.min_group or 0))
            )

    def about_band(self) -> str:
        """Return what is drawn about the means."""
        if self.group.band is None:
            return _("The interval tells how sure a mean is (95 %): the more people answer, the narrower it is.")
        return _(
            "The band, ± {band} points, follows from the number of people and a usual spread of {sd} points, "
            "a convention; it says nothing of how these people answered."
        ).format(band=number(self.group.band), sd=16)

    def about_interval(self) -> str:
        """Return how the interval is made."""
        return _("The interval is t times the spread by the root of the number of people, from the spread as shown.")

    def about_means(self) -> str:
        """Return what a mean must not be taken for."""
        return _("A mean is a mean: it says nothing of any one person, and nobody should try to find out.")

    def about_numbers(self) -> str:
        """Return over whom the numbers are, and how coarse."""
        return _(
            "Every number is over the same people: those who have every score that is shown. Means and spreads are "
            "in whole points, shares in tenths."
        )

    def limits(self) -> Iterator[str]:
        """Yield what cannot be hidden, what this is for, and how new it is."""
        yield _("Every number is over the same people, in whole points.")
        yield from self.unhidable()
        yield from self.foot()

    def unhidable(self) -> Iterator[str]:
        """Yield what no rule can hide, and in which languages the answers were given."""
        yield _(
            "This cannot be hidden: where a whole group answers alike, its mean says so of each; and some who "
            "put their own answers together can take them from the whole."
        )
        yield from self._languages()

    def foot(self) -> Iterator[str]:
        """Yield how this is to be kept, what it is for, and how new it is."""
        if self.group.confidential:
            yield _("Confidential: whoever holds the answers can see whose they are.")
        else:
            yield _(
                "Without an id column balance does not remember this report: never hand out two about the same people."
            )
        yield from self.purpose()

    def purpose(self) -> Iterator[str]:
        """Yield what this is for, and how new it is."""
        yield _("For learning and conversation, not for selection, pay or ranking.")
        if self.group.questionnaire.version.startswith("0."):
            yield _("First edition of the questionnaire, not tested on people.")

    def _languages(self) -> Iterator[str]:
        if len(self.group.languages) < 2:
            return
        known = {"en": _("English"), "nb": _("Norwegian")}
        shares = {known.get(code, shown(code, 20)): share for code, share in self.group.languages.items()}
        parts = [
            name if share is None else _("{language} about {share} of 10").format(
                language=name, share=number(10 * share))
            for name, share in shares.items()
        ]  # fmt: skip
        yield _("Answered in more than one language, whose wordings may not weigh alike: {parts}.").format(
            parts=listed(parts)
        )

    def shown_parts(self) -> Iterator[tuple[str, dict[str, Shown]]]:
        """Yield each breakdown that has groups to show, with these."""
        for column, parts in self.group.by.items():
            told = {name: part for name, part in parts.items() if isinstance(part, Shown)}
            if told:
                yield column, told

    def part_rows(self, parts: Mapping[str, Shown]) -> Iterator[tuple[str, ...]]:
        """Yield a table of parts: the heads, then a line each with n, axes or else dimensions, lean, level."""
        axes = [id for id in self.group.axes if any(part.axes.get(id) for part in parts.values())]
        yield from self.rows_of(parts, axes or list(self.group.dimensions))

    def rows_of(self, parts: Mapping[str, Shown], columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield a table of parts: the heads, then a line each with n, these scores, lean, level."""
        ends = [id for id in ("lean", "level") if getattr(self.group, id)]
        heads = (_("Lean") if id == "lean" else _("Level") for id in ends)
        yield "", "n", *map(self.name, columns), *heads
        for name, part in parts.items():
            found = [part.axes.get(id) or part.dimensions.get(id) for id in columns]
            cells = ["–" if each is None or each.mean is None else self.mean(id, each.mean)
                     for id, each in zip(columns, found, strict=True)]  # fmt: skip
            for id in ends:
                score = getattr(part, id)
                cells.append("–" if score is None or score.mean is None else number(score.mean, sign=id == "lean"))
            yield name, number(part.n), *cells

    def mean(self, id: str, mean: float) -> str:
        """Return a mean as it is shown: in whole points, or with two decimals where scores are values of a scale."""
        percent = self.questionnaire.scoring.score == "percent" or id not in self.questionnaire.dimensions
        return number(mean, 0 if percent else 2)

    def stamp(self) -> str:
        """Return by what this was made."""
        source, group = self.group.questionnaire, self.group
        options = tuple(group.options)
        return str(Stamp(group.made_by, source.id, source.version, source.digest[:DIGITS], group.language, options))
