"""Which column is which item, which is the id, and which are neither."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from balance.answers.options import PLAIN, Options
from balance.errors import BalanceError, Fault
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import did_you_mean, folded
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

    @property
    def id_name(self) -> str:
        """Return the header of the id column in the output."""
        return ROW if self.id is None else self.header[self.id].strip()

    @property
    def others(self) -> list[int]:
        """Return the places of the columns that are neither an item nor the id nor kept."""
        taken = {*self.items.values(), *self.kept.values(), self.id}
        return [place for place in range(len(self.header)) if place not in taken]


def matched(header: Sequence[str], questionnaire: Questionnaire, file: str, options: Options = PLAIN) -> Columns:
    """Match the headers of a table with the ids of a questionnaire's items, after folding.

    Raises a BalanceError with every item claimed by two columns or (unless lenient) by none, and
    where the id column, or one to keep, is not there, not one, or an item.
    """
    by_item: dict[str, list[int]] = {}
    known = {folded(item): item for item in questionnaire.items}
    for place, name in enumerate(header):
        item = known.get(folded(name))
        if item is not None:
            by_item.setdefault(item, []).append(place)
    if not by_item:
        raise BalanceError([_no_items(header, questionnaire, file)])
    items = {item: by_item[item][0] for item in questionnaire.items if item in by_item}
    absent = tuple(item for item in questionnaire.items if item not in by_item)
    faults = [_claimed_twice(file, item, header, places) for item, places in by_item.items() if len(places) > 1]
    id, id_fault = _id_place(header, set(items.values()), file, options.id_column)
    columns = Columns(tuple(header), items, id, absent)
    kept, kept_faults = _kept(columns, questionnaire, file, options.keep)
    faults += [*([id_fault] if id_fault else []), *kept_faults]
    if absent and not options.lenient:
        faults += _absent(file, absent, [name for name in header if folded(name) not in known])
    if faults:
        raise BalanceError(faults)
    return replace(columns, kept=kept)


def matches(header: Iterable[str], questionnaire: Questionnaire) -> int:
    """Return how many of these headers are ids of items."""
    known = {folded(item) for item in questionnaire.items}
    return sum(folded(name) in known for name in header)


def _named(header: Sequence[str], wanted: str) -> list[int]:
    """Return the places of a header: letter for letter, else after folding."""
    exact = [place for place, name in enumerate(header) if name == wanted]
    sought = folded(wanted)
    return exact or [place for place, name in enumerate(header) if sought and folded(name) == sought]


def _id_place(
    header: Sequence[str], item_places: set[int], file: str, wanted: str | None
) -> tuple[int | None, Fault | None]:
    if wanted is None:
        named = [place for place, name in enumerate(header) if folded(name) == "id"]
    else:
        named = _named(header, wanted)
    if wanted is None:
        named = [place for place in named if place not in item_places]
    if len(named) > 1:
        what = _("{columns} both could be the id column.").format(columns=_both(header, named))
        return None, Fault(file, what, _("Rename one of the two."), "duplicate-column")
    if named and named[0] in item_places:
        what = _('"{column}" is an item and cannot be the id.').format(column=shown(header[named[0]], 60))
        return None, Fault(file, what, _("Name another column after --id."), "id-is-item")
    if not named and wanted is not None:
        return None, _no_column(wanted, header, file, "no-id-column")
    return (named[0] if named else None), None


def _kept(
    columns: Columns, questionnaire: Questionnaire, file: str, wanted: Sequence[str]
) -> tuple[dict[str, int], list[Fault]]:
    """Return the places of the columns to keep, and what is at fault; the id is there already, and not kept twice."""
    header, items = columns.header, {*columns.items.values()}
    kept: dict[str, int] = {}
    faults = []
    for column in wanted:
        named = _named(header, column)
        name = header[named[0]].strip() if named else ""
        if not named:
            faults.append(_no_column(column, header, file, "no-such-column"))
        elif len(named) > 1 or kept.get(name, named[0]) != named[0]:
            both = _both(header, named if len(named) > 1 else [kept[name], *named])
            what = _('{columns} are both "{item}".').format(columns=both, item=shown(name, 60))
            faults.append(Fault(file, what, _("Rename one of the two."), "duplicate-column"))
        elif named[0] in items or name in questionnaire.items:
            what = _('"{column}" is an item and cannot be kept beside its score.').format(column=shown(name, 60))
            faults.append(Fault(file, what, _("Give the copy of the column another name."), "keep-is-item"))
        elif named[0] != columns.id:
            kept[name] = named[0]
    return kept, faults


def _no_column(wanted: str, header: Sequence[str], file: str, id: str) -> Fault:
    what = _('There is no column "{column}".').format(column=shown(wanted, 60))
    return Fault(file, what, _offer(wanted, header), id)


def _both(header: Sequence[str], places: Sequence[int]) -> str:
    first, second = (
        _('column {number} ("{header}")').format(number=place + 1, header=shown(header[place], 60))
        for place in places[:2]
    )
    return _("{first} and {last}").format(first=first, last=second)


def _claimed_twice(file: str, item: str, header: Sequence[str], places: Sequence[int]) -> Fault:
    what = _('{columns} are both "{item}".').format(columns=_both(header, places), item=item)
    return Fault(file, what, _("Delete or rename one of the two."), "duplicate-column")


def _absent(file: str, absent: Sequence[str], unknown: Sequence[str]) -> Iterator[Fault]:
    n = len(absent)
    what = plural("{n} item has no column.", "{n} items have no column.", n).format(n=n)
    remedy = _("Add the columns, or add --lenient to count them as not answered.")
    yield Fault(file, what, remedy, "missing-column")
    for item in absent[:FEW]:
        yield Fault(file, _('No column "{item}".').format(item=item), _offer(item, unknown), "missing-column")


def _offer(name: str, headers: Iterable[str]) -> str:
    return did_you_mean(name, [header for header in headers if folded(header)])


def _no_items(header: Sequence[str], questionnaire: Questionnaire, file: str) -> Fault:
    names = ", ".join(f'"{shown(name, 30)}"' for name in header[:5])
    what = _("None of the headers is an item of {questionnaire}. The first line has: {headers}.").format(
        questionnaire=questionnaire.id, headers=names
    )
    remedy = _("The first line must name the items ({item}, ...). Name another questionnaire with -q.").format(
        item=next(iter(questionnaire.items))
    )
    return Fault(file, what, remedy, "no-items")
