"""Faults: as text with the line and a caret, as JSON, and as GitHub shows them beside the line."""

import json
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from balance.errors import Fault, Mark
from balance.safe import shown

WINDOW = 110  # characters of a line that are shown
BEFORE = 70  # of these, before the caret, where the line is longer


def as_text(faults: Iterable[Fault]) -> str:
    """Return every fault as a line, and under it the line of the file with a caret where it has one."""
    return "\n".join(line for fault in faults for line in _lines(fault))


def as_json(faults: Iterable[Fault]) -> str:
    """Return the faults as `balance-faults/1`; line and column count from 1, null where there is none."""
    return json.dumps({"format": "balance-faults/1", "faults": [_plain(fault) for fault in faults]}, indent=2)


def as_github(faults: Iterable[Fault]) -> str:
    """Return the faults as workflow commands, a line each: GitHub shows them beside the line they are about."""
    return "\n".join(_command(fault) for fault in faults)


def _lines(fault: Fault) -> Iterator[str]:
    yield shown(str(fault), width=2000)
    if fault.mark and fault.mark.source.strip():
        before, rest = _window(fault.mark)
        yield f"    {before}{rest}"
        yield f"    {' ' * cell_len(before)}^"


def _window(mark: Mark) -> tuple[str, str]:
    """Return the part of the line before the mark and the part from there, as much as fits and harmless."""
    line, at = mark.source.replace("\t", " "), mark.column - 1
    if len(line) <= WINDOW:
        return shown(line[:at]), shown(line[at:])
    start = max(0, at - BEFORE)
    before, rest = line[start:at], line[at : start + WINDOW]
    return ("…" if start else "") + shown(before), shown(rest) + ("…" if start + WINDOW < len(line) else "")


def _plain(fault: Fault) -> dict[str, str | int | None]:
    return {
        "file": fault.where,
        "line": fault.mark.line if fault.mark else None,
        "column": fault.mark.column if fault.mark else None,
        "what": fault.what,
        "remedy": fault.remedy,
        "id": fault.id,
    }


def _command(fault: Fault) -> str:
    place = f",line={fault.mark.line},col={fault.mark.column}" if fault.mark else ""
    said = shown(f"{fault.what} {fault.remedy}".strip(), width=2000)
    return f"::error file={_property(fault.where)}{place},title={_property(fault.id)}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
