"""Whether Java is there, and recent enough, before Spark is started with it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from balance.errors import BalanceError, stop
from balance.safe import shown
from balance.words import _

OLDEST = 17  # that Spark 4 runs on
ASKED_FOR = 30  # seconds that Java may take to say its version
VERSION = re.compile(r'(?:version |JAVA_VERSION=)"(?:1\.)?(\d+)')


def check_java() -> None:
    """Raise a BalanceError unless the Java that Spark will start is there and recent enough."""
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else None
    found = shutil.which("java") if java is None else shutil.which(java)
    if found is None and java is not None:
        what = _("JAVA_HOME names a folder without Java: {path}.").format(path=shown(home))
        raise stop("--engine spark", what, _remedy(), "no-java")
    if found is None:
        raise _missing()
    version = _version(Path(found))
    if version is None:
        raise _missing()
    if version < OLDEST:
        what = _("Spark needs Java {oldest} or later, and {path} is Java {version}.").format(
            oldest=OLDEST, path=shown(found), version=version
        )
        raise stop("--engine spark", what, _remedy(), "no-java")


def _version(java: Path) -> int | None:
    """Return the version of a Java: as it is written beside it, else as it says itself."""
    release = java.resolve().parent.parent / "release"
    try:
        said = VERSION.search(release.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        said = None
    said = said or VERSION.search(_asked(java))
    return int(said[1]) if said else None


def _asked(java: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603 -- the Java that Spark would run
            [java, "-version"], capture_output=True, text=True, errors="replace", timeout=ASKED_FOR, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stderr + done.stdout


def _missing() -> BalanceError:
    return stop("--engine spark", _("Spark needs Java, and there is none here."), _remedy(), "no-java")


def _remedy() -> str:
    return _("Install Java {oldest} or later (https://adoptium.net), or name its folder in JAVA_HOME.").format(
        oldest=OLDEST
    )
