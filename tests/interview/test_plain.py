"""The interview line by line, from a pipe."""

import io

import pytest
from factory import questionnaire, two_sides

from balance.errors import BalanceError
from balance.interview.plain import ask, choose_language, name_unread

SMALL = questionnaire(**two_sides())
OPEN = questionnaire(**two_sides(), comments={"more": "What more?", "less": "What less?"})


class Terminal(io.StringIO):
    """A stand-in for a person at a keyboard: what is typed can be answered and typed again."""

    def isatty(self) -> bool:
        return True


def taken(lines: str, terminal: bool = False, of=SMALL, given=None, record=None):
    stream = Terminal(lines) if terminal else io.StringIO(lines)
    return ask(of, "en", stream, record=record or (lambda _id, _answer: None), given=given or {})


def answers(lines: str, terminal: bool = False):
    return taken(lines, terminal).answers


def test_a_line_is_a_number_a_label_or_a_code():
    given = answers("5\noften 4\nOFTEN 3 \nno_occasion\noften: no occasion\n 1\n")
    assert given == {"a1": 5, "a2": 4, "a3": 3, "b1": "no_occasion", "b2": "no_occasion", "b3": 1}


def test_skip_leaves_a_question_out_and_back_answers_the_last_one_anew():
    given = answers("5\nskip\n3\nback\nback\n2\n4\n1\n1\n1\n")
    assert given == {"a1": 5, "a2": 2, "a3": 4, "b1": 1, "b2": 1, "b3": 1}


def test_back_at_the_first_question_stays_there():
    assert answers("back\n5\n5\n5\n5\n5\n5\n")["a1"] == 5


def test_norwegian_words_for_back_and_skip_are_understood():
    assert answers("5\ntilbake\n4\nhopp over\n3\n3\n3\n3\n")["a1"] == 4


def test_a_line_in_a_pipe_that_is_no_answer_stops_and_names_the_line_the_item_and_the_answers():
    with pytest.raises(BalanceError, match=r"line 3, a3: \"7\" is no answer.*1, 2, 3, 4, 5, no_occasion"):
        answers("5\n5\n7\n5\n5\n5\n5\n")


def test_a_person_who_mistypes_is_asked_again(capsys):
    assert answers("5\n5\n7\n\n2\n5\n5\n5\n", terminal=True)["a3"] == 2
    assert '"7" is no answer to this question. Write one of: 1, 2' in capsys.readouterr().err


def test_input_that_ends_early_says_how_far_it_came():
    with pytest.raises(BalanceError, match=r"ended after 2 of 6 questions"):
        answers("5\n5\n")


def test_lines_that_nobody_asked_for_are_counted_and_said(capsys):
    lines = io.StringIO("1\n" * 9 + "\n")
    ask(SMALL, "en", lines, record=lambda _id, _answer: None, given={})
    name_unread(lines)
    assert "3 lines after the last answer were not read." in capsys.readouterr().err


def test_controls_and_markup_in_a_mistyped_line_are_harmless(capsys):
    answers("\x1b[31m[red]\n" + "5\n" * 6, terminal=True)
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "[red]" in told


def test_each_answer_is_recorded_before_the_next_question_is_asked(capsys):
    recorded = []

    def record(id, answer):
        recorded.append((id, answer))
        assert f"{len(recorded)} of 6." in (told := capsys.readouterr().err)
        assert f"{len(recorded) + 1} of 6." not in told

    taken("5\nskip\n3\nno_occasion\n2\n1\n", record=record)
    assert recorded == [("a1", 5), ("a2", None), ("a3", 3), ("b1", "no_occasion"), ("b2", 2), ("b3", 1)]


def test_an_interview_goes_on_at_the_first_question_not_asked(capsys):
    given = {"a1": 5, "a2": None, "a3": "no_occasion"}
    assert taken("1\n1\n1\n", given=given).answers == given | {"b1": 1, "b2": 1, "b3": 1}
    told = capsys.readouterr().err
    assert told.startswith("Welcome back, 2 answered.\n")
    assert "4 of 6." in told
    assert "3 of 6." not in told


def test_comments_are_a_line_each_and_kept_apart():
    found = taken("1\n" * 6 + "More [talks]\tabout\x1b goals\n\n", of=OPEN)
    assert found.comments == {"more": "More [talks] about goals"}
    assert set(found.answers) == set(OPEN.items)


def test_comments_need_no_line_in_a_pipe():
    assert taken("1\n" * 6, of=OPEN).comments == {}


def test_back_from_a_comment_keeps_what_an_empty_line_leaves():
    found = taken("1\n" * 6 + "One\nback\n\nTwo\n", of=OPEN)
    assert found.comments == {"more": "One", "less": "Two"}


def test_a_person_is_offered_what_was_left_out(capsys):
    found = taken("1\nskip\n1\nskip\n1\n1\nskip\n4\n5\n", terminal=True)
    assert found.answers == {"a1": 1, "a2": 4, "a3": 1, "b1": 5, "b2": 1, "b3": 1}
    assert "Left out: questions 2, 4." in capsys.readouterr().err


def test_a_person_may_leave_it_at_that():
    assert taken("skip\n1\n1\n1\n1\n1\n\n", terminal=True).answers["a1"] is None


def test_going_back_says_the_answer_so_far(capsys):
    answers("5\nback\n4\n" + "1\n" * 5)
    assert "Your answer so far: 5" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "language"), [("n\n", "nb"), ("Norsk\n", "nb"), ("what\nen\n", "en"), ("", "en")])
def test_the_language_is_asked_for_and_remembered(typed, language):
    both = questionnaire(**two_sides(), languages=["en", "nb"])
    remembered = []
    assert choose_language(both, Terminal(typed), remembered.append) == language
    assert remembered == [language]
