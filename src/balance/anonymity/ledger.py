"""The ledger: which rows stood together in reports that were written, so that the next one betrays nobody.

A private file of lines. It holds fingerprints of rows and which of them stood in one group, no
answers, no names, no sizes of what was hidden.
"""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, StrictInt, StrictStr

from balance.errors import BalanceError, stop
from balance.files import home, private_folder, unreadable, unwritable
from balance.safe import shown
from balance.store.lines import Lines
from balance.store.model import Moment, Part, now
from balance.store.reading import DAMAGED, as_model, damaged, is_plain, migrated, tree_of
from balance.store.shelf import GROUPS, LEDGER
from balance.words import _

FORMAT: Final = "balance-ledger/1"
OUTSIDE: Final = -1
LIMIT = 500_000_000  # bytes; a report on 1,000 people takes 40,000

Hex = Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]


class Header(Part):
    """The first line: the salt of all fingerprints in the file."""

    format: Literal["balance-ledger/1"] = FORMAT
    salt: Hex


class Report(Part):
    """A report that was written: fingerprints of its respondents, and for each breakdown the block of each of them.

    The first breakdown is everyone; -1 stands for a respondent who was not in the population.
    """

    written: Moment
    questionnaire: StrictStr
    rows: tuple[StrictStr, ...]
    blocks: Annotated[tuple[tuple[StrictInt, ...], ...], Field(min_length=1)]

    @property
    def inside(self) -> frozenset[str]:
        """Return the fingerprints of the population."""
        return frozenset(row for row, block in zip(self.rows, self.blocks[0], strict=True) if block != OUTSIDE)


class Change(Part):
    """A change that was shown: for each person in it the fingerprints of the answers after and before."""

    changed: Moment
    questionnaire: StrictStr
    pairs: Annotated[tuple[tuple[StrictStr, StrictStr], ...], Field(min_length=1)]

    @property
    def inside(self) -> frozenset[str]:
        """Return the fingerprints of all these answers."""
        return frozenset(mark for pair in self.pairs for mark in pair)


class NeverShared(Part):
    """The coach's word, and when it was given, that a report was handed out to nobody."""

    never_shared: Moment
    said: Moment


class Ledger(NamedTuple):
    """What the ledger holds: its salt, and the reports and changes that count, the oldest first.

    `words` are those given in this run, to be kept with the next report; `bytes` is how much was read.
    """

    salt: bytes
    reports: tuple[Report, ...]
    words: tuple[NeverShared, ...] = ()
    bytes: int = 0
    changes: tuple[Change, ...] = ()


def path() -> Path:
    """Return where the ledger is."""
    return home() / GROUPS / LEDGER


def read() -> Ledger:
    """Return the ledger, an empty one with a new salt where there is none. It leaves nothing on the disk.

    Raises a BalanceError where it cannot be read: what was shown before is then not known.
    """
    file = path()
    if not os.path.lexists(file):
        return parsed(b"")
    if not is_plain(file):
        raise damaged(shown(file), _("it is a link, or no regular file"))
    try:
        return parsed(file.read_bytes())
    except OSError as error:
        raise unreadable(shown(file), error) from None


def parsed(data: bytes) -> Ledger:
    """Return what the file holds. Raises a BalanceError where it is damaged or newer."""
    name = shown(path())
    first, *rest = data.split(b"\n")
    if not first.strip():
        return Ledger(secrets.token_bytes(32), ())
    header = as_model(migrated(tree_of(first, name), FORMAT, name), Header, name)
    reports: list[Report] = []
    changes: list[Change] = []
    for text in filter(None, rest):
        try:
            tree = tree_of(text, name)
        except BalanceError as error:
            if error.faults[0].id != DAMAGED:
                raise
            continue  # a line that was cut off: its report was not written, for the line comes first
        if "never_shared" in tree:
            told = as_model(tree, NeverShared, name).never_shared
            reports = [each for each in reports if each.written != told]
            changes = [each for each in changes if each.changed != told]
        elif "changed" in tree:
            changes.append(as_model(tree, Change, name))
        else:
            reports.append(as_model(tree, Report, name))
    return Ledger(bytes.fromhex(header.salt), tuple(reports), (), len(data), tuple(changes))


def note(
    ledger: Ledger,
    questionnaire: str,
    rows: Sequence[str],
    blocks: Sequence[Sequence[int]],
    pairs: Sequence[tuple[str, str]] = (),
) -> None:
    """Keep that these rows stand together like this, on the disk before a report is written.

    `rows` are the fingerprints of all respondents, `blocks` as in Report; without any nothing was shown,
    and nothing is kept. `pairs` are those of the change that is shown, as in Change. The same again is not kept
    twice. Raises a BalanceError where it cannot be kept, or where another report was noted since the ledger was read.
    """
    if not blocks:
        return
    order = sorted(range(len(rows)), key=rows.__getitem__)  # not in the order of the file
    sorted_rows = tuple(rows[place] for place in order)
    sorted_blocks = tuple(tuple(int(each[place]) for place in order) for each in blocks)
    moment = now()
    report = Report(written=moment, questionnaire=questionnaire, rows=sorted_rows, blocks=sorted_blocks)
    parts: list[Part] = [*ledger.words]
    if not any((each.rows, each.blocks) == (report.rows, report.blocks) for each in ledger.reports):
        parts.append(report)
    if pairs:
        change = Change(changed=moment, questionnaire=questionnaire, pairs=tuple(sorted(pairs)))
        parts += [] if any(each.pairs == change.pairs for each in ledger.changes) else [change]
    if parts:
        _append(ledger, parts)


def _append(ledger: Ledger, parts: Sequence[Part]) -> None:
    private_folder(GROUPS)
    try:
        lines = Lines.open(path(), make=True)
    except OSError as error:
        raise unwritable(path(), error) from error
    try:
        begun = len(lines.read(LIMIT))
        if begun != ledger.bytes:
            what = _("Another report was noted in the meantime.")
            raise stop(shown(path()), what, _("Run this again."), "in-use")
        first = [] if begun else [Header(salt=ledger.salt.hex())]
        lines.append(b"".join(json.dumps(each.model_dump(), separators=(",", ":")).encode() + b"\n"
                              for each in (*first, *parts)))  # fmt: skip
    except OSError as error:
        raise unwritable(path(), error) from error
    finally:
        lines.close()
