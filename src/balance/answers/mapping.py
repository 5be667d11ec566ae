"""Mappings: a file that says which column is which item, what a label means, and what is no answer."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from balance.answers.values import NOTHING_SETTLED, Settled
from balance.errors import BalanceError, Fault
from balance.questionnaire.document import Document
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded, offer
from balance.safe import HARMFUL, shown
from balance.words import _

FORMAT = "balance-mapping/1"
KEYS = ("format", "id", "columns", "values", "missing")


@dataclass(frozen=True)
class ColumnMapping:
    """What a mapping says; `columns` maps a header to an item, or to None where it is none."""

    id: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    settled: Settled = NOTHING_SETTLED
    document: Document | None = field(default=None, compare=False, repr=False)

    def check(self, questionnaire: Questionnaire, headers: Sequence[Sequence[str]]) -> None:
        """Raise a BalanceError with every item and value the questionnaire does not have, every header of no file."""
        if self.document is None:
            return
        faults = [
            *_unknown_columns(self, headers, self.document),
            *_unknown_items(self, questionnaire, self.document),
            *_no_values(self, questionnaire, self.document),
        ]
        if faults:
            raise BalanceError(faults)


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping. Raises a BalanceError with all that is wrong in the file, each with its line."""
    from balance.questionnaire.document import read

    document = read(path).sound()
    faults = [*_format_faults(document), *_shape_faults(document)]
    if faults:
        raise BalanceError(faults)
    tree = document.tree
    columns = dict(tree.get("columns") or {})
    missing = tuple(_text(label) for label in tree.get("missing") or ())
    return ColumnMapping(tree.get("id"), columns, Settled(tree.get("values") or {}, missing), document)


def _format_faults(document: Document) -> Iterable[Fault]:
    said = document.tree.get("format")
    if "format" not in document.tree:
        what = _('"{key}" is missing.').format(key="format")
        yield Fault(document.file, what, _("Add it."), "missing-key", document.mark(("format",)))
    elif said != FORMAT:
        what = _('The format "{format}" is not known here.').format(format=shown(said, 60))
        remedy = _("Write {format}; a later format needs a later balance.").format(format=FORMAT)
        yield Fault(document.file, what, remedy, "unknown-format", document.mark(("format",)))
    for key in document.tree:
        if key not in KEYS:
            what = _('"{key}" is no key here.').format(key=shown(key, 60))
            mark = document.mark((key,), key=True)
            yield Fault(document.file, what, offer(key, KEYS) or _("Delete it."), "unknown-key", mark)


def _shape_faults(document: Document) -> Iterable[Fault]:
    tree = document.tree
    if not isinstance(tree.get("id"), str | None):
        yield _wrong(document, ("id",), _("Write the header of the column of ids, in quotes if need be."))
    yield from _group_faults(document, "columns", (str,), _("Write `header: item`, or nothing after the colon."), True)
    yield from _group_faults(document, "values", (str, int, float), _("Write `label: value`."), False)
    missing = tree.get("missing")
    if missing is not None and not isinstance(missing, list):
        yield _wrong(document, ("missing",), _("Write a list of labels in brackets."))
    for at, label in enumerate(missing if isinstance(missing, list) else ()):
        if isinstance(label, (dict, list)) or label is None:
            yield _wrong(document, ("missing", at), _("Write a label, in quotes if need be."))


def _group_faults(document: Document, key: str, kinds: tuple[type, ...], remedy: str, empty: bool) -> Iterable[Fault]:
    group = document.tree.get(key)
    if group is not None and not isinstance(group, dict):
        yield _wrong(document, (key,), remedy)
    for name, value in (group if isinstance(group, dict) else {}).items():
        fits = isinstance(value, kinds) and not isinstance(value, bool)
        if not fits and not (value is None and empty):
            yield _wrong(document, (key, name), remedy)


def _wrong(document: Document, path: Sequence[str | int], remedy: str) -> Fault:
    name = path[-1] if isinstance(path[-1], str) else path[0]
    what = _('"{name}" is not what must stand here.').format(name=shown(name, 60))
    return Fault(document.file, what, remedy, "wrong-type", document.mark(path))


def _unknown_columns(mapping: ColumnMapping, headers: Sequence[Sequence[str]], document: Document) -> Iterable[Fault]:
    names = dict.fromkeys(name for header in headers for name in header)
    known = {folded(name) for name in names}
    for header in mapping.columns:
        if header not in names and folded(header) not in known:
            what = _('There is no column "{column}".').format(column=shown(header, 60))
            mark = document.mark(("columns", header), key=True)
            yield Fault(document.file, what, offer(header, names), "no-such-column", mark)


def _unknown_items(mapping: ColumnMapping, questionnaire: Questionnaire, document: Document) -> Iterable[Fault]:
    for header, item in mapping.columns.items():
        if item is not None and item not in questionnaire.items:
            what = _('There is no item "{item}" in {questionnaire}.').format(
                item=shown(item, 60), questionnaire=questionnaire.id
            )
            mark = document.mark(("columns", header))
            yield Fault(document.file, what, offer(item, questionnaire.items), "unknown-item", mark)


def _no_values(mapping: ColumnMapping, questionnaire: Questionnaire, document: Document) -> Iterable[Fault]:
    scales = {id(item.scale): item.scale for item in questionnaire.items.values()}.values()
    known = [answer for scale in scales for answer in (*scale.values, *(each.code for each in scale.unscored))]
    for label, value in mapping.settled.values.items():
        if value not in known:
            what = _('"{value}" is no value of a scale of {questionnaire}, and no code of an unscored answer.').format(
                value=shown(value, 60), questionnaire=questionnaire.id
            )
            remedy = _("Write one of: {answers}.").format(answers=", ".join(map(str, dict.fromkeys(known))))
            yield Fault(document.file, what, remedy, "unknown-answer", document.mark(("values", label)))
    yield from _said_twice(mapping, document)


def _said_twice(mapping: ColumnMapping, document: Document) -> Iterable[Fault]:
    missing = {folded(label) or label: at for at, label in enumerate(mapping.settled.missing)}
    for label in mapping.settled.values:
        at = missing.get(folded(label) or label)
        if at is not None:
            what = _('"{label}" is a value and also no answer.').format(label=shown(label, 60))
            mark = document.mark(("missing", at))
            yield Fault(document.file, what, _("Keep one of the two."), "duplicate-answer", mark)


def _text(label: Any) -> str:
    return label if isinstance(label, str) else json.dumps(label) if isinstance(label, bool) else str(label)


@dataclass(frozen=True)
class Draft:
    """A mapping to be written: what was found, and what was near, to be decided by a person."""

    heading: Sequence[str]  # comment lines at the top
    id: str | None
    columns: Mapping[str, str]  # header: item
    near_columns: Sequence[tuple[str, str]]  # header, item: commented out
    others: Sequence[str]  # headers that are near nothing: commented out, without an item
    absent: Sequence[str]  # items without a column
    values: Mapping[str, int | float | str]
    near_values: Sequence[tuple[str, int | float | str | None]]  # label, value or None where none is near
    missing: Sequence[str]

    def text(self) -> str:
        """Return the mapping as YAML that reads back as the same mapping."""
        lines = [*map(_comment, self.heading), f"format: {FORMAT}"]
        if self.id is not None:
            lines.append(f"id: {_quoted(self.id)}")
        lines.append("columns:")
        lines += [f"  {_quoted(header)}: {item}" for header, item in self.columns.items()]
        if self.near_columns:
            lines.append(_comment(_("Near, and not taken; delete the # where it is right:"), 2))
            lines += [f"  # {_quoted(header)}: {item}" for header, item in self.near_columns]
        if self.absent:
            lines.append(_comment(_("Without a column: {items}").format(items=", ".join(self.absent)), 2))
            lines += [f"  # {_quoted(header)}:" for header in self.others]
        lines.append("values:")
        lines += [f"  {_quoted(label)}: {_plain(value)}" for label, value in self.values.items()]
        if self.near_values:
            lines.append(_comment(_("Not understood; write the value, or move the label to missing:"), 2))
            lines += [f"  # {_quoted(label)}: {_plain(value)}".rstrip() for label, value in self.near_values]
        lines.append(f"missing: [{', '.join(map(_quoted, self.missing))}]")
        return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON both read it; nothing harmful stands in it raw."""
    return HARMFUL.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: Any) -> str:
    codes = map(ord, found.group())
    return "".join(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}" for code in codes)


def _plain(value: float | str | None) -> str:
    return "" if value is None else _quoted(value) if isinstance(value, str) else str(value)


def _comment(text: str, indent: int = 0) -> str:
    return f"{' ' * indent}# {shown(text, 2000)}"
