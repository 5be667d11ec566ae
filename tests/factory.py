"""Small questionnaires for tests, said in as few words as they need."""

from collections.abc import Mapping, Sequence
from typing import Any

from balance.questionnaire.model import Questionnaire

OFTEN = {"often": [1, 2, 3, 4, 5]}


def document(
    scales: Mapping[str, Sequence[float]] = OFTEN,
    items: Mapping[str, str] | Sequence[str] = (),
    dimensions: Mapping[str, Mapping[str, Any]] | None = None,
    **rest: Any,
) -> dict[str, Any]:
    """Return a questionnaire as the plain tree of its YAML; items without a scale stand on the first."""
    first = next(iter(scales))
    on = dict(items) if isinstance(items, Mapping) else dict.fromkeys(items, first)
    return {
        "format": "balance/1",
        "id": "small",
        "version": "0.1.0",
        "languages": ["en"],
        "title": "Small",
        "scales": {
            name: {
                "points": [{"value": value, "label": f"{name} {value}"} for value in values],
                "unscored": [{"code": "no_occasion", "label": f"{name}: no occasion"}],
            }
            for name, values in scales.items()
        },
        "pages": [{"scale": scale, "items": {item: f"I do {item}."}} for item, scale in on.items()],
        "dimensions": {id: {"name": id.title()} | dict(part) for id, part in (dimensions or {}).items()},
        **rest,
    }


def questionnaire(**parts: Any) -> Questionnaire:
    """Return the questionnaire of such a document."""
    tree = document(**parts)
    return Questionnaire.model_validate(tree, context={"languages": tree["languages"]}).stamped("0" * 64)


def two_sides(needs: bool = False, **balance: Any) -> dict[str, Any]:
    """Return the parts of a questionnaire of two dimensions of three items, one on each side."""
    dimensions = {side: {"items": [f"{side}{n}" for n in (1, 2, 3)]} for side in "ab"}
    items = [f"{side}{n}" for side in "ab" for n in (1, 2, 3)]
    if needs:
        items += ["need_of_a", "need_of_b"]
        for side in "ab":
            dimensions[side]["need"] = [f"need_of_{side}"]
    return {
        "items": items,
        "dimensions": dimensions,
        "axes": {"left": {"name": "Left", "dimensions": ["a"]}, "right": {"name": "Right", "dimensions": ["b"]}},
        "balance": {"left": "left", "right": "right"} | balance,
    }
