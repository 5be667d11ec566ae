"""Valid files of every format, damaged anywhere: a table or words, soon and in bounded memory, never a crash."""

import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import polars as pl
import pytest
from answers.helpers import HEADER, scored
from answers.making import saved
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from balance.errors import BalanceError

pyreadstat = pytest.importorskip("pyreadstat")

ROWS: list[list[Any]] = [[f"{n:03d}", 1, "often 2", 3, 4, 5, 1] for n in range(30)]
SECONDS, MEGABYTES = 20, 500  # more than any of these files may take


def table() -> str:
    return "\n".join([HEADER, *(",".join(map(str, row)) for row in ROWS), ""])


def unpacked(workbook: bytes) -> bytes:
    """The same workbook with nothing packed, so that what is damaged is its XML."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed, zipfile.ZipFile(plain, "w") as archive:
        for name in packed.namelist():
            archive.writestr(name, packed.read(name))
    return plain.getvalue()


@cache
def valid(kind: str) -> bytes:
    text = table()
    if kind in ("xlsx", "xml"):
        with TemporaryDirectory() as folder:
            content = saved(Path(folder), [HEADER.split(","), *ROWS]).read_bytes()
        return content if kind == "xlsx" else unpacked(content)
    if kind == "jsonl":
        return "".join(json.dumps(dict(zip(HEADER.split(","), row, strict=True))) + "\n" for row in ROWS).encode()
    if kind in ("parquet", "labels"):
        frame = pl.DataFrame(ROWS, schema=HEADER.split(","), orient="row")
        buffer = io.BytesIO()
        (frame if kind == "labels" else frame.with_columns(a2=2)).write_parquet(buffer)
        return buffer.getvalue()
    if kind == "sav":
        frame = pd.DataFrame(ROWS, columns=HEADER.split(","))
        with TemporaryDirectory() as folder:
            pyreadstat.write_sav(frame.assign(a2=2), f"{folder}/x.sav", variable_value_labels={"a1": {1: "often 1"}})
            return Path(folder, "x.sav").read_bytes()
    return {
        "csv": text.encode(),
        "quoted": text.replace("often 2", '"often, 2"').encode(),
        "utf-16": text.encode("utf-16"),
        "cp1252": text.replace("007", "Øy").encode("cp1252"),
        "gzip": gzip.compress(text.encode()),
    }[kind]


def bit(content: bytearray, at: int, size: int) -> None:
    if at < len(content):
        content[at] ^= 1 << size % 8


def cut(content: bytearray, at: int, size: int) -> None:
    del content[at : at + size]


def end(content: bytearray, at: int, _size: int) -> None:
    del content[max(1, at) :]


def repeat(content: bytearray, at: int, size: int) -> None:
    content[at:at] = content[at : at + size] * 3


def fill(content: bytearray, at: int, size: int) -> None:
    content[at : at + size] = bytes([size]) * size


DAMAGE = st.tuples(st.sampled_from([bit, cut, end, repeat, fill]), st.floats(0, 1), st.integers(1, 255))
KINDS = ["csv", "quoted", "utf-16", "cp1252", "gzip", "jsonl", "xlsx", "xml", "parquet", "labels", "sav"]


HEALTHY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
Damage = list[tuple[Callable[[bytearray, int, int], None], float, int]]


def check(path: Path, content: bytes, damage: Damage, lenient: bool) -> None:
    """Damage a file, score it, and see that it ends well."""
    damaged = bytearray(content)
    for what, where, size in damage:
        what(damaged, int(where * len(damaged)), size)
    path.write_bytes(damaged)
    start, before = time.monotonic(), peak()
    with suppress(BalanceError):
        scores, left_out = scored(path, lenient=lenient)
        assert left_out.rows == len(pl.read_csv(scores.encode(), infer_schema=False)) > 0
    assert time.monotonic() - start < SECONDS
    assert peak() - before < MEGABYTES


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "sav"])
@settings(suppress_health_check=HEALTHY)
@given(damage=st.lists(DAMAGE, min_size=1, max_size=4), lenient=st.booleans())
def test_a_damaged_file_gives_a_table_or_words(tmp_path, capfd, kind, damage, lenient):
    check(tmp_path / "damaged", valid(kind), damage, lenient)
    assert capfd.readouterr().err == ""


@settings(suppress_health_check=HEALTHY, max_examples=min(60, settings.default.max_examples))
@given(damage=st.lists(DAMAGE, min_size=1, max_size=4), lenient=st.booleans())
def test_so_does_a_damaged_file_of_spss_which_another_process_reads_first(tmp_path, capfd, damage, lenient):
    check(tmp_path / "damaged", valid("sav"), damage, lenient)
    assert capfd.readouterr().err == ""


def peak() -> float:
    """The most memory this process has used, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


@pytest.mark.parametrize("kind", KINDS)
def test_undamaged_it_is_a_table(tmp_path, kind):
    path = tmp_path / "valid"
    path.write_bytes(valid(kind).replace(b"often, 2", b"often 2"))
    assert scored(path)[1].rows == len(ROWS)
