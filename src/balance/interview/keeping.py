"""Where answers go while a person gives them: a file that begins with the first, or nowhere."""

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from balance.questionnaire.model import Answer, Questionnaire

if TYPE_CHECKING:
    from balance.store.journal import Journal, Unfinished
    from balance.store.results import Stored


class Keeping:
    """Keeps the answers of one interview; a context manager that lets its file go."""

    def __init__(self, questionnaire: Questionnaire, stored: bool, unfinished: "Unfinished | None" = None) -> None:
        self.questionnaire = questionnaire
        self.stored = stored
        self.language = ""
        self.answers: dict[str, Answer] = {}
        self._journal: Journal | None = None
        if unfinished is not None:
            self._resume(unfinished.path)

    def _resume(self, path: Path) -> None:
        from balance.store.journal import resume

        self._journal = resume(path)
        self._journal.hold_to(self.questionnaire)  # what a damaged file holds is asked again
        self.answers = self._journal.answers
        self.language = self._journal.language

    def record(self, item: str, answer: Answer) -> None:
        """Keep an answer; it is on the disk when this returns. Raises a BalanceError where it cannot be kept."""
        if self.stored:
            if self._journal is None:
                from balance.store.journal import start

                self._journal = start(self.questionnaire, self.language)
            self._journal.record(item, answer)
        self.answers[item] = answer

    @property
    def answered(self) -> int:
        """Return how many answers there are, those skipped not counted."""
        return sum(answer is not None for answer in self.answers.values())

    def finish(self) -> "Stored | None":
        """Make a result of the interview; None where nothing is stored."""
        from balance.store.results import finish

        return finish(self._journal, self.questionnaire) if self._journal else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._journal is not None:
            self._journal.close()
