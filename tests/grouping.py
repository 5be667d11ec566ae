"""R's answers as a questionnaire and a frame, and small groups for the edges."""

from typing import Any

import factory
import polars as pl
from statistics_oracle import ROWS, SETS

from balance.groups import Group, group
from balance.questionnaire.model import Questionnaire


def oracle_questionnaire(**rest: Any) -> Questionnaire:
    """Four dimensions on two axes, the fourth item of the first reversed."""
    dimensions = {
        name: {"items": items} | ({"reversed": ["a4"]} if name == "four" else {}) for name, items in SETS.items()
    }
    axes = {"structure": ["three", "two"], "relationship": ["eight"]}
    return factory.questionnaire(
        items=[item for items in SETS.values() for item in items],
        dimensions=dimensions,
        axes={id: {"name": id.title(), "dimensions": of} for id, of in axes.items()},
        balance={"left": "structure", "right": "relationship"},
        **rest,
    )


def oracle_frame() -> pl.DataFrame:
    rows = [
        {name: value if name == "unit" else int(value) if value else None for name, value in row.items()}
        for row in ROWS
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def of_rows(questionnaire: Questionnaire, *rows: Any, by: Any = (), **columns: Any) -> Group:
    """Return the group of a few people, each said as the values of all items in order."""
    items = dict.fromkeys(questionnaire.items, pl.Float64)
    frame = pl.DataFrame(list(rows), schema=items, orient="row", strict=False).with_columns(
        **{name: pl.Series(values) for name, values in columns.items()}
    )
    return group(frame, questionnaire, by, full=True)
