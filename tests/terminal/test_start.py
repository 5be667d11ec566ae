"""What `balance` alone says: where one stands, and three next steps that can be taken."""

from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len

from balance import words
from balance.terminal.marks import Look
from balance.terminal.start import Latest, Waiting, age, start_lines

NOW = datetime(2026, 11, 14, 12, tzinfo=UTC)
LATEST = Latest(NOW - timedelta(days=3), "Balance", "You lead more towards structure than your situation calls for.")
WAITING = Waiting("Balance", 12, 54)


@pytest.fixture(autouse=True)
def english():
    words.use("en")


def plain(latest=None, waiting=None, width=80, **look):
    return [line.plain for line in start_lines(latest, waiting, NOW, Look(width, **look), UTC)]


def test_without_a_result_it_says_how_to_start():
    lines = plain()
    assert lines[0] == "No result yet."
    assert [line.split("  ")[0] for line in lines[-3:]] == ["balance take", "balance demo", "balance --help"]


def test_the_latest_result_is_a_line_with_its_age():
    lines = plain(LATEST)
    assert lines[:2] == [LATEST.verdict, "Balance, 2026-11-11, 3 days ago"]
    assert lines[3].startswith("balance show ")


def test_an_interview_that_waits_comes_first():
    lines = plain(LATEST, WAITING)
    assert lines[0] == "An interview waits for you: Balance, 12 of 54 answered."
    assert lines[1] == LATEST.verdict
    assert lines[4].startswith("balance take ")


@pytest.mark.parametrize(("latest", "waiting"), [(None, None), (LATEST, None), (None, WAITING), (LATEST, WAITING)])
@pytest.mark.parametrize("width", [30, 45, 60, 80, 120])
def test_there_are_three_steps_and_nothing_is_too_wide(latest, waiting, width):
    lines = plain(latest, waiting, width, ascii=True)
    steps = lines[lines.index("") + 1 :]
    assert sum(line.strip().startswith("balance ") for line in steps) == 3
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).isascii()


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, "today"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (59, "59 days ago"), (60, "2 months ago"),
     (800, "2 years ago")],
)  # fmt: skip
def test_an_age_is_said_as_people_say_it(days, said):
    assert age(NOW - timedelta(days=days), NOW, UTC) == said
