"""README's pictures are what balance makes: a report's picture, and `balance demo` in a terminal of 80 columns."""

import os
import re
from pathlib import Path

import pexpect
from PIL import Image, ImageChops, ImageStat
from program import command

TOP = Path(__file__).parents[1]
README = TOP / "README.md"


def test_the_first_picture_is_what_the_report_makes_of_the_demo(balance, tmp_path):
    first = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README.read_text("utf-8"))[0]
    answers = TOP / "demo" / "balance.yaml"
    done = balance("report", "--answers", answers, "--name", "Åse Ødegård", "-o", tmp_path / "made.png")
    assert done.returncode == 0, done.stderr
    with Image.open(TOP / first) as shown, Image.open(tmp_path / "made.png") as made:
        assert shown.size == made.size
        apart = ImageStat.Stat(ImageChops.difference(shown.convert("RGB"), made.convert("RGB"))).mean
    assert max(apart) < 1, "run docs/gallery/make"


def test_the_picture_in_text_is_that_of_the_demo(balance):
    environment = balance.environment | {"TERM": "xterm", "NO_COLOR": "1"}
    person = pexpect.spawn(command()[0], [*command()[1:], "demo"], env=environment, dimensions=(30, 80), timeout=30)
    person.expect(pexpect.EOF)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", person.before.decode())
    lines = [line.rstrip() for line in shown.strip().replace("\r\n", "\n").split("\n")]
    (block,) = re.findall(r"```text\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)
    assert block.split("\n") == lines, f"run `balance demo` in a terminal of 80 columns{os.linesep}{shown}"
