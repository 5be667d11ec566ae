"""A private file that only grows, line by line: open and locked for one process, on the disk before it says so."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

from balance.errors import BalanceError, stop
from balance.files import sync_folder
from balance.safe import shown
from balance.store.locking import lock
from balance.words import _

FLAGS = os.O_RDWR | os.O_APPEND | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"))


class Lines:
    """An open file of lines; `create` and `open` make one."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle: int | None = handle

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new file (0600). Raises a FileExistsError where there is one, or a link of that name."""
        lines = cls(path, os.open(path, FLAGS | os.O_CREAT | os.O_EXCL, 0o600))
        lines._lock(wait=True)
        sync_folder(path.parent)
        return lines

    @classmethod
    def open(cls, path: Path, make: bool = False) -> Self:
        """Open a file, no link; with `make` one that may be new, after whoever has it.

        Raises a BalanceError where another process has it, an OSError where it cannot be opened.
        """
        while True:
            lines = cls(path, os.open(path, FLAGS | (os.O_CREAT if make else 0), 0o600))
            lines._lock(wait=make)
            if lines.linked:
                return lines
            lines.close()

    def _lock(self, wait: bool) -> None:
        try:
            locked = lock(self.handle, wait)
        except OSError:
            self.close()
            raise
        if not locked:
            self.close()
            raise in_use(self.path)

    @property
    def handle(self) -> int:
        """Return the open file. Raises a ValueError after `close`."""
        if self._handle is None:
            raise ValueError(self.path)
        return self._handle

    @property
    def linked(self) -> bool:
        """Return whether the file still has a name: what is written to one that was deleted is lost."""
        return os.fstat(self.handle).st_nlink > 0

    def read(self, limit: int) -> bytes:
        """Return the first so many bytes."""
        os.lseek(self.handle, 0, os.SEEK_SET)
        parts = []
        while limit > 0 and (part := os.read(self.handle, limit)):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)

    def append(self, text: bytes) -> None:
        """Write lines at the end, and return when they are on the disk; a torn last line is closed off first.

        Raises an OSError where that fails: then nothing of them is in the file.
        """
        end = os.lseek(self.handle, 0, os.SEEK_END)
        rest = (b"\n" if self._torn(end) else b"") + text
        try:
            while rest:
                rest = rest[os.write(self.handle, rest) :]
            os.fsync(self.handle)
            if not self.linked:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        except BaseException:  # also Ctrl-C between the two: what was not acknowledged does not stay
            with suppress(OSError):
                os.ftruncate(self.handle, end)
            raise

    def _torn(self, end: int) -> bool:
        if end == 0:
            return False
        os.lseek(self.handle, end - 1, os.SEEK_SET)
        return os.read(self.handle, 1) != b"\n"

    def remove(self) -> None:
        """Delete the file and let it go; nobody gets hold of it in between. Raises an OSError where it cannot."""
        if sys.platform == "win32":  # deletes nothing that is open
            self.close()
        try:
            self.path.unlink(missing_ok=True)
        finally:
            self.close()
        sync_folder(self.path.parent)

    def close(self) -> None:
        """Let the file go."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)


def in_use(path: Path) -> BalanceError:
    """Return the error for a file that another process has."""
    what = _("Another balance on this machine has this file open.")
    return stop(shown(path), what, _("Go on there, or end it first."), "in-use")
