"""Many trees alike, one a group, held as one tree whose leaves are columns: as plain trees, or at once as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pydantic_core import to_json

if TYPE_CHECKING:
    from numpy.typing import NDArray

Branch: TypeAlias = "Mapping[str, Branch] | tuple[Branch, ...] | Where | Notes | NDArray[Any] | None"
Tree = dict[str, Any]


class Where(NamedTuple):
    """A branch that only some of the groups have; the others have None."""

    there: "NDArray[Any]"
    branch: Branch


class Notes(NamedTuple):
    """Codes of `reasons`, a column a statistic, "" where nothing is to be said: a group has what is said of it."""

    codes: "Mapping[str, NDArray[Any]]"

    def rows(self, of: int) -> list[tuple[tuple[str, str], ...]]:
        """Return the statistics and codes of each of so many groups."""
        said = {name: column.tolist() for name, column in self.codes.items() if (column != "").any()}
        if not said:
            return [()] * of
        rows = zip(*said.values(), strict=True)
        return [tuple((name, code) for name, code in zip(said, row, strict=True) if code) for row in rows]


class Alike(NamedTuple):
    """The trees of so many groups. Those after the last label are not shown; a NaN is None."""

    labels: tuple[str, ...]
    of: int
    branch: Branch

    def trees(self) -> dict[str, Tree]:
        """Return the tree of each label."""
        return dict(zip(self.labels, _trees(self.branch, self.of), strict=False))

    def codes(self) -> set[str]:
        """Return every code that the notes of those shown hold."""
        return set(_codes(self.branch, len(self.labels)))


def as_json(tree: Any, depth: int = 0) -> Iterator[str]:
    """Yield a tree as `to_json` with an indent of 1 gives it, so deep inside another; `Alike` is one tree a label."""
    if isinstance(tree, Alike):
        texts = zip(tree.labels, _texts(tree.branch, tree.of, depth + 1), strict=False)
        yield from _braced(((label, [text]) for label, text in texts), depth)
    elif isinstance(tree, dict):
        yield from _braced(((key, as_json(value, depth + 1)) for key, value in tree.items()), depth)
    else:
        yield to_json(tree, indent=1).decode().replace("\n", "\n" + " " * depth)


def _trees(branch: Branch, of: int) -> list[Any]:
    match branch:
        case None:
            return [None] * of
        case Where(there, inner):
            return [tree if here else None for here, tree in zip(there.tolist(), _trees(inner, of), strict=True)]
        case Notes():
            return [dict(row) for row in branch.rows(of)]
        case tuple():
            return [*zip(*(_trees(each, of) for each in branch), strict=True)]
        case Mapping():
            rows = zip(*(_trees(each, of) for each in branch.values()), strict=True) if branch else [()] * of
            return [dict(zip(branch, row, strict=True)) for row in rows]
    return [None if number != number else number for number in branch.tolist()]  # noqa: PLR0124


def _texts(branch: Branch, of: int, depth: int) -> list[str]:
    """Return the JSON of each tree: numbers are written a column at a time, then filled into what all have alike."""
    match branch:
        case None:
            return ["null"] * of
        case Where(there, inner):
            texts = zip(there.tolist(), _texts(inner, of, depth), strict=True)
            return [text if here else "null" for here, text in texts]
        case Notes():
            rows = branch.rows(of)
            known = {row: "".join(as_json(dict(row), depth)) for row in set(rows)}
            return [known[row] for row in rows]
        case tuple():
            return _joined((("", each) for each in branch), "[]", of, depth)
        case Mapping():
            return _joined(((f"{to_json(key).decode()}: ", each) for key, each in branch.items()), "{}", of, depth)
    return to_json(branch.tolist(), inf_nan_mode="null").decode()[1:-1].split(",") if of else []


def _joined(branches: Iterable[tuple[str, Branch]], ends: str, of: int, depth: int) -> list[str]:
    """Return the JSON of each tree of branches, with what stands before each."""
    margin, before = "\n" + " " * depth, ends[0]
    columns: list[Iterable[str]] = []
    for key, each in branches:
        columns += repeat(f"{before}{margin} {key}"), _texts(each, of, depth + 1)
        before = ","
    columns.append(repeat(margin + ends[1] if columns else ends, of))
    return [*map("".join, zip(*columns, strict=False))]


def _braced(pairs: Iterable[tuple[str, Iterable[str]]], depth: int) -> Iterator[str]:
    margin, before = "\n" + " " * depth, "{"
    for key, texts in pairs:
        yield f"{before}{margin} {to_json(key).decode()}: "
        yield from texts
        before = ","
    yield "{}" if before == "{" else margin + "}"


def _codes(branch: Branch, shown: int) -> Iterator[str]:
    match branch:
        case Notes(codes):
            yield from (code for column in codes.values() for code in set(column[:shown].tolist()) if code)
        case Where(_, inner):
            yield from _codes(inner, shown)
        case Mapping():
            yield from (code for each in branch.values() for code in _codes(each, shown))
