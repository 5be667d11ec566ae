"""balance: from a questionnaire and answers to the balance of structure and relationship.

    import balance

    questionnaire = balance.load("balance")
    answers = balance.read("export.xlsx", questionnaire)
    scores = balance.score(answers, questionnaire)

What it computes, and from which sources, is written in docs/method.md.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from balance.answers.read import read
    from balance.charts.notebook import chart, profile
    from balance.pages.writing import report
    from balance.questionnaire.library import load
    from balance.scores.book import codebook
    from balance.scores.frames import score
    from balance.sharing.analysing import group

__all__ = ["chart", "codebook", "group", "load", "profile", "read", "report", "score"]

_HOMES = {
    "chart": "charts.notebook",
    "codebook": "scores.book",
    "group": "sharing.analysing",
    "load": "questionnaire.library",
    "profile": "charts.notebook",
    "read": "answers.read",
    "report": "pages.writing",
    "score": "scores.frames",
}


def __getattr__(name: str) -> Any:
    """Load a part of the API when it is first used: `import balance` itself stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"balance.{_HOMES[name]}"), name)
