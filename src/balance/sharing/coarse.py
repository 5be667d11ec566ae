"""Everything told of a group, as coarsely as its size allows: in JSON as on a page."""

from collections.abc import Sequence
from typing import Any

from balance.anonymity.printing import Printable, hundredths, printable, tenths, whole_points
from balance.groups import Classes, DimensionFound, ItemFound, Quartiles, ScoreFound, Shown
from balance.questionnaire.model import Questionnaire

MANY = 1000  # values of a mean of dimensions: as good as any


class Coarse:
    """Makes one group coarse: of so many people, `everyone` or a part; only `dimensions` and, with `axes`, the rest."""

    def __init__(self, questionnaire: Questionnaire, k: int, dimensions: Sequence[str]) -> None:
        self.questionnaire, self.k, self.dimensions = questionnaire, k, tuple(dimensions)
        self.axes = all(
            sum(id in self.dimensions for id in axis.dimensions) >= questionnaire.required_on(name)
            for name, axis in questionnaire.axes.items()
        )

    def parts(self, found: Shown, everyone: bool) -> dict[str, Any]:
        """Return `n, dimensions, axes, lean, level` of a group, coarse."""
        return {
            "n": found.n,
            "dimensions": {id: self._dimension(id, found.dimensions[id], found.n, everyone) for id in self.dimensions},
            "axes": {id: self._score(each, found.n, everyone, MANY) for id, each in found.axes.items() if self.axes},
            "lean": self._score(found.lean, found.n, everyone, MANY) if found.lean and self.axes else None,
            "level": self._score(found.level, found.n, everyone, MANY) if found.level and self.axes else None,
        }

    def _values(self, dimension: str) -> int:
        """Return how many values the score of a dimension can take at least."""
        scales = [self.questionnaire.items[item].scale for item in self.questionnaire.dimensions[dimension].items]
        return sum(len(scale.values) - 1 for scale in scales) + 1

    def _score(self, found: ScoreFound, n: int, everyone: bool, values: int, unit: float = 1.0) -> dict[str, Any]:
        """Return the numbers of a score that may be told; without a mean, where not all of the group have it."""
        may = printable(n, self.k, everyone, values)
        there = found.n == n and found.mean is not None
        classes = found.classes if there and may.classes else None
        return {
            "n": n,
            "mean": points(found.mean, unit) if there else None,
            "sd": points(found.sd, unit) if there and may.spread else None,
            "quartiles": _quarters(found.quartiles, unit) if there and may.quartiles else None,
            "classes": classes and Classes(**{name: tenths(share) for name, share in classes}),
            "need": points(found.need, 1.0) if there else None,
            "notes": {},
        }

    def _dimension(self, id: str, found: DimensionFound, n: int, everyone: bool) -> dict[str, Any]:
        may, unit = printable(n, self.k, everyone), unit_of(self.questionnaire, id)
        # Over other people than the rest: only where they are the same, or many fewer.
        rows = found.n_complete if may.reliability and self._company(found.n_complete, n) else 0
        alike = may.reliability and all(item.n == n for item in found.items.values())
        told = {
            name: _two(getattr(found, name)) if rows else None for name in ("alpha", "alpha_low", "alpha_high", "omega")
        }
        return self._score(found, n, everyone, self._values(id), unit) | {
            "n_complete": rows,
            **told,
            "sem": points(found.sem, unit) if rows else None,
            "items": self._items(found, n, may, unit, bool(rows)) if may.items else {},
            "rwg": _two(found.rwg) if alike else None,
            "ad": _two(found.ad) if alike else None,
            "notes": {name: code for name, code in found.notes.items() if rows and name in (*told, "sem")},
        }

    def _company(self, some: int, n: int) -> bool:
        return some == n or (some >= max(20, 4 * self.k) and n - some >= self.k)

    def _items(self, found: DimensionFound, n: int, may: Printable, unit: float, rows: bool) -> dict[str, ItemFound]:
        """Return the items that all of the group have answered."""
        return {
            id: ItemFound(
                n=n,
                mean=points(item.mean, unit),
                sd=points(item.sd, unit),
                quartiles=_quarters(item.quartiles, unit) if may.quartiles else None,
                counts=item.counts if may.quartiles else {},
                r_drop=_two(item.r_drop) if rows else None,
                alpha_without=_two(item.alpha_without) if rows else None,
                notes={},
            )
            for id, item in found.items.items()
            if item.n == n
        }


def unit_of(questionnaire: Questionnaire, id: str) -> float:
    """Return what a point is in the unit of a score: of a dimension a hundredth of what it can span."""
    scoring = questionnaire.scoring.score
    if scoring == "percent" or id not in questionnaire.dimensions:
        return 1.0
    items = questionnaire.dimensions[id].items
    span = sum(questionnaire.items[item].scale.span for item in items)
    return float(span if scoring == "sum" else span / len(items)) / 100


def range_of(questionnaire: Questionnaire, id: str) -> tuple[float, float]:
    """Return the lowest and the highest score of a dimension in a questionnaire scored by mean or sum of values."""
    scales = [questionnaire.items[item].scale.values for item in questionnaire.dimensions[id].items]
    count = 1 if questionnaire.scoring.score == "sum" else len(scales)
    return sum(map(min, scales)) / count, sum(map(max, scales)) / count


def points(value: float | None, unit: float) -> float | None:
    """Return a number in whole points; in a questionnaire scored by values a point is a hundredth of their span."""
    return None if value is None else round(whole_points(value / unit) * unit, 6)


def _quarters(values: Quartiles | None, unit: float) -> Quartiles | None:
    if values is None:
        return None
    low, middle, high = (points(each, unit) or 0.0 for each in values)
    return low, middle, high


def _two(value: float | None) -> float | None:
    return None if value is None else hundredths(value)
