"""Which questionnaire a table answers."""

import pytest
from factory import questionnaire

from balance.answers.recognising import Fit, best, recognised
from balance.errors import BalanceError
from balance.questionnaire.library import load, shipped


def said(header, sample=()):
    with pytest.raises(BalanceError) as caught:
        recognised(header, sample, "x.csv")
    return str(caught.value.faults[0])


@pytest.mark.parametrize("id", shipped())
@pytest.mark.parametrize("language", ["en", "nb", None])
def test_a_questionnaire_is_recognised_by_its_ids_or_its_texts(id, language):
    items = load(id).items.values()
    header = ["name", *(item.text[language] if language else item.id for item in items)]
    assert recognised(header, [], "x.csv").id == id
    assert recognised(header[::-1], [], "x.csv").id == id


@pytest.mark.parametrize("id", shipped())
def test_four_in_five_items_are_enough_and_fewer_are_not(id):
    texts = [item.text["en"] for item in load(id).items.values()]
    enough = -(-len(texts) * 4 // 5)
    assert recognised(texts[-enough:], [], "x.csv").id == id
    assert "fit no questionnaire" in said(texts[-enough + 1 :])


def test_under_80_percent_the_best_two_are_named():
    texts = [item.text["nb"] for item in load("balance-team").items.values()][:20]
    assert said(texts) == (
        "x.csv: The headers fit no questionnaire. "
        "Nearest are balance-team (20 of 50 items) and balance (0 of 54 items). "
        "Name the questionnaire with -q, its id or the path of its file. [no-questionnaire-fits]"
    )


def test_a_tie_is_an_error_that_names_both():
    first, second, third = (
        questionnaire(items=items, dimensions={"d": {"items": items}}, id=id)
        for id, items in (("one", list("abcde")), ("two", list("fghij")), ("three", list("ab")))
    )
    with pytest.raises(BalanceError) as caught:
        best([Fit(third, 2), Fit(first, 5), Fit(second, 5)], "x.csv")
    assert str(caught.value.faults[0]) == (
        "x.csv: The headers fit two questionnaires alike: one (5 of 5 items) and two (5 of 5 items). "
        "Name the one you mean with -q. [several-questionnaires-fit]"
    )
    assert best([Fit(third, 2), Fit(first, 5), Fit(second, 4)], "x.csv") is first  # the one with more items


def test_a_stamp_settles_what_headers_cannot():
    header = ["id", "questionnaire", *load("balance-team").items]
    row = ["x", "balance 0.1.0", *["3"] * 50]
    assert recognised(header, [row, row], "x.csv").id == "balance"
    other = ["x", "balance-team", *["3"] * 50]
    assert recognised(header, [row, other], "x.csv").id == "balance-team"  # rows that differ settle nothing


def test_files_that_answer_different_questionnaires_are_an_error(balance, tmp_path):
    for id in ("balance-pulse", "balance-team"):
        items = list(load(id).items)
        (tmp_path / f"{id}.csv").write_text(f"id,{','.join(items)}\nx,{','.join('3' * len(items))}\n", "utf-8")
    done = balance("score", "balance-pulse.csv", "balance-team.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert (
        "balance-team.csv: The file answers balance-team, and balance-pulse.csv answers balance-pulse. "
        "Score them one by one, or name the questionnaire with -q. [several-questionnaires-fit]"
    ) in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# mine\nformat: balance/1\nid: x\n", "This is a questionnaire, not answers to one."),
        ('{"format": "balance/1", "id": "x"}', "This is a questionnaire, not answers to one."),
        ("format: balance-mapping/1\n", "This is a mapping, not a table of answers."),
    ],
)
@pytest.mark.parametrize("named", [(), ("-q", "balance")])
def test_a_questionnaire_or_a_mapping_given_as_data_is_told_so(balance, tmp_path, text, said, named):
    (tmp_path / "wrong.csv").write_text(text, "utf-8")
    done = balance("score", "wrong.csv", *named, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
