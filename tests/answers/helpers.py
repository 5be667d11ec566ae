"""Files of answers to one small questionnaire, scored as the program scores them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from factory import document, questionnaire, two_sides

from balance import table
from balance.answers.leftout import LeftOut
from balance.answers.matching import ID, matched
from balance.answers.opening import Part
from balance.answers.options import PLAIN, Options
from balance.answers.read import Reading, read_into
from balance.answers.spool import Input, Spool
from balance.errors import BalanceError
from balance.scores.engines import score

SIDES = two_sides()
ITEMS = SIDES["items"]
SMALL = questionnaire(**SIDES)
HEADER = ",".join(["id", *ITEMS])
CLEAN = f"{HEADER}\n001,1,2,3,4,5,1\n002,,5,4,3,2,1\n003,3,3,3,3,3,3\n"


def small_yaml(folder: Path) -> Path:
    """Write the questionnaire where `-q` can find it."""
    path = folder / "small.json"
    path.write_text(json.dumps(document(**SIDES)), "utf-8")
    return path


def written(folder: Path, content: str | bytes, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def scored(path: Path, **choices: Any) -> tuple[str, LeftOut]:
    """Return the score table as CSV and what was left out."""
    out = path.with_name("scores.csv")

    def use(frame: pl.LazyFrame, name: str) -> None:
        table.write(table.named(score(frame, SMALL), ID, name), out, table.Form(".csv"))

    (left_out,) = read_into([path], SMALL, use, Options(**choices))
    return out.read_bytes().decode(), left_out


def answers(path: Path, **choices: Any) -> list[dict[str, Any]]:
    """Return the rows as they are given to be scored, the id under "id"."""
    found: list[pl.DataFrame] = []

    def use(frame: pl.LazyFrame, _name: str) -> None:
        found[:] = [frame.collect(engine="streaming")]

    read_into([path], SMALL, use, Options(**choices))
    return found[0].rename({ID: "id"}).to_dicts()


def faults(path: Path, **choices: Any) -> list[str]:
    """Return all that is said of a file that cannot be scored, with the fault's id."""
    try:
        scored(path, **choices)
    except BalanceError as error:
        return [str(fault).replace(str(path), path.name) for fault in error.faults]
    raise AssertionError("no fault was found")


def read_both_ways(
    path: Path, instrument: Any, name: str = "both", keep: Sequence[str] = ()
) -> tuple[tuple[bytes, LeftOut], ...]:
    """Return what the quick path makes of a file and what the careful one does; DoubtError where it is not clean."""
    from balance.answers.formats.recognition import recognised

    out = path.with_name(name)

    def use(frame: pl.LazyFrame, id_name: str) -> None:
        table.write(table.named(score(frame, instrument), ID, id_name), out, table.Form(".csv"))

    with Spool() as spool:
        source = recognised(Input(path, str(path), PLAIN, spool), instrument)
        columns = matched(source.header, instrument, str(path), Options(lenient=True, keep=tuple(keep)))
        reading = Reading([Part(str(path), source, columns)], instrument, use, PLAIN)
        (quick,) = reading.quickly()
        quick_bytes = out.read_bytes()
        (careful,) = reading.carefully()
    return (quick_bytes, quick), (out.read_bytes(), careful)
