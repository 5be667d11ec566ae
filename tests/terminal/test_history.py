"""Results over time: a table whose columns hold, dates where one lives, small lines on the whole scale."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from balance import words
from balance.terminal.history import Past, history_lines, sparkline
from balance.terminal.marks import Look

OSLO = timezone(timedelta(hours=1))
LATE = datetime(2026, 11, 14, 23, 30, tzinfo=UTC)
TWO = [
    Past(1, LATE, "Balance", -12, 56.4, 1),
    Past(2, LATE - timedelta(days=90), "Balance", -53, 50, 0.98),
]


@pytest.fixture(autouse=True)
def english():
    words.use("en")


def plain(results, width=80, **look):
    return [line.plain for line in history_lines(results, Look(width, **look), OSLO)]


def test_a_result_is_a_line_with_its_local_date():
    head, first, second, *_ = plain(TWO)
    assert head.split() == ["Date", "Questionnaire", "Lean", "Level", "Answered"]
    assert first.split() == ["1", "2026-11-15", "00:30", "Balance", "−12", "56", "100", "%"]
    assert second.split() == ["2", "2026-08-17", "00:30", "Balance", "−53", "50", "98", "%"]


def test_lean_and_level_go_from_the_earliest_to_the_latest():
    assert plain(TWO)[-3:] == ["Balance", "Lean   ▃▄  from −53 to −12", "Level  ▅▅  from 50 to 56"]


def test_one_result_has_no_course_and_none_says_so():
    assert len(plain(TWO[:1])) == 2
    assert plain([]) == ["No result yet."]


def test_what_has_no_lean_is_shown_without_one():
    lines = plain([past._replace(lean=None, level=None) for past in TWO])
    assert lines[1].split()[4:6] == ["–", "–"]
    assert len(lines) == 3


@given(st.lists(st.none() | st.floats(-100, 100), max_size=30))
def test_a_small_line_has_a_sign_for_each_value_and_higher_is_larger(values):
    drawn = sparkline(values, Look(80), -100)
    assert len(drawn) == len(values)
    there = [(value, drawn[n]) for n, value in enumerate(values) if value is not None]
    assert [sign for _, sign in sorted(there)] == sorted(sign for _, sign in there)


@pytest.mark.parametrize("width", [45, 60, 80, 120])
@pytest.mark.parametrize("title", ["x" * 200, "日本語" * 30, "a\x1b[2Jb", "Balanse i ledelse"])
def test_titles_leave_the_columns_where_they_are(width, title):
    results = [past._replace(questionnaire=title) for past in TWO * 20]
    lines = plain(results, width)
    assert max(map(cell_len, lines)) <= width
    assert len({cell_len(line) for line in lines[:41]}) == 1
    assert "\x1b" not in "".join(lines)


def test_norwegian_numbers_and_ascii():
    words.use("nb")
    assert "-53" in "\n".join(plain(TWO, ascii=True))
    assert "\n".join(plain(TWO, ascii=True)).isascii()
