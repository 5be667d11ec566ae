"""Numbers that a survey tool has given its own way: told, and never guessed by their order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from balance.answers.values import Judged, Kind, Settled, decimal
from balance.errors import Fault
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _

FEW = 8  # numbers in a message


class Mixed(NamedTuple):
    """A number that a mapping names and one that it does not, in one column and of one meaning."""

    column: str
    named: str
    unnamed: str
    value: int | float


def recoded_faults(file: str, questionnaire: Questionnaire, bad: Iterable[tuple[str, str]]) -> list[Fault]:
    """Return a fault for each kind of scale whose answers look as if they had other numbers; `bad`: item, text.

    Two or more other numbers do, and one that is a step beyond the scale in several columns: 0, where the tool
    counts from 0.
    """
    items: dict[tuple[int | float, ...], dict[Decimal, set[str]]] = {}
    for item, text in bad:
        number = decimal(text)
        if number is not None:
            found = items.setdefault(questionnaire.items[item].scale.values, defaultdict(set))
            found[number].add(item)
    return [_fault(file, values, sorted(found)) for values, found in items.items() if _looks_recoded(values, found)]


def _looks_recoded(values: tuple[int | float, ...], found: Mapping[Decimal, set[str]]) -> bool:
    if len(found) > 1:
        return True
    ((number, items),) = found.items()
    return len(items) > 1 and number in (min(values) - 1, max(values) + 1)


def _fault(file: str, values: tuple[int | float, ...], numbers: list[Decimal]) -> Fault:
    what = _("The answers have {numbers}, and the scale has {values}. Which is which is not guessed.").format(
        numbers=", ".join(map(str, numbers[:FEW])) + (" …" if len(numbers) > FEW else ""),
        values=", ".join(map(str, values)),
    )
    remedy = _(
        "Say it in a mapping (--map): `values: {{{number}: {value}, ...}}` for every number that occurs, "
        "`missing: [{number}]` for those that are no answer."
    ).format(number=numbers[0], value=values[0])
    return Fault(file, what, remedy, "recoded-values")


def mixed(column: str, judged: Mapping[str, Judged], settled: Settled) -> Iterator[Mixed]:
    """Yield the numbers of a column that a mapping gives the meaning of another number there, which it leaves out.

    Whoever says that 0 is 1 must say what 1 is.
    """
    named = {decimal(label) for label in settled.values}
    by_value: dict[int | float, tuple[list[str], list[str]]] = {}
    for text, meaning in judged.items():
        number = decimal(text)
        if meaning.kind is Kind.ANSWERED and meaning.value is not None and number is not None:
            by_value.setdefault(meaning.value, ([], []))[number not in named].append(text.strip())
    for value, (said, unsaid) in by_value.items():
        if said and unsaid:
            yield Mixed(column, said[0], unsaid[0], value)


def mixed_faults(file: str, found: Iterable[Mixed]) -> list[Fault]:
    """Return what is at fault where a mapping names some numbers of a recoded scale and not the others."""
    faults: dict[tuple[str, str, int | float], Fault] = {}
    for column, named, unnamed, value in found:
        what = _('In column "{column}" {named} would mean {value} by the mapping, and so would {unnamed}.').format(
            column=shown(column, 60), named=named, unnamed=unnamed, value=value
        )
        remedy = _("Name every number that occurs under `values`, also those that look right.")
        faults.setdefault((named, unnamed, value), Fault(file, what, remedy, "recoded-values"))
    return [*faults.values()]
