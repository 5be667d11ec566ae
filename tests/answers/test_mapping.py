"""Mappings: what they settle, what is wrong with them, and the draft that --write-map begins."""

import pytest
from answers.helpers import CLEAN, HEADER, ITEMS, SMALL, small_yaml, written
from hypothesis import given
from hypothesis import strategies as st

import balance
from balance.answers.claims import Rule, by_mapping
from balance.answers.mapping import ColumnMapping, Draft, read_mapping
from balance.answers.matching import matched
from balance.answers.options import Options
from balance.answers.platforms.layout import Layout
from balance.errors import BalanceError

START = "format: balance-mapping/1\n"


@pytest.fixture
def run(balance, tmp_path):
    """Run `score` on a file with a mapping beside it."""
    small_yaml(tmp_path)

    def go(content, mapping, *choices):
        written(tmp_path, content)
        if mapping is not None:
            (tmp_path / "map.yaml").write_text(START + mapping, "utf-8")
        given_map = () if mapping is None else ("--map", "map.yaml")
        return balance("score", "answers.csv", "-q", "./small.json", *given_map, *choices, cwd=tmp_path)

    return go


def said(tmp_path, text):
    path = tmp_path / "map.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BalanceError) as caught:
        read_mapping(path).check(SMALL, [HEADER.split(",")])
    return [str(fault).replace(str(path), "map.yaml") for fault in caught.value.faults]


def test_a_mapping_names_columns_and_the_id_and_means_labels_and_signs_of_no_answer(run):
    content = "who,first one,A2,a3,b1,b2,b3\nx,yes,99,3,4,5,often 1\n"
    settled = "id: who\ncolumns: {first one: a1}\nvalues: {YES: 5}\nmissing: [99]\n"
    done = run(content, settled)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(f"who,{','.join(ITEMS)}\nx,5,,3,4,5,1\n", "id: who\n").stdout
    assert "Items found by: mapping 1, id 5." in done.stderr
    assert "Cells not answered: 1 99." in done.stderr


def test_a_mapping_wins_over_the_numbers_of_the_scale_so_that_overlapping_codes_are_read(run):
    moved = "\n".join([HEADER, "x,4,5,6,7,8,4", ""])
    done = run(moved, "values: {4: 1, 5: 2, 6: 3, 7: 4, 8: 5}\n")
    assert done.stdout == run(f"{HEADER}\nx,1,2,3,4,5,1\n", None).stdout


def test_a_scale_that_is_counted_from_0_is_recoded_and_a_mapping_must_name_all_its_numbers(run):
    content = f"{HEADER}\nx,0,1,2,3,4,0\n"
    told = run(content, None).stderr.splitlines()
    assert told[0] == (
        "answers.csv: The answers have 0, and the scale has 1, 2, 3, 4, 5. Which is which is not guessed. "
        "Say it in a mapping (--map): `values: {0: 1, ...}` for every number that occurs, "
        "`missing: [0]` for those that are no answer. [recoded-values]"
    )
    mixed = f"{HEADER}\nx,0,1,2,3,4,0\ny,1,1,2,3,4,1\n"
    for choices in ((), ("--lenient",)):
        half = run(mixed, "values: {0: 1}\n", *choices)
        assert (half.returncode, half.stdout) == (1, "")
        assert half.stderr.splitlines() == [
            'answers.csv: In column "a1" 0 would mean 1 by the mapping, and so would 1. '
            "Name every number that occurs under `values`, also those that look right. [recoded-values]"
        ]
    done = run(mixed, "values: {0: 1, 1: 2, 2: 3, 3: 4, 4: 5}\n")
    assert done.stdout == run(f"{HEADER}\nx,1,2,3,4,5,1\ny,2,2,3,4,5,2\n", None).stdout


def test_two_numbers_may_mean_the_same_where_the_mapping_says_so_of_both(run):
    done = run(f"{HEADER}\nx,5,2,3,4,5,1\ny,6,2,3,4,5,1\n", "values: {5: 5, 6: 5}\n")
    assert done.returncode == 0, done.stderr


def test_a_single_other_number_in_one_column_is_a_slip_and_not_a_recoding(run):
    assert "recoded" not in run(f"{HEADER}\nx,0,1,2,3,4,5\n", None).stderr
    assert "recoded" not in run(f"{HEADER}\nx,99,1,2,3,4,99\n", None).stderr


@pytest.mark.parametrize("spelling", ["11", "11.0", " 11 ", "+11", "11,0"])
def test_a_number_in_a_mapping_is_read_in_any_usual_spelling(run, spelling):
    done = run(f'{HEADER}\nx,"{spelling}",2,3,4,5,1\n', "values: {11: 3}\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(f"{HEADER}\nx,3,2,3,4,5,1\n", None).stdout


def test_a_mapping_settles_a_column_claimed_twice(run):
    content = CLEAN.replace("id,", "A1,")
    assert run(content, None).returncode == 1
    done = run(content, "columns: {A1: }\n")
    assert done.returncode == 0, done.stderr
    assert "1 column left out, neither an item nor the id: A1." in done.stderr


def test_an_unscored_answer_can_be_the_meaning_of_a_label(run):
    done = run(f"{HEADER}\nx,8,2,3,4,5,1\n", "values: {8: no_occasion}\n")
    assert "Answers that are never scored: 1 no_occasion." in done.stderr


def test_a_mapping_is_matched_letter_for_letter_before_folding():
    mapped = {"Answer!": "a1", "answer": "a2"}
    assert by_mapping(["answer", "Answer!", "ANSWER"], Layout(), mapped) == {0: "a2", 1: "a1"}


def test_every_fault_of_a_mapping_is_told_with_its_line(tmp_path):
    text = "format: balance-mapping/2\nkolumns: {}\nid: [a]\ncolumns: [a]\nvalues: {a: [1], b: true}\nmissing: {}\n"
    assert said(tmp_path, text) == [
        'map.yaml:1:9: The format "balance-mapping/2" is not known here. '
        "Write balance-mapping/1; a later format needs a later balance. [unknown-format]",
        'map.yaml:2:1: "kolumns" is no key here. Did you mean "columns"? [unknown-key]',
        'map.yaml:3:5: "id" is not what must stand here. '
        "Write the header of the column of ids, in quotes if need be. [wrong-type]",
        'map.yaml:4:10: "columns" is not what must stand here. '
        "Write `header: item`, or nothing after the colon. [wrong-type]",
        'map.yaml:5:13: "a" is not what must stand here. Write `label: value`. [wrong-type]',
        'map.yaml:5:21: "b" is not what must stand here. Write `label: value`. [wrong-type]',
        'map.yaml:6:10: "missing" is not what must stand here. Write a list of labels in brackets. [wrong-type]',
    ]
    assert said(tmp_path, "id: a\n") == ['map.yaml:1:1: "format" is missing. Add it. [missing-key]']


def test_what_a_mapping_names_must_be_there(tmp_path):
    text = START + "columns: {a1: a11, b9: b1}\nvalues: {x: 9, y: nobody, often: 1}\nmissing: [Often]\n"
    assert said(tmp_path, text) == [
        'map.yaml:2:15: There is no item "a11" in small. Did you mean "a1"? [unknown-item]',
        'map.yaml:2:20: There is no column "b9". Known here: id, a1, a2, a3, b1, b2, b3. [no-such-column]',
        'map.yaml:3:13: "9" is no value of a scale of small, and no code of an unscored answer. '
        "Write one of: 1, 2, 3, 4, 5, no_occasion. [unknown-answer]",
        'map.yaml:3:19: "nobody" is no value of a scale of small, and no code of an unscored answer. '
        "Write one of: 1, 2, 3, 4, 5, no_occasion. [unknown-answer]",
        'map.yaml:4:11: "often" is a value and also no answer. Keep one of the two. [duplicate-answer]',
    ]


def test_a_dry_run_says_the_summary_and_writes_nothing(run, tmp_path):
    done = run(CLEAN, None, "--dry-run", "-o", "out.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "answers.csv: 3 rows of small 0.1.0 can be scored, 6 of 6 items found.",
        "Cells not answered: 1 blank.",
    ]
    assert {path.name for path in tmp_path.iterdir()} == {"small.json", "answers.csv"}
    assert run(CLEAN.replace("4,5,1", "x,5,1"), None, "--dry-run").returncode == 1


def test_the_mapping_that_is_written_offers_what_is_near_and_takes_nothing_of_it(run, tmp_path):
    content = "id,I do a1,I do a22.,a3,b1,b2,b3,why\nx,1,2,offten 3,4,5,1,z\n"
    done = run(content, None, "--write-map", "draft.yaml")
    assert done.returncode == 1
    assert "The mapping, to be mended and given to --map: draft.yaml" in done.stderr
    text = (tmp_path / "draft.yaml").read_text("utf-8")
    assert text.splitlines() == [
        "# A mapping for answers.csv, answers to small 0.1.0.",
        "format: balance-mapping/1",
        "columns:",
        '  "I do a1": a1',
        '  "a3": a3',
        '  "b1": b1',
        '  "b2": b2',
        '  "b3": b3',
        "  # Near, and not taken; delete the # where it is right:",
        '  # "I do a22.": a2',
        "  # Without a column: a2",
        '  # "id":',
        '  # "why":',
        "values:",
        "  # Not understood; write the value, or move the label to missing:",
        '  # "offten 3": 3',
        "missing: []",
    ]
    assert run(content, text.removeprefix(text.partition(START)[0] + START)).returncode == 1
    mended = "\n".join(
        line.replace("# ", "", 1) if "a22" in line or "offten" in line else line for line in text.splitlines()
    )
    settled = run(content, mended.partition(START)[2])
    assert settled.returncode == 0, settled.stderr
    assert settled.stdout == run(f"{HEADER}\nx,1,2,3,4,5,1\n", None).stdout


def test_a_mapping_is_not_written_over_another_file(run, tmp_path):
    (tmp_path / "draft.yaml").write_text("mine", "utf-8")
    assert "[file-exists]" in run(CLEAN, None, "--write-map", "draft.yaml").stderr
    assert "[output-is-input]" in run(CLEAN, None, "--write-map", "answers.csv", "--force").stderr
    assert run(CLEAN, None, "--write-map", "draft.yaml", "--force").returncode == 0


def test_the_api_takes_a_mapping_too(tmp_path):
    path = written(tmp_path, "who,first one,a2,a3,b1,b2,b3\nx,yes,2,3,4,5,1\n")
    (tmp_path / "map.yaml").write_text(START + "id: who\ncolumns: {first one: a1}\nvalues: {yes: 5}\n", "utf-8")
    frame = balance.read(path, SMALL, mapping=tmp_path / "map.yaml")
    assert frame.to_dicts() == [{"who": "x", "a1": 5, "a2": 2, "a3": 3, "b1": 4, "b2": 5, "b3": 1}]


HEADERS = st.text(min_size=1, max_size=30).filter(str.strip)


@given(
    st.dictionaries(HEADERS, st.sampled_from(ITEMS), max_size=5),
    st.dictionaries(HEADERS, st.integers(1, 5), max_size=5),
    st.lists(HEADERS, max_size=3),
    st.none() | HEADERS,
)
def test_a_mapping_that_is_written_reads_back_the_same(tmp_path_factory, columns, values, missing, id):
    path = tmp_path_factory.mktemp("map") / "map.yaml"
    draft = Draft(["a\nb"], id, columns, [("x", "a1")], ["\n"], ["a2"], values, [("\x1b", None)], tuple(missing))
    path.write_text(draft.text(), "utf-8")
    read = read_mapping(path)
    assert (read.id, read.columns, read.settled) == (id, columns, (values, tuple(missing)))


@given(st.permutations(HEADER.split(",")))
def test_what_a_mapping_settles_is_what_the_columns_are_whatever_their_order(order):
    renamed = {item: f"column {number}" for number, item in enumerate(ITEMS)}
    mapped = ColumnMapping(columns={header: item for item, header in renamed.items()})
    header = [renamed.get(name, name) for name in order]
    columns = matched(header, SMALL, "x.csv", Options(mapping=mapped))
    assert {item: header[place] for item, place in columns.items.items()} == renamed
    assert set(columns.rules.values()) == {Rule.MAPPING}
