"""The change of a group since an earlier time, in words: what is said on a terminal is said on a page."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from balance.changes import ChangeFound, ChangeOf
from balance.sharing.missing import NOTHING
from balance.sharing.wording import GroupWords
from balance.statistics import reasons
from balance.wording import in_sentence
from balance.words import _, listed, number, plural


class Line(NamedTuple):
    """One change: of what, in points, between which ends, and how sure that is; empty where nothing is said.

    `numbers` are those under `heads`: only where everything is shown.
    """

    id: str
    name: str
    change: str
    between: str
    said: str
    numbers: tuple[str, ...] = ()


class ChangeWords:
    """Sentences about what changed in those who answered both times; nothing where no change is asked for."""

    def __init__(self, words: GroupWords) -> None:
        self.words, self.change = words, words.group.change
        self.shown: ChangeFound | None = None if self.change is None or self.change.held else self.change

    def heading(self) -> str:
        """Return what stands above it."""
        return _("Change since last time")

    def of(self) -> str:
        """Return whose change it is."""
        if self.words.group.full:
            return _("Over those who have the score both times, n of them: now minus before.")
        n = (self.shown.n if self.shown else None) or 0
        said = plural("Over the {n} person who answered both times: now minus before.",
                      "Over the {n} people who answered both times: now minus before.", n)  # fmt: skip
        return said.format(n=number(n))

    def about(self) -> str:
        """Return whose change it is, and how it must be taken."""
        if any(each.low is not None for each in self._all().values()):
            sure = _("The interval is that of the mean change, 95 %. Only what stands out among all areas together is "
                     "called more or less than before.")  # fmt: skip
        elif self.words.group.full:
            sure = _("How sure a change is can be told from two people on.")
        else:
            sure = _("How sure that is can be told from {n} people on; a few points may be chance.").format(
                n=max(10, 2 * (self.words.group.min_group or 0))
            )
        return f"{self.of()} {sure}"

    def lines(self) -> Iterator[Line]:
        """Yield the change of every axis, dimension and of lean and level, in the order of the questionnaire."""
        for id, each in self._all().items():
            if each.change is not None:
                change, between, sure = self._points(id, each.change), self._between(id, each), self._sure(id, each)
                yield Line(id, self._name(id), change, between, sure, self._numbers(id, each))

    def heads(self) -> tuple[str, ...]:
        """Return what stands above the numbers of a line."""
        return ("n", _("before"), _("now"), _("SD")) if self.words.group.full else ()

    def most(self) -> Iterator[Line]:
        """Yield what changed most."""
        lines = {line.id: line for line in self.lines()}
        most = (lines[id] for id in (self.shown.most if self.shown else ()) if id in lines)
        yield from (line for line in most if line.change != self._points(line.id, 0))

    def marks(self) -> str:
        """Return what the mark of the time before means in a picture."""
        return _("before, by the change of those who answered both times")

    def triangle(self) -> str:
        """Return what the triangle in the picture means; empty where there is none."""
        n = (self.shown.n if self.shown else None) or 0
        said = plural("The triangle: where the mean stood before, by the change of the {n} person in both.",
                      "The triangle: where the mean stood before, by the change of the {n} people who answered both "
                      "times.", n)  # fmt: skip
        return said.format(n=number(n)) if self.before() else ""

    def summary(self) -> str:
        """Return what changed most in one sentence; empty where nothing did, or nothing may be told."""
        doubtful = {id for id, each in self._all().items() if each.certain is False}
        parts = [
            f"{in_sentence(line.name)} {line.change}" + (f" ({line.said})" if line.id in doubtful else "")
            for line in self.most()
        ]
        return _("Most changed since last time: {areas}.").format(areas=listed(parts)) if parts else ""

    def hidden(self) -> Iterator[str]:
        """Yield what of the change is not shown, why, and what would make it possible."""
        if self.change is None:
            return
        for code in sorted({*self.change.left_out.values()} - {self.change.held}):
            names = listed([self.words.name(id) for id, why in self.change.left_out.items() if why == code])
            yield _("Not compared with last time: {names}. {why}").format(names=names, why=reasons.why(code))
        if self.change.held:
            said = _("The change since last time is not shown. {why}")
            yield said.format(why=self._held(self.change.held))

    def _held(self, code: str) -> str:
        k = self.words.group.min_group or 0
        if code == reasons.TELLS:
            return f"{reasons.why(code)} " + _(
                "It can be shown where {k} or more answered only once, or nobody did: as in a report on those alone "
                "who answered both times."
            ).format(k=k)
        if code == reasons.FEW_TWICE:
            return _("It is shown when {k} people or more have answered all of it both times.").format(k=k)
        return _("No area is the same in the two versions of the questionnaire.")

    def before(self) -> Mapping[str, float]:
        """Return where each dimension's mean would have stood: the mean now less the change of those in both."""
        means = {id: found.mean for id, found in self.words.group.dimensions.items()}
        if self.shown is None or self.words.questionnaire.scoring.score != "percent":
            return {}
        return {
            id: min(100.0, max(0.0, mean - each.change))
            for id, each in self.shown.dimensions.items()
            if each.change is not None and (mean := means.get(id)) is not None
        }

    def _all(self) -> dict[str, ChangeOf]:
        if self.shown is None:
            return {}
        ends = {"lean": self.shown.lean, "level": self.shown.level}
        scores = self.shown.axes | self.shown.dimensions
        return scores | {id: each for id, each in ends.items() if each is not None}

    def _name(self, id: str) -> str:
        return {"lean": _("Lean"), "level": _("Level")}.get(id) or self.words.name(id)

    def _numbers(self, id: str, each: ChangeOf) -> tuple[str, ...]:
        if not self.words.group.full:
            return ()
        before, now, sd = (
            NOTHING if value is None else number(value, sign=True) if signed else self.words.mean(id, value)
            for value, signed in ((each.before, id == "lean"), (each.now, id == "lean"), (each.sd, False))
        )
        return number(each.n), before, now, sd

    def _points(self, id: str, value: float) -> str:
        percent = self.words.questionnaire.scoring.score == "percent" or id not in self.words.questionnaire.dimensions
        return number(value, 0 if percent else 2, sign=True)

    def _between(self, id: str, each: ChangeOf) -> str:
        if each.low is None or each.high is None:
            return ""
        return _("{low} to {high}").format(low=self._points(id, each.low), high=self._points(id, each.high))

    def _sure(self, id: str, each: ChangeOf) -> str:
        balance = self.words.questionnaire.balance
        if each.certain is None or each.change is None:
            return ""
        if not each.certain:
            return _("may be chance")
        if id == "lean" and balance is not None:
            side = self.words.name(balance.right if each.change > 0 else balance.left)
            return _("towards {side}").format(side=in_sentence(side))
        return _("more than before") if each.change > 0 else _("less than before")
