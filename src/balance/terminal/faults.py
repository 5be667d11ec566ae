"""Faults as text with the line and a caret."""

from collections.abc import Iterable

from balance.errors import Fault
from balance.safe import shown


def as_text(faults: Iterable[Fault]) -> str:
    """Return every fault as a line, and under it the line of the file with a caret where it has one."""
    return "\n".join(line for fault in faults for line in _lines(fault))


def _lines(fault: Fault) -> Iterable[str]:
    yield shown(str(fault), width=2000)
    if fault.mark and fault.mark.source.strip():
        yield f"    {shown(fault.mark.source.replace(chr(9), ' '), width=120)}"
        yield f"    {' ' * (min(fault.mark.column, 120) - 1)}^"
