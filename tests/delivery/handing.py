"""A small table of answers, and a folder of files made of it."""

from pathlib import Path
from typing import Any

import polars as pl
from answers.helpers import ITEMS, SMALL

from balance.answers.matching import ID
from balance.delivery.handing import Handed, Job, hand_out
from balance.delivery.people import Person, Who, people

NAME, LANGUAGE = "Name", "lang"
ANSWERS = [1, 2, 3, 4, 5, 1]


def rows(*names: str | None, **changed: Any) -> list[dict[str, Any]]:
    """Return a row for each name, all answered alike but for what is changed."""
    answers = dict(zip(ITEMS, ANSWERS, strict=True)) | changed
    return [{ID: f"{n:03d}", NAME: name, LANGUAGE: None, **answers} for n, name in enumerate(names, 1)]


def table(folder: Path, given: list[dict[str, Any]]) -> Path:
    path = folder / "answers.parquet"
    schema = {ID: pl.String, NAME: pl.String, LANGUAGE: pl.String} | dict.fromkeys(ITEMS, pl.Int8)
    pl.DataFrame(given, schema=schema).write_parquet(path)
    return path


def made(person: Person) -> bytes:
    """Make a file of a person: what a report would show, as JSON."""
    return person.profile(SMALL).model_dump_json().encode()


def handed(folder: Path, given: list[dict[str, Any]], make: Any = made, **job: Any) -> Handed:
    """Hand out the table into `out`."""
    who = people(table(folder, given), SMALL, Who(NAME, LANGUAGE), "en")
    ready = Job(folder / "out", ".json", make, **{"stamp": "1"} | job)
    return hand_out(who, len(given), ready, lambda: None)
