"""Two reports on nearly the same people: together they tell no more than each, or the second is held back."""

import json
import os
import random
import stat
import sys

import polars as pl
import pytest
from attackers import exactly_known
from tables import drawn

from balance.anonymity import ledger as ledgers
from balance.anonymity.earlier import company, guarded, never_shared, without_late
from balance.anonymity.fingerprints import MANY, fingerprints
from balance.errors import BalanceError

SALT = b"s" * 32


def marks(n, start=0):
    return tuple(f"row {number}" for number in range(start, start + n))


def noted(people, columns=None, questionnaire="balance"):
    """Show a report on these people and note it, as one that is written."""
    ledger = ledgers.read()
    found = guarded(columns or {}, company(people, ledger), 5, "answers.csv")
    ledgers.note(ledger, questionnaire, people, found.blocks)
    return found


def held_back(people, columns=None):
    try:
        noted(people, columns)
    except BalanceError as error:
        return str(error)
    return None


@pytest.mark.parametrize("new", range(1, 10))
@pytest.mark.usefixtures("home")
def test_a_second_report_waits_until_five_more_have_answered(new):
    noted(marks(12))
    said = held_back(marks(12 + new))
    assert (said is None) == (new >= 5)
    if said:
        assert f"{new} more answer" in said
        assert "until 5 more" in said
        assert "--without-late" in said
        assert "--never-shared 20" in said


@pytest.mark.usefixtures("home")
def test_answers_that_are_gone_or_changed_hold_back_too():
    noted(marks(12))
    assert "2 answers of the report" in held_back(marks(10))
    assert held_back((*marks(11), "row 11 changed")) is not None


@pytest.mark.usefixtures("home")
def test_other_people_and_other_answers_of_the_same_are_not_held_back():
    noted(marks(12))
    assert held_back(marks(12, start=100)) is None


@pytest.mark.usefixtures("home")
def test_the_same_again_is_shown_again_and_noted_once():
    columns = {"unit": ["a"] * 6 + ["b"] * 6}
    first = noted(marks(12), columns)
    size = ledgers.path().stat().st_size
    assert noted(marks(12), columns).breakdowns.keys() == first.breakdowns.keys()
    assert ledgers.path().stat().st_size == size


@pytest.mark.usefixtures("home")
def test_another_breakdown_of_the_same_people_is_hidden_where_the_two_would_tell():
    noted(marks(20), {"unit": ["a"] * 10 + ["b"] * 10})
    assert noted(marks(20), {"country": ["x"] * 11 + ["y"] * 9}).breakdowns["country"].groups == {}


@pytest.mark.usefixtures("home")
def test_reports_that_touch_only_through_another_are_seen_together():
    """All of 40; then 22 of them; then the other 18 but for two who are in neither."""
    noted(marks(40))
    noted(marks(22, start=18))
    assert "earlier reports, the latest of" in held_back(marks(16, start=2))


@pytest.mark.usefixtures("home")
def test_what_stands_in_the_way_is_said():
    noted(marks(12))
    assert "3 answers stand in the report" in held_back(marks(20, start=9))


@pytest.mark.usefixtures("home")
def test_without_late_gives_the_earlier_report_again():
    noted(marks(12))
    assert held_back(marks(14))
    left = without_late(marks(14), ledgers.read(), "answers.csv")
    assert held_back([marks(14)[each] for each in left]) is None


@pytest.mark.usefixtures("home")
def test_the_word_that_a_report_was_never_shared_counts_and_is_kept():
    noted(marks(12))
    ledger = never_shared(marks(14), ledgers.read(), [ledgers.read().reports[0].written[:10]], "answers.csv")
    found = guarded({}, company(marks(14), ledger), 5, "answers.csv")
    assert len(ledgers.read().reports) == 1
    ledgers.note(ledger, "balance", marks(14), found.blocks)
    (left,) = ledgers.read().reports
    assert len(left.rows) == 14
    assert '"never_shared"' in ledgers.path().read_text()


@pytest.mark.parametrize(
    "ask",
    [
        lambda ledger: without_late(marks(5), ledger, "answers.csv"),
        lambda ledger: never_shared(marks(5), ledger, ["1999-01-01"], "answers.csv"),
    ],
)
@pytest.mark.usefixtures("home")
def test_an_earlier_report_that_is_not_known_is_said_to_be_unknown(ask):
    with pytest.raises(BalanceError, match="no-earlier-report"):
        ask(ledgers.read())


def test_reading_the_ledger_leaves_nothing(home):
    ledgers.read()
    assert not home.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_ledger_is_private_and_holds_no_name_and_no_answer(home):
    answers = pl.DataFrame({"id": ["Kari"] * 6, "goals_ranked": [3.0] * 6})
    people = fingerprints(answers, "id", ledgers.read().salt)
    noted(people, {"unit": ["Bodø"] * 6})
    text = ledgers.path().read_text()
    assert stat.S_IMODE(ledgers.path().stat().st_mode) == 0o600
    assert stat.S_IMODE(os.stat(home).st_mode) == 0o700  # noqa: PTH116
    for word in ("Kari", "goals", "Bodø", "unit", "3.0"):
        assert word not in text


@pytest.mark.usefixtures("home")
def test_a_line_that_was_cut_off_is_passed_over_and_a_newer_format_is_not():
    noted(marks(12))
    with ledgers.path().open("ab") as file:
        file.write(b'{"written": "2026-0')
    assert len(ledgers.read().reports) == 1
    noted(marks(12, start=50))
    assert len(ledgers.read().reports) == 2
    lines = ledgers.path().read_text().splitlines()
    ledgers.path().write_text(
        "\n".join([json.dumps(json.loads(lines[0]) | {"format": "balance-ledger/2"}), *lines[1:]])
    )
    with pytest.raises(BalanceError, match="newer-format"):
        ledgers.read()


@pytest.mark.usefixtures("home")
def test_two_at_once_do_not_both_write():
    early = ledgers.read()
    noted(marks(12))
    with pytest.raises(BalanceError, match="in-use"):
        ledgers.note(early, "balance", marks(14), [[0] * 14])


def test_a_fingerprint_of_few_answers_is_of_them_and_the_id_and_of_nothing_else():
    answers = pl.DataFrame({"id": ["a", "b", "a", None], "q1": [1, 2, 1, None], "q2": [3.0, 4.0, 3.0, None]})
    first = fingerprints(answers, "id", SALT)
    assert len(set(first)) == 4
    assert first[2].startswith(first[0])
    turned = answers.select("q2", "id", "q1").with_columns(pl.col("q1").cast(pl.Float64))
    assert fingerprints(turned, "id", SALT) == first
    assert not set(fingerprints(answers, "id", b"t" * 32)) & set(first)
    changed = answers.with_columns(q1=pl.Series([1, 5, 1, None]))
    assert [a == b for a, b in zip(first, fingerprints(changed, "id", SALT), strict=True)] == [True, False, True, True]


def test_a_fingerprint_of_many_answers_is_of_them_alone_so_that_other_ids_hide_nobody():
    answers = {"id": ["a", "b", "c"]} | {f"q{n}": [1, 2, 1] for n in range(MANY)}
    first = fingerprints(pl.DataFrame(answers), "id", SALT)
    assert len(set(first)) == 3
    assert fingerprints(pl.DataFrame(answers | {"id": ["x", "y", "z"]}), "id", SALT) == first
    changed = fingerprints(pl.DataFrame(answers | {"q0": [2, 2, None]}), "id", SALT)
    assert [a == b for a, b in zip(first, changed, strict=True)] == [False, True, False]


def test_people_whose_many_answers_are_alike_keep_their_marks_when_rows_are_sorted_otherwise_or_another_comes():
    answers = pl.DataFrame({"id": ["9", "8", "10"]} | {f"q{n}": [3, 3, 3] for n in range(MANY)})

    def marks(frame):
        return dict(zip(frame["id"], fingerprints(frame, "id", SALT), strict=True))

    assert marks(answers.reverse()) == marks(answers)
    assert marks(answers).items() <= marks(pl.concat([answers.with_columns(id=pl.lit("11"))[:1], answers])).items()


@pytest.mark.parametrize(
    "count", [pytest.param(60, id="60 pairs"), pytest.param(400, marks=pytest.mark.deep, id="400")]
)
def test_two_reports_in_a_row_give_nobody_away(monkeypatch, tmp_path, count):
    alone, refused = 0, 0
    for seed in range(count):
        monkeypatch.setenv("BALANCE_HOME", str(tmp_path / str(seed)))
        table = drawn(seed)
        new = random.Random(seed).randint(1, min(8, table.n))  # noqa: S311
        early = list(range(table.n - new))
        reports = []
        for people in (early, list(range(table.n))):
            try:
                found = noted(marks(len(people)), {name: [labels[each] for each in people]
                                                   for name, labels in table.columns.items()})  # fmt: skip
            except BalanceError:
                refused += 1
                continue
            if found.verdict == "shown":
                reports.append([frozenset(people), *(frozenset(group.tolist()) for each in found.breakdowns.values()
                                                     for group in each.groups.values())])  # fmt: skip
        both = [group for report in reports for group in report]
        assert exactly_known(both, table.n) is None, seed
        if len(early) >= 5:
            alone += exactly_known([frozenset(early), frozenset(range(table.n))], table.n) is not None
    assert alone == refused
    assert refused > count // 4
