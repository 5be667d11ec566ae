"""The turns after the first screen: every question once, a page at most, and nothing kept that was not typed."""

import pytest
from rich.cells import cell_len

from balance import words
from balance.questionnaire.library import load
from balance.reflection import profile
from balance.terminal.marks import Look
from balance.terminal.turns import PAGE, Desk, pages_of, turns

BALANCE = load("balance")
FOUND = profile(next(test.answers for test in BALANCE.tests if test.name.startswith("leaning to s")), BALANCE)
QUESTIONS = [prompt for entry in FOUND.reflection for prompt in entry.prompts]
PAGES = len(FOUND.reflection)


@pytest.fixture(autouse=True)
def english():
    words.use("en")


class Person:
    """Types these lines, then ends the input; remembers what was written and kept."""

    def __init__(self, *lines):
        self.lines = list(lines)
        self.written, self.prompts, self.chosen, self.thoughts = [], [], [], []

    def read(self, prompt):
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)

    def turn(self, found=FOUND, width=80, saved="", ascii=False):  # noqa: A002
        desk = Desk(self.read, lambda line: self.written.append(line.plain), self.chosen.append, self.thoughts.append)
        turns(found, BALANCE, Look(width, ascii), desk, saved)
        return self


def test_enter_turns_one_dimension_at_a_time():
    person = Person("", "").turn()
    titles = [line for line in person.written if line.endswith(": more of this")]
    assert titles == ["Meaning: more of this", "Dialogue: more of this"]
    assert person.prompts[0].startswith("\nEnter: the questions worth an hour")
    assert person.prompts[1].startswith(f"\nEnter: next (2 of {PAGES})")


def test_every_question_is_shown_once_with_its_number():
    person = Person(*[""] * (PAGES + 2)).turn(saved="here.json")
    text = " ".join(" ".join(person.written).split())
    for n, question in enumerate(QUESTIONS, start=1):
        assert text.count(f"{n} {question}") == 1
    assert person.written[-1] == "Saved: here.json"
    assert person.lines == []


@pytest.mark.parametrize(
    ("typed", "kept"), [("2", [QUESTIONS[1]]), (" a walk on Monday ", ["a walk on Monday"]), ("", [])]
)
def test_the_question_to_start_with_is_a_number_or_own_words_or_left_open(typed, kept):
    person = Person(*[""] * PAGES, typed, "").turn()
    assert person.chosen == kept
    assert "Which one will you start with?" in person.written


def test_a_number_that_is_no_question_is_asked_again():
    person = Person(*[""] * PAGES, "99", "0", "9" * 5000, "1", "").turn()
    assert person.chosen == [QUESTIONS[0]]
    assert person.written.count(f"There are {len(QUESTIONS)} questions.") == 3


def test_a_thought_can_come_at_any_turn_and_an_empty_one_is_none():
    person = Person("r", "  I did not know that. ", "R", "", *[""] * PAGES, "", "r", "later", "").turn()
    assert person.thoughts == ["I did not know that.", "later"]


@pytest.mark.parametrize("typed", [0, 1, PAGES, PAGES + 1])
def test_the_end_of_input_ends_quietly_and_says_where_all_is(typed):
    assert Person(*[""] * typed).turn(saved="a.json").written[-1] == "Saved: a.json"


@pytest.mark.parametrize("width", [24, 45, 60, 80, 200])
def test_a_turn_is_a_page_at_most_and_no_line_is_too_wide(width):
    for page in pages_of(FOUND, BALANCE, Look(width)):
        assert len(page.lines) <= PAGE
        assert max(cell_len(line.plain) for line in page.lines) <= width


def test_without_questions_there_is_only_the_end():
    nothing = FOUND.model_copy(update={"reflection": ()})
    person = Person("").turn(nothing, saved="a.json")
    assert person.written == ["Saved: a.json"]
    assert person.prompts == ["\nEnter: done · r: a thought "]


def test_ascii_is_ascii():
    person = Person(*[""] * (PAGES + 2)).turn(ascii=True)
    assert "".join([*person.written, *person.prompts]).isascii()
