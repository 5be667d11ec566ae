"""Reading the store's files: a file is ours, newer than this version, damaged, or none of ours."""

import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from balance.errors import BalanceError, stop
from balance.files import check_readable, unreadable
from balance.safe import shown
from balance.store.model import RESULT, Result
from balance.words import _

LIMIT = 5_000_000  # bytes; a result takes about 100,000
DAMAGED, FOREIGN, NEWER = "damaged-file", "foreign-file", "newer-format"
BOM = b"\xef\xbb\xbf"  # editors on Windows put it there

Tree = dict[str, Any]
Steps = Mapping[str, Callable[[Tree], Tree]]
Model = TypeVar("Model", bound=BaseModel)

# From each older format to the one after it. None is older yet; a step is added with a new format, and stays.
STEPS: Steps = {}


def read_result(path: Path) -> Result:
    """Return the result in a file; one of an older format as it would be written today.

    Raises a BalanceError where the file cannot be read, is damaged, newer, or no result.
    """
    check_readable(path)
    return result_of(read_bytes(path), shown(path))


def result_of(data: bytes, name: str) -> Result:
    """Return the result that bytes hold; `name` is the file that faults say. Raises as `read_result` does."""
    return as_model(migrated(tree_of(data, name), RESULT, name), Result, name)


def is_plain(path: Path) -> bool:
    """Return whether this is a regular file itself: no link, folder or pipe."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, at most 5 MB. Raises a BalanceError where it cannot be read or is larger."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise unreadable(shown(path), error) from None
    if len(data) > LIMIT:
        raise damaged(shown(path), _("it is over 5 MB"))
    return data


def read_own(path: Path) -> bytes:
    """Return what a file of ours holds, and follow no link. Raises a BalanceError as `read_bytes` does."""
    if not is_plain(path):
        raise damaged(shown(path), _("it is a link, or no regular file"))
    return read_bytes(path)


def tree_of(data: bytes, name: str) -> Tree:
    """Return the mapping that JSON holds. Raises a BalanceError where it is none."""
    try:
        tree = from_json(data.removeprefix(BOM), allow_inf_nan=False)
    except ValueError as error:
        raise damaged(name, shown(error)) from None
    if not isinstance(tree, dict):
        raise damaged(name, _("it holds no keys"))
    return tree


def migrated(tree: Tree, newest: str, name: str, steps: Steps = STEPS) -> Tree:
    """Return a tree in the newest format, step by step. Raises a BalanceError for another kind or a newer one."""
    kind, number = newest.split("/")
    found = re.fullmatch(rf"{kind}/(\d{{1,4}})", str(tree.get("format")))
    if found and int(found.group(1)) > int(number):
        what = _('The file has the format "{format}", which a newer balance made.').format(format=found.group())
        raise stop(name, what, _("Update balance to read it."), NEWER)
    while tree.get("format") != newest:
        step = steps.get(str(tree.get("format")))
        if step is None:
            what = _('The file does not have the format "{format}".').format(format=newest)
            raise stop(name, what, _("Name a file that balance made."), FOREIGN)
        tree = step(tree)
    return tree


def as_model(tree: object, model: type[Model], name: str) -> Model:
    """Return what a tree holds. Raises a BalanceError that names the first key at fault, never its value."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        key = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
        raise damaged(
            name, _('"{key}" is missing, unknown or not what it must be').format(key=shown(key, 80))
        ) from None


def damaged(name: str, reason: str) -> BalanceError:
    """Return the error for a file of ours that does not hold what it must."""
    what = _("The file is damaged: {reason}.").format(reason=reason)
    return stop(name, what, _("Take it from a backup if you have one; balance leaves it as it is."), DAMAGED)
