"""Earlier reports on the same answers: with which of them a new one must be safe, and the ways out where it is not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balance.anonymity.leak import UNTOLD, Known, leak
from balance.anonymity.ledger import OUTSIDE, Change, Ledger, NeverShared, Report
from balance.anonymity.protect import Protected, protect
from balance.errors import BalanceError, stop
from balance.safe import shown
from balance.store.model import now
from balance.words import _, plural

Ints = NDArray[np.int64]


class Company(NamedTuple):
    """A population as the ledger knows it: fingerprints of its people, and the reports and changes that touch it."""

    people: tuple[str, ...]
    reports: tuple[Report, ...]
    changes: tuple[Change, ...] = ()


class Compared(NamedTuple):
    """A change that is to be shown beside a report: fingerprints of answers, those after first.

    `both` are of the people it is over, `linked` any two rows that are, or may be, one person's; `before` are those of
    whom a report may have been shown at that time.
    """

    both: tuple[tuple[str, str], ...]
    linked: tuple[tuple[str, str], ...]
    before: tuple[str, ...]


def company(people: Sequence[str], ledger: Ledger) -> Company:
    """Return these people with what shares anybody with them, or with a report or change that does, and so on."""
    known = set(people)
    left = [*(report.inside for report in ledger.reports), *(change.inside for change in ledger.changes)]
    while new := [inside for inside in left if inside & known]:
        known = known.union(*new)
        left = [inside for inside in left if not inside <= known]
    return Company(
        tuple(people),
        tuple(each for each in ledger.reports if each.inside & known),
        tuple(each for each in ledger.changes if each.inside & known),
    )


def guarded(columns: Mapping[str, Sequence[str | None]], company: Company, k: int, where: str) -> Protected:
    """Return what may be shown of these people, safe also with every earlier report.

    Raises a BalanceError, of the input `where`, where even everyone would give somebody away.
    """
    found = protect(columns, len(company.people), k, _fixed(company, _places(company)))
    if found.verdict == "held_back":
        raise held_back(company, k, where)
    return found


def change_is_safe(now: Sequence[str], blocks: Sequence[Ints], compared: Compared, ledger: Ledger, k: int) -> bool:
    """Return whether a change may be shown beside a report on the people `now`, divided into these blocks.

    A reader may have a report on all `before`, too: one that is in the ledger, else it is taken to be known. So nobody
    may be worked out from the report now, that before, the change and all that was shown earlier, taken together:
    where all else is taken away, the report now less that before less the change is about those who answered once.
    """
    told = any(_is_of(report, {*compared.before}.difference(now)) for report in ledger.reports)
    before = () if told or len(compared.before) < k else compared.before
    near = company(tuple(dict.fromkeys((*now, *(mark for _after, mark in compared.both), *before))), ledger)
    place = _places(near)
    fixed = _fixed(near, place, compared.linked, UNTOLD)
    partitions = [np.concatenate([each, np.full(len(place) - len(now), UNTOLD)]) for each in blocks]
    if before:
        partitions.append(_all(place, before))
    new = _change(place, compared.both)
    return leak([*partitions, *fixed.partitions], k, [*fixed.changes, new], fixed.whose) is None


def _is_of(report: Report, then: set[str]) -> bool:
    """Return whether most of a report are answers of that time: a few in others are of people who answered alike."""
    return 2 * len(report.inside & then) > len(report.inside)


def _places(company: Company) -> dict[str, int]:
    """Return the place of every row: of the people, and then of those that only reports and changes know."""
    place = {mark: number for number, mark in enumerate(company.people)}
    told = [*(report.inside for report in company.reports), *(change.inside for change in company.changes)]
    for mark in (mark for inside in told for mark in sorted(inside)):
        place.setdefault(mark, len(place))
    return place


def _fixed(
    company: Company, place: Mapping[str, int], linked: Sequence[tuple[str, str]] = (), outside: int = OUTSIDE
) -> Known:
    """Return what earlier reports and changes told, over these places; `linked` are rows of one person.

    `outside` is the block of those who are not in a report: one more block, or nothing at all.
    """
    fixed: dict[bytes, Ints] = {}
    for report in company.reports:
        rows = [(place[mark], number) for number, mark in enumerate(report.rows) if mark in place]
        for blocks in report.blocks:
            each = np.full(len(place), outside, dtype=np.int64)
            for at, number in rows:
                each[at] = outside if blocks[number] == OUTSIDE else blocks[number]
            fixed[each.tobytes()] = each
    changes = [_change(place, change.pairs) for change in company.changes]
    pairs = [*linked, *(pair for change in company.changes for pair in change.pairs)]
    return Known(list(fixed.values()), changes, _whose(place, pairs) if pairs else None)


def _all(place: Mapping[str, int], marks: Iterable[str]) -> Ints:
    blocks = np.full(len(place), UNTOLD, dtype=np.int64)
    blocks[[place[mark] for mark in marks]] = 0
    return blocks


def _change(place: Mapping[str, int], pairs: Iterable[tuple[str, str]]) -> Ints:
    """Return 1 for the answers after and -1 for those before; a row that did not change is both, and 0."""
    found = np.zeros(len(place), dtype=np.int64)
    for after, before in pairs:
        found[place[after]] += 1
        found[place[before]] -= 1
    return found


def _whose(place: Mapping[str, int], pairs: Iterable[tuple[str, str]]) -> Ints:
    """Return the number of the person of each row: the least place of all rows that pairs link to it."""
    least = list(range(len(place)))

    def person(row: int) -> int:
        while least[row] != row:
            row = least[row]
        return row

    for one, other in ((place[one], place[other]) for one, other in pairs if one in place and other in place):
        first, second = sorted((person(one), person(other)))
        least[second] = first
    return np.array([person(row) for row in range(len(place))], dtype=np.int64)


def held_back(company: Company, k: int, where: str) -> BalanceError:
    """Return the error of a report that would tell, beside an earlier one, what few people answered."""
    latest, new, gone, both = _nearest(company, k)
    date = latest[:10]
    if 0 < new < k:
        what = plural("{n} more answer since the report of {date}: the two together would tell it.",
                      "{n} more answers since the report of {date}: the two together would tell them.",
                      new).format(n=new, date=date)  # fmt: skip
    elif 0 < gone < k:
        what = plural("{n} answer of the report of {date} is gone or changed: the two together would tell it.",
                      "{n} answers of the report of {date} are gone or changed: the two together would tell them.",
                      gone).format(n=gone, date=date)  # fmt: skip
    elif 0 < both < k:
        what = plural("{n} answer stands in the report of {date} as well: the two together could tell it.",
                      "{n} answers stand in the report of {date} as well: the two together could tell them.",
                      both).format(n=both, date=date)  # fmt: skip
    else:
        what = _(
            "This and earlier reports, the latest of {date}, would together tell what a few have answered."
        ).format(date=date)
    remedy = _(
        "Wait until {k} more have answered; or show the earlier report again with --without-late; or, if that "
        "report was handed out to nobody, say so with --never-shared {date}."
    ).format(k=k, date=date)
    return stop(where, what, remedy, "held-back")


def _nearest(company: Company, k: int) -> tuple[str, int, int, int]:
    """Return when the report was written that differs least, and how many answers are new, gone and in both.

    Of those from which so few differ that they leak by themselves, else the latest of all; of changes alone no count.
    """
    people = set(company.people)
    differing = [
        (report.written, len(people - report.inside), len(report.inside - people), len(people & report.inside))
        for report in company.reports
    ]
    near = [each for each in differing if any(0 < n < k for n in each[1:])]
    if near:
        return min(near, key=lambda each: min(n for n in each[1:] if n > 0))
    return max(differing, default=(max((each.changed for each in company.changes), default=""), 0, 0, 0))


def without_late(respondents: Sequence[str], ledger: Ledger, where: str) -> Ints:
    """Return which respondents (row numbers) were there already in the latest report on any of them.

    Raises a BalanceError where there was none.
    """
    reports = [report for report in ledger.reports if report.inside.intersection(respondents)]
    if not reports:
        raise _no_earlier(where, "--without-late")
    then = set(max(reports, key=lambda report: report.written).rows)
    return np.array([number for number, mark in enumerate(respondents) if mark in then], dtype=np.int64)


def never_shared(respondents: Sequence[str], ledger: Ledger, dates: Iterable[str], where: str) -> Ledger:
    """Return the ledger without the reports and changes of these dates (or beginnings) on any of the respondents.

    The word is kept with the next report that is noted. Raises a BalanceError where there was none of a date.
    """
    near = company(respondents, ledger)
    dated = [*(report.written for report in near.reports), *(change.changed for change in near.changes)]
    given: dict[str, NeverShared] = {}
    for date in dates:
        told = [written for written in dated if date and written.startswith(date)]
        if not told:
            raise _no_earlier(where, f"--never-shared {shown(date, 40)}", sorted({*dated}))
        given |= {written: NeverShared(never_shared=written, said=now()) for written in told}
    left = tuple(report for report in ledger.reports if report.written not in given)
    changes = tuple(change for change in ledger.changes if change.changed not in given)
    return ledger._replace(reports=left, changes=changes, words=(*ledger.words, *given.values()))


def _no_earlier(where: str, option: str, dates: Sequence[str] = ()) -> BalanceError:
    what = _("{option}: no such report on these answers is known here.").format(option=option)
    remedy = _("Known are those of: {dates}.").format(dates=", ".join(dates)) if dates else _("Leave the option out.")
    return stop(where, what, remedy, "no-earlier-report")
