"""The labels of a breakdown: as texts, in their natural order."""

import re
from collections.abc import Iterable
from typing import Any


def told(label: Any) -> str | None:
    """Return a label as text, without blanks around it; None where it is missing."""
    text = str(label).strip()
    missing = label is None or (not isinstance(label, str) and text in ("nan", "NaT", "<NA>"))
    return None if missing else text or None


def coded(values: Iterable[Any]) -> tuple[tuple[str, ...], dict[str | None, int]]:
    """Return the labels in their order, and the place of each; the missing come last."""
    found = {told(value) for value in values}
    labels = tuple(sorted((label for label in found if label is not None), key=_natural))
    codes: dict[str | None, int] = {label: place for place, label in enumerate(labels)}
    return labels, codes | ({None: len(labels)} if None in found else {})


def _natural(label: str) -> list[tuple[int, str]]:
    """Return by what labels are sorted: numbers in them by their value, so that Unit 2 stands before Unit 10."""
    parts = re.split(r"(\d+)", label.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts] + [(0, label)]
