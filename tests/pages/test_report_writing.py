"""`balance.report`: a profile as a file, from Python."""

import pytest
from paging import demo, small

import balance
from balance import words
from balance.errors import BalanceError


def test_the_questionnaire_that_comes_with_balance_need_not_be_handed_in(tmp_path):
    profile, _ = demo()
    path = balance.report(profile, tmp_path / "me.md", name="Åse")
    assert path == tmp_path / "me.md"
    assert "Åse" in path.read_text("utf-8")


def test_it_speaks_the_language_of_the_profile_and_leaves_ones_own(tmp_path):
    profile, asked = demo("nb")
    text = balance.report(profile, tmp_path / "meg.md", asked).read_text("utf-8")
    assert "Se på dette først" in text
    assert words.language() == "en"


@pytest.mark.parametrize("ending", [".pdf", ".html", ".md", ".png", ".svg", ".json"])
def test_the_ending_says_what_is_written(tmp_path, ending):
    first, again = (balance.report(*_put(demo(), tmp_path / f"{n}{ending}")).read_bytes() for n in "ab")
    assert first == again
    assert len(first) > 1000


def _put(about, path):
    profile, asked = about
    return profile, path, asked


def test_a_profile_of_another_edition_is_refused(tmp_path):
    profile, _ = demo()
    older = profile.model_copy(update={"questionnaire": profile.questionnaire.model_copy(update={"digest": "0" * 64})})
    with pytest.raises(BalanceError) as refused:
        balance.report(older, tmp_path / "me.pdf")
    assert [fault.id for fault in refused.value.faults] == ["another-questionnaire"]
    assert list(tmp_path.iterdir()) == []


def test_a_questionnaire_of_ones_own_is_handed_in(tmp_path):
    profile, asked = small()
    assert balance.report(profile, tmp_path / "me.html", asked).read_bytes().startswith(b"<!doctype html>")
    with pytest.raises(BalanceError):
        balance.report(profile, tmp_path / "other.html")


def test_a_file_that_is_there_is_replaced_only_with_force(tmp_path):
    profile, _ = demo()
    (tmp_path / "me.json").write_text("mine")
    with pytest.raises(BalanceError):
        balance.report(profile, tmp_path / "me.json")
    assert balance.report(profile, str(tmp_path / "me.json"), force=True).read_text("utf-8").startswith("{")
