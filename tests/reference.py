"""A second, slow reading of the definitions: section 4 of the design, items 1-10 and 12 (docs/method.md repeats them).

Everything up to a variance is exact (`Fraction`, of the decimals as written); only the square root and
the quantiles of t are floats. Docstrings open with the item they read.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, cmp_to_key
from itertools import pairwise
from typing import Any

from scipy.stats import t as student

Answer = float | str | None
Weights = dict[str, Fraction]

HUNDRED = Fraction(100)
EQUAL = Fraction(1, 10**9)


def exact(number: float | str) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(str(number))


def mean(numbers: Sequence[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def squares(numbers: Sequence[Fraction]) -> Fraction:
    """The sum of squares about their own mean."""
    centre = mean(numbers)
    return sum(((x - centre) ** 2 for x in numbers), Fraction(0)) if centre is not None else Fraction(0)


def at_least(share: Fraction, of: int) -> int:
    """4.2: max(1, ceil(share · of - 1e-9))."""
    return max(1, math.ceil(share * of - EQUAL))


@cache
def quantile(p: float, df: int) -> float:
    return float(student.ppf(p, df))


@dataclass(frozen=True)
class Scale:
    values: tuple[Fraction, ...]
    codes: frozenset[str]

    def percent(self, value: Fraction) -> Fraction:
        """4.1: by the scale's own ends."""
        return HUNDRED * (value - min(self.values)) / (max(self.values) - min(self.values))

    @cached_property
    def rounding(self) -> Fraction:
        """4.5: step²/12, step = the smallest distance of neighbouring points, in percent."""
        points = sorted(self.percent(value) for value in self.values)
        step = min(b - a for a, b in pairwise(points))
        return step**2 / 12


@dataclass(frozen=True)
class Dimension:
    id: str
    items: tuple[str, ...]
    reversed: frozenset[str]
    need: tuple[str, ...]
    duty: bool
    share: Fraction


@dataclass(frozen=True)
class Questionnaire:
    """Section 6, with its defaults: percent, 0.75, margin 20, verdict true, the rest empty."""

    scale_of: dict[str, Scale]
    dimensions: dict[str, Dimension]
    axes: dict[str, tuple[str, ...]]
    outcomes: frozenset[str]
    left: str | None
    right: str | None
    margin: Fraction
    finding_margin: Fraction
    verdicts: bool
    score: str
    share: Fraction

    @property
    def on_axes(self) -> list[str]:
        """The dimensions that stand on an axis, each once, in file order."""
        standing = {dimension for members in self.axes.values() for dimension in members}
        return [dimension for dimension in self.dimensions if dimension in standing]

    @property
    def balanced_axes(self) -> tuple[str, ...]:
        return (self.left, self.right) if self.left is not None and self.right is not None else ()

    @property
    def asks_needs(self) -> bool:
        """4.8: a dimension of the two axes has a need question."""
        return any(self.dimensions[d].need for axis in self.balanced_axes for d in self.axes[axis])

    @property
    def items(self) -> list[str]:
        """4.4: the distinct items that stand in some dimension's `items`."""
        return list(dict.fromkeys(item for d in self.dimensions.values() for item in d.items))

    @property
    def behaviours(self) -> list[str]:
        """4.10: the items that stand in some dimension that is not an outcome."""
        plain = [d for d in self.dimensions.values() if d.id not in self.outcomes]
        return list(dict.fromkeys(item for d in plain for item in d.items))


def read(document: Mapping[str, Any]) -> Questionnaire:
    scales = {
        name: Scale(
            values=tuple(exact(point["value"]) for point in scale["points"]),
            codes=frozenset(str(unscored["code"]) for unscored in scale.get("unscored") or ()),
        )
        for name, scale in document["scales"].items()
    }
    scoring = document.get("scoring") or {}
    share = exact(scoring.get("min_answered", 0.75))
    balance = document.get("balance") or {}
    margin = exact(balance.get("margin", 20))
    return Questionnaire(
        scale_of={item: scales[page["scale"]] for page in document["pages"] for item in page["items"]},
        dimensions={
            name: Dimension(
                id=name,
                items=tuple(dimension["items"]),
                reversed=frozenset(dimension.get("reversed") or ()),
                need=tuple(dimension.get("need") or ()),
                duty=bool(dimension.get("duty", False)),
                share=exact(dimension["min_answered"]) if "min_answered" in dimension else share,
            )
            for name, dimension in document["dimensions"].items()
        },
        axes={name: tuple(axis["dimensions"]) for name, axis in (document.get("axes") or {}).items()},
        outcomes=frozenset(document.get("outcomes") or ()),
        left=balance.get("left"),
        right=balance.get("right"),
        margin=margin,
        finding_margin=exact(balance["finding_margin"]) if "finding_margin" in balance else margin,
        verdicts=bool(balance.get("verdict", True)),
        score=str(scoring.get("score", "percent")),
        share=share,
    )


@dataclass(frozen=True)
class Pool:
    """4.5: what is pooled over several dimensions."""

    spread: Fraction | None
    df: int
    floor: Fraction | None

    @property
    def variance(self) -> Fraction | None:
        """4.5: max(s², floor); nothing where df = 0."""
        if self.spread is None or self.floor is None:
            return None
        return max(self.spread, self.floor)


@dataclass(frozen=True)
class Estimate:
    """A number, its error and where its scale ends."""

    value: Fraction | None
    variance: Fraction | None
    df: int
    low: int = 0
    high: int = 100

    @property
    def known(self) -> bool:
        return self.value is not None and self.variance is not None and self.df > 0

    @property
    def number(self) -> float | None:
        return None if self.value is None else float(self.value)

    @property
    def se(self) -> float | None:
        return math.sqrt(self.variance) if self.known and self.variance is not None else None

    def reach(self, p: float) -> tuple[float, float] | None:
        """4.9: d ± t(p) se, unclipped and unrounded."""
        if self.value is None or self.se is None:
            return None
        far = quantile(p, self.df) * self.se
        return float(self.value) - far, float(self.value) + far

    @property
    def interval(self) -> list[float] | None:
        """4.12: 95 %, ending where the scale ends."""
        ends = self.reach(0.975)
        return None if ends is None else [max(float(self.low), ends[0]), min(float(self.high), ends[1])]


NOTHING = Estimate(None, None, 0)


class Person:
    """One respondent's answers to one questionnaire."""

    def __init__(self, questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> None:
        """4.1: unscored and skipped both count as not answered."""
        self.q = questionnaire
        self.value = {
            item: exact(answer)
            for item, answer in answers.items()
            if answer is not None and not isinstance(answer, str)
        }
        self.percent = {item: questionnaire.scale_of[item].percent(v) for item, v in self.value.items()}
        self.unscored = Counter(
            answer
            for item, answer in answers.items()
            if isinstance(answer, str) and answer in questionnaire.scale_of[item].codes
        )

    def answered(self, dimension: str) -> list[str]:
        return [item for item in self.q.dimensions[dimension].items if item in self.value]

    def enough(self, dimension: str) -> bool:
        """4.2: at least max(1, ceil(min_answered · items - 1e-9)) are answered."""
        d = self.q.dimensions[dimension]
        return len(self.answered(dimension)) >= at_least(d.share, len(d.items))

    def x(self, dimension: str, item: str) -> Fraction:
        """4.1: reversed in this dimension: 100 - x."""
        x = self.percent[item]
        return HUNDRED - x if item in self.q.dimensions[dimension].reversed else x

    def xs(self, dimension: str) -> list[Fraction]:
        return [self.x(dimension, item) for item in self.answered(dimension)]

    def score(self, dimension: str) -> Fraction | None:
        """4.2: the mean of the answered x."""
        return mean(self.xs(dimension)) if self.enough(dimension) else None

    def raw_score(self, dimension: str) -> Fraction | None:
        """4.2: `mean`: of the values, reversed by the scale's ends; `sum`: that mean times all items."""
        d = self.q.dimensions[dimension]
        values = []
        for item in self.answered(dimension):
            ends = self.q.scale_of[item].values
            turned = min(ends) + max(ends) - self.value[item]
            values.append(turned if item in d.reversed else self.value[item])
        centre = mean(values) if self.enough(dimension) else None
        return centre * len(d.items) if centre is not None and self.q.score == "sum" else centre

    def need(self, dimension: str) -> Fraction | None:
        """4.3: the mean x of the need questions that are answered."""
        return mean([self.percent[n] for n in self.q.dimensions[dimension].need if n in self.percent])

    def gap(self, dimension: str) -> Fraction | None:
        """Section 2: need minus score."""
        need, score = self.need(dimension), self.score(dimension)
        return None if need is None or score is None else need - score

    def has(self, axis: str, what: Iterable[str]) -> list[str]:
        """4.3: those of the axis's dimensions, if they are at least `scoring`'s share of all of them."""
        members = self.q.axes[axis]
        having = [dimension for dimension in members if dimension in what]
        return having if len(having) >= at_least(self.q.share, len(members)) else []

    @cached_property
    def scored(self) -> set[str]:
        return {d for d in self.q.dimensions if self.score(d) is not None}

    @cached_property
    def needed(self) -> set[str]:
        return {d for d in self.q.dimensions if self.need(d) is not None}

    def mean_score(self, dimensions: Sequence[str]) -> Fraction | None:
        return mean([score for d in dimensions if (score := self.score(d)) is not None])

    def mean_need(self, dimensions: Sequence[str]) -> Fraction | None:
        return mean([need for d in dimensions if (need := self.need(d)) is not None])

    @cached_property
    def pools(self) -> dict[str, Pool]:
        """4.5: the pool each dimension belongs to."""
        q = self.q
        main = q.on_axes if q.axes else [d for d in q.dimensions if d not in q.outcomes]
        rest = [d for d in q.dimensions if d not in main]
        if q.axes and all(len(q.dimensions[d].items) < 2 for d in main):
            groups = [[(d, i) for d in members for i in self.answered(d)] for members in q.axes.values()]
        else:
            groups = self.one_by_one(main)
        first, second = self.pool(groups), self.pool(self.one_by_one(rest))
        return {d: first if d in main else second for d in q.dimensions}

    def one_by_one(self, dimensions: Iterable[str]) -> list[list[tuple[str, str]]]:
        return [[(d, item) for item in self.answered(d)] for d in dimensions]

    def pool(self, groups: Sequence[Sequence[tuple[str, str]]]) -> Pool:
        """4.5: the sum of squares about each group's mean by df, the sum of (n - 1); the mean of step²/12.

        A group holds (dimension, item); an item in two dimensions counts in each, in both numbers.
        """
        df = sum(len(group) - 1 for group in groups if group)
        total = sum((squares([self.x(d, item) for d, item in group]) for group in groups), Fraction(0))
        floor = mean([self.q.scale_of[item].rounding for group in groups for _, item in group])
        return Pool(spread=total / df if df else None, df=df, floor=floor)

    @cached_property
    def axis_pool(self) -> Pool:
        return self.pools[self.q.on_axes[0]]

    def item_weights(self, dimensions: Sequence[str], factor: Fraction) -> Weights:
        """4.6: 1/(dimensions · answered items), turned where reversed, added up."""
        weights: Weights = {}
        for d in dimensions:
            for item in self.answered(d):
                sign = -1 if item in self.q.dimensions[d].reversed else 1
                share = factor * sign / (len(dimensions) * len(self.answered(d)))
                weights[item] = weights.get(item, Fraction(0)) + share
        return weights

    def need_weights(self, dimensions: Sequence[str], factor: Fraction) -> Weights:
        """4.7: combined by the same weights, over the answered need questions."""
        weights: Weights = {}
        for d in dimensions:
            questions = [n for n in self.q.dimensions[d].need if n in self.percent]
            for question in questions:
                share = factor / (len(dimensions) * len(questions))
                weights[question] = weights.get(question, Fraction(0)) + share
        return weights

    def items_variance(self, weights: Weights) -> Fraction | None:
        """4.6: variance · Σ w²."""
        variance = self.axis_pool.variance
        return None if variance is None else variance * sum(w**2 for w in weights.values())

    def needs_variance(self, weights: Weights) -> Fraction:
        """4.7: only rounding, step²/12 of their own scale."""
        return sum((w**2 * self.q.scale_of[n].rounding for n, w in weights.items()), Fraction(0))

    def dimension(self, dimension: str) -> Estimate:
        """4.6: (s² + s_d²)/2 with df = 2 (n - 1) where n >= 2, else the pool's variance and df."""
        pool = self.pools[dimension]
        xs = self.xs(dimension)
        variance, df = pool.variance, pool.df
        if len(xs) >= 2 and pool.spread is not None and pool.floor is not None:
            own = squares(xs) / (len(xs) - 1)
            variance, df = max(pool.floor, (pool.spread + own) / 2), 2 * (len(xs) - 1)
        error = variance / len(xs) if variance is not None and xs else None
        return Estimate(self.score(dimension), error, df)

    def gap_of(self, dimension: str) -> Estimate:
        """4.10: the dimension's variance and df, and the need's rounding."""
        score = self.dimension(dimension)
        rounding = self.needs_variance(self.need_weights([dimension], Fraction(1)))
        variance = None if score.variance is None else score.variance + rounding
        return Estimate(self.gap(dimension), variance, score.df, -100, 100)

    def axis(self, axis: str) -> Estimate:
        """4.3, 4.6."""
        dimensions = self.has(axis, self.scored)
        weights = self.item_weights(dimensions, Fraction(1))
        return Estimate(self.mean_score(dimensions), self.items_variance(weights), self.axis_pool.df)

    def two_axes(self, factors: tuple[Fraction, Fraction], *, against_needs: bool) -> Estimate:
        """4.6, 4.8: factor · left + factor · right, less the same of the needs where asked for."""
        having = self.scored & self.needed if against_needs else self.scored
        value, items, needs = Fraction(0), Weights(), Weights()
        for axis, factor in zip(self.q.balanced_axes, factors, strict=True):
            dimensions = self.has(axis, having)
            score, need = self.mean_score(dimensions), self.mean_need(dimensions)
            if score is None:
                return Estimate(None, None, self.axis_pool.df)
            value += factor * score
            items = added(items, self.item_weights(dimensions, factor))
            if against_needs and need is not None:
                value -= factor * need
                needs = added(needs, self.need_weights(dimensions, factor))
        error = self.items_variance(items)
        error = None if error is None else error + self.needs_variance(needs)
        return Estimate(value, error, self.axis_pool.df)

    def needed_lean(self) -> Fraction | None:
        """4.3: right - left of the axes' needs."""
        left, right = (self.mean_need(self.has(axis, self.needed)) for axis in self.q.balanced_axes)
        return None if left is None or right is None else right - left


def added(a: Weights, b: Weights) -> Weights:
    return {item: a.get(item, Fraction(0)) + b.get(item, Fraction(0)) for item in {**a, **b}}


LEAN = (Fraction(-1), Fraction(1))
LEVEL = (Fraction(1, 2), Fraction(1, 2))


def between(estimate: Estimate, low: int, high: int) -> Estimate:
    return Estimate(estimate.value, estimate.variance, estimate.df, low, high)


def balance_estimates(person: Person) -> dict[str, Estimate]:
    """4.6 and 4.8; without needs the distance is the lean, and there is no level distance."""
    if not person.q.balanced_axes:
        return {}
    lean = between(person.two_axes(LEAN, against_needs=False), -100, 100)
    level = person.two_axes(LEVEL, against_needs=False)
    if not person.q.asks_needs:
        nothing = Estimate(None, None, lean.df)
        return {"lean": lean, "level": level, "distance": lean, "level_distance": nothing}
    return {
        "lean": lean,
        "level": level,
        "distance": between(person.two_axes(LEAN, against_needs=True), -200, 200),
        "level_distance": between(person.two_axes(LEVEL, against_needs=True), -100, 100),
    }


def below(a: float, b: float | Fraction) -> bool:
    """4.12: a comparison with a margin, to 1e-9."""
    return a < float(b) - float(EQUAL)


def verdict_on(distance: Estimate, margin: Fraction, words: tuple[str, str, str]) -> str | None:
    """4.9: the words are those for inside, below and above, tried in this order."""
    inner, outer = distance.reach(0.95), distance.reach(0.975)
    if inner is None or outer is None:
        return None
    if below(-inner[0], margin) and below(inner[1], margin):
        return words[0]
    if outer[1] < 0:
        return words[1]
    return words[2] if outer[0] > 0 else "close"


def ruled_out(distance: Estimate, margin: Fraction) -> list[str]:
    """4.9: left when d - t(.95) se > -margin, right when d + t(.95) se < margin."""
    inner = distance.reach(0.95)
    if inner is None:
        return []
    left = ["left"] if below(-inner[0], margin) else []
    right = ["right"] if below(inner[1], margin) else []
    return left + right


def finding(person: Person, dimension: str) -> str | None:
    """4.10, compared to 1e-9."""
    gap, score = person.gap(dimension), person.score(dimension)
    margin = person.q.finding_margin
    if gap is None or score is None:
        return None
    if gap >= margin - EQUAL:
        return "more"
    if gap <= -margin + EQUAL:
        return None if person.q.dimensions[dimension].duty else "less"
    return "keep" if score >= 50 - EQUAL else None


def certain(person: Person, dimension: str) -> bool | None:
    """4.10: |gap| > t(.975) se of the gap."""
    gap = person.gap_of(dimension)
    if not person.q.verdicts or gap.value is None or gap.se is None:
        return None
    return abs(float(gap.value)) > quantile(0.975, gap.df) * gap.se


def difference(a: Fraction, b: Fraction) -> int:
    """4.12: which is larger, to 1e-9."""
    return 0 if abs(a - b) <= EQUAL else (1 if a > b else -1)


def ranked(person: Person, findings: Mapping[str, str | None]) -> list[str]:
    """4.10: the three largest |gap| among more and less; ties: more first, larger need, file order."""

    def order(a: str, b: str) -> int:
        size = difference(abs(person.gap(a) or Fraction(0)), abs(person.gap(b) or Fraction(0)))
        more = (findings[a] == "more") - (findings[b] == "more")
        return -(size or more or by_need(a, b))

    def by_need(a: str, b: str) -> int:
        return difference(person.need(a) or Fraction(0), person.need(b) or Fraction(0))

    named = [d for d in person.q.dimensions if findings[d] in ("more", "less")]
    return sorted(named, key=cmp_to_key(order))[:3]


def kept(person: Person, findings: Mapping[str, str | None]) -> list[str]:
    """4.10: the two keep with the largest need; ties: file order."""

    def order(a: str, b: str) -> int:
        return -difference(person.need(a) or Fraction(0), person.need(b) or Fraction(0))

    named = [d for d in person.q.dimensions if findings[d] == "keep"]
    return sorted(named, key=cmp_to_key(order))[:2]


def notes(person: Person) -> list[str]:
    """4.10: two or more needs (of dimensions) alike; two or more behaviours alike before any reversal."""
    needs = [need for d in person.q.dimensions if (need := person.need(d)) is not None]
    behaviours = [person.percent[item] for item in person.q.behaviours if item in person.percent]
    found = {"needs_alike": needs, "answers_alike": behaviours}
    return [note for note, xs in found.items() if len(xs) >= 2 and difference(max(xs), min(xs)) == 0]


def real(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def columns(person: Person) -> dict[str, float | None]:
    """4.2, 4.3, 4.4: the score table's row."""
    q = person.q
    row: dict[str, float | None] = {}
    for d in q.dimensions:
        row[d] = real(person.score(d) if q.score == "percent" else person.raw_score(d))
        if q.dimensions[d].need:
            row[f"need_{d}"] = real(person.need(d))
    for axis in q.axes:
        row[axis] = person.axis(axis).number
    if q.balanced_axes:
        row["lean"] = person.two_axes(LEAN, against_needs=False).number
        if q.asks_needs:
            row["needed_lean"] = real(person.needed_lean())
        row["level"] = person.two_axes(LEVEL, against_needs=False).number
    row["answered"] = float(Fraction(sum(item in person.value for item in q.items), len(q.items)))
    return row


def reference(document: Mapping[str, Any], answers: Mapping[str, Answer]) -> dict[str, Any]:
    """All that section 4 says of one respondent (without 4.11)."""
    q = read(document)
    person = Person(q, answers)
    if q.score != "percent":
        return {"columns": columns(person)}

    balance = balance_estimates(person)
    shown = {d: person.dimension(d) for d in q.dimensions} | {a: person.axis(a) for a in q.axes} | balance
    gaps = {f"gap:{d}": person.gap_of(d) for d in q.dimensions if q.dimensions[d].need}
    errors = shown | gaps

    distance, level_distance = balance.get("distance", NOTHING), balance.get("level_distance", NOTHING)
    verdict = verdict_on(distance, q.margin, ("balanced", "left", "right")) if q.verdicts else None
    level_verdict = verdict_on(level_distance, q.margin, ("enough", "below", "above")) if q.verdicts else None

    findings = {d: finding(person, d) for d in q.dimensions}
    first = ranked(person, findings)
    reflection: list[dict[str, str | None]] = [
        {"dimension": d, "finding": findings[d]} for d in first or kept(person, findings)
    ]
    if verdict is not None:
        words = "low" if level_verdict == "below" else "fit" if verdict == "balanced" else verdict
        reflection.append({"dimension": None, "finding": words})

    return {
        "columns": columns(person),
        "se": {name: estimate.se for name, estimate in errors.items()},
        "df": {name: estimate.df for name, estimate in errors.items()},
        "intervals": {name: estimate.interval for name, estimate in shown.items()},
        "distance": distance.number,
        "level_distance": level_distance.number,
        "verdict": verdict,
        "level_verdict": level_verdict,
        "ruled_out": ruled_out(distance, q.margin) if verdict is not None else [],
        "findings": findings,
        "certain": {d: certain(person, d) for d in q.dimensions},
        "gaps": {d: real(person.gap(d)) for d in q.dimensions},
        "first": first,
        "reflection": reflection,
        "notes": notes(person),
        "unscored": dict(person.unscored),
    }
