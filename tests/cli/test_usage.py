"""Wrong usage is said in the user's language, though typer has these sentences in English alone."""

import os
import subprocess
import sys

import pytest
import typer

from balance import words
from balance.cli.app import app_for
from balance.cli.usage import said


def told(arguments: list[str]) -> str:
    """What typer raises of these arguments, in words."""
    with pytest.raises(typer.TyperException) as raised:
        typer.main.get_command(app_for(arguments)).main(arguments, "balance", standalone_mode=False)
    return raised.value.format_message()


@pytest.mark.parametrize(
    ("arguments", "english", "norwegian"),
    [
        (["group"], "Missing argument 'FILE...'.", "'FILE...' mangler."),
        (["group", "--frce", "x"], "No such option: --frce (Possible options: --force)",
         "Det finnes ikke noe valg --frce (mulige valg: --force)"),
        (["show", "--all=3"], "Option '--all' does not take a value.", "Valget '--all' skal ikke ha noe etter seg."),
        (["show", "1", "2", "3"], "Got unexpected extra argument(s) (2 3)", "Dette er for mye: 2 3"),
        (["group", "x", "--min-group", "a"],
         "Invalid value for '--min-group': Input should be a valid integer, unable to parse string as an integer",
         "Ugyldig verdi for '--min-group': Det skal være et helt tall."),
        (["report", "--size", "foo"], "Invalid value for '--size': Value error, 'foo' is not one of 'page', 'slide'.",
         "Ugyldig verdi for '--size': 'foo' er ikke blant disse: 'page', 'slide'."),
    ],
)  # fmt: skip
def test_wrong_usage_is_said_in_the_users_language(arguments, english, norwegian):
    with words.speaking("en"):
        assert told(arguments) == english  # what typer says now: another wording would come through in English
    with words.speaking("nb"):
        assert told(arguments) == norwegian


def test_a_command_that_is_none_is_said_with_the_nearest(balance):
    done = balance("tkae", env={"BALANCE_LANGUAGE": "nb"})
    assert done.returncode == 2
    assert "Det finnes ingen kommando 'tkae'. Mente du 'take'?" in done.stderr


def test_a_sentence_that_is_not_known_stays_as_it_is():
    with words.speaking("nb"):
        assert said("Something new: {x} (y)") == "Something new: {x} (y)"


def test_ctrl_c_before_the_first_word_ends_it_without_one(balance):
    stopped = """
import sys
class Stop:
    def find_spec(self, name, *_rest):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from balance.cli.main import main
main()
"""
    done = subprocess.run([sys.executable, "-c", stopped], env=balance.environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


if hasattr(os, "geteuid") and os.geteuid() != 0:  # to root nothing is forbidden

    def test_a_file_that_may_not_be_read_is_bad_input_in_the_users_language(balance, tmp_path):
        closed = tmp_path / "answers.csv"
        closed.write_text("id,x\n1,2\n", "utf-8")
        closed.chmod(0)
        done = balance("score", closed, "-q", "balance", env={"BALANCE_LANGUAGE": "nb"})
        assert done.returncode == 1
        assert "Filen kan ikke leses: ingen tilgang." in done.stderr
