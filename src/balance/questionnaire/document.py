"""YAML, and so JSON, to a plain tree that knows where each part stands in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from balance.errors import BalanceError, Fault, Mark, stop
from balance.files import check_readable, unreadable
from balance.questionnaire.building import Builder, Path, Place, marked
from balance.questionnaire.decoding import LIMIT, decoded
from balance.questionnaire.syntax import syntax_fault
from balance.safe import shown
from balance.words import _

# The C parser is ten times as fast. Where PyYAML was built without it, the other serves; it refuses a little
# more (a question mark before a comma inside braces).
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A mapping read from a file: texts, numbers, true, false and null in mappings and lists.

    `faults` are those that did not hinder the reading, such as a key said twice.
    """

    file: str
    tree: dict[str, Any]
    lines: Sequence[str] = field(repr=False)
    places: dict[Path, tuple[Place, Place]] = field(repr=False)
    faults: tuple[Fault, ...] = ()

    def sound(self) -> "Document":
        """Return this document. Raises a BalanceError where it has faults."""
        if self.faults:
            raise BalanceError(self.faults)
        return self

    def mark(self, path: Sequence[str | int], key: bool = False) -> Mark:
        """Return where the value at a path stands, or its key; of what is missing, the nearest parent's key."""
        known = tuple(path)
        while known not in self.places:
            known, key = known[:-1], True
        return marked(self.places[known][0 if key else 1], self.lines)


def read(path: FilePath) -> Document:
    """Read a document from a regular file of at most 1 MB.

    Raises a BalanceError, with all faults that make a document of it impossible.
    """
    check_readable(path)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise unreadable(shown(path), error) from None
    return parse(data, shown(path))


def parse(data: bytes, file: str) -> Document:
    """Read a document from bytes; `file` is the name that faults say. Raises as `read` does."""
    lines, faults = decoded(data, file)
    builder = Builder(file, lines)
    try:
        for event in _events("\n".join(lines)):
            if not builder.take(event):
                break
    except yaml.YAMLError as error:
        raise BalanceError([*faults, *builder.faults, syntax_fault(error, file, lines)]) from None
    except BalanceError as error:
        raise BalanceError([*faults, *error.faults]) from None
    faults += builder.faults
    if builder.documents == 0:
        raise BalanceError([*faults, *stop(file, _("The file is empty."), "", "empty-file").faults])
    if not isinstance(builder.tree, dict):
        what, remedy = _("The file holds no keys at its top."), _("Begin with `key: value` lines.")
        mark = marked(builder.places[()][1], lines)
        raise BalanceError([*faults, Fault(file, what, remedy, "not-a-mapping", mark)])
    return Document(file, builder.tree, lines, builder.places, tuple(faults))


def embedded(tree: dict[str, Any], file: str) -> Document:
    """Return the document of a tree that stands inside another file: all its places are that file's beginning."""
    return Document(file, tree, [""], {(): ((0, 0), (0, 0))})


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=LOADER)
