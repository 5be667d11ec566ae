"""Which column is which item, which is the id."""

import pytest
from answers.helpers import HEADER, ITEMS, SMALL

from balance.answers.matching import matched
from balance.answers.options import Options
from balance.errors import BalanceError
from balance.questionnaire.library import load


def match(*header: str, id: str | None = None, lenient: bool = False, keep: tuple[str, ...] = ()):
    return matched(header, SMALL, "x.csv", Options(id, lenient=lenient, keep=keep))


def said(*header: str, **choices) -> list[str]:
    with pytest.raises(BalanceError) as caught:
        match(*header, **choices)
    return [str(fault) for fault in caught.value.faults]


def test_headers_are_matched_after_folding_in_any_order():
    columns = match("B3 ", "b2", "B1", " a3", "Ａ2", "A1")
    assert list(columns.items) == ITEMS
    assert list(columns.items.values()) == [5, 4, 3, 2, 1, 0]


def test_the_id_column_is_the_one_called_id_and_without_it_rows_are_numbered():
    assert match("name", " ID", *ITEMS).id == 1
    assert match("name", " ID", *ITEMS).id_name == "ID"
    assert match("name", *ITEMS).id_name == "row"


def test_the_id_column_can_be_named():
    assert match("id", "Code", *ITEMS, id="Code").id == 1
    assert match("id", "Code", *ITEMS, id="code").id == 1
    assert match("id", "Code", "code", *ITEMS, id="code").id == 2


def test_an_id_column_that_is_not_there_is_offered_a_near_one():
    assert said("idd", *ITEMS, id="iddd") == ['x.csv: There is no column "iddd". Did you mean "idd"? [no-id-column]']


def test_an_item_cannot_be_the_id():
    assert said(*ITEMS, id="a1") == [
        'x.csv: "a1" is an item and cannot be the id. Name another column after --id. [id-is-item]'
    ]


def test_two_columns_for_the_id_are_an_error():
    (fault,) = said("id", "ID", *ITEMS)
    assert 'column 1 ("id") and column 2 ("ID") both could be the id column.' in fault


def test_two_columns_for_one_item_are_an_error_with_both():
    (fault,) = said("A1", *ITEMS)
    assert fault.startswith('x.csv: column 1 ("A1") and column 2 ("a1") are both "a1".')


def test_items_without_a_column_are_all_counted_and_near_headers_offered():
    assert said("id", "a_11", "a2", "a3") == [
        "x.csv: 4 items have no column. "
        "Add the columns, name them in a mapping (--write-map FILE begins one), or add --lenient. [missing-column]",
        'x.csv: No column "a1". Did you mean "a_11"? [missing-column]',
        'x.csv: No column "b1". [missing-column]',
        'x.csv: No column "b2". [missing-column]',
        'x.csv: No column "b3". [missing-column]',
    ]
    assert match("a1", lenient=True).absent == tuple(ITEMS[1:])


def test_answers_to_another_questionnaire_are_called_that_and_not_listed_item_by_item():
    with pytest.raises(BalanceError) as caught:
        matched(("id", *load("balance-pulse").items), load("balance"), "x.csv")
    assert str(caught.value) == (
        "x.csv: 34 items have no column. The headers are those of another questionnaire, balance-pulse. "
        "Name a file with answers to balance, or balance-pulse with -q. [missing-column]"
    )


def test_no_item_at_all_is_an_error_also_when_lenient():
    (fault,) = said("Report of spring", "", lenient=True)
    assert '"Report of spring", ""' in fault
    assert "[no-items]" in fault


def test_other_columns_are_known():
    columns = match("name", *HEADER.split(","), "")
    assert columns.others == [0, 8]
