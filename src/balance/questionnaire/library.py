"""Questionnaires by name: those that come with balance, and anybody's by its path."""

from pathlib import Path

from balance.content import content
from balance.errors import BalanceError, stop
from balance.questionnaire.check import check
from balance.questionnaire.document import Document, read
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import did_you_mean
from balance.safe import shown
from balance.words import _, listed

ENDINGS = (".yaml", ".yml", ".json")

__all__ = ["find", "load", "read", "shipped"]


def shipped() -> list[str]:
    """Return the ids of the questionnaires that come with balance, in alphabetical order."""
    folder = content("questionnaires")
    if not folder.is_dir():
        return []
    return sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml"))


def load(name_or_path: str | Path) -> Questionnaire:
    """Return a questionnaire by its shipped id or its path.

    Raises a BalanceError where there is none, or with all the faults that it has.
    """
    return check(find(name_or_path))


def find(name_or_path: str | Path) -> Document:
    """Return the document of a questionnaire by its shipped id or its path; it is not checked.

    An id that is shipped wins over a file of that name: `./balance` is the file. Raises a BalanceError
    where there is none.
    """
    name = str(name_or_path)
    if name in shipped() and not isinstance(name_or_path, Path):
        return read(content("questionnaires") / f"{name}.yaml")
    if isinstance(name_or_path, Path) or _looks_like_path(name):
        return read(Path(name_or_path))
    raise _unknown(name)


def _looks_like_path(name: str) -> bool:
    if "/" in name or "\\" in name or name.endswith(ENDINGS):
        return True
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False


def _unknown(name: str) -> BalanceError:
    known = shipped()
    every = _("Name the path of a file, or one of these: {names}.").format(names=listed(known))
    remedy = " ".join(filter(None, (did_you_mean(name, known), every)))
    return stop(shown(name, 60), _("There is no such questionnaire."), remedy, "unknown-questionnaire")
