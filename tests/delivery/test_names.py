"""Names of files made from names of people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balance.delivery.names import file_name, slug

WINDOWS = {"con", "prn", "aux", "nul", "com1", "lpt1"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Åse Ødegård", "åse-ødegård"),
        ("José Müller", "jose-muller"),
        ("e\u0301", "e"),
        ("A\u030ase", "åse"),
        ("Straße", "strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("=cmd|' /C calc'!A1", "cmd-c-calc-a1"),
        ("\x1b[31mred", "31mred"),
        ("a\u202eb", "a-b"),
        ("漢字", ""),
        ("\U0001f469\u200d\U0001f467", ""),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_name_keeps_its_letters_and_nothing_that_means_something_to_a_disk(name, expected):
    assert slug(name) == expected


def test_a_long_name_is_cut_between_letters():
    assert slug("ø" * 300) == "ø" * 30
    assert slug("a" + "ø" * 300) == "a" + "ø" * 29


def test_the_number_leads_and_has_as_many_digits_as_the_last():
    assert file_name(7, 20, "Ola", ".pdf") == "0007-ola.pdf"
    assert file_name(7, 20, "", ".pdf") == "0007.pdf"
    assert file_name(7, 123_456, "CON", ".png") == "000007-con.png"


@given(st.lists(st.text(max_size=80), max_size=20))
def test_every_row_has_a_file_of_its_own_that_any_system_can_write(names):
    files = [file_name(row, len(names), name, ".pdf") for row, name in enumerate(names, 1)]
    assert len({file.casefold() for file in files}) == len(names)
    for file in files:
        assert len(file.encode()) <= 69
        assert not set(file) & set('/\\:*?"<>|\0')
        assert file.split(".")[0].casefold() not in WINDOWS
        assert file == file.strip()
        assert not file.startswith((".", "-"))
