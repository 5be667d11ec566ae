"""Looks at the numbers in a Parquet file before Polars takes them at their word: a damaged one would end the process.

Footer and page headers are structs in Thrift's compact protocol (https://github.com/apache/parquet-format).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from balance.answers.spool import LARGEST

MAGIC = b"PAR1"
MOST_ROWS = 100_000_000
DEEPEST = 30
HEADER = 1 << 16  # bytes in which the header of a page ends
ROWS, GROUPS = 3, 4  # fields of the footer
COLUMNS, CHUNK = 1, 3  # of a row group, of a column
VALUES, UNPACKED, PACKED, DATA, DICTIONARY = 5, 6, 7, 9, 11  # of a chunk
PAGE_UNPACKED, PAGE_PACKED, DATA_PAGE, DICTIONARY_PAGE, DATA_PAGE_2 = 2, 3, 5, 7, 8  # of the header of a page


class DamagedError(ValueError):
    """A number in the file cannot be."""


def check_numbers(path: Path) -> None:
    """Raise a DamagedError where an offset, a size or a count cannot be that of this file."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        length, magic = int.from_bytes(file.read(4), "little"), file.read(4)
        _require(magic == MAGIC and 0 < length <= size - 12)
        file.seek(size - 8 - length)
        footer = _Thrift(file.read(length)).struct()
        _require(0 <= _number(footer, ROWS) <= MOST_ROWS)
        for chunk in _chunks(footer):
            _check_chunk(file, chunk, size)


def _chunks(footer: dict[int, Any]) -> Iterator[dict[int, Any]]:
    for group in _structs(footer.get(GROUPS, [])):
        for column in _structs(group.get(COLUMNS, [])):
            yield from _structs([column.get(CHUNK)])


def _structs(value: Any) -> list[dict[int, Any]]:
    _require(isinstance(value, list) and all(isinstance(each, dict) for each in value))
    return value  # type: ignore[no-any-return]


def _check_chunk(file: BinaryIO, chunk: dict[int, Any], size: int) -> None:
    values, unpacked, packed = (_number(chunk, field) for field in (VALUES, UNPACKED, PACKED))
    start = min((_number(chunk, field) for field in (DATA, DICTIONARY) if chunk.get(field)), default=0)
    _require(0 <= values <= MOST_ROWS and 0 <= unpacked <= LARGEST and 0 < start <= start + packed <= size)
    at, end = start, start + packed
    while at < end:
        file.seek(at)
        thrift = _Thrift(file.read(min(HEADER, end - at)))
        header = thrift.struct()
        here, large = _number(header, PAGE_PACKED), _number(header, PAGE_UNPACKED)
        _require(0 <= large <= unpacked and 0 <= here <= end - at)
        for kind, most in ((DATA_PAGE, values), (DICTIONARY_PAGE, large), (DATA_PAGE_2, values)):
            for page in _structs([header[kind]] if kind in header else []):
                _require(0 <= _number(page, 1) <= most)
        at += thrift.at + here


def _number(struct: dict[int, Any], field: int) -> int:
    value = struct.get(field)
    if not isinstance(value, int):
        raise DamagedError
    return value


def _require(true: bool) -> None:
    if not true:
        raise DamagedError


class _Thrift:
    """Reads structs of the compact protocol: {field: value}; bytes stay bytes."""

    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def struct(self, depth: int = 0) -> dict[int, Any]:
        _require(depth < DEEPEST)
        fields: dict[int, Any] = {}
        field = 0
        while kind := self._byte():
            step, kind = kind >> 4, kind & 15
            field = field + step if step else self._signed()
            fields[field] = kind == 1 if kind in (1, 2) else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        if kind in (1, 2, 3):
            return self._byte()
        if kind in (4, 5, 6):
            return self._signed()
        if kind == 7:
            return self._bytes(8)
        if kind == 8:
            return self._bytes(self._unsigned())
        if kind in (9, 10):
            return self._list(depth)
        _require(kind == 12)  # Parquet has no maps
        return self.struct(depth + 1)

    def _list(self, depth: int) -> list[Any]:
        _require(depth < DEEPEST)
        head = self._byte()
        length = head >> 4 if head >> 4 < 15 else self._unsigned()
        _require(length <= len(self.content) - self.at)
        return [self._value(head & 15, depth + 1) for _each in range(length)]

    def _byte(self) -> int:
        return self._bytes(1)[0]

    def _bytes(self, length: int) -> bytes:
        start, self.at = self.at, self.at + length
        _require(self.at <= len(self.content))
        return self.content[start : self.at]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
            _require(shift < 70)

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
