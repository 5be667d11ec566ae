"""Fingerprints of rows: they tell whether a row is the same as in an earlier report, and hold no answer."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

BYTES = 12
MANY = 20  # answers by which a row is known again, whatever is taken for its id


def fingerprints(answers: "pl.DataFrame", id_column: str, salt: bytes) -> tuple[str, ...]:
    """Return a fingerprint for each row: of its answers, and of its id where these are fewer than MANY, salted.

    All columns but the id are answers, numbers or null. The order of columns and how a number is
    stored decide nothing, nor, with many answers, which column the ids are from: the same file with other ids is the
    same people. Rows that are alike in all are told apart by counting them, in the order of their ids.
    """
    import polars as pl

    items = sorted(name for name in answers.columns if name != id_column)
    few = pl.sum_horizontal(pl.col(items).is_not_null()) < MANY
    texts = answers.select(
        id=pl.when(few).then(pl.col(id_column).cast(pl.String)).fill_null(""),
        answers=pl.concat_str([pl.col(items).cast(pl.Float64).cast(pl.String).fill_null("")], separator="\x1f"),
    )
    names = "\x1f".join(items)
    marks = [blake2b("\x1e".join((names, answered, id)).encode(), digest_size=BYTES, key=salt).hexdigest()
             for id, answered in texts.iter_rows()]  # fmt: skip
    return _numbered(marks, answers[id_column].cast(pl.String).fill_null("").to_list())


def _numbered(marks: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """Return each mark once: shorter ids count first, so that numbers do as they are, and who comes later is later."""
    found, met = list(marks), Counter(marks)
    alike = [row for row, mark in enumerate(marks) if met[mark] > 1]
    met.clear()
    for row in sorted(alike, key=lambda row: (len(ids[row]), ids[row])):
        met[marks[row]] += 1
        if met[marks[row]] > 1:
            found[row] = f"{marks[row]}.{met[marks[row]]}"
    return tuple(found)
