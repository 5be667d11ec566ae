"""Files: whole or absent, readable only by their owner, and never by accident."""

import os
import stat

import pytest

from balance.errors import BalanceError
from balance.files import check_readable, check_writable, private_file, whole


def test_an_output_is_there_whole_or_not_at_all(tmp_path):
    path = tmp_path / "scores.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), whole(path) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["scores.csv"]
    with whole(path) as temporary:
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert os.listdir(tmp_path) == ["scores.csv"]


def test_an_output_that_cannot_be_written_is_said_in_words(tmp_path):
    with pytest.raises(BalanceError, match="cannot be written"), whole(tmp_path / "gone" / "x.csv") as temporary:
        temporary.write_text("x")


def test_a_private_file_is_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("BALANCE_HOME", str(tmp_path / "home"))
    old = os.umask(0)
    try:
        path = private_file("fault.txt", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_addresses_folders_pipes_and_missing_files_are_refused_in_words(tmp_path):
    from pathlib import Path

    os.mkfifo(tmp_path / "pipe")
    for path, id in (
        (Path("https://example.org/x.csv"), "not-a-file"),
        (tmp_path, "not-a-file"),
        (tmp_path / "pipe", "not-a-file"),
        (tmp_path / "gone", "no-such-file"),
    ):
        with pytest.raises(BalanceError) as error:
            check_readable(path)
        assert [fault.id for fault in error.value.faults] == [id]


def test_nothing_is_overwritten_without_force_and_never_the_input(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("x")
    with pytest.raises(BalanceError, match="--force"):
        check_writable(path, force=False)
    check_writable(path, force=True)
    with pytest.raises(BalanceError, match="is the input"):
        check_writable(path, force=True, inputs=(path,))
    with pytest.raises(BalanceError, match="folder"):
        check_writable(tmp_path / "gone" / "x.csv", force=False)
