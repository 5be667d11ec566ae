"""Thoughts about a result and actions one has in mind: in a file of their own, apart from the result."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from balance.errors import BalanceError, stop
from balance.files import home, private_folder, unwritable
from balance.safe import shown
from balance.store.lines import Lines
from balance.store.model import THOUGHTS as FORMAT
from balance.store.model import Thought, ThoughtsHeader, now
from balance.store.reading import DAMAGED, LIMIT, as_model, migrated, read_own, tree_of
from balance.store.results import Stored, Unread
from balance.store.shelf import GROWING, RESULTS, THOUGHTS, entries, ours, size
from balance.words import _


class Thoughts(NamedTuple):
    """What one wrote about a result, in that order; `skipped` are the lines, from 1, that cannot be read."""

    path: Path
    result: str  # the name of its file, without the ending
    thoughts: list[Thought]
    skipped: tuple[int, ...]


def add(stored: Stored, text: str, kind: Literal["thought", "action"] = "thought", about: str | None = None) -> Thought:
    """Keep a thought about a result, or an action; `about` is a dimension. It is on the disk when this returns.

    Raises a BalanceError where the text is empty, the result is not among ours, or it cannot be written.
    """
    text = text.encode("utf-8", "replace").decode().strip()
    if not text:
        raise stop(shown(stored.path), _("The text is empty."), _("Write a few words."), "empty-thought")
    thought = Thought(kind=kind, text=text, about=about, at=now())
    append(path_of(stored), [thought])
    return thought


def path_of(stored: Stored) -> Path:
    """Return where the thoughts about a result are. Raises a BalanceError where that is not among ours."""
    if stored.path.parent.absolute() != (home() / RESULTS).absolute() or not ours(stored.path):
        what = _("Only to results of your own can thoughts be added.")
        raise stop(shown(stored.path), what, _("Take it in first: balance data import FILE."), "not-stored")
    return home() / THOUGHTS / f"{stored.name}{GROWING}"


def append(path: Path, thoughts: Iterable[Thought]) -> None:
    """Write thoughts at the end of a file, all or none; it is made where there is none.

    Raises a BalanceError where it is no file of thoughts, or cannot be written.
    """
    private_folder(THOUGHTS)
    try:
        lines = Lines.open(path, make=True)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        begun = lines.read(LIMIT)
        parts: list[ThoughtsHeader | Thought] = [*thoughts]
        if begun:
            parsed(path, begun)
        else:
            parts.insert(0, ThoughtsHeader(result=path.stem))
        lines.append(b"".join(json.dumps(each.model_dump(), ensure_ascii=False).encode() + b"\n" for each in parts))
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        lines.close()


def read(stored: Stored) -> Thoughts:
    """Return the thoughts about a result, none where there are none.

    Raises a BalanceError where the file cannot be read as such.
    """
    path = path_of(stored)
    if size(path) == 0 or not os.path.lexists(path):
        return Thoughts(path, stored.name, [], ())
    return parsed(path, read_own(path))


def all_thoughts() -> tuple[list[Thoughts], list[Unread]]:
    """Return the thoughts about every result, by its name, and apart the files of ours that cannot be read."""
    found: list[Thoughts] = []
    unread: list[Unread] = []
    for path in entries(THOUGHTS):
        if not ours(path):
            continue
        try:
            found.append(parsed(path, read_own(path)))
        except BalanceError as error:
            unread.append(Unread(path, error.faults[0]))
    return found, unread


def parsed(path: Path, data: bytes) -> Thoughts:
    """Return what a file of thoughts holds, also after a first line that is torn: the file's name says the same.

    Raises a BalanceError where it is of another kind, or newer.
    """
    name, result = shown(path), path.stem
    first, *rest = data.split(b"\n")
    thoughts: list[Thought] = []
    skipped: list[int] = []
    try:
        result = as_model(migrated(tree_of(first, name), FORMAT, name), ThoughtsHeader, name).result
    except BalanceError as error:
        if error.faults[0].id != DAMAGED:
            raise
        skipped.append(1)
    for number, text in enumerate(rest, start=2):
        try:
            if text:
                thoughts.append(as_model(tree_of(text, name), Thought, name))
        except BalanceError:
            skipped.append(number)
    return Thoughts(path, result, thoughts, tuple(skipped))
