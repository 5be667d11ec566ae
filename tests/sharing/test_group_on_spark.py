"""The group of a Spark frame: all of it from sums, and nothing that takes rows."""

import factory
import pytest

import balance
from balance.errors import BalanceError
from balance.groups import Group

DOTTED = factory.questionnaire(
    items=["i.1", "i.2", "i.3", "j.1", "j.2", "j.3"],
    dimensions={"a.b": {"items": ["i.1", "i.2", "i.3"]}, "c.d": {"items": ["j.1", "j.2", "j.3"], "reversed": ["j.2"]}},
    axes={"s.": {"name": "S", "dimensions": ["a.b"]}, "r.": {"name": "R", "dimensions": ["c.d"]}},
    balance={"left": "s.", "right": "r."},
)
PEOPLE = [
    {"my.unit": unit} | dict(zip(DOTTED.items, answers, strict=True))
    for unit, answers in [
        ("north", [1, 2, 1, 4, 2, 5]), ("north", [3, 4, 4, 2, 2, 3]), ("north", [5, 4, None, 3, 1, 4]),
        ("south", [2, 2, 3, 5, 3, None]), ("south", [4, 5, 4, 1, 5, 2]), (" ", [3, 1, 2, 3, 2, 2]),
        ("south", [1, 1, 2, 2, 4, 1]), (None, [5, 5, 3, 4, 3, 5]),
    ]
]  # fmt: skip


def test_every_statistic_is_that_of_polars_whatever_things_are_called(spark_frame):
    import polars as pl

    schema = {"my.unit": pl.String} | dict.fromkeys(DOTTED.items, pl.Int8)
    asked = {"questionnaire": DOTTED, "by": "my.unit", "full": True}
    found = balance.group(spark_frame.of(PEOPLE, schema), **asked)
    wanted = balance.group(pl.DataFrame(PEOPLE, schema=schema), **asked)
    assert isinstance(found, Group)
    assert found.dimensions["a.b"].omega is not None
    assert found.unlabelled == {"my.unit": 2}
    assert numbers(found) == pytest.approx(numbers(wanted), abs=1e-9)


def numbers(group: Group) -> dict[str, float | str]:
    """Return every number and word of a group by its place."""
    told: dict[str, float | str] = {}

    def walk(node: object, path: str) -> None:
        if isinstance(node, dict | list):
            for name, each in node.items() if isinstance(node, dict) else enumerate(node):
                walk(each, f"{path}/{name}")
        elif isinstance(node, int | float):
            told[path] = node
        else:
            told[f"{path}={node}"] = 1

    walk(group.model_dump(mode="json"), "")
    return told


def test_what_others_may_see_takes_the_rows_and_is_refused_in_words(spark_frame):
    import polars as pl

    frame = spark_frame.of(PEOPLE, {"my.unit": pl.String} | dict.fromkeys(DOTTED.items, pl.Int8))
    with pytest.raises(BalanceError, match=r"full=True if you may see every answer.*\[group-on-spark\]"):
        balance.group(frame, DOTTED)
