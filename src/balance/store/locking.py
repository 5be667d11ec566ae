"""A file belongs to one process at a time.

The Windows half is type-checked and was never run. Windows locks forbid others to read what is locked,
so a byte far behind the end stands for the file.
"""

import sys

if sys.platform == "win32":
    import msvcrt
    import os

    FAR = 2**31 - 2

    def lock(handle: int, wait: bool = False) -> bool:
        """Lock an open file until it is closed, with `wait` after ten seconds at most; return whether it is ours."""
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock(handle: int, wait: bool = False) -> bool:
        """Lock an open file until it is closed, with `wait` as soon as it is free; return whether it is ours.

        Raises an OSError where the file system knows no locks.
        """
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
