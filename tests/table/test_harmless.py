"""What a spreadsheet would run is quoted, and nothing else is touched."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from balance.table.harmless import harmless, quoted

TEXT = st.sampled_from(["=1", "+1", "-", "@a", "\ta", "\ra", ".", "/", "A", "?", " =1", "=\n1", "a\n=1", "=$0", "å="])


@given(st.lists(st.none() | TEXT | st.text(max_size=2), max_size=20))
def test_a_column_is_quoted_as_each_of_its_texts_is(texts):
    table = harmless(pl.LazyFrame({"id": pl.Series(texts, dtype=pl.String)})).collect()
    assert table["id"].to_list() == [None if text is None else quoted(text) for text in texts]
