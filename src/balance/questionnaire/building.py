"""Parser events to a plain tree with places: by hand, without recursion, with faults of our own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from balance.errors import BalanceError, Fault, Mark
from balance.questionnaire import scalars
from balance.safe import shown
from balance.words import _

DEPTH = 20
MOST = 100  # faults of one kind that are listed

Path = tuple[str | int, ...]
Place = tuple[int, int]  # line and column, from 0


@dataclass
class Frame:
    """A mapping or list that is still open."""

    node: dict[str, Any] | list[Any]
    path: Path | None  # None: outside the tree, as what stands under a repeated key
    place: Place
    key: str | None = None  # whose value comes next
    repeated: bool = False  # whether that key is there already
    keys: dict[str, int] = field(default_factory=dict)  # so far, and the line of each
    is_key: bool = False  # whether it stands where a key must stand

    @property
    def awaits_key(self) -> bool:
        """Return whether the next node is a key."""
        return isinstance(self.node, dict) and self.key is None

    @property
    def next_path(self) -> Path | None:
        """Return the path of the next value."""
        if self.path is None or self.repeated:
            return None
        return (*self.path, self.key if self.key is not None else len(self.node))


class Builder:
    """Takes the events of one document; `tree`, `places` (of key and value) and `faults` are its result."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file, self.lines = file, lines
        self.tree: object = None
        self.places: dict[Path, tuple[Place, Place]] = {}
        self.faults: list[Fault] = []
        self.documents = 0
        self._stack: list[Frame] = []
        self._key_place: Place = (0, 0)
        self._counts: Counter[str] = Counter()

    def take(self, event: yaml.Event) -> bool:
        """Take one event; return whether more are wanted. Raises a BalanceError beyond a depth of 20."""
        if isinstance(event, yaml.NodeEvent):
            self._refuse_marks(event)
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.DocumentStartEvent):
            return self._document(event)
        return True

    def _node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, _place(event), event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], _place(event))
        else:
            self._scalar(None, _place(event), f"*{event.anchor}")

    def _document(self, event: yaml.DocumentStartEvent) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        what = _("A second document begins here.")
        self._fault(_place(event), what, _("Put it in a file of its own."), "several-documents")
        return False

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            what = _("{sign}{name} is an anchor or an alias.").format(sign=sign, name=shown(event.anchor, 60))
            self._fault(_place(event), what, _("Write it out."), "anchor")
        tag = getattr(event, "tag", None)
        if tag is not None:
            what = _("{tag} is a tag, and nothing in a file may say how it is to be read.").format(
                tag=shown(tag.replace("tag:yaml.org,2002:", "!!"), 60)
            )
            self._fault(_place(event), what, _("Delete the tag; put a text in quotes."), "tag")

    def _scalar(self, event: yaml.ScalarEvent | None, place: Place, literal: str) -> None:
        if self._stack and self._stack[-1].awaits_key:
            self._key(literal, place)
        else:
            self._put(self._value(event, place), place)

    def _value(self, event: yaml.ScalarEvent | None, place: Place) -> scalars.Scalar:
        if event is None:
            return None
        if event.style:
            return event.value
        try:
            return scalars.value(event.value)
        except OverflowError:
            what = _("This number has too many digits.")
            remedy = _("Write a number of at most 15 digits; put a text in quotes.")
            self._fault(place, what, remedy, "huge-number")
            return float("inf")

    def _key(self, key: str, place: Place) -> None:
        frame = self._stack[-1]
        frame.key, frame.repeated, self._key_place = key, key in frame.keys, place
        if frame.repeated:
            what = _('"{key}" stands on line {first} and again on line {second}.').format(
                key=shown(key, 60), first=frame.keys[key] + 1, second=place[0] + 1
            )
            self._fault(place, what, _("Keep one of the two."), "duplicate-key")
        frame.keys.setdefault(key, place[0])

    def _put(self, value: object, place: Place) -> None:
        if not self._stack:
            self.tree, self.places[()] = value, (place, place)
            return
        frame = self._stack[-1]
        path = frame.next_path
        if path is not None:
            in_mapping = isinstance(frame.node, dict)
            self.places[path] = (self._key_place if in_mapping else place, place)
        if isinstance(frame.node, list):
            frame.node.append(value)
        elif frame.key is not None:
            frame.node.setdefault(frame.key, value)
        frame.key = None

    def _open(self, node: dict[str, Any] | list[Any], place: Place) -> None:
        if len(self._stack) == DEPTH:
            self._fault(place, *too_deep(), "too-deep", always=True)
            raise BalanceError(self.faults)
        parent = self._stack[-1] if self._stack else None
        if parent is not None and parent.awaits_key:
            what = _("A list or a group of keys stands where a key must stand.")
            self._fault(place, what, _("Put a text before the colon, in quotes if need be."), "key-not-text")
            self._stack.append(Frame(node, None, place, is_key=True))
            return
        path = parent.next_path if parent is not None else ()
        self._put(node, place)
        self._stack.append(Frame(node, path, place))

    def _close(self) -> None:
        closed = self._stack.pop()
        if closed.is_key:
            self._key(f"?{closed.place[0]}:{closed.place[1]}", closed.place)

    def _fault(self, place: Place, what: str, remedy: str, id: str, always: bool = False) -> None:
        self._counts[id] += 1
        if always or self._counts[id] <= MOST:
            self.faults.append(Fault(self.file, what, remedy, id, marked(place, self.lines)))
        elif not self._counts["more-faults"]:
            self._counts["more-faults"] += 1
            self.faults.append(more_faults(self.file))


def more_faults(file: str) -> Fault:
    """Return the fault that says that not all are listed."""
    what = _("Of some kinds there are more faults than the {n} listed.").format(n=MOST)
    return Fault(file, what, _("Mend these first."), "more-faults")


def too_deep() -> tuple[str, str]:
    """Return what is said of a document nested too deep, and the remedy."""
    what = _("Here the nesting is deeper than {depth}.").format(depth=DEPTH)
    return what, _("Close some brackets, or indent less.")


def marked(place: Place, lines: Sequence[str]) -> Mark:
    """Return a place with its line, counting from 1."""
    if place[0] >= len(lines):  # the parser's end of the file
        place = (len(lines) - 1, len(lines[-1]))
    line = lines[place[0]]
    return Mark(place[0] + 1, min(place[1], len(line)) + 1, line)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)
