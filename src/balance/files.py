"""Files: the one atomic write, the folder that is ours, and names that are only names."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from balance.errors import BalanceError, stop
from balance.safe import shown
from balance.words import _


def home() -> Path:
    """Return the folder of a person's own files: BALANCE_HOME, else where the system keeps such data."""
    from platformdirs import user_data_path

    chosen = os.environ.get("BALANCE_HOME")
    return Path(chosen) if chosen else user_data_path("balance", appauthor=False)


def private_folder(*names: str) -> Path:
    """Return a folder inside ours; it and ours are made, only for their owner (0700), where they are not there.

    Raises a BalanceError where that cannot be done.
    """
    folder = home()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in names:
            folder /= name
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    return folder


def private_file(name: str, text: str) -> Path:
    """Write a file only its owner can read (0600) into our folder (0700), whole or not at all; return its path.

    Raises an OSError where that cannot be done.
    """
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home() / name
    with _replaced(path, private=True) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def check_readable(path: Path) -> None:
    """Raise a BalanceError unless this is a regular file that we may read: no folder, pipe or address."""
    name = shown(path)
    if "://" in str(path) or str(path).startswith(("http:/", "https:/", "s3:/")):
        raise stop(name, _("This is an address, and balance reads only files on this machine."),
                   _("Download it first."), "not-a-file")  # fmt: skip
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise stop(name, _("There is no such file."), _("Check the name and the folder."), "no-such-file") from None
    except OSError as error:
        raise unreadable(name, error) from None
    if not stat.S_ISREG(mode):
        raise stop(name, _("This is no regular file."), _("Name a file, not a folder or a device."), "not-a-file")
    if not os.access(path, os.R_OK):
        raise unreadable(name, PermissionError(13, os.strerror(13)))


def reason(error: OSError) -> str:
    """Return why the system refused: the usual reasons in the user's language, others as the system says them."""
    said = {
        errno.EACCES: _("Permission denied"),
        errno.ENOSPC: _("No space left on device"),
        errno.EROFS: _("Read-only file system"),
    }
    return said.get(error.errno or 0) or error.strerror or str(error)


def unreadable(name: str, error: OSError) -> Exception:
    """Return the error for a file that the system does not let us read."""
    return stop(name, _("The file cannot be read: {reason}.").format(reason=reason(error)),
                _("Check who may read it."), "unreadable")  # fmt: skip


def check_writable(path: Path, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Raise a BalanceError unless an output may be put here: a folder that is there, nothing to lose."""
    name = shown(path)
    if not path.parent.is_dir():
        raise stop(name, _("The folder of the output is not there."), _("Make it, or name another."), "no-folder")
    if not path.exists():
        return
    if not path.is_file():
        raise stop(name, _("The output is no regular file."), _("Name a file."), "not-a-file")
    if any(each.exists() and path.samefile(each) for each in inputs):
        raise stop(name, _("The output is the input."), _("Name another file after -o."), "output-is-input")
    if not force:
        raise stop(name, _("The file is there already."), _("Name another, or add --force."), "file-exists")


def unwritable(path: Path, error: OSError) -> BalanceError:
    """Return the error for a file or folder that cannot be written."""
    return stop(shown(path), _("The file cannot be written: {reason}.").format(reason=reason(error)),
                _("Check the disk and the folder."), "unwritable")  # fmt: skip


@contextmanager
def whole(path: Path, private: bool = False) -> Iterator[Path]:
    """Yield a path to write to; when the block ends well it takes the place of `path`, else nothing is left.

    The one atomic write: a temporary file in the same folder, fsync, rename, fsync of the folder. A
    private one can be read by its owner only (0600). Raises a BalanceError where the disk or the
    folder does not let us.
    """
    try:
        with _replaced(path, private) as temporary:
            yield temporary
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def _replaced(path: Path, private: bool) -> Iterator[Path]:
    temporary = path.with_name(f".{path.name}.tmp-{os.getpid()}")
    try:
        if private:
            temporary.unlink(missing_ok=True)
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield temporary
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a loss of power, where the system knows how; Windows does not."""
    if sys.platform != "win32":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def cache_folder() -> Path:
    """Return the folder of what can be made again, none of it a person's own: in BALANCE_HOME, else the system's."""
    from platformdirs import user_cache_path

    return home() / "cache" if os.environ.get("BALANCE_HOME") else user_cache_path("balance", appauthor=False)
