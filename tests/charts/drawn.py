"""Questionnaires, profiles and looks that charts are tried with."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from factory import questionnaire

from balance.charts.look import Look
from balance.profiles import Profile
from balance.questionnaire.library import load
from balance.questionnaire.model import Questionnaire
from balance.reflection import profile

BALANCE, PULSE, TEAM = load("balance"), load("balance-pulse"), load("balance-team")
TREE = BALANCE.model_dump(exclude_none=True)
SHORTEST, LONGEST = "Å", "Psykososialt arbeidsmiljø, medvirkning og partssamarbeid i virksomheten"
HOSTILE = {
    "shortest": SHORTEST,
    "longest": LONGEST,
    "unbroken": "W" * 200,
    "emoji": "👩‍👩‍👧‍👦 familie 🎉",
    "hebrew": "שלום עולם ולכולם",
    "arabic": "الأهداف والمعنى في العمل",
    "cjk": "日本語の名前がとても長い場合でもここに",
    "maths": "$\\frac{ x$ $a_1$",
    "markup": "<b>#panic()</b> [red] &amp; \\ \" '",
    "controls": "a\x1b[31mred\u202e\r\n\tb\u2066c\x00",
    "combining": "e\u0301" * 60,
}
LOOKS = {
    f"{size}{'-dark' * dark}{'-untitled' * (not title)}": Look(size, dark, title)
    for size in ("slide", "page")
    for dark in (False, True)
    for title in (True, False)
}


def answers(
    of: Questionnaire, low: int = 2, span: int = 4, **more: float | str | None
) -> dict[str, float | str | None]:
    """Answers that differ from item to item, always the same ones."""
    return {id: low + (7 * n) % span for n, id in enumerate(of.items)} | more


@cache
def leaning(language: str = "en") -> Profile:
    case = next(test for test in BALANCE.tests if test.name.startswith("leaning to structure"))
    return profile(case.answers, BALANCE, language)


def of_tree(tree: dict) -> Questionnaire:
    return Questionnaire.model_validate(tree, context={"languages": tree["languages"]}).stamped("0" * 64)


def named(name: str) -> Questionnaire:
    """The self-check with every name the same text."""
    tree = dict(TREE, languages=["en"], title={"en": name})
    tree["dimensions"] = {
        id: dict(part, name={"en": name}, short={"en": name}) for id, part in TREE["dimensions"].items()
    }
    tree["axes"] = {id: dict(part, name={"en": name}) for id, part in TREE["axes"].items()}
    tree["balance"] = dict(TREE["balance"], pairs=[dict(pair, name={"en": name}) for pair in TREE["balance"]["pairs"]])
    return of_tree(tree)


def many(count: int, needs: bool = False, name: str = "Area {}", **parts: object) -> Questionnaire:
    """A questionnaire of so many dimensions of two items; with needs they stand on two axes."""
    ids = [f"d{n}" for n in range(count)]
    tree = {id: {"items": [f"{id}_1", f"{id}_2"], "name": name.format(id[1:])} for id in ids}
    items = [item for part in tree.values() for item in part["items"]]
    if needs:
        items += [f"need_{id}" for id in ids]
        tree = {id: part | {"need": [f"need_{id}"]} for id, part in tree.items()}
        half = count // 2
        parts = {
            "axes": {
                "left": {"name": "Structure", "dimensions": ids[:half]},
                "right": {"name": "Relationship", "dimensions": ids[half:]},
            },
            "balance": {"left": "left", "right": "right"},
        } | parts
    return questionnaire(items=items, dimensions=tree, **parts)


def one_pair(needs: bool = True) -> Questionnaire:
    pairs = [{"name": "What and why", "left": "d0", "right": "d1"}]
    balance = {"left": "left", "right": "right", "pairs": pairs}
    if needs:
        return many(2, needs=True, balance=balance)
    axes = {"left": {"name": "Left", "dimensions": ["d0"]}, "right": {"name": "Right", "dimensions": ["d1"]}}
    return many(2, axes=axes, balance=balance)


Case = Callable[[], tuple[Questionnaire, Profile]]


def _case(of: Callable[[], Questionnaire], given: Mapping | None = None, language: str = "en", **more: int) -> Case:
    """A questionnaire and a profile, made when first asked for."""

    @cache
    def made() -> tuple[Questionnaire, Profile]:
        questionnaire = of()
        return questionnaire, profile(
            answers(questionnaire, **more) if given is None else given, questionnaire, language
        )

    return made


def _shipped() -> Iterator[tuple[str, Case]]:
    no_goals = answers(BALANCE, **dict.fromkeys(BALANCE.dimensions["goals"].items))
    no_needs = answers(BALANCE, **{id: None for id in BALANCE.items if id.startswith("need_")})
    for language in ("en", "nb"):
        for test in BALANCE.tests if language == "en" else BALANCE.tests[:2]:
            yield f"{test.name} ({language})", _case(lambda: BALANCE, test.answers, language)
        yield f"pulse ({language})", _case(lambda: PULSE, language=language)
        yield f"team ({language})", _case(lambda: TEAM, language=language)
        yield f"no score in goals ({language})", _case(lambda: BALANCE, no_goals, language)
        yield f"hardly an answer ({language})", _case(lambda: BALANCE, {"goals_ranked": 3}, language)
        yield f"needs not answered ({language})", _case(lambda: BALANCE, no_needs, language)
    yield "all at the top", _case(lambda: BALANCE, dict.fromkeys(BALANCE.items, 5))
    yield "all at the bottom", _case(lambda: BALANCE, dict.fromkeys(BALANCE.items, 1))
    yield "intervals at the ends", _case(lambda: BALANCE, {id: 1 + 4 * (n % 2) for n, id in enumerate(BALANCE.items)})


BALANCED: dict[str, Case] = {
    **dict(_shipped()),
    **{f"names: {name}": _case(partial(named, text)) for name, text in HOSTILE.items()},
    "one pair": _case(one_pair),
    "one pair, no needs": _case(partial(one_pair, needs=False)),
    **{
        f"{count} dimensions on two sides, long names": _case(
            partial(many, count, needs=True, name=LONGEST + " {}"), low=1, span=5
        )
        for count in (6, 40, 80)
    },
}
CASES = BALANCED | {
    **{f"{count} dimensions": _case(partial(many, count)) for count in (1, 7, 40)},
    "scores that are means": _case(partial(many, 3, scoring={"score": "mean"})),
}
