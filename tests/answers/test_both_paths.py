"""The quick path and the careful one: the same bytes for a clean file, and the quick one steps back in any doubt."""

from pathlib import Path
from typing import Any

import pytest
from answers.helpers import CLEAN, HEADER, SMALL, read_both_ways, written
from factory import questionnaire
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance.answers.peeking import DoubtError

UNEVEN = questionnaire(
    scales={"ends": [1, 4, 9], "minus": [-2, -1, 0, 1, 2], "wide": [0, 200, 400]},
    items={"a1": "ends", "a2": "minus", "b1": "wide", "b2": "minus"},
    dimensions={"a": {"items": ["a1", "a2"]}, "b": {"items": ["b1", "b2"], "reversed": ["b1"]}},
)
IDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='",;\t\r\n'), max_size=6)
SPELLINGS = ["{}", " {}", "0{}", "+{}"]


@st.composite
def clean_files(draw: Any) -> tuple[Any, bytes]:
    """A questionnaire and a file of whole numbers, spelt in all ways the quick path may take for them."""
    instrument = draw(st.sampled_from([SMALL, UNEVEN]))
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    header = draw(st.permutations(["id", *instrument.items, "why"]))
    if draw(st.booleans()):
        header.remove("id")
    lines = [delimiter.join(header)]
    for _row in range(draw(st.integers(1, 12))):
        cells = []
        for name in header:
            if name not in instrument.items:
                cells.append(draw(IDS))
                continue
            value = draw(st.sampled_from([*instrument.items[name].scale.values, None]))
            spelling = draw(st.sampled_from(SPELLINGS if value is not None and value >= 0 else ["{}"]))
            cells.append("" if value is None else spelling.format(value))
        lines.append(delimiter.join(cells))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return instrument, (mark + end.join(lines) + draw(st.sampled_from(["", end]))).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(clean_files())
def test_both_paths_write_the_same_bytes_and_count_the_same(tmp_path: Path, case: tuple[Any, bytes]) -> None:
    instrument, content = case
    try:
        (quick_bytes, quick), (careful_bytes, careful) = read_both_ways(written(tmp_path, content), instrument)
    except DoubtError:
        return  # a row of blanks in a file of blanks, a first id that is no number: careful enough
    assert quick_bytes == careful_bytes
    assert quick == careful


def test_a_clean_file_takes_the_quick_path(tmp_path):
    for content in (CLEAN, CLEAN.replace("\n", "\r\n"), CLEAN.replace(",", "\t"), "\ufeff" + CLEAN, CLEAN.strip()):
        (quick, _), (careful, _) = read_both_ways(written(tmp_path, content), SMALL)
        assert quick == careful


@pytest.mark.parametrize(
    "line",
    ["x,6,2,3,4,5,1", "x,0,2,3,4,5,1", "x,1,2,3,4,5", "x,1,2,3,4,5,1,2", "", "x,300,2,3,4,5,1", 'x,"1",2,3,4,5,1',
     "x,1 ,2,3,4,5,1", "x,oftn 1,2,3,4,5,1", "\rx,1,2,3,4,5,1"],
)  # fmt: skip
@pytest.mark.parametrize("place", [1, 2, 4])
def test_the_quick_path_steps_back_in_any_doubt(tmp_path, line, place):
    lines = CLEAN.splitlines()
    lines.insert(place, line)
    path = written(tmp_path, "\n".join(lines) + "\n")
    with pytest.raises(DoubtError):
        read_both_ways(path, SMALL)


@st.composite
def files_of_labels(draw: Any) -> bytes:
    """A file of labels, numbers beside labels, codes and signs of no answer, with a rare spelling at the end."""
    words = st.sampled_from(
        ["often 1", "often 2", "often 5", "3", "4.0", "5 - often 5", "OFTEN 4", "NA", "-", "", "n/a"]
    )
    rows = draw(st.lists(st.lists(words, min_size=6, max_size=6), min_size=1, max_size=40))
    lines = [HEADER, *(",".join([f"{n:03}", *cells]) for n, cells in enumerate(rows))]
    return ("\n".join(lines) + "\n").encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files_of_labels())
def test_labels_mean_the_same_on_both_paths(tmp_path: Path, content: bytes) -> None:
    try:
        (quick_bytes, quick), (careful_bytes, careful) = read_both_ways(written(tmp_path, content), SMALL)
    except DoubtError:
        return  # a spelling that the first rows do not have
    assert quick_bytes == careful_bytes
    assert quick == careful


@pytest.mark.parametrize("cell", ["often 1", "NA", "1.0", "5 - often 5", "OFTEN 2"])
def test_a_file_of_labels_takes_the_quick_path(tmp_path, cell):
    lines = [HEADER, f"x,{cell},often 2,3,4,5,often 1", *(f"y{n},2,often 2,3,4,,1" for n in range(60))]
    (quick, told), (careful, also) = read_both_ways(written(tmp_path, "\n".join(lines) + "\n"), SMALL)
    assert quick == careful
    assert told == also


def test_a_value_between_the_points_of_an_uneven_scale_is_a_doubt(tmp_path):
    with pytest.raises(DoubtError):
        read_both_ways(written(tmp_path, "a1,a2,b1,b2\n4,0,200,1\n5,0,200,1\n"), UNEVEN)


def test_a_scale_whose_words_are_other_numbers_never_takes_the_quick_path(tmp_path):
    turned = questionnaire(
        scales={"turned": [1, 2]}, items={"a": "turned", "b": "turned"}, dimensions={"d": {"items": ["a", "b"]}}
    ).model_dump()
    turned["scales"]["turned"]["points"][0]["label"] = {"en": "2"}
    instrument = type(SMALL).model_validate(turned)
    with pytest.raises(DoubtError):
        read_both_ways(written(tmp_path, "a,b\n1,1\n"), instrument)


def test_fractions_take_the_careful_path(tmp_path):
    instrument = questionnaire(scales={"s": [0.5, 1]}, items={"a": "s"}, dimensions={"d": {"items": ["a"]}})
    with pytest.raises(DoubtError):
        read_both_ways(written(tmp_path, "id,a\nx,1\n"), instrument)


def test_many_batches_agree(tmp_path):
    content = HEADER + "\n" + "".join(f"{n % 7000:05d},{n % 5 + 1},,3,{n % 4 + 1},5,1\n" for n in range(150_000))
    (quick_bytes, quick), (careful_bytes, careful) = read_both_ways(written(tmp_path, content), SMALL)
    assert quick_bytes == careful_bytes
    assert quick == careful
    assert quick.ids.repeated == 150_000
