"""Where a person is in a questionnaire, whatever they press."""

from factory import questionnaire, two_sides
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.interview.session import Session, Taken, minutes

SMALL = questionnaire(**two_sides(), comments={"more": "What more?", "less": "What less?"})
ITEMS = tuple(SMALL.items)
STEPS = (*ITEMS, *SMALL.comments)

moves = st.one_of(st.sampled_from([1, 2, 5, "no_occasion", None]), st.sampled_from(["back", "revisit"]))
given_before = st.dictionaries(st.sampled_from(STEPS), st.sampled_from([1, 5, "no_occasion", None]))


class Journal(list):
    """What was recorded, line by line, as a file would hold it."""

    def __call__(self, id, answer):
        self.append((id, answer))

    def read(self, given):
        return {**given, **dict(self)}


def moved(session, move):
    if move == "back":
        session.back()
    elif move == "revisit":
        session.revisit()
    elif session.step is not None:
        session.put(move)


def state(session):
    return session.at, tuple(session._ahead), dict(session._told)


@given(given_before, st.lists(moves, max_size=60))
def test_whatever_is_pressed_nothing_is_lost_and_nothing_before_here_is_unasked(before, pressed):
    journal = Journal()
    session = Session(SMALL, before, journal)
    for move in pressed:
        moved(session, move)
        told = journal.read(before)
        assert session.taken().answers == {id: told.get(id) for id in ITEMS}
        assert 0 <= session.at <= len(STEPS)
        assert all(id in told for id in STEPS[: session.at])
        assert session.answered + len(session.skipped) == sum(id in told for id in ITEMS)
        assert all(told[ITEMS[place]] is None for place in session.skipped)
        assert session.done == len(told) / len(STEPS)
        assert session.minutes_left == minutes(sum(id not in told for id in ITEMS))
        assert (session.step is None) == (session.at == len(STEPS))


@given(given_before, st.lists(moves, max_size=30), st.integers(1, 10))
def test_going_back_and_giving_the_same_answers_changes_nothing(before, pressed, steps):
    journal = Journal()
    session = Session(SMALL, before, journal)
    for move in pressed:
        moved(session, move)
    here, recorded = state(session), len(journal)
    gone = min(steps, session.at)
    for _ in range(gone):
        session.back()
    for _ in range(gone):
        session.put(session.earlier)
    assert state(session) == here
    assert len(journal) == recorded


@given(given_before, st.lists(moves, max_size=30))
def test_a_resumed_session_is_where_the_journal_says(before, pressed):
    journal = Journal()
    session = Session(SMALL, before, journal)
    for move in pressed:
        moved(session, move)
    told = journal.read(before)
    resumed = Session(SMALL, told, journal)
    unasked = [n for n, id in enumerate(STEPS) if id not in told]
    assert resumed.at == (unasked[0] if unasked else len(STEPS))
    assert resumed.welcomed == sum(told.get(id) is not None for id in ITEMS)
    assert resumed.taken() == session.taken()


@given(st.lists(st.sampled_from([1, None]), min_size=len(ITEMS), max_size=len(ITEMS)))
@settings(max_examples=64)
def test_at_the_end_those_left_out_come_once_each_and_then_the_end_again(pressed):
    session = Session(SMALL, dict.fromkeys(SMALL.comments), Journal())
    for answer in pressed:
        session.put(answer)
    left_out = session.skipped
    session.revisit()
    visited = []
    while session.step is not None:
        visited.append(session.at)
        session.put(4)
    assert tuple(visited) == left_out
    assert session.skipped == ()


def test_an_answer_is_recorded_before_the_session_moves_on():
    seen = []
    session = Session(SMALL, {}, lambda id, _answer: seen.append((id, session.step.id)))
    session.put(3)
    assert seen == [("a1", "a1")]
    assert session.step.id == "a2"


def test_an_answer_that_cannot_be_recorded_is_not_given():
    def full(_id, _answer):
        raise OSError

    session = Session(SMALL, {}, full)
    try:
        session.put(3)
    except OSError:
        assert (session.at, session.answered) == (0, 0)


def test_answers_and_comments_are_kept_apart():
    session = Session(SMALL, {}, Journal())
    for answer in (5, 4, None, "no_occasion", 2, 1, "More talks", None):
        session.put(answer)
    assert session.taken() == Taken(
        {"a1": 5, "a2": 4, "a3": None, "b1": "no_occasion", "b2": 2, "b3": 1}, {"more": "More talks"}
    )


def test_a_page_opens_once():
    session = Session(SMALL, {}, Journal())
    assert session.opening() is SMALL.pages[0]
    assert session.opening() is None
    session.put(1)
    assert session.opening() is SMALL.pages[1]
    session.back()
    assert session.opening() is None


def test_eleven_seconds_a_question_make_ten_minutes_of_54():
    assert [minutes(n) for n in (0, 1, 6, 7, 54)] == [0, 1, 2, 2, 10]
