"""Which column is which item, which is the id, which are kept, and which are none of these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from balance.answers.claims import Claim, Rule, all_claims
from balance.answers.offers import near_columns, offered
from balance.answers.options import PLAIN, Options
from balance.answers.platforms.layout import Layout, Sample
from balance.answers.platforms.recognition import recognised as recognised_layout
from balance.answers.recognising import answered_rather
from balance.answers.values import NOTHING_SETTLED, Settled
from balance.errors import BalanceError, Fault
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded
from balance.safe import shown
from balance.words import _, plural

ID = " id"  # inside, until the table is written: no item, score or kept column can be called so
ROW = "row"
FEW = 10


@dataclass(frozen=True)
class Columns:
    """What the columns of a table are, by their places from 0."""

    header: tuple[str, ...]
    items: dict[str, int]  # in the questionnaire's order
    id: int | None
    absent: tuple[str, ...]  # items without a column
    kept: dict[str, int] = field(default_factory=dict)  # carried along, by their names in the output
    skip: int = 0  # records after the header that are no respondents
    layout: Layout = field(default=Layout(), repr=False)
    rules: dict[str, Rule] = field(default_factory=dict)  # by what each item was found
    settled: Settled = NOTHING_SETTLED  # what a mapping says of labels

    @property
    def id_name(self) -> str:
        """Return the header of the id column in the output."""
        return ROW if self.id is None else self.header[self.id].strip()

    @property
    def others(self) -> list[int]:
        """Return the places of the columns that are neither an item nor the id nor kept."""
        taken = {*self.items.values(), *self.kept.values(), self.id}
        return [place for place in range(len(self.header)) if place not in taken]

    @property
    def own(self) -> list[int]:
        """Return the places of those among the others that the platform added."""
        return [place for place in self.others if place in self.layout.own]

    def name(self, place: int) -> str:
        """Return what a column is called: its header, else the first of its texts that says something."""
        return next((text for text in self.layout.of(place, self.header) if text.strip()), self.header[place])


def matched(
    header: Sequence[str], questionnaire: Questionnaire, file: str, options: Options = PLAIN, sample: Sample = ()
) -> Columns:
    """Match the columns of a table with a questionnaire's items; `sample` holds the first rows, as text.

    By a mapping, else by id, text in any language, or the row of a grid, after folding. Raises a
    BalanceError with every item claimed by two columns or (unless lenient) by none, every column that
    claims two items, and where the id column, or one to keep, is not there, not one, or an item.
    """
    layout = recognised_layout(header, sample)
    mapping = options.mapping
    claims = all_claims(header, layout, questionnaire, mapping.columns if mapping else None)
    if not claims:
        raise BalanceError([_no_items(header, questionnaire, file)])
    by_item: dict[str, list[Claim]] = {}
    for claim in claims:
        by_item.setdefault(claim.item, []).append(claim)
    items = {item: by_item[item][0].place for item in questionnaire.items if item in by_item}
    absent = tuple(item for item in questionnaire.items if item not in by_item)
    faults = [*_claimed_twice(file, header, by_item), *_two_items(file, header, claims)]
    id, id_fault = _id_place(header, set(items.values()), file, options, layout)
    columns = Columns(
        tuple(header), items, id, absent, {}, layout.skip, layout,
        {item: by_item[item][0].rule for item in items}, mapping.settled if mapping else NOTHING_SETTLED,
    )  # fmt: skip
    kept_faults = _keep(columns, questionnaire, file, options.keep)
    faults += [*([id_fault] if id_fault else []), *kept_faults]
    if absent and not options.lenient:
        faults += _absent(file, columns, questionnaire)
    if faults:
        raise BalanceError(faults)
    return columns


def _named(header: Sequence[str], wanted: str) -> list[int]:
    """Return the places of a header: letter for letter, else after folding."""
    exact = [place for place, name in enumerate(header) if name == wanted]
    sought = folded(wanted)
    return exact or [place for place, name in enumerate(header) if sought and folded(name) == sought]


def _id_place(
    header: Sequence[str], item_places: set[int], file: str, options: Options, layout: Layout
) -> tuple[int | None, Fault | None]:
    """Return the id column: the one asked for, the mapping's, the platform's, the one called id."""
    wanted = options.id_column or (options.mapping.id if options.mapping else None)
    if wanted is None:
        named = [place for place, name in enumerate(header) if folded(name) == "id" and place not in item_places]
        if layout.id is not None and layout.id not in item_places:
            named = [layout.id]
    else:
        named = _named(header, wanted)
    if len(named) > 1:
        what = _("{columns} both could be the id column.").format(columns=_both(header, named))
        return None, Fault(file, what, _("Rename one of the two."), "duplicate-column")
    if named and named[0] in item_places:
        what = _('"{column}" is an item and cannot be the id.').format(column=shown(header[named[0]], 60))
        return None, Fault(file, what, _("Name another column after --id."), "id-is-item")
    if not named and wanted is not None:
        return None, _no_column(wanted, header, file, "no-id-column")
    return (named[0] if named else None), None


def _keep(columns: Columns, questionnaire: Questionnaire, file: str, wanted: Sequence[str]) -> list[Fault]:
    """Put the columns to keep into `columns`, and return what is at fault; the id is not kept twice."""
    header, items, kept = columns.header, {*columns.items.values()}, columns.kept
    faults = []
    for column in wanted:
        named = _named(header, column)
        name = header[named[0]].strip() if named else ""
        if not named:
            faults.append(_no_column(column, header, file, "no-such-column"))
        elif len(named) > 1 or kept.get(name, named[0]) != named[0]:
            what = _('{columns} both are "{name}".').format(columns=_both(header, [*named, *kept.values()]), name=name)
            faults.append(Fault(file, what, _("Rename one of the two."), "duplicate-column"))
        elif named[0] in items or name in questionnaire.items:
            what = _('"{column}" is an item and cannot be kept beside its score.').format(column=shown(name, 60))
            faults.append(Fault(file, what, _("Give the copy of the column another name."), "keep-is-item"))
        elif named[0] != columns.id:
            kept[name] = named[0]
    return faults


def _no_column(wanted: str, header: Sequence[str], file: str, id: str) -> Fault:
    what = _('There is no column "{column}".').format(column=shown(wanted, 60))
    return Fault(file, what, offered([wanted], header), id)


def _column(header: Sequence[str], place: int) -> str:
    return _('column {number} ("{header}")').format(number=place + 1, header=shown(header[place], 60))


def _both(header: Sequence[str], places: Sequence[int]) -> str:
    first, second = (_column(header, place) for place in places[:2])
    return _("{first} and {last}").format(first=first, last=second)


def _claimed_twice(file: str, header: Sequence[str], by_item: dict[str, list[Claim]]) -> Iterator[Fault]:
    for item, claims in by_item.items():
        if len(claims) > 1:
            both = _both(header, [claim.place for claim in claims])
            what = _('{columns} are both "{item}".').format(columns=both, item=item)
            remedy = _("Delete or rename one of the two, or say in a mapping (--map) which one it is.")
            yield Fault(file, what, remedy, "duplicate-column")


def _two_items(file: str, header: Sequence[str], claims: Sequence[Claim]) -> Iterator[Fault]:
    by_place: dict[int, list[str]] = {}
    for claim in claims:
        by_place.setdefault(claim.place, []).append(claim.item)
    for place, items in by_place.items():
        if len(items) > 1:
            what = _('{column} says two things: that it is "{first}" and that it is "{second}".').format(
                column=_column(header, place), first=items[0], second=items[1]
            )
            yield Fault(file, what, _("Say in a mapping (--map) which item it is."), "two-items")


def _absent(file: str, columns: Columns, questionnaire: Questionnaire) -> Iterator[Fault]:
    n = len(columns.absent)
    what = plural("{n} item has no column.", "{n} items have no column.", n).format(n=n)
    other = answered_rather(columns.header, columns.layout, questionnaire, len(columns.items))
    if other is not None:
        what += " " + _("The headers are those of another questionnaire, {other}.").format(other=other.id)
        remedy = _("Name a file with answers to {questionnaire}, or {other} with -q.")
        yield Fault(file, what, remedy.format(questionnaire=questionnaire.id, other=other.id), "missing-column")
        return
    remedy = _("Add the columns, name them in a mapping (--write-map FILE begins one), or add --lenient.")
    yield Fault(file, what, remedy, "missing-column")
    near = near_columns(columns.header, columns.layout, columns.others, questionnaire, columns.absent[:FEW])
    for item in columns.absent[:FEW]:
        offer = _('Did you mean "{name}"?').format(name=shown(near[item].text, 60)) if item in near else ""
        yield Fault(file, _('No column "{item}".').format(item=item), offer, "missing-column")


def _no_items(header: Sequence[str], questionnaire: Questionnaire, file: str) -> Fault:
    names = ", ".join(f'"{shown(name, 30)}"' for name in header[:5])
    what = _("None of the headers is an item of {questionnaire}. The first line has: {headers}.").format(
        questionnaire=questionnaire.id, headers=names
    )
    remedy = _("The first line must name the items ({item}, ...). Name another questionnaire with -q.").format(
        item=next(iter(questionnaire.items))
    )
    return Fault(file, what, remedy, "no-items")


def called(names: Sequence[str], wanted: str | None) -> str | None:
    """Return what a column that was asked for is called in the table: as it stands, else after folding, else the id."""
    if wanted is None:
        return None
    alike = [name for name in names if folded(name) == folded(wanted)]
    return wanted.strip() if wanted.strip() in names else alike[0] if alike else ID
