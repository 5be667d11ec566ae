"""A group as files: JSON, a table, pages and pictures."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from balance.words import _

if TYPE_CHECKING:
    from pydantic import BaseModel

    from balance.groups import Group
    from balance.questionnaire.model import Questionnaire
    from balance.sharing.model import SharedGroup

JSON = ".json"


def check(target: Path, as_json: bool, force: bool, files: tuple[Path, ...]) -> None:
    """Raise a BalanceError unless a group that shows everything, and the list beside it, may be written there."""
    from balance.cli.tabling import check_beside

    check_shared(target, as_json, force, files)
    check_beside(target, force, files)


def write_json(group: "BaseModel | list[str]", target: Path | None) -> None:
    """Write a group, or the pieces of its JSON, to a file, else to stdout."""
    from pydantic_core import to_json

    pieces = group if isinstance(group, list) else [to_json(group, indent=1).decode()]
    if target is None:
        sys.stdout.writelines([*pieces, "\n"])
        return
    from balance.files import whole

    with whole(target) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines([*pieces, "\n"])


def write_table(group: "Group", target: Path | None) -> None:
    """Write a group as a table to a file and say beside it what it is, else as CSV to stdout."""
    from balance import table
    from balance.cli.tabling import about_beside
    from balance.stamp import Stamp
    from balance.table.grouped import columns, frame_of

    source = group.questionnaire
    made = Stamp(group.made_by, source.id, source.version, source.digest[:12], group.language, group.options)
    about = table.About(made, tuple(columns()))
    with table.place(target) as path:
        form = table.Form(target.suffix.lower() if target else ".csv", about, title=_("Group"))
        table.write(frame_of(group).lazy(), path, form)
        if target is None:
            table.to_stdout(path)
    if target is not None and table.has_about_beside(target):
        about_beside(target, about)


def check_shared(target: Path, as_json: bool, force: bool, files: tuple[Path, ...]) -> None:
    """Raise a BalanceError unless a group is written in this form, and may be put there."""
    from balance.errors import stop
    from balance.files import check_writable
    from balance.pages.sharing import ENDINGS
    from balance.safe import shown
    from balance.table import ENDINGS as TABLES
    from balance.table import check_out

    ending = target.suffix.lower()
    if as_json or ending in (JSON, *ENDINGS):
        check_writable(target, force, files)
    elif ending in TABLES:
        check_out(target, force, files)
    else:
        what = _('A group is not written as "{ending}".').format(ending=shown(target.suffix, 30))
        known = ", ".join((*ENDINGS, JSON, *TABLES))
        raise stop(shown(target), what, _("Use one of: {endings}.").format(endings=known), "unknown-ending")


def write_shared(group: "SharedGroup", questionnaire: "Questionnaire", target: Path, as_json: bool) -> None:
    """Write what others may see by the ending of the file; readable by its owner alone until it is handed on."""
    if as_json or target.suffix.lower() == JSON:
        write_json(group, target)
    elif are_pages(target):
        write_pages(group, questionnaire, target)
    else:
        write_table(group, target)


def are_pages(target: Path) -> bool:
    """Return whether what is written there is pages or a picture."""
    from balance.pages.sharing import ENDINGS

    return target.suffix.lower() in ENDINGS


def write_pages(group: "SharedGroup", questionnaire: "Questionnaire", target: Path) -> None:
    """Write a group as pages or as a picture, by the ending of the file; readable by its owner alone."""
    from balance.files import whole
    from balance.pages.sharing import rendered

    with whole(target, private=True) as temporary:
        temporary.write_bytes(rendered(target.suffix.lower(), group, questionnaire))
