"""The codebook: what every column of answers and of scores is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from balance.questionnaire.model import Item, Questionnaire
from balance.scores.describing import described
from balance.words import language as spoken_language
from balance.words import speaking

if TYPE_CHECKING:
    import polars as pl


def codebook(questionnaire: Questionnaire, language: str | None = None) -> "pl.DataFrame":
    """Return what every column of answers and of scores is, as one Polars frame: items as asked, then scores.

    `kind` is item, need, or score. An item's row: its `name` (the id), `text`, `page`, `scale` with the `values` and
    `labels` of its points and the codes of its `unscored` answers, the `dimension` and `axis` it counts in and
    whether it is `reversed` there; an item that counts in several dimensions has a row for each, one in none has
    one. A score's row: its `name`, its meaning as `text`, and its `unit`. In the language wanted, else that of the
    messages, else the questionnaire's first.
    """
    import polars as pl

    spoken = questionnaire.language(language, spoken_language())
    texts, lists = ("kind", "name", "text", "page", "scale"), pl.List(pl.String)
    schema: dict[str, Any] = dict.fromkeys(texts, pl.String)
    schema |= {"values": pl.List(pl.Float64), "labels": lists, "unscored": lists}
    schema |= {"dimension": pl.String, "axis": pl.String, "reversed": pl.Boolean, "unit": pl.String}
    with speaking(spoken):
        rows = [*_items(questionnaire, spoken), *_scores(questionnaire, spoken)]
    return pl.DataFrame([[row.get(name) for name in schema] for row in rows], schema=schema, orient="row")


def _items(questionnaire: Questionnaire, language: str) -> Iterator[dict[str, Any]]:
    places = list(_places(questionnaire))
    for item in questionnaire.items.values():
        about = _about(item, questionnaire, language)
        counted = [place for name, place in places if name == item.id]
        yield from (about | place for place in counted or [{"kind": "item"}])


def _places(questionnaire: Questionnaire) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where each item counts: its dimension, the axes of that, and its direction there."""
    for id, part in questionnaire.dimensions.items():
        axes = [axis for axis, of in questionnaire.axes.items() if id in of.dimensions]
        counts = {"dimension": id, "axis": ", ".join(axes) or None}
        for item in part.items:
            yield item, {"kind": "item", **counts, "reversed": item in part.reversed}
        for item in part.need:
            yield item, {"kind": "need", **counts, "reversed": False}


def _about(item: Item, questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    page = item.page
    number = str(questionnaire.pages.index(page) + 1)
    return {
        "name": item.id,
        "text": questionnaire.say(item.text, language),
        "page": questionnaire.say(page.title, language) if page.title else number,
        "scale": page.scale,
        "values": [float(value) for value in item.scale.values],
        "labels": [questionnaire.say(point.label, language) for point in item.scale.points],
        "unscored": [unscored.code for unscored in item.scale.unscored],
    }


def _scores(questionnaire: Questionnaire, language: str) -> Iterator[dict[str, Any]]:
    for column in described(questionnaire, language, intervals=True, flags=True):
        yield {"kind": "score", "name": column.name, "text": column.meaning, "unit": column.unit or None}
