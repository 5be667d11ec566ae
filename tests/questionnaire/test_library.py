"""Questionnaires by name and by path."""

from pathlib import Path

import pytest
from small_yaml import SMALL

from balance.errors import BalanceError
from balance.questionnaire.library import find, load, read, shipped

TOP = Path(__file__).parents[2]


def test_every_questionnaire_that_is_shipped_is_sound_and_called_as_its_file():
    assert shipped() == sorted(path.stem for path in (TOP / "questionnaires").glob("*.yaml"))
    for id in shipped():
        assert load(id).id == id


def test_a_questionnaire_is_found_by_its_path(tmp_path, monkeypatch):
    path = tmp_path / "small"
    path.write_text(SMALL, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in (path, str(path), "small", "./small"):
        assert load(name).id == "small"
    assert read(path).tree["id"] == "small"


def test_a_shipped_id_wins_over_a_file_of_that_name(tmp_path, monkeypatch):
    (tmp_path / "balance").write_text(SMALL, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert load("balance").id == "balance"
    assert load("./balance").id == "small"
    assert load(Path("balance")).id == "small"


@pytest.mark.parametrize("name", ["balence", "", "x" * 5000, "a\0b", "\x1b[2J"])
def test_an_unknown_name_is_a_fault_that_lists_what_there_is(name):
    with pytest.raises(BalanceError) as error:
        find(name)
    [fault] = error.value.faults
    assert fault.id == "unknown-questionnaire"
    assert "balance" in fault.remedy
    assert ("Did you mean" in fault.remedy) == (name == "balence")
    assert "\x1b" not in str(fault)


def test_a_path_that_is_not_there_is_no_unknown_name(tmp_path):
    with pytest.raises(BalanceError, match="no-such-file"):
        find("mine.yaml")
    with pytest.raises(BalanceError, match="no-such-file"):
        load(tmp_path / "mine")


def test_a_file_with_faults_gives_them_all(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(SMALL.replace("scale: often", "scale: oftn").replace("[trust]", "[trst]"), "utf-8")
    with pytest.raises(BalanceError) as error:
        load(path)
    assert [fault.id for fault in error.value.faults] == [
        "unused-scale", "unknown-scale", "unused-item", "unknown-item",
    ]  # fmt: skip
