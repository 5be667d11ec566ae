"""A mapping as a draft: what was understood of files of answers, and what is near, for a person to decide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from balance.answers.claims import Claim, all_claims
from balance.answers.leftout import LeftOut
from balance.answers.mapping import ColumnMapping, Draft
from balance.answers.offers import near_answer, near_columns
from balance.answers.platforms.layout import Layout
from balance.answers.platforms.recognition import recognised as recognised_layout
from balance.answers.read import Batch
from balance.answers.values import decimal
from balance.errors import BalanceError
from balance.questionnaire.model import Questionnaire, Scale
from balance.safe import shown
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

Answer = int | float | str | None


def drain(frame: "pl.LazyFrame", _id_name: str) -> None:
    """Read every cell of a frame of answers, and make nothing of it."""
    import polars as pl

    frame.select(pl.all().count()).collect(engine="streaming")


def drafted(batch: Batch) -> str:
    """Return the mapping of a batch as YAML: what was found, and commented out what is only near."""
    given = batch.options.mapping or ColumnMapping()
    columns: dict[str, str] = {}
    near: dict[str, str] = {}
    others: dict[str, None] = {}
    absent: dict[str, None] = {}
    id = given.id
    for _file, source in batch.tables:
        layout = recognised_layout(source.header, source.sample())
        table = _Table(source.header, layout, batch.questionnaire, given)
        columns |= table.found
        near |= table.near
        others |= dict.fromkeys(table.others)
        absent |= dict.fromkeys(table.absent)
        id = id if id is not None or layout.id is None else source.header[layout.id]
    values = _near_values(_left_outs(batch), batch.questionnaire)
    heading = [
        _("A mapping for {file}, answers to {questionnaire} {version}.").format(
            file=", ".join(file for file, _source in batch.tables),
            questionnaire=batch.questionnaire.id,
            version=shown(batch.questionnaire.version, 30),
        )
    ]
    return Draft(
        heading, id, columns, list(near.items()), [name for name in others if name not in near], list(absent),
        given.settled.values, list(values.items()), given.settled.missing,
    ).text()  # fmt: skip


class _Table:
    """What the columns of one file are, as far as a mapping can say it: by header, where no other has the same."""

    def __init__(
        self, header: Sequence[str], layout: Layout, questionnaire: Questionnaire, given: ColumnMapping
    ) -> None:
        claims = _undisputed(all_claims(header, layout, questionnaire, given.columns))
        names = [next((text for text in layout.of(place, header) if text.strip()), "") for place in range(len(header))]
        taken = {claim.place for claim in claims} | layout.own | {layout.id}
        free = [place for place in range(len(header)) if place not in taken]
        self.found = {names[claim.place]: claim.item for claim in claims if names.count(names[claim.place]) == 1}
        self.absent = [item for item in questionnaire.items if item not in {claim.item for claim in claims}]
        offers = near_columns(header, layout, free, questionnaire, self.absent)
        self.near = {names[near.place]: item for item, near in offers.items()}
        self.others = [names[place] for place in free if names[place]]


def _undisputed(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of items that one column claims, which claims nothing else."""
    claims = list(claims)
    items, places = [claim.item for claim in claims], [claim.place for claim in claims]
    return [claim for claim in claims if items.count(claim.item) == places.count(claim.place) == 1]


def _left_outs(batch: Batch) -> list[LeftOut]:
    """Read the cells leniently, as far as the columns let us."""
    options = batch.options
    batch.options = replace(options, lenient=True)
    try:
        return batch.read(drain)
    except BalanceError:
        return []  # told when the files are read for good
    finally:
        batch.options = options


def _near_values(left_outs: Iterable[LeftOut], questionnaire: Questionnaire) -> dict[str, Answer]:
    """Return every text that is no answer, and what it is near to; beside recoded numbers, those of the scale too."""
    texts: dict[str, Answer] = {}
    numbers: dict[Decimal, None] = {}
    for left_out in left_outs:
        for cell in left_out.cells:
            scale = questionnaire.items[cell.item].scale
            number = decimal(cell.text)
            if number is None:
                texts.setdefault(cell.text.strip(), near_answer(cell.text, scale))
            else:
                numbers |= dict.fromkeys([number, *_own_numbers(scale, number)])
    return texts | {str(number): None for number in sorted(numbers)}


def _own_numbers(scale: Scale, number: Decimal) -> Iterator[Decimal]:
    """Yield the scale's own values that a recoding may have moved: those at or beyond the nearest end of the number."""
    own = sorted(Decimal(str(value)) for value in scale.values)
    if own[-1] < number < own[-1] + (own[-1] - own[0]) + 1 or own[0] > number > own[0] - (own[-1] - own[0]) - 1:
        yield from own
