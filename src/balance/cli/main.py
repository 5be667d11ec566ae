"""Runs balance: the only place where an error becomes words and an exit code."""

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from enum import IntEnum
from types import FrameType
from typing import NoReturn, TextIO

from balance.errors import BalanceError
from balance.words import _

REFUSED = {errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG,
           getattr(errno, "EDQUOT", errno.ENOSPC)}  # fmt: skip


class Exit(IntEnum):
    """The exit codes; typer itself ends wrong usage with 2 and Ctrl-C with 130."""

    INPUT = 1
    BUG = 3
    HUNG_UP = 129
    STOPPED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


def main() -> NoReturn:
    """Run balance and leave with its exit code."""
    try:
        _prepare()
        from balance.cli.app import app_for

        app = app_for(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(Exit.STOPPED)

    try:
        _run(app)
    except BalanceError as error:
        _leave(Exit.INPUT, _told(error))
    except OSError as error:
        if error.errno not in REFUSED:
            _leave(Exit.BUG, _kept(error))
        _leave(Exit.INPUT, _refused(error))
    except Exception as bug:
        _leave(Exit.BUG, _kept(bug))
    sys.exit(0)


def _run(app: Callable[[], object]) -> None:
    """Run the commands, and see that what they printed is out: a full disk shows only then."""
    try:
        app()
    except SystemExit:
        sys.stdout.flush()
        raise


def _refused(error: OSError) -> str:
    """Return the line for what the system did not let us do."""
    from balance.files import reason
    from balance.safe import shown

    _silence(sys.__stdout__)
    name = f" ({shown(error.filename, 100)})" if error.filename else ""
    return _("The system refused: {reason}. Check the disk, the name and who may write there.").format(
        reason=f"{reason(error)}{name}"
    )


def _prepare() -> None:
    """Let signals end the program in order, streams never fail on a letter, and help speak one language."""
    import atexit
    import gc
    import gettext

    from balance import words
    from balance.content import content

    gc.set_threshold(50_000)  # what libraries make at the start stays: 30 ms of looking for waste in it
    atexit.register(gc.freeze)  # and 60 ms at the end
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # other packages' code, and 10 ms to look for it
    os.environ["LANGUAGE"] = words.language()  # read by gettext for typer's own words
    gettext.bindtextdomain("balance", str(content("locale")))
    gettext.textdomain("balance")
    for name, code in (("SIGHUP", Exit.HUNG_UP), ("SIGTERM", Exit.TERMINATED), ("SIGPIPE", Exit.CLOSED_PIPE)):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _ender(code))
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _ender(code: Exit) -> Callable[[int, FrameType | None], NoReturn]:
    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        if code is Exit.CLOSED_PIPE:
            _silence(sys.__stdout__, sys.__stderr__)
        raise SystemExit(code)

    return end


def _silence(*streams: TextIO | None) -> None:
    """Point streams nowhere, so that the last flush meets no closed pipe and no full disk."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _told(error: BalanceError) -> str:
    from balance.terminal.faults import as_text

    return as_text(error.faults)


def _kept(bug: Exception) -> str:
    """Keep the traceback, without values, in a file of the user's; return the line that says where."""
    from balance.files import private_file

    frames = "".join(traceback.format_tb(bug.__traceback__))
    text = f"balance, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n{frames}{type(bug).__name__}\n"
    try:
        path = private_file(f"fault-{datetime.now(UTC):%Y-%m-%dT%H%M%S}.txt", text)
    except OSError:
        return _("This is a fault of ours ({kind}), and it could not be kept in a file.").format(
            kind=type(bug).__name__
        )
    return _("This is a fault of ours ({kind}). What we need to find it, without your answers, is in {path}").format(
        kind=type(bug).__name__, path=path
    )


def _leave(code: Exit, message: str) -> NoReturn:
    from balance.terminal.console import say

    say(message)
    sys.exit(code)
