"""What a real browser sees of a page or a picture; see browse.py for how it is asked."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BROWSE = Path(__file__).with_name("browse.py")
CHROMIUM = shutil.which("chromium")
IN_CHROMIUM = [pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"), pytest.mark.xdist_group("html")]


def browse(*views):
    done = subprocess.run(
        [sys.executable, BROWSE, CHROMIUM], input=json.dumps(views), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
