"""Earlier reports on the same answers: with which of them a new one must be safe, and the ways out where it is not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from balance.anonymity.ledger import OUTSIDE, Ledger, NeverShared, Report
from balance.anonymity.protect import Protected, protect
from balance.errors import BalanceError, stop
from balance.safe import shown
from balance.store.model import now
from balance.words import _, plural

Ints = NDArray[np.int64]


class Company(NamedTuple):
    """A population as the ledger knows it: fingerprints of its people, and the reports that touch it."""

    people: tuple[str, ...]
    reports: tuple[Report, ...]


def company(people: Sequence[str], ledger: Ledger) -> Company:
    """Return these people with the reports that share anybody with them, or with a report that does, and so on."""
    known, found = set(people), set[int]()
    while True:
        new = {place for place, report in enumerate(ledger.reports) if place not in found and report.inside & known}
        if not new:
            break
        found |= new
        known = known.union(*(ledger.reports[place].inside for place in new))
    return Company(tuple(people), tuple(ledger.reports[place] for place in sorted(found)))


def guarded(columns: Mapping[str, Sequence[str | None]], company: Company, k: int, where: str) -> Protected:
    """Return what may be shown of these people, safe also with every earlier report.

    Raises a BalanceError, of the input `where`, where even everyone would give somebody away.
    """
    found = protect(columns, len(company.people), k, _fixed(company))
    if found.verdict == "held_back":
        raise held_back(company, k, where)
    return found


def _fixed(company: Company) -> list[Ints]:
    """Return the breakdowns of earlier reports, over the people and then those only such reports know."""
    place = {mark: number for number, mark in enumerate(company.people)}
    for report in company.reports:
        for mark in sorted(report.inside):
            place.setdefault(mark, len(place))
    fixed: dict[bytes, Ints] = {}
    for report in company.reports:
        rows = [(place[mark], number) for number, mark in enumerate(report.rows) if mark in place]
        for blocks in report.blocks:
            each = np.full(len(place), OUTSIDE, dtype=np.int64)
            for at, number in rows:
                each[at] = blocks[number]
            fixed[each.tobytes()] = each
    return list(fixed.values())


def held_back(company: Company, k: int, where: str) -> BalanceError:
    """Return the error of a report that would tell, beside an earlier one, what few people answered."""
    report, new, gone, both = _nearest(company, k)
    date = report.written[:10]
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


def _nearest(company: Company, k: int) -> tuple[Report, int, int, int]:
    """Return the report that differs least, and how many answers are new, gone and in both.

    Of those from which so few differ that they leak by themselves, else the latest of all.
    """
    people = set(company.people)
    differing = [
        (report, len(people - report.inside), len(report.inside - people), len(people & report.inside))
        for report in company.reports
    ]
    near = [each for each in differing if any(0 < n < k for n in each[1:])]
    if near:
        return min(near, key=lambda each: min(n for n in each[1:] if n > 0))
    return max(differing, key=lambda each: each[0].written)


def without_late(respondents: Sequence[str], ledger: Ledger, where: str) -> Ints:
    """Return which respondents (row numbers) were there already in the latest report on any of them.

    Raises a BalanceError where there was none.
    """
    reports = company(respondents, ledger).reports
    if not reports:
        raise _no_earlier(where, "--without-late")
    then = set(max(reports, key=lambda report: report.written).rows)
    return np.array([number for number, mark in enumerate(respondents) if mark in then], dtype=np.int64)


def never_shared(respondents: Sequence[str], ledger: Ledger, dates: Iterable[str], where: str) -> Ledger:
    """Return the ledger without the reports of these dates (or their beginnings) on any of the respondents.

    The word is kept with the next report that is noted. Raises a BalanceError where there was none of a date.
    """
    reports = company(respondents, ledger).reports
    given: dict[str, NeverShared] = {}
    for date in dates:
        told = [report.written for report in reports if date and report.written.startswith(date)]
        if not told:
            raise _no_earlier(where, f"--never-shared {shown(date, 40)}", [report.written for report in reports])
        given |= {written: NeverShared(never_shared=written, said=now()) for written in told}
    left = tuple(report for report in ledger.reports if report.written not in given)
    return ledger._replace(reports=left, words=(*ledger.words, *given.values()))


def _no_earlier(where: str, option: str, dates: Sequence[str] = ()) -> BalanceError:
    what = _("{option}: no such report on these answers is known here.").format(option=option)
    remedy = _("Known are those of: {dates}.").format(dates=", ".join(dates)) if dates else _("Leave the option out.")
    return stop(where, what, remedy, "no-earlier-report")
