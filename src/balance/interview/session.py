"""Where a person is in a questionnaire: what both ways of asking share. No input or output of its own."""

from collections.abc import Callable, Mapping
from math import ceil
from typing import NamedTuple

from balance.questionnaire.model import Answer, Item, Page, Questionnaire

SECONDS_AN_ITEM = 11

Record = Callable[[str, Answer], None]


class Comment(NamedTuple):
    """An open question: optional, answered in one line."""

    id: str
    text: Mapping[str, str]


class Taken(NamedTuple):
    """What a person answered: an answer an item, and the comments that were written."""

    answers: dict[str, Answer]
    comments: dict[str, str]


class Session:
    """A walk through the items and then the comments of a questionnaire.

    Answers go to `record` before the walk moves on, so that what is asked next is proof that they
    are kept; an answer that changes nothing is not recorded again. Nothing before `at` is unasked.
    """

    def __init__(self, questionnaire: Questionnaire, given: Mapping[str, Answer], record: Record) -> None:
        self.items = tuple(questionnaire.items.values())
        self.comments = tuple(Comment(id, text) for id, text in questionnaire.comments.items())
        self.steps: tuple[Item | Comment, ...] = (*self.items, *self.comments)
        self._told = {step.id: given[step.id] for step in self.steps if step.id in given}
        self._record = record
        self._ahead: list[int] = []  # where the walk returns to after a look back, the nearest last
        self._opened: list[Page] = []
        self.welcomed = self.answered
        self.at = self._unasked(0)

    @property
    def step(self) -> Item | Comment | None:
        """What is asked now; None at the end."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    @property
    def asked(self) -> bool:
        """Whether the question has been answered or skipped before."""
        return self._here.id in self._told

    @property
    def earlier(self) -> Answer:
        """Return the answer given to the question before, or None."""
        return self._told.get(self._here.id)

    @property
    def answered(self) -> int:
        """How many items have an answer, an unscored one too."""
        return sum(1 for item in self.items if self._told.get(item.id) is not None)

    @property
    def skipped(self) -> tuple[int, ...]:
        """Return the places of the items that were left out, in the order asked."""
        return tuple(n for n, item in enumerate(self.items) if self._told.get(item.id, "") is None)

    @property
    def done(self) -> float:
        """Return the share of the questions that have been asked."""
        return len(self._told) / len(self.steps)

    @property
    def minutes_left(self) -> int:
        """Return the whole minutes that the items not yet asked take, rounded up."""
        return minutes(sum(1 for item in self.items if item.id not in self._told))

    def put(self, answer: Answer) -> None:
        """Record the answer to the question, None to skip it, and move on."""
        id = self._here.id
        if id not in self._told or self._told[id] != answer:
            self._record(id, answer)
            self._told[id] = answer
        self.at = self._ahead.pop() if self._ahead else self._unasked(self.at + 1)

    def back(self) -> None:
        """Go one question back, as they are numbered; answering it leads to where one was."""
        if self.at:
            self._ahead.append(self.at)
            self.at -= 1

    def revisit(self) -> None:
        """Go from the end to the questions left out, one after the other, and to the end again."""
        if self.step is None and self.skipped:
            self._ahead = [self.at, *reversed(self.skipped)]
            self.at = self._ahead.pop()

    def opening(self) -> Page | None:
        """Return the page of the question the first time that it is asked for there, else None."""
        page = self.step.page if isinstance(self.step, Item) else None
        if page is None or any(page is opened for opened in self._opened):
            return None
        self._opened.append(page)
        return page

    def taken(self) -> Taken:
        """Return all answers: None for what was skipped; comments only where something was written."""
        answers = {item.id: self._told.get(item.id) for item in self.items}
        written = {comment.id: self._told.get(comment.id) for comment in self.comments}
        return Taken(answers, {id: str(text) for id, text in written.items() if text})

    @property
    def _here(self) -> Item | Comment:
        return self.steps[self.at]

    def _unasked(self, start: int) -> int:
        places = range(start, len(self.steps))
        return next((n for n in places if self.steps[n].id not in self._told), len(self.steps))


def minutes(questions: int) -> int:
    """Return how many whole minutes so many questions take, rounded up."""
    return ceil(questions * SECONDS_AN_ITEM / 60)
