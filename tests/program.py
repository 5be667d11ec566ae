"""The program as users start it."""

import sys
from pathlib import Path


def command() -> list[str]:
    """The program as users start it; where it is not installed, the function that its script calls."""
    script = Path(sys.executable).with_name("balance.exe" if sys.platform == "win32" else "balance")
    if script.is_file():
        return [str(script)]
    start = "import sys; sys.argv[0] = 'balance'; from balance.cli.main import main; main()"
    return [sys.executable, "-c", start]
