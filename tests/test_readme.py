"""README's picture is what `balance demo` shows in a terminal of 80 columns."""

import os
import re
from pathlib import Path

import pexpect
from program import command

README = Path(__file__).parents[1] / "README.md"


def test_the_picture_is_that_of_the_demo(balance):
    environment = balance.environment | {"TERM": "xterm", "NO_COLOR": "1"}
    person = pexpect.spawn(command()[0], [*command()[1:], "demo"], env=environment, dimensions=(30, 80), timeout=30)
    person.expect(pexpect.EOF)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", person.before.decode())
    lines = [line.rstrip() for line in shown.strip().replace("\r\n", "\n").split("\n")]
    (block,) = re.findall(r"```text\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)
    assert block.split("\n") == lines, f"run `balance demo` in a terminal of 80 columns{os.linesep}{shown}"
