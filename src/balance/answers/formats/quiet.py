"""Keeps what native libraries write of their own accord from the user's terminal: damaged files make them talk."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def natives_quiet() -> Iterator[None]:
    """Let nothing reach stderr but what Python writes there: a panic of Polars is told by us, in words."""
    sys.stderr.flush()
    kept, python = os.dup(2), sys.stderr
    nowhere = os.open(os.devnull, os.O_WRONLY)
    own = _writes_to(python, 2)
    if own:
        sys.stderr = os.fdopen(os.dup(2), "w", encoding=python.encoding, errors=python.errors, buffering=1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        if own:
            sys.stderr.close()
            sys.stderr = python


def _writes_to(stream: object, descriptor: int) -> bool:
    try:
        return bool(stream.fileno() == descriptor)  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):
        return False
