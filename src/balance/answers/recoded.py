"""Numbers that a survey tool has given its own way: told, and never guessed by their order."""

from collections.abc import Iterable
from decimal import Decimal

from balance.answers.values import decimal
from balance.errors import Fault
from balance.questionnaire.model import Questionnaire
from balance.words import _

FEW = 8  # numbers in a message


def recoded_faults(file: str, questionnaire: Questionnaire, bad: Iterable[tuple[str, str]]) -> list[Fault]:
    """Return a fault for each set of scale values beside which two or more other numbers stand; `bad`: item, text."""
    found: dict[tuple[int | float, ...], set[Decimal]] = {}
    for item, text in bad:
        number = decimal(text)
        if number is not None:
            found.setdefault(questionnaire.items[item].scale.values, set()).add(number)
    return [_fault(file, values, sorted(numbers)) for values, numbers in found.items() if len(numbers) > 1]


def _fault(file: str, values: tuple[int | float, ...], numbers: list[Decimal]) -> Fault:
    what = _(
        "The answers have the numbers {numbers}, and the scale has {values}. Which is which is not guessed."
    ).format(
        numbers=", ".join(map(str, numbers[:FEW])) + (" …" if len(numbers) > FEW else ""),
        values=", ".join(map(str, values)),
    )
    remedy = _("Say it in a mapping (--map), as in `values: {{{number}: {value}}}` or `missing: [{number}]`.").format(
        number=numbers[0], value=values[0]
    )
    return Fault(file, what, remedy, "recoded-values")
