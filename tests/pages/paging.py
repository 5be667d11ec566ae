"""Profiles to make pages of in tests, and what can be asked of a PDF."""

from typing import Any

from factory import questionnaire, two_sides

import balance
from balance.answers.single import read_answers
from balance.content import content
from balance.profiles import Profile
from balance.questionnaire.model import Questionnaire
from balance.reflection import profile

WHEN = "2026-11-25T09:30:00Z"

HOSTILE = {
    "maths": "$x^2$ $",
    "code": "#panic() #h `c` \\ // {{ 7 * 7 }} {% raw %}",
    "markup": "[red] *b* _i_ <b>x</b> <script>alert(1)</script> &amp; <lbl> @ref ](http://a.no)",
    "quotes": "\"'«»“”",
    "long": "Å" * 200,
    "emoji": "🙂 👩\u200d🔬 🇳🇴",
    "hebrew": "שלום עולם",
    "arabic": "مرحبا بالعالم",
    "cjk": "漢字 かな 한국어",
    "control": "a\x00b\x1b[31mc\nd\te\x9b",
    "bidi": "a\u202eb\u2066c",
    "half": "a\ud800b",
    "nobody's": "\ue000 \uffff \U0001fffe",
    "nothing": "",
    "table": "a | b |\n|---|\n- 1. # =",
}


def demo(language: str = "en", name: str = "balance", **changed: Any) -> tuple[Profile, Questionnaire]:
    """The invented manager's profile, and the questionnaire; of another one what it shares with that."""
    asked = balance.load(name)
    given = read_answers(content("demo") / "balance.yaml", balance.load("balance"))
    answers = {id: judged.answer for id, judged in given.items() if id in asked.items} | changed
    return profile(answers, asked, language, WHEN), asked


def small(answers: dict[str, Any] | None = None, language: str = "en", **parts: Any) -> tuple[Profile, Questionnaire]:
    """A profile of a questionnaire of two dimensions of three items, as `factory` makes it."""
    asked = questionnaire(**(two_sides() | parts))
    given = {f"{side}{n}": value for side, value in (("a", 4), ("b", 2)) for n in (1, 2, 3)}
    return profile(given if answers is None else answers, asked, language, WHEN), asked


def many(dimensions: int, name: str = "Area {n}") -> tuple[Profile, Questionnaire]:
    """A profile of so many dimensions, half on each side, with needs and no pairs."""
    ids = [f"d{n}" for n in range(dimensions)]
    items = [f"{id}.{n}" for id in ids for n in (1, 2)]
    parts = {
        "items": items + [f"n.{id}" for id in ids],
        "dimensions": {
            id: {"name": name.format(n=n), "items": [f"{id}.1", f"{id}.2"], "need": [f"n.{id}"]}
            for n, id in enumerate(ids)
        },
        "axes": {
            "left": {"name": "Left", "dimensions": ids[: dimensions // 2]},
            "right": {"name": "Right", "dimensions": ids[dimensions // 2 :]},
        },
        "balance": {"left": "left", "right": "right"},
    }
    asked = questionnaire(**parts)
    answers = {item: 1 + n % 5 for n, item in enumerate(items)} | {f"n.{id}": 1 + n % 4 for n, id in enumerate(ids)}
    return profile(answers, asked, "en", WHEN), asked
