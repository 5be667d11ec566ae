"""Plain scalars by the core schema of YAML 1.2: `no` is Norwegian, `12:30` and `2026-01-02` are texts."""

import re
from decimal import Decimal
from typing import Self

Scalar = str | int | float | bool | None

NO_TEXT = re.compile(r"[-+.0-9~nNtTfF]|\Z")  # how all below begin
NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
TRUE = re.compile(r"(?:true|True|TRUE)\Z")
FALSE = re.compile(r"(?:false|False|FALSE)\Z")
DECIMAL = re.compile(r"[-+]?[0-9]+\Z", re.ASCII)
OCTAL = re.compile(r"0o[0-7]+\Z")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", re.ASCII)
INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)\Z")
NOT_A_NUMBER = re.compile(r"\.(?:nan|NaN|NAN)\Z")

DIGITS = 15  # more than these a float cannot hold, and thousands of them would hang a parser


class Written(float):
    """A decimal number that remembers how it was written: `66.70` has two decimals."""

    decimals: int

    def __new__(cls, text: str) -> Self:
        """Return the number of a text such as `66.70` or `1e-3`."""
        number = super().__new__(cls, text)
        exponent = Decimal(text).as_tuple().exponent
        number.decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return number


def value(text: str) -> Scalar:
    """Return what a plain scalar stands for. Raises OverflowError for an integer of over 15 digits."""
    if not NO_TEXT.match(text):
        return text
    if NULL.match(text):
        return None
    if TRUE.match(text) or FALSE.match(text):
        return bool(TRUE.match(text))
    return _number(text)


def _number(text: str) -> str | int | float:
    for pattern, base in ((DECIMAL, 10), (OCTAL, 8), (HEXADECIMAL, 16)):
        if pattern.match(text):
            return _whole(text, base)
    if FLOAT.match(text):
        return Written(text)
    if infinite := INFINITE.match(text):
        return float(f"{infinite.group(1)}inf")
    return float("nan") if NOT_A_NUMBER.match(text) else text


def _whole(text: str, base: int) -> int:
    digits = text.lstrip("+-") if base == 10 else text[2:]
    if len(digits.lstrip("0")) > DIGITS:
        raise OverflowError
    return int(("-" if text.startswith("-") else "") + digits, base)
