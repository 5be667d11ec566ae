"""What every output says of itself: the program, the questionnaire and the options it was made with."""

from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

from balance.questionnaire.model import Questionnaire

DIGITS = 12  # of a digest: enough to tell two texts apart


class Stamp(NamedTuple):
    """`made_by` names balance's version; `digest` is the questionnaire's, its first twelve digits."""

    made_by: str
    questionnaire: str
    version: str
    digest: str
    language: str
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = (self.made_by, f"{self.questionnaire} {self.version} ({self.digest})", self.language, *self.options)
        return " · ".join(parts)

    @property
    def plain(self) -> dict[str, Any]:
        """Return the stamp as JSON has it."""
        source = {"id": self.questionnaire, "version": self.version, "digest": self.digest}
        return {
            "made_by": self.made_by,
            "questionnaire": source,
            "language": self.language,
            "options": list(self.options),
        }


@cache
def made_by() -> str:
    """Return the program and its version."""
    return f"balance {version('leadership-balance')}"


def stamp(questionnaire: Questionnaire, language: str, *options: str) -> Stamp:
    """Return the stamp of an output in that language; `options` are those that changed what stands in it."""
    digest = questionnaire.digest[:DIGITS]
    return Stamp(made_by(), questionnaire.id, questionnaire.version, digest, language, options)
