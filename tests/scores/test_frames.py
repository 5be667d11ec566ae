"""Scores on an analyst's own frame: labels or numbers in, the same kind of frame out."""

import json
import warnings
from typing import Any

import duckdb
import factory
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from engines import Frame

import balance
from balance.errors import BalanceError
from balance.questionnaire.model import Questionnaire

WORDS = ["Seldom", "Now and then", "Often"]
ITEMS = ["a1", "a2", "b1", "b2"]


def worded() -> Questionnaire:
    """Two dimensions of two items on three points, in two languages."""
    tree = factory.document(scales={"often": [1, 2, 3]}, items=ITEMS, dimensions={})
    tree["languages"] = ["en", "nb"]
    tree["title"] = {"en": "Small", "nb": "Liten"}
    norwegian = ["Sjelden", "Av og til", "Ofte"]
    points = [
        {"value": value, "label": {"en": english, "nb": other}}
        for value, english, other in zip([1, 2, 3], WORDS, norwegian, strict=True)
    ]
    none = {"en": "No occasion", "nb": "Ikke aktuelt"}
    tree["scales"] = {"often": {"points": points, "unscored": [{"code": "no_occasion", "label": none}]}}
    both = {"a1": "I lead.", "a2": "I plan.", "b1": "I listen.", "b2": "I ask."}
    texts = {item: {"en": text, "nb": text.upper()} for item, text in both.items()}
    tree["pages"] = [{"scale": "often", "items": texts}]
    tree["dimensions"] = {
        "a": {"name": {"en": "A", "nb": "A"}, "items": ["a1", "a2"]},
        "b": {"name": {"en": "B", "nb": "B"}, "items": ["b1", "b2"], "reversed": ["b2"]},
    }
    return Questionnaire.model_validate(tree, context={"languages": tree["languages"]}).stamped("0" * 64)


QUESTIONNAIRE = worded()
LABELS = {
    "id": [1, 2, 3, 4],
    "a1": ["Often", "ofte", " OFTEN ", "3"],
    "a2": ["Seldom", "Av og til", None, "2.0"],
    "b1": ["Often", "", "no_occasion", "NA"],
    "b2": ["Ikke aktuelt", "Sjelden", "1", "1"],
}
EXPECTED = {"a": [50, 75, None, 75], "b": [None, None, None, None]}


def of(frame: Frame, columns: dict[str, list[Any]]) -> Any:
    """Return such a frame, its columns of texts as texts."""
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return frame.of(rows, {name: pl.Int64 if name == "id" else pl.String for name in columns})


def test_labels_in_any_language_score_as_their_numbers_on_every_engine(frame):
    scored = balance.score(of(frame, LABELS), QUESTIONNAIRE)
    rows = frame.rows(scored)
    assert [row["a"] for row in rows] == EXPECTED["a"]
    assert nw.from_native(scored).collect_schema().names() == ["id", "a", "b", "answered"]
    assert [row["answered"] for row in rows] == [0.75, 0.75, 0.5, 0.75]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (pl.DataFrame, pl.DataFrame),
        (pl.LazyFrame, pl.LazyFrame),
        (pd.DataFrame, pd.DataFrame),
        (pa.table, pa.Table),
        (lambda columns: duckdb.connect().from_arrow(pa.table(columns)), duckdb.DuckDBPyRelation),
    ],
)
def test_the_same_kind_of_frame_comes_back(made, kind):
    assert isinstance(balance.score(made({item: [1, 3] for item in ITEMS}), QUESTIONNAIRE), kind)


def test_categories_and_mixed_objects_of_pandas_are_read_as_texts():
    frame = pd.DataFrame(
        {
            "a1": pd.Categorical(["Often", "Seldom", None]),
            "a2": [3, "Seldom", float("nan")],
            "b1": [3.0, float("nan"), 1.0],
            "b2": pd.array([1, None, 3], dtype="Int64"),
        }
    )
    scored = balance.score(frame, QUESTIONNAIRE)
    assert scored["a"].tolist()[:2] == [100, 0]
    assert pd.isna(scored["a"][2])
    assert scored["answered"].tolist() == [1, 0.5, 0.5]


def test_polars_enums_and_categories_are_read_as_texts():
    frame = pl.DataFrame(
        {"a1": ["Often"], "a2": ["Often"], "b1": ["Often"], "b2": ["Seldom"]},
        schema={"a1": pl.Enum(WORDS), "a2": pl.Categorical, "b1": pl.String, "b2": pl.Enum(WORDS)},
    )
    assert balance.score(frame, QUESTIONNAIRE).row(0) == (100, 100, 1)


def test_headers_match_as_in_a_file_and_other_columns_come_first():
    frame = pl.DataFrame({"A1": [3], "Team": ["x"], "a2": [3], "B1": [1], "b2": [1]})
    assert balance.score(frame, QUESTIONNAIRE).columns == ["Team", "a", "b", "answered"]


def test_what_is_no_answer_is_named_with_its_column_and_how_often(frame):
    columns = {item: ["1", "2", "Offen", "Offen"] for item in ITEMS[:1]} | {
        item: ["9", "1", "1", "1"] for item in ITEMS[1:]
    }
    with pytest.raises(BalanceError) as caught:
        balance.score(of(frame, {"id": [1, 2, 3, 4]} | columns), QUESTIONNAIRE)
    said = [str(fault) for fault in caught.value.faults]
    assert said[0].startswith("frame: 5 cells are no answers of their scales. Mend them, or use lenient=True")
    assert 'frame, column a1: "Offen", 2 times. Did you mean "Often"? [bad-cell]' in said
    assert 'frame, column b2: "9", 1 time. [bad-cell]' in said


def test_numbers_off_the_scale_are_named_too_or_not_answered_when_lenient(frame):
    rows = [{"a1": 3.0, "a2": 2.5, "b1": 3.0, "b2": 1.0}, {"a1": 99.0, "a2": 3.0, "b1": 3.0, "b2": None}]
    answers = frame.make(rows, ITEMS)
    with pytest.raises(BalanceError, match=r'column a2: "2\.5", 1 time'):
        balance.score(answers, QUESTIONNAIRE)
    scored = frame.rows(balance.score(answers, QUESTIONNAIRE, lenient=True))
    assert [row["answered"] for row in scored] == [0.75, 0.5]


def test_an_item_without_a_column_is_named_and_not_answered_when_lenient():
    frame = pl.DataFrame({"a1": [3], "a2": [3], "b1": [1]})
    with pytest.raises(BalanceError, match="missing-column"):
        balance.score(frame, QUESTIONNAIRE)
    assert balance.score(frame, QUESTIONNAIRE, lenient=True).row(0) == (100, None, 0.75)


def test_unchecked_numbers_of_a_lazy_frame_are_not_touched_before_they_are_collected():
    def touched(_frame: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("read too early")

    lazy = pl.LazyFrame({item: [1, 3] for item in ITEMS}).map_batches(touched, schema=dict.fromkeys(ITEMS, pl.Int64))
    assert isinstance(balance.score(lazy, QUESTIONNAIRE, check=False), pl.LazyFrame)
    with pytest.raises(Exception, match="read too early"):
        balance.score(lazy, QUESTIONNAIRE)


def test_intervals_and_flags_are_those_of_the_command():
    frame = pl.DataFrame({item: [1, 3] for item in ITEMS})
    scored = balance.score(frame, QUESTIONNAIRE, intervals=True, flags=True)
    assert scored.columns == [
        "a",
        "a_low",
        "a_high",
        "b",
        "b_low",
        "b_high",
        "answered",
        "longest_run",
        "irv",
        "flagged",
    ]
    assert scored["longest_run"].to_list() == [4, 4]


def test_nothing_warns():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        balance.score(duckdb.connect().from_arrow(pa.table(LABELS)), QUESTIONNAIRE).pl()


def test_the_codebook_has_a_row_an_item_as_asked_and_a_row_a_score():
    book = balance.codebook(QUESTIONNAIRE, "nb")
    rows = {row["name"]: row for row in book.to_dicts()}
    assert list(rows)[:5] == ["a1", "a2", "b1", "b2", "a"]
    assert rows["b2"] == {
        "kind": "item", "name": "b2", "text": "I ASK.", "page": "1", "scale": "often", "values": [1, 2, 3],
        "labels": ["Sjelden", "Av og til", "Ofte"], "unscored": ["no_occasion"], "dimension": "b", "axis": None,
        "reversed": True, "unit": None,
    }  # fmt: skip
    assert (rows["a"]["kind"], rows["a"]["text"], rows["a"]["unit"]) == ("score", "A", "0 til 100")
    assert rows["a_low"]["text"].startswith("a: nedre ende")
    assert balance.codebook(QUESTIONNAIRE, "en")["labels"][0].to_list() == WORDS


def test_the_codebook_of_the_shipped_questionnaire_tells_of_every_column_of_its_scores():
    questionnaire = balance.load("balance")
    book = balance.codebook(questionnaire)
    items = book.filter(pl.col("kind") != "score")
    assert items["name"].to_list() == list(questionnaire.items)
    assert items.filter(pl.col("kind") == "need").height == 10
    scores = book.filter(pl.col("kind") == "score")["name"].to_list()
    frame = pl.DataFrame({item: [3] for item in questionnaire.items})
    assert scores == balance.score(frame, questionnaire, intervals=True, flags=True).columns
    assert json.loads(book.write_json())


def test_after_a_codebook_the_messages_speak_as_before():
    from balance.words import language

    before = language()
    balance.codebook(QUESTIONNAIRE, "nb")
    assert language() == before
