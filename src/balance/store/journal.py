"""An interview under way: every answer is on the disk before the next question is asked."""

import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Self

from balance.errors import BalanceError, stop
from balance.files import check_readable, unwritable
from balance.questionnaire.model import Answer, Questionnaire
from balance.safe import shown
from balance.store.lines import Lines
from balance.store.model import JOURNAL, Entry, Header, Result, Source, now, stem_of
from balance.store.reading import LIMIT, as_model, damaged, is_plain, migrated, read_own, read_result, tree_of
from balance.store.shelf import FINISHED, GROWING, RESULTS, claim, entries
from balance.words import _, plural

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class Lead(NamedTuple):
    """What the file of an interview holds; `skipped` are the lines, from 1, that cannot be read."""

    header: Header
    answers: dict[str, Answer]
    skipped: tuple[int, ...]


class Unfinished(NamedTuple):
    """An interview to go on with. `skipped` are the lines, from 1, of its file that cannot be read."""

    path: Path
    header: Header
    answers: dict[str, Answer]
    skipped: tuple[int, ...]


class Journal:
    """The open file of an interview; `start` and `resume` make one. It is a context manager that closes it."""

    def __init__(self, lines: Lines, held: Lead) -> None:
        self._lines = lines
        self._answers = dict(held.answers)
        self.path = lines.path
        self.header = held.header
        self.skipped = held.skipped

    @property
    def answers(self) -> dict[str, Answer]:
        """Return the answers so far; the latest to an item counts, None is a skipped one."""
        return dict(self._answers)

    @property
    def language(self) -> str:
        """Return the language of the interview."""
        return self.header.language

    def record(self, item: str, answer: Answer) -> None:
        """Keep an answer, or None for a skipped item; it is on the disk when this returns.

        Raises a BalanceError where it cannot be kept: then all earlier ones are, and one may try again.
        """
        entry = Entry.model_validate({"item": item, "answer": answer, "at": now()})
        try:
            self._lines.append(line(entry))
        except OSError as error:
            raise unsaved(self.path, error, len(self._answers)) from error
        self._answers[item] = answer

    def hold_to(self, questionnaire: Questionnaire) -> list[str]:
        """Leave out answers that the questionnaire cannot have, as a damaged file may hold; return their items.

        They are to be asked again. Raises a BalanceError where it is not the questionnaire that was asked.
        """
        if questionnaire.digest != self.header.questionnaire.digest:
            what = _('The questionnaire "{id}" has changed since this interview began.').format(id=questionnaire.id)
            raise stop(shown(self.path), what, _("Begin again; the answers so far stay in the file."), "changed")
        strange = misfits(self._answers, questionnaire)
        for item in strange:
            del self._answers[item]
        return strange

    def discard(self) -> None:
        """Delete the file, and close it. Raises a BalanceError where the system does not let us."""
        try:
            self._lines.remove()
        except OSError as error:
            raise unwritable(self.path, error) from error

    def close(self) -> None:
        """Let the file go; the interview can be resumed."""
        self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def start(questionnaire: Questionnaire, language: str) -> Journal:
    """Begin an interview: a new file of our own, readable by nobody else.

    Raises a BalanceError where nothing can be written.
    """
    source = Source(id=questionnaire.id, version=questionnaire.version, digest=questionnaire.digest)
    header = Header(questionnaire=source, language=language, started=now())
    lines = claim(stem_of(header.started, questionnaire.id))
    try:
        lines.append(line(header))
    except OSError as error:
        lines.remove()
        raise unwritable(lines.path, error) from error
    return Journal(lines, Lead(header, {}, ()))


def resume(path: Path) -> Journal:
    """Go on with an interview.

    Raises a BalanceError where it is finished, where another process has it, or where the file is a link,
    cannot be read, or is none of an interview.
    """
    check_readable(path)
    if not is_plain(path):
        raise damaged(shown(path), _("it is a link, or no regular file"))
    try:
        lines = Lines.open(path)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        held = parsed(lines.read(LIMIT), shown(path))
        if finished(path, held):
            lines.remove()
            what = _("This interview is finished.")
            raise stop(shown(path), what, _("Its result is there: balance show."), "finished")
    except BaseException:
        lines.close()
        raise
    return Journal(lines, held)


def unfinished() -> list[Unfinished]:
    """Return the interviews that one can go on with, the latest first; files that are none are left out.

    An interview whose result was written, but whose file was not deleted any more, loses it now.
    """
    found = []
    for path in entries(RESULTS):
        if path.suffix != GROWING or not is_plain(path):
            continue
        try:
            held = parsed(read_own(path), shown(path))
        except BalanceError:
            continue
        if finished(path, held):
            sweep(path)
        else:
            found.append(Unfinished(path, *held))
    return sorted(found, key=lambda each: (each.header.started, each.path.stem), reverse=True)


def sweep(path: Path) -> None:
    """Delete the file of a finished interview, unless somebody has it or the folder cannot be written to."""
    try:
        Lines.open(path).remove()
    except (BalanceError, OSError):
        return


def finished(path: Path, held: Lead) -> bool:
    """Return whether the result of this very interview is there: a file of its name may be any."""
    try:
        result = read_result(path.with_suffix(FINISHED))
    except BalanceError:
        return False
    return same_interview(held, result)


def same_interview(held: Lead, result: Result) -> bool:
    """Return whether a result came from an interview, and holds all of its answers."""
    asked, told = held.header, result
    same = (asked.questionnaire, asked.started, asked.language) == (told.questionnaire, told.started, told.language)
    return same and held.answers.items() <= result.answers.items()


def parsed(data: bytes, name: str) -> Lead:
    """Return what the file of an interview holds: any beginning of such a file can be read, from its first line on.

    Raises a BalanceError where the first line is none of an interview.
    """
    first, *rest = data.split(b"\n")
    header = as_model(migrated(tree_of(first, name), JOURNAL, name), Header, name)
    answers: dict[str, Answer] = {}
    skipped = []
    for number, text in enumerate(rest, start=2):
        if not text:
            continue
        try:
            entry = as_model(tree_of(text, name), Entry, name)
        except BalanceError:
            skipped.append(number)
        else:
            answers[entry.item] = entry.answer
    return Lead(header, answers, tuple(skipped))


def line(part: Header | Entry) -> bytes:
    """Return a part of an interview as a line of its file."""
    return json.dumps(part.model_dump(), ensure_ascii=False).encode() + b"\n"


def misfits(answers: Mapping[str, Answer], questionnaire: Questionnaire) -> list[str]:
    """Return the items that a questionnaire does not have, or whose answer is none of the item's scale."""
    strange = []
    for id, answer in answers.items():
        if id in questionnaire.comments and not isinstance(answer, int | float):
            continue
        item = questionnaire.items.get(id)
        codes = {each.code for each in item.scale.unscored} if item else set()
        if item is None or (answer is not None and answer not in (*item.scale.values, *codes)):
            strange.append(id)
    return strange


def unsaved(path: Path, error: OSError, safe: int) -> BalanceError:
    """Return the error for an answer that could not be written after so many that are safe."""
    if error.errno in FULL:
        what = plural("The disk is full: the last {n} answer is safe, this one is not.",
                      "The disk is full: the last {n} answers are safe, this one is not.", safe)  # fmt: skip
    else:
        what = plural("The file cannot be written ({reason}): the last {n} answer is safe, this one is not.",
                      "The file cannot be written ({reason}): the last {n} answers are safe, this one is not.",
                      safe)  # fmt: skip
    what = what.format(n=safe, reason=error.strerror or error)
    return stop(shown(path), what, _("Make room for it, and answer again."), "unsaved")
