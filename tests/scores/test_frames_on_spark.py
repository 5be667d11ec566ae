"""Scores on the Spark of an analyst: computed when they are asked for, and not before they must."""

import factory
import polars as pl
import pytest

import balance

QUESTIONNAIRE = factory.questionnaire(**factory.two_sides())
ITEMS = list(QUESTIONNAIRE.items)
UNREAD = "raise_error('read too early')"


def jobs(spark, ask):
    """Return how many jobs a question made."""
    spark.sparkContext.setJobGroup("asked", "")
    before = len(spark.sparkContext.statusTracker().getJobIdsForGroup("asked"))
    ask()
    spark.sparkContext.setLocalProperty("spark.jobGroup.id", None)
    return len(spark.sparkContext.statusTracker().getJobIdsForGroup("asked")) - before


def test_a_lazy_frame_of_spark_comes_back_and_unchecked_numbers_are_not_read_before(spark):
    never = spark.range(2).selectExpr("id", *(f"int({UNREAD}) AS {item}" for item in ITEMS))
    scored = balance.score(never, QUESTIONNAIRE, check=False)
    assert type(scored) is type(never)
    assert scored.columns == ["id", "a", "b", "left", "right", "lean", "level", "answered"]
    with pytest.raises(Exception, match="read too early"):
        scored.collect()


@pytest.mark.parametrize("kind", ["int", "string"])
def test_all_columns_are_looked_at_as_often_as_one(spark, kind):
    frame = spark.range(20).selectExpr("id", *(f"CAST(id % 5 + 1 AS {kind}) AS {item}" for item in ITEMS))
    assert jobs(spark, lambda: balance.score(frame, QUESTIONNAIRE)) == jobs(spark, frame.groupBy().count().collect)


def test_columns_may_be_called_anything_and_ids_may_have_dots(spark):
    """Spark takes a dot in a name for a part of a column, and a backtick for the end of a name."""
    dotted = factory.questionnaire(items=["a.1", "a.2"], dimensions={"omr.a": {"items": ["a.1", "a.2"]}})
    headers = ["I do a.1.", "a.2", "e.g. `Team` no. 1"]
    for kind in ("int", "string"):
        frame = spark.createDataFrame([(1, 5, 7), (3, None, 8)], ", ".join(f"c{n} {kind}" for n in range(3)))
        scored = balance.score(frame.toDF(*headers), dotted, intervals=True)
        assert scored.columns == [headers[2], "omr.a", "omr.a_low", "omr.a_high", "answered"]
        assert [(str(row[0]), row[1], row[4]) for row in scored.collect()] == [("7", 50, 1), ("8", None, 0.5)]


def test_parts_in_a_folder_are_scored_and_written_as_parts_without_a_row_here(spark, tmp_path):
    answers = pl.DataFrame({"id": range(60)} | {item: [n % 5 + 1 for n in range(60)] for item in ITEMS})
    (tmp_path / "in").mkdir()
    for part in range(3):
        answers[part * 20 : part * 20 + 20].write_parquet(tmp_path / "in" / f"{part}.parquet")
    scored = balance.score(spark.read.parquet(str(tmp_path / "in")), QUESTIONNAIRE, intervals=True, flags=True)
    scored.write.parquet(str(tmp_path / "out"))
    found = pl.read_parquet(tmp_path / "out" / "*.parquet").sort("id")
    wanted = balance.score(answers, QUESTIONNAIRE, intervals=True, flags=True)
    assert found.equals(wanted.cast(dict(found.schema)))
