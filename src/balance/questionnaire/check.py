"""A document to a questionnaire, or to all its faults at once."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from pydantic import ValidationError

from balance.errors import BalanceError, Fault
from balance.questionnaire.building import MOST, more_faults
from balance.questionnaire.digest import digest
from balance.questionnaire.document import Document
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.rules import balance, ids, references, scales, tests, texts
from balance.questionnaire.rules.draft import Draft, Found
from balance.questionnaire.rules.shape import shape_faults

RULES: tuple[Callable[[Draft], Iterator[Found]], ...] = (
    *texts.RULES,
    *ids.RULES,
    *references.RULES,
    *scales.RULES,
    *balance.RULES,
    *tests.RULES,
)

# What is wrong with a value itself hides what follows from it.
HIDING = {"empty-value", "empty-text", "control-character"}


def check(document: Document) -> Questionnaire:
    """Return the questionnaire that a document holds, with its digest.

    Raises a BalanceError with all faults: of the document, of its shape and of its sense, each once.
    """
    draft = Draft(document.tree)
    groups = [list(islice(rule(draft), MOST)) for rule in RULES]
    try:
        questionnaire = Questionnaire.model_validate(document.tree, context={"languages": draft.languages})
    except ValidationError as error:
        groups.append(list(islice(shape_faults(error, document.tree), MOST)))
    else:
        if not document.faults and not any(groups):
            return questionnaire.stamped(digest(document.tree), document.tree)
    raise BalanceError(_all(document, groups))


def _all(document: Document, groups: Iterable[list[Found]]) -> Iterator[Fault]:
    """Yield each fault once; where the document itself is at fault, nothing else about that place."""
    yield from document.faults
    found = [fault_of(each, document) for group in groups for each in group]
    hidden = {fault.mark for fault in document.faults}
    hiding = {fault.mark for fault in found if fault.id in HIDING} - hidden
    for fault in dict.fromkeys(found):
        if fault.mark not in hidden and (fault.mark not in hiding or fault.id in HIDING):
            yield fault
    more = more_faults(document.file)
    if more not in document.faults and any(len(group) == MOST for group in groups):
        yield more


def fault_of(found: Found, document: Document) -> Fault:
    """Return what was found with its place in the file."""
    return Fault(document.file, found.what, found.remedy, found.id, document.mark(found.path, found.key))
