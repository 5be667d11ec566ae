"""A questionnaire as it was written, whatever its shape: what cannot be read is left out, never guessed."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Found(NamedTuple):
    """One fault in a tree, at a path: at its value, or at its key."""

    path: Path
    what: str
    remedy: str
    id: str  # listed in docs/faults.md
    key: bool = False


class Name(NamedTuple):
    """A name that stands somewhere as a text."""

    path: Path
    text: str


class Draft:
    """The plain tree of a questionnaire, asked for its parts; nothing here raises, whatever the shape."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = tree

    def find(self, pattern: str) -> Iterator[tuple[Path, Any]]:
        """Yield each path and value that a pattern names: `pages.*.items.*`; a star is any key or place."""
        places: list[tuple[Path, Any]] = [((), self.tree)]
        for step in pattern.split("."):
            places = [((*path, name), child) for path, node in places for name, child in _children(node, step)]
        yield from places

    def names(self, pattern: str) -> list[Name]:
        """Return the texts that a pattern names."""
        return [Name(path, value) for path, value in self.find(pattern) if isinstance(value, str)]

    def keys(self, pattern: str) -> list[Name]:
        """Return the last keys of the paths that a pattern names."""
        return [Name(path, path[-1]) for path, _value in self.find(pattern) if isinstance(path[-1], str)]

    def leaves(self) -> Iterator[tuple[Path, Any]]:
        """Yield each path and value that is neither a mapping nor a list."""
        places: list[tuple[Path, Any]] = [((), self.tree)]
        while places:
            path, node = places.pop()
            if isinstance(node, dict | list):
                places += [((*path, name), child) for name, child in _children(node, "*")]
            else:
                yield path, node

    @cached_property
    def languages(self) -> list[str]:
        """Return the languages declared, or none where one of them is no text."""
        declared = self.tree.get("languages")
        if not isinstance(declared, list) or not all(isinstance(each, str) for each in declared):
            return []
        return declared

    @cached_property
    def items(self) -> dict[str, str]:
        """Return the scale of every question, by its id; an empty name where the page names none."""
        found: dict[str, str] = {}
        for _path, page in self.find("pages.*"):
            if isinstance(page, dict) and isinstance(page.get("items"), dict):
                scale = page.get("scale")
                for id in page["items"]:
                    found.setdefault(id, scale if isinstance(scale, str) else "")
        return found

    @cached_property
    def dimensions(self) -> dict[str, None]:
        """Return the ids of the dimensions."""
        return {name.text: None for name in self.keys("dimensions.*")}

    @cached_property
    def axes(self) -> dict[str, None]:
        """Return the ids of the axes."""
        return {name.text: None for name in self.keys("axes.*")}

    @cached_property
    def members(self) -> dict[str, list[Name]]:
        """Return the items named by each dimension."""
        return self._grouped("dimensions.*.items.*")

    @cached_property
    def needs(self) -> dict[str, list[Name]]:
        """Return the need questions named by each dimension."""
        return self._grouped("dimensions.*.need.*")

    @cached_property
    def on_axis(self) -> dict[str, list[Name]]:
        """Return the dimensions named by each axis."""
        return self._grouped("axes.*.dimensions.*")

    @cached_property
    def points(self) -> dict[str, list[int | float]]:
        """Return the values of each scale's points, those that are numbers."""
        found: dict[str, list[int | float]] = {}
        for path, value in self.find("scales.*.points.*.value"):
            if is_number(value):
                found.setdefault(str(path[1]), []).append(value)
        return found

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Return how many points each scale has."""
        return {str(path[1]): len(points) for path, points in self.find("scales.*.points") if isinstance(points, list)}

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """Return the codes of each scale's unscored answers."""
        found: dict[str, list[str]] = {}
        for name in self.names("scales.*.unscored.*.code"):
            found.setdefault(str(name.path[1]), []).append(name.text)
        return found

    @cached_property
    def sides(self) -> dict[str, str]:
        """Return the axes held against each other, by "left" and "right", those that there are."""
        named = {str(name.path[-1]): name.text for name in self.names("balance.*")}
        return {side: named[side] for side in ("left", "right") if named.get(side) in self.axes}

    def _grouped(self, pattern: str) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in self.names(pattern):
            found.setdefault(str(name.path[1]), []).append(name)
        return found


def is_number(value: object) -> bool:
    """Return whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _children(node: Any, step: str) -> list[tuple[str | int, Any]]:
    if isinstance(node, dict):
        if step == "*":
            return list(node.items())
        return [(step, node[step])] if step in node else []
    if not isinstance(node, list):
        return []
    if step == "*":
        return list(enumerate(node))
    return [(int(step), node[int(step)])] if step.isdecimal() and int(step) < len(node) else []
