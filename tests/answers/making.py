"""Makes what of the hostile corpus is too big or too binary to lie in the repository: a function a case."""

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from answers.helpers import CLEAN, HEADER, ITEMS

ROWS: list[list[Any]] = [
    HEADER.split(","),
    ["001", 1, 2, 3, 4, 5, 1],
    ["002", None, 5, 4, 3, 2, 1],
    ["003", 3, 3, 3, 3, 3, 3],
]
GOOD = ["g", 1, 2, 3, 4, 5, 1]


def saved(folder: Path, rows: list[list[Any]] = ROWS, name: str = "answers.xlsx", **sheets: list[list[Any]]) -> Path:
    """Write rows on a first sheet, and on further ones."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for title, lines in {"Sheet": rows, **sheets}.items():
        sheet = book.active if title == "Sheet" else book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(folder / name)
    return folder / name


def changed(folder: Path, change: Callable[[Any], None]) -> Path:
    """Write a workbook and change its sheet."""
    path = saved(folder)
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def rewritten(path: Path, part: str, content: bytes) -> Path:
    """Replace a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | {part: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def put(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def folder(where: Path) -> Path:
    (where / "folder").mkdir()
    return where / "folder"


def nothing(where: Path) -> Path:
    return where / "nothing.csv"


def titles(where: Path) -> Path:
    return saved(where, [["Report of spring"], [], *ROWS])


def long_ids(where: Path) -> Path:
    ids = ["007", "9007199254740993", 9007199254740993]
    return saved(where, [ROWS[0], *([id, *row[1:]] for id, row in zip(ids, ROWS[1:], strict=True))])


def dated(where: Path) -> Path:
    from datetime import date

    return saved(where, [*ROWS[:3], ["003", date(2026, 6, 25), 3, 3, 3, 3, 3]])


def late_csv(where: Path) -> Path:
    lines = [HEADER, *[",".join(map(str, GOOD))] * 5000, "late,N/A,2,3,4,5,1", ""]
    return put(where, "late.csv", "\n".join(lines).encode())


def late_workbook(where: Path) -> Path:
    return saved(where, [ROWS[0], *[GOOD] * 1500, ["late", "N/A", "often 2", 3, 4, 5, 1]])


def formula(where: Path) -> Path:
    return saved(where, [*ROWS[:3], ["003", "=1+1", 3, 3, 3, 3, 3]])


def errors(where: Path) -> Path:
    return saved(where, [*ROWS[:3], ["003", "#DIV/0!", "#REF!", 3, 3, 3, 3]])


def second_sheet(where: Path) -> Path:
    return saved(where, [["About this file"]], Answers=ROWS)


def two_sheets(where: Path) -> Path:
    return saved(where, ROWS[:2], Autumn=ROWS)


def hidden_row(where: Path) -> Path:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    return changed(where, hide)


def stray_cell(where: Path) -> Path:
    def stray(sheet: Any) -> None:
        sheet["J1048576"] = "x"

    return changed(where, stray)


def bomb(where: Path) -> Path:
    return rewritten(saved(where), "xl/worksheets/sheet1.xml", bytes(60_000_000))


def gzip_bomb(where: Path) -> Path:
    return put(where, "bomb.csv.gz", gzip.compress(CLEAN.encode() + b"\n" * 60_000_000))


def half_workbook(where: Path) -> Path:
    whole = saved(where).read_bytes()
    return put(where, "half.xlsx", whole[: len(whole) // 2])


def old_workbook(where: Path) -> Path:
    return put(where, "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def locked_workbook(where: Path) -> Path:
    return put(where, "locked.xlsx", old_workbook(where).read_bytes() + "EncryptedPackage".encode("utf-16-le"))


def misnamed_workbook(where: Path) -> Path:
    return saved(where, name="answers.csv")


def photograph(where: Path) -> Path:
    return put(where, "photo.csv", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + os.urandom(5000))


def user_missing(where: Path) -> Path:
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = pd.DataFrame(ROWS[1:], columns=ROWS[0])
    frame[ITEMS] = frame[ITEMS].fillna(99).astype(float)
    pyreadstat.write_sav(frame, str(where / "answers.sav"), missing_ranges={"a1": [99]})
    return where / "answers.sav"


def half_spss(where: Path) -> Path:
    whole = user_missing(where).read_bytes()
    return put(where, "half.sav", whole[: len(whole) // 2])


def address(_where: Path) -> Path:
    return Path("https://example.org/answers.csv")


def device(_where: Path) -> Path:
    return Path(os.devnull)


def pipe(where: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("pipes with names are of POSIX")
    os.mkfifo(where / "pipe.csv")
    return where / "pipe.csv"


def stdin(_where: Path) -> Path:
    return Path("-")


def forbidden(where: Path) -> Path:
    path = put(where, "forbidden.csv", CLEAN.encode())
    path.chmod(0)
    return path
