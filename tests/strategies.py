"""Hypothesis draws questionnaires (plain trees, as YAML gives them) and answers to them."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

Tree = dict[str, Any]
Answers = dict[str, float | str | None]
Draw = Callable[[st.SearchStrategy[Any]], Any]

LANGUAGES = st.sampled_from([["en"], ["en", "nb"], ["nb", "en"]])
STYLES = st.sampled_from([("q{}", "d{}", "side{}"), ("Item_{}", "Dim-{}", "axis.{}"), ("i.{}-a", "omr{}.b", "a{}")])
SIZES = st.one_of(st.sampled_from([5, 2, 3, 4, 6, 7, 10, 11, 21, 101]), st.integers(2, 101))
DIMENSIONS = st.sampled_from([2, 1, 3, 4, 4, 5, 6, 6, 7, 8])
ITEMS = st.sampled_from([1, 2, 3, 3, 4, 4, 5, 5])
SHARES = st.sampled_from([0.75, 0.5, 1, 0.67, 0.2, 0.01, 0.6])
MARGINS = st.sampled_from([20, 30, 15, 10, 5, 7.5, 33, 60])
WAYS = st.sampled_from(["all", "some", "near", "all", "some", "near", "near", "near", "few", "alike", "none"])
LAYOUTS = st.sampled_from(["balance", "balance", "balance", "none", "one", "two", "three", "three"])
SOMETIMES = st.sampled_from([False, False, False, True])
EITHER = st.booleans()


class Writer:
    """Texts in the languages of one document, numbered so that no two are alike."""

    def __init__(self, languages: list[str], plain: bool) -> None:
        self.languages = languages
        self.plain = plain and len(languages) == 1
        self.count = 0

    def __call__(self, what: str) -> str | dict[str, str]:
        self.count += 1
        if self.plain:
            return f"{what} {self.count}"
        return {language: f"{what} {self.count} {language}" for language in self.languages}


def _values(draw: Draw, size: int) -> list[float]:
    kind = draw(st.sampled_from(["whole", "whole", "uneven", "decimal"]))
    start = draw(st.sampled_from([1, 0, -2, 10]))
    if kind == "whole":
        values: list[float] = list(range(start, start + size))
    else:
        total, totals = start * 10, [start * 10]
        for gap in draw(st.binary(min_size=size - 1, max_size=size - 1)):
            total += 1 + gap % 40
            totals.append(total)
        values = list(totals) if kind == "uneven" else [number / 10 for number in totals]
    return values[::-1] if draw(SOMETIMES) else values


def _scale(draw: Draw, text: Writer, size: int) -> Tree:
    scale: Tree = {"points": [{"value": value, "label": text("Point")} for value in _values(draw, size)]}
    codes = draw(st.sampled_from([[], [], ["not_mine"], ["not_mine", "unknown"]]))
    if codes:
        scale["unscored"] = [{"code": code, "label": text("Unscored")} for code in codes]
    return scale


def _scales(draw: Draw, text: Writer) -> dict[str, Tree]:
    scales: dict[str, Tree] = {}
    size = draw(SIZES)
    for number in range(draw(st.integers(1, 3))):
        if number and draw(EITHER):
            size = draw(SIZES)
        scales[f"scale{number}"] = _scale(draw, text, size)
    return scales


def _flags(draw: Draw, count: int) -> list[bool]:
    mask = draw(st.integers(0, 2**count - 1)) if count else 0
    return [bool(mask >> place & 1) for place in range(count)]


def _items(draw: Draw, scale_of: dict[str, str], scales: list[str], style: str, most: int) -> list[str]:
    """New items and, now and then, items that another dimension has already."""
    items: list[str] = []
    one_scale = draw(EITHER)
    scale = draw(st.sampled_from(scales))
    for _ in range(min(most, draw(ITEMS))):
        others = [item for item in scale_of if item not in items]
        if others and draw(SOMETIMES):
            items.append(draw(st.sampled_from(others)))
        else:
            item = style.format(len(scale_of) + 1)
            scale_of[item] = scale if one_scale or len(scales) == 1 else draw(st.sampled_from(scales))
            items.append(item)
    return items


def _dimension(draw: Draw, text: Writer, items: list[str]) -> Tree:
    dimension: Tree = {"name": text("Dimension"), "items": items}
    reversed_items = [item for item, flag in zip(items, _flags(draw, len(items)), strict=True) if flag]
    if reversed_items and draw(EITHER):
        dimension["reversed"] = reversed_items
    if draw(SOMETIMES):
        dimension["min_answered"] = draw(SHARES)
    if draw(SOMETIMES):
        dimension["duty"] = True
    if draw(SOMETIMES):
        dimension["short"] = text("Short")
        dimension["about"] = text("About")
        dimension["prompts"] = {"more": [text("More?")], "less": [text("Less?"), text("Less?")]}
    return dimension


def _parts(draw: Draw, dimensions: list[str], count: int) -> list[list[str]]:
    """`count` groups that share nothing, none empty; what is left over stands on no axis."""
    parts = [[dimension] for dimension in dimensions[:count]]
    for dimension in dimensions[count:]:
        place = draw(st.integers(0, count + (1 if draw(SOMETIMES) else 0) - 1))
        if place < count:
            parts[place].append(dimension)
    return parts


def _axes(draw: Draw, dimensions: list[str]) -> tuple[list[list[str]], bool]:
    """The axes, and whether the first two are weighed against each other."""
    layout = draw(LAYOUTS)
    if layout == "none" or (len(dimensions) < 2 and layout != "one"):
        return [], False
    if layout == "one":
        return _parts(draw, dimensions, 1), False
    parts = _parts(draw, dimensions, 2)
    if layout == "three":
        third = [d for d, flag in zip(dimensions, _flags(draw, len(dimensions)), strict=True) if flag]
        parts.append(third or dimensions[-1:])
    return parts, layout == "balance" or (layout == "three" and draw(EITHER))


def _size(scales: dict[str, Tree], name: str) -> int:
    return len(scales[name]["points"])


def _needs(draw: Draw, document: Tree, scale_of: dict[str, str], sides: list[list[str]]) -> dict[str, str]:
    """Need questions for dimensions of both axes; only then, now and then, for others."""
    scales, dimensions = document["scales"], document["dimensions"]
    if not sides or not draw(st.sampled_from([True, True, False])):
        return {}
    sided = [d for side in sides for d in side]
    asked = {draw(st.sampled_from(side)) for side in sides} if draw(SOMETIMES) else set(sided)
    if draw(SOMETIMES):
        asked |= set(dimensions) - set(sided)
    need_scale: dict[str, str] = {}
    for d in dimensions:
        if d not in asked:
            continue
        own = scale_of[dimensions[d]["items"][0]]
        alike = [own, *(s for s in scales if s != own and _size(scales, s) == _size(scales, own))]
        questions = [f"n{len(need_scale) + 1 + more}" for more in range(2 if draw(SOMETIMES) else 1)]
        for question in questions:
            need_scale[question] = draw(st.sampled_from(alike)) if len(alike) > 1 else own
        dimensions[d]["need"] = questions
    return need_scale


def _balance(draw: Draw, text: Writer, names: list[str], sides: list[list[str]]) -> Tree:
    order = draw(st.sampled_from([(0, 1), (0, 1), (1, 0)]))
    balance: Tree = {"left": names[order[0]], "right": names[order[1]]}
    if draw(EITHER):
        balance["margin"] = draw(MARGINS)
    if draw(SOMETIMES):
        balance["finding_margin"] = draw(MARGINS)
    if draw(SOMETIMES):
        balance["verdict"] = draw(EITHER)
    if draw(SOMETIMES):
        left, right = (draw(st.sampled_from(sides[place])) for place in order)
        balance["pairs"] = [{"name": text("Pair"), "left": left, "right": right}]
        balance["prompts"] = {"left": [text("Left?")], "fit": [text("Fit?")], "close": [text("Close?")]}
    return balance


def _pages(draw: Draw, text: Writer, scale_of: Mapping[str, str], need_scale: Mapping[str, str]) -> list[Tree]:
    """A page for each scale, now and then two; needs on pages of their own or with the rest."""
    together = draw(EITHER)
    batches = [{**scale_of, **need_scale}] if together else [dict(scale_of), dict(need_scale)]
    pages: list[Tree] = []
    for batch in batches:
        for scale in dict.fromkeys(batch.values()):
            items = [item for item in batch if batch[item] == scale]
            cut = draw(st.integers(1, len(items))) if draw(SOMETIMES) else len(items)
            pages.extend(
                {"scale": scale, "items": {item: text("I do this") for item in some}}
                for some in (items[:cut], items[cut:])
                if some
            )
    if draw(SOMETIMES):
        pages[0]["title"] = text("Page")
        pages[0]["intro"] = text("Intro")
    return pages


def _scoring(draw: Draw, document: Tree, *, plain: bool) -> None:
    scoring: Tree = {}
    if draw(EITHER):
        scoring["min_answered"] = draw(SHARES)
    if plain:
        scoring["score"] = draw(st.sampled_from(["percent", "mean", "sum"]))
    if scoring:
        document["scoring"] = scoring


@st.composite
def documents(draw: Draw) -> Tree:
    """A valid questionnaire."""
    languages = draw(LANGUAGES)
    text = Writer(languages, draw(EITHER))
    item_style, dimension_style, axis_style = draw(STYLES)
    scales = _scales(draw, text)
    document: Tree = {
        "format": "balance/1",
        "id": "drawn",
        "version": "0.1.0",
        "languages": languages,
        "title": text("Drawn"),
        "scales": scales,
        "pages": [],
        "dimensions": {},
    }
    scale_of: dict[str, str] = {}
    most = 1 if draw(SOMETIMES) and draw(EITHER) else 5
    for number in range(draw(DIMENSIONS)):
        items = _items(draw, scale_of, list(scales), item_style, most)
        document["dimensions"][dimension_style.format(number + 1)] = _dimension(draw, text, items)
    dimensions = list(document["dimensions"])

    parts, weighed = _axes(draw, dimensions)
    names = [axis_style.format(number + 1) for number in range(len(parts))]
    if parts:
        document["axes"] = {
            name: {"name": text("Axis"), "dimensions": part} for name, part in zip(names, parts, strict=True)
        }
    sides = parts[:2] if weighed else []
    need_scale = _needs(draw, document, scale_of, sides)
    if weighed:
        document["balance"] = _balance(draw, text, names, sides)
    standing = {d for part in parts for d in part}
    beside = [d for d in dimensions if d not in standing]
    outcomes = [d for d, flag in zip(beside, _flags(draw, len(beside)), strict=True) if flag]
    if outcomes and draw(EITHER):
        document["outcomes"] = outcomes
    _scoring(draw, document, plain=not parts and draw(EITHER))
    document["pages"] = _pages(draw, text, scale_of, need_scale)
    used = {page["scale"] for page in document["pages"]}
    document["scales"] = {name: scale for name, scale in scales.items() if name in used}
    if draw(SOMETIMES):
        document["comments"] = {"open_words": text("Anything else?")}
    return document


def scale_names(document: Mapping[str, Any]) -> dict[str, str]:
    """Every item that is asked, with the name of its scale."""
    return {item: page["scale"] for page in document["pages"] for item in page["items"]}


def _pick(scale: Mapping[str, Any], byte: int, gaps: int) -> float | str | None:
    """`gaps` of 256 are not answered; of those every other has a code, where the scale has codes."""
    if byte < gaps:
        codes = [unscored["code"] for unscored in scale.get("unscored", ())]
        return codes[byte // 2 % len(codes)] if codes and byte % 2 else None
    return scale["points"][byte % len(scale["points"])]["value"]  # type: ignore[no-any-return]


def _near(draw: Draw, document: Mapping[str, Any]) -> Answers:
    """Each dimension's answers within a step of a place of their own, so that every verdict is met."""
    scales, asked, answers = document["scales"], scale_names(document), Answers()
    places = draw(st.sampled_from([(2, 2), (0, 4), (4, 0), (1, 2), (3, 2)]))
    sides = [axis["dimensions"] for axis in document.get("axes", {}).values()][:2]
    for d, dimension in document["dimensions"].items():
        place = next((where for where, side in zip(places, sides, strict=False) if d in side), 3)
        wanted = draw(st.integers(0, 4))
        for item in [*dimension["items"], *dimension.get("need", ())]:
            values = sorted(point["value"] for point in scales[asked[item]]["points"])
            if item in dimension.get("reversed", ()):
                values.reverse()
            middle = (wanted if item in dimension.get("need", ()) else place) * (len(values) - 1) // 4
            index = middle + draw(st.sampled_from([0, 0, 1, -1]))
            answers.setdefault(item, values[min(max(index, 0), len(values) - 1)])
    return answers


@st.composite
def answers_for(draw: Draw, document: Mapping[str, Any]) -> Answers:
    """Answers of one respondent: some, all, nearly none, or all alike; a skipped item is None or absent."""
    scales = document["scales"]
    asked = scale_names(document)
    way = draw(WAYS)
    if way == "none":
        return {}
    if way == "near":
        return _near(draw, document)
    if way == "alike":
        end = draw(st.sampled_from([min, max]))
        return {item: end(p["value"] for p in scales[name]["points"]) for item, name in asked.items()}
    gaps = {"some": 40, "all": 0, "few": 215}[way]
    drawn = draw(st.binary(min_size=len(asked), max_size=len(asked)))
    answers = {item: _pick(scales[name], byte, gaps) for (item, name), byte in zip(asked.items(), drawn, strict=True)}
    if draw(EITHER):
        return {item: answer for item, answer in answers.items() if answer is not None}
    return answers


@st.composite
def answered(draw: Draw) -> tuple[Tree, Answers]:
    """A questionnaire and one respondent's answers."""
    document = draw(documents())
    return document, draw(answers_for(document))


def numeric(document: Mapping[str, Any], answers: Mapping[str, float | str | None]) -> dict[str, float | None]:
    """Every item asked, with its value; unscored and skipped are None."""
    found = {item: answers.get(item) for item in scale_names(document)}
    return {
        item: None if answer is None or isinstance(answer, str) else float(answer) for item, answer in found.items()
    }
