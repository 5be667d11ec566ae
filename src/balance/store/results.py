"""Finished interviews: a readable file each, with the whole questionnaire in it."""

import json
import os
import re
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from balance.errors import BalanceError, Fault, stop
from balance.files import check_readable, home, whole
from balance.questionnaire.check import check
from balance.questionnaire.digest import digest
from balance.questionnaire.document import embedded
from balance.questionnaire.library import load, shipped
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.store.journal import Journal, finished, misfits, parsed, sweep
from balance.store.lines import Lines
from balance.store.model import Result, now
from balance.store.reading import DAMAGED, FOREIGN, damaged, is_plain, read_own, read_result, result_of
from balance.store.shelf import FINISHED, GROWING, RESULTS, claim, entries, ours, size
from balance.words import _, listed, plural

NUMBER = re.compile(r"[0-9]{1,4}")
DATE = re.compile(r"[0-9]{4}(-[0-9]{0,2}(-[0-9]{0,2}(T.*)?)?)?")


class Stored(NamedTuple):
    """A result and the file it is in."""

    path: Path
    result: Result

    @property
    def name(self) -> str:
        """Return what the file is called, without its ending."""
        return self.path.stem


class Unread(NamedTuple):
    """A file among the results that is none; the fault's id tells why: damaged, foreign or newer."""

    path: Path
    fault: Fault


class Shelf(NamedTuple):
    """What lies among the results: those that can be read, the latest first, and the rest by name."""

    results: list[Stored]
    unread: list[Unread]


def finish(journal: Journal, questionnaire: Questionnaire, chosen: str | None = None) -> Stored:
    """Make a result of an interview and return it; the interview's file is deleted when that is on the disk.

    Raises a BalanceError where the questionnaire is not the one that was asked, where an answer is none of
    its own, or where the result cannot be written: then the interview stays as it was.
    """
    strange = journal.hold_to(questionnaire)
    if strange:
        raise damaged(shown(journal.path), cannot_be(strange))
    header = journal.header
    result = Result(
        questionnaire=header.questionnaire,
        language=header.language,
        started=header.started,
        finished=now(),
        answers=journal.answers,
        chosen=chosen,
        made_by=f"balance {version('leadership-balance')}",
        document=questionnaire.tree,
    )
    path = journal.path.with_suffix(FINISHED)
    taken = os.path.lexists(path)  # by another program: what it put there keeps its name
    stored = place(result, path.stem) if taken else _written(result, path)
    journal.discard()
    return stored


def place(result: Result, stem: str) -> Stored:
    """Write a result under a name, with a number where that is taken. Raises a BalanceError where it cannot."""
    name: Lines = claim(stem)
    try:
        return _written(result, name.path.with_suffix(FINISHED))
    finally:
        name.remove()


def _written(result: Result, path: Path) -> Stored:
    with whole(path, private=True) as temporary:
        temporary.write_text(as_text(result), encoding="utf-8")
    return Stored(path, result)


def as_text(result: Result) -> str:
    """Return a result as its file holds it."""
    return json.dumps(result.model_dump(), ensure_ascii=False, indent=2) + "\n"


def results() -> list[Stored]:
    """Return the results, the latest first."""
    return shelf().results


def shelf() -> Shelf:
    """Return the results, the latest first, and apart what cannot be read as one; nothing of it is touched.

    The file of an interview whose result was written, but which was not deleted any more, goes now.
    """
    found: list[Stored] = []
    unread: list[Unread] = []
    for path in entries(RESULTS):
        try:
            if path.suffix == GROWING:
                _look_at_journal(path)
            elif path.suffix == FINISHED:
                found.append(Stored(path, result_of(read_own(path), shown(path))))
            else:
                raise _foreign(path)
        except BalanceError as error:
            fault = error.faults[0]
            if fault.id == DAMAGED and (path.is_dir() or not ours(path)):
                fault = _foreign(path).faults[0]
            unread.append(Unread(path, fault))
    return Shelf(sorted(found, key=lambda each: (each.result.finished, each.name), reverse=True), unread)


def _look_at_journal(path: Path) -> None:
    if size(path) == 0 and ours(path):  # begun this very moment, or litter
        return
    held = parsed(read_own(path), shown(path))
    if finished(path, held):
        sweep(path)


def _foreign(path: Path) -> BalanceError:
    what = _("This is no file of balance's.")
    return stop(shown(path), what, _("Move it elsewhere; balance leaves it as it is."), FOREIGN)


def find(selector: str) -> Stored:
    """Return the result that a number (1 the latest), a date or its beginning (UTC), a name or a path means.

    Raises a BalanceError where it means none or several, or where the file cannot be read.
    """
    if _is_path(selector):
        return _at(Path(selector))
    known = results()
    if not known:
        what = _("There are no results yet.")
        raise stop(shown(home()), what, _("Answer a questionnaire first: balance take."), "no-results")
    if NUMBER.fullmatch(selector) and 1 <= int(selector) <= len(known):
        return known[int(selector) - 1]
    named = [each for each in known if each.name == selector]
    dated = [each for each in known if DATE.fullmatch(selector) and _begins(each, selector)]
    found = named or dated
    if len(found) == 1:
        return found[0]
    raise _several(selector, found) if found else _none(selector, len(known))


def _is_path(selector: str) -> bool:
    return "/" in selector or "\\" in selector or selector.endswith(FINISHED)


def _at(path: Path) -> Stored:
    """Return the result at a path; the bare name of a file that is not here is looked for among ours."""
    own = home() / RESULTS / path
    if path.name == str(path) and not path.exists() and is_plain(own):
        path = own
    return Stored(path, read_result(path))


def _begins(stored: Stored, date: str) -> bool:
    started = stored.result.started
    return any(
        each.startswith(date) for each in (stored.name, started, started.replace(":", ""), stored.result.finished)
    )


def _several(selector: str, found: list[Stored]) -> BalanceError:
    what = plural("{n} result is of {date}.", "{n} results are of {date}.", len(found))
    what = what.format(n=len(found), date=shown(selector, 40))
    names = listed([each.name for each in found[:5]])
    return stop(shown(selector, 40), what, _("Name one of them: {names}.").format(names=names), "several-results")


def _none(selector: str, n: int) -> BalanceError:
    what = plural("There is no such result; there is {n}.", "There is no such result; there are {n}.", n).format(n=n)
    remedy = _("Give its number (1 is the latest), its date (2026-11-23) or the path of its file.")
    return stop(shown(selector, 40), what, remedy, "no-such-result")


def questionnaire_of(stored: Stored) -> Questionnaire:
    """Return the questionnaire as it was when it was answered.

    Raises a BalanceError where the file was changed so that it is not sound, not the one its digest names,
    or has other answers than are given.
    """
    result, name = stored.result, shown(stored.path)
    try:
        questionnaire = check(embedded(result.document, name))
    except BalanceError as error:
        raise damaged(name, _("its questionnaire has faults: {what}").format(what=error.faults[0].what)) from None
    source = result.questionnaire
    if (questionnaire.digest, questionnaire.id, questionnaire.version) != (source.digest, source.id, source.version):
        raise damaged(name, _("its questionnaire is not the one that was answered"))
    strange = misfits(result.answers, questionnaire)
    if strange:
        raise damaged(name, cannot_be(strange))
    return questionnaire


def cannot_be(items: list[str]) -> str:
    """Return the words for answers that are none of their items'."""
    return _("no such answers can be given: {items}").format(items=", ".join(items[:5]))


def changed(stored: Stored) -> bool:
    """Return whether the questionnaire of that id that comes with balance now has another content."""
    source = stored.result.questionnaire
    return source.id in shipped() and load(source.id).digest != source.digest


def choose(stored: Stored, text: str | None) -> Stored:
    """Keep what one starts with: a dimension, a text of one's own, or None for nothing; return the new result.

    Raises a BalanceError where the file is gone, a link, or cannot be written.
    """
    check_readable(stored.path)
    if not is_plain(stored.path):
        raise damaged(shown(stored.path), _("it is a link, or no regular file"))
    return _written(stored.result.model_copy(update={"chosen": _printable(text)}), stored.path)


def _printable(text: str | None) -> str | None:
    """Return a text that can be written as UTF-8: half a character, as terminals give them, becomes "?"."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def identity(result: Result) -> str:
    """Return the digest of what was asked and answered, and when: alike in every copy of a result.

    It does not cover what one chose to start with, which may change afterwards.
    """
    told = result.model_dump(include={"language", "started", "finished", "answers"})
    return digest(told | {"questionnaire": result.questionnaire.digest})
