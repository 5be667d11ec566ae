"""`balance norms`, as those run it who have a hundred answers."""

import os

import pexpect
import pytest
from answers.helpers import small_yaml, written
from program import command

from balance.norms import read
from balance.questionnaire.library import load

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
LANGUAGES = ("nb_NO", "nn", "en")
ROWS = [
    "id,lang,day,a1,a2,a3,b1,b2,b3",
    *(
        f"{n},{LANGUAGES[n % 3]},2026-0{n % 9 + 1}-11 10:00,{n % 5 + 1},{(n + n // 5) % 5 + 1},{n % 4 + 1}"
        f",1,{n % 2 + 1},3"
        for n in range(120)
    ),
]
CONTENT = "\n".join(ROWS) + "\n"


@pytest.fixture
def norms(balance, tmp_path):
    """Run `balance norms` on a file in its own folder, with the small questionnaire beside it."""
    questionnaire = small_yaml(tmp_path)

    def run(*choices, content=CONTENT, **how):
        path = written(tmp_path, content)
        return balance("norms", path.name, "-q", f"./{questionnaire.name}", *choices, cwd=tmp_path, **how)

    return run


def test_norms_hold_who_when_and_in_which_languages(norms, tmp_path):
    done = norms("-o", "n.yaml", "--about", " nurses ", "--language-column", "lang", "--date-column", "day")
    assert done.returncode == 0, done.stderr
    assert "Norms of 120 people." in done.stderr
    found = read(tmp_path / "n.yaml", load(tmp_path / "small.json"))
    assert (found.description, found.n) == ("nurses", 120)
    assert found.languages == {"en": pytest.approx(1 / 3), "nb": pytest.approx(2 / 3)}
    assert (found.dates.first, found.dates.last) == ("2026-01-11", "2026-09-11")
    assert list(found.scores) == ["a", "b", "left", "right", "lean", "level"]


def test_the_same_answers_make_the_same_norms(norms, tmp_path):
    for name in ("one.yaml", "two.yaml"):
        assert norms("-o", name, "--about", "nurses").returncode == 0
    assert (tmp_path / "one.yaml").read_bytes() == (tmp_path / "two.yaml").read_bytes()


def test_too_few_make_nothing(norms, tmp_path):
    done = norms("-o", "n.yaml", "--about", "nurses", content="\n".join(ROWS[:100]))
    assert done.returncode == 1
    assert "here are 99" in done.stderr
    assert "[too-few-for-norms]" in done.stderr
    assert not (tmp_path / "n.yaml").exists()


def test_without_a_description_the_usage_is_wrong(norms):
    done = norms("-o", "n.yaml")
    assert done.returncode == 2
    assert "--about" in done.stderr


def test_a_column_without_dates_is_named(norms):
    done = norms("-o", "n.yaml", "--about", "x", "--date-column", "lang")
    assert done.returncode == 1
    assert "[no-dates]" in done.stderr


def test_norms_that_are_there_stay(norms, tmp_path):
    (tmp_path / "norms.yaml").write_text("mine", "utf-8")
    assert norms("--about", "x").returncode == 1
    assert (tmp_path / "norms.yaml").read_text("utf-8") == "mine"


@POSIX
def test_a_terminal_is_asked_for_the_description(balance, tmp_path):
    questionnaire, path = small_yaml(tmp_path), written(tmp_path, CONTENT)
    program, *rest = [*command(), "norms", str(path), "-q", str(questionnaire), "-o", str(tmp_path / "n.yaml")]
    with pexpect.spawn(
        program, rest, env=balance.environment | {"TERM": "xterm"}, encoding="utf-8", timeout=60
    ) as terminal:
        terminal.expect("Whose answers are these")
        terminal.sendline("foremen in a yard")
        terminal.expect("Norms of 120 people")
        terminal.expect(pexpect.EOF)
    assert read(tmp_path / "n.yaml", load(questionnaire)).description == "foremen in a yard"
