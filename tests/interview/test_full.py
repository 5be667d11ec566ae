"""The full-screen interview as a person meets it: a real terminal, real keys, real signals."""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pexpect
import pytest
from program import command

from balance.questionnaire.library import load

BALANCE = load("balance")
ITEMS = list(BALANCE.items)
TAKING = Path(__file__).with_name("taking.py")
UP, DOWN = "\x1b[A", "\x1b[B"
LEFT_SCREEN = "\x1b[?1049l"
SMALL = """
format: balance/1
id: small
version: 0.1.0
languages: [en]
title: Small
scales:
  often: {points: [{value: 1, label: Seldom}, {value: 2, label: Often}], unscored: [{code: none, label: No occasion}]}
pages:
  - {title: First, scale: often, items: {a: I do a., b: I do b.}}
  - {title: Second, intro: Now another., scale: often, items: {c: I do c.}}
comments: {more: What more?}
dimensions: {d: {name: D, items: [a, b, c]}}
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


class Person(pexpect.spawn):
    """Somebody at a terminal of their own."""

    def __init__(self, arguments, environment, size=(24, 80), **settings):
        environment = environment | {"TERM": "xterm-256color"}
        environment.pop("COLUMNS", None)
        super().__init__(arguments[0], [*map(str, arguments[1:])], env=environment, dimensions=size,
                         encoding="utf-8", timeout=20, **settings)  # fmt: skip
        self.delaybeforesend = None
        self.before_all = termios.tcgetattr(self.child_fd)
        self.shown = ""

    def sees(self, *texts):
        for text in texts:
            self.expect_exact(text)
            self.shown += self.before + text

    def leaves(self):
        """Wait for the end; return the exit code and check that the terminal is as it was."""
        self.expect(pexpect.EOF)
        self.shown += self.before
        assert termios.tcgetattr(self.child_fd) == self.before_all
        self.close()
        assert self.shown.rindex("\x1b[?25h") > self.shown.rindex("\x1b[?25l")
        assert self.shown.rindex("\x1b[?2004l") > self.shown.rindex("\x1b[?2004h")
        assert self.shown.rindex(LEFT_SCREEN) > self.shown.rindex("\x1b[?1049h")
        assert "Traceback" not in self.shown
        return self.exitstatus


@pytest.fixture
def take(balance):
    """`balance take` at a terminal, past the first card."""

    def start(*arguments, env=None, size=(24, 80)):
        environment = {k: v for k, v in (balance.environment | (env or {})).items() if v is not None}
        return Person([*command(), "take", *arguments], environment, size)

    return start


@pytest.fixture
def keep(balance, tmp_path):
    """The interview with a journal, of the questionnaire that comes with balance or of a small one."""
    (tmp_path / "small.yaml").write_text(SMALL)

    def start(name="small.yaml", journal=None, size=(24, 80)):
        questionnaire = tmp_path / name if name.endswith(".yaml") else name
        arguments = [sys.executable, TAKING, questionnaire, "en", journal or tmp_path / "journal"]
        return Person(arguments, balance.environment, size)

    start.journal = tmp_path / "journal"
    return start


def read(journal):
    return [tuple(json.loads(line)) for line in journal.read_text().splitlines()] if journal.exists() else []


def begun(person):
    """Pass the first card and that of the first page."""
    person.sees("Enter begins")
    person.send("\r")
    person.sees("Enter goes on")
    person.send("\r")
    person.sees("1 of 54")
    return person


@pytest.mark.parametrize("language", ["en", "nb"])
def test_one_key_an_answer_from_the_first_screen_to_the_profile(take, language):
    person = take("--language", language)
    person.sees(BALANCE.title[language])
    if language == "en":
        person.sees("stay on this machine and nobody else sees them", "saved", "10 minutes", "Ctrl-C")
    person.send("\r")
    for page in BALANCE.pages:
        person.sees(page.intro[language].split()[0])
        person.send("\r")
        for item in page.items.values():
            person.sees(" ".join(item[language].split()[:3]))
            person.send("3")
    person.sees("54 ")
    person.send("\r" * 12)  # and through the questions worth an hour
    assert person.leaves() == 0
    after = person.shown[person.shown.rindex(LEFT_SCREEN) :]
    assert BALANCE.axes["structure"].name[language].upper() in after
    assert BALANCE.dimensions["goals"].name[language] in after


def test_all_answers_typed_ahead_in_one_write_are_all_kept(take):
    answers = [n % 5 + 1 for n in range(54)]
    person = take("--json")
    person.send("".join(map(str, answers)))
    person.sees("54 of 54 answered")
    person.send("\r")
    assert person.leaves() == 0
    assert '"answered": 1.0' in person.shown


def test_what_is_typed_ahead_arrives_in_order(keep):
    person = keep("balance")
    answers = [n % 5 + 1 for n in range(54)]
    person.send("".join(map(str, answers)))
    person.sees("54 of 54 answered")
    person.send("\r")
    assert person.leaves() == 0
    assert read(keep.journal) == list(zip(ITEMS, answers, strict=True))


def test_back_skip_unscored_and_arrows(keep):
    person = begun(keep("balance"))
    person.send("5")
    person.sees("2 of 54")
    person.send("s")
    person.sees("3 of 54")
    person.send("n")  # Not part of my role
    person.sees("4 of 54")
    person.send(DOWN + DOWN + "\r")
    person.sees("5 of 54")
    person.send(UP + UP + UP + "\r")  # from below: the two unscored, then the highest
    person.sees("6 of 54")
    person.send("b")
    person.sees("5 of 54")
    person.send("bb")
    person.sees("3 of 54")
    person.send("1")
    person.sees("4 of 54")
    person.send("\r")  # as it was
    person.sees("5 of 54")
    person.send("\x1b[C")
    person.sees("6 of 54")
    person.sendintr()
    assert person.leaves() == 130
    assert read(keep.journal) == [
        (ITEMS[0], 5), (ITEMS[1], None), (ITEMS[2], "not_my_role"), (ITEMS[3], 2), (ITEMS[4], 5), (ITEMS[2], 1)
    ]  # fmt: skip


def test_what_was_left_out_is_offered_at_the_end(keep):
    person = keep("balance")
    person.send("3s" + "3" * 40 + "s" + "3" * 11)
    person.sees("2 questions are left out", BALANCE.items[ITEMS[1]].text["en"][:20])
    person.send("s")
    person.sees("2 of 54")
    person.send("4")
    person.sees("43 of 54")
    person.send("5")
    person.sees("54 of 54 answered")
    person.send("b")
    person.sees("54 of 54")
    person.send("2")
    person.sees("54 of 54 answered")
    person.send("\r")
    assert person.leaves() == 0
    told = dict(read(keep.journal))
    assert (told[ITEMS[1]], told[ITEMS[42]], told[ITEMS[53]]) == (4, 5, 2)
    assert None not in told.values()


def test_line_breaks_among_pasted_digits_answer_nothing_and_a_marked_paste_nothing_at_all(keep):
    person = begun(keep("balance"))
    person.send("3\n4\n\n\n5\r")
    person.sees("4 of 54", "Press the key of an answer")
    person.send("\x1b[200~1\n2\n3\n\x1b[201~")
    person.sees("Pasted text answers no question")
    person.send("1")
    person.sees("5 of 54")
    person.sendintr()
    assert person.leaves() == 130
    assert [answer for _id, answer in read(keep.journal)] == [3, 4, 5, 1]


def test_an_arrow_that_arrives_in_pieces_is_no_letter(keep):
    person = begun(keep("balance"))
    for piece in "\x1b[B":
        person.send(piece)
        time.sleep(0.1)
    person.sees("▸")
    person.send("\x1b[15~\x1bOP\x1b]11;rgb:1111/2222/3333\x07\x1b")
    time.sleep(0.4)
    person.send("\r")
    person.sees("2 of 54")
    person.sendintr()
    assert person.leaves() == 130
    assert read(keep.journal) == [(ITEMS[0], 1)]


def test_a_key_that_means_nothing_says_so_and_answers_nothing(keep):
    person = begun(keep("balance"))
    person.send("9")
    person.sees("That key is no answer here")
    person.send("æ")
    person.send("q")
    person.sees("Ctrl-C stops.")
    person.sendintr()
    assert person.leaves() == 130
    assert read(keep.journal) == []


def test_comments_are_typed_edited_and_left_empty(keep):
    person = keep()
    person.send("\r121")
    person.sees("What more?")
    person.send("Flere møtr\x7fer\x1b[200~ og\nmer\x1b[201~\r")
    person.sees("3 of 3 answered")
    person.send("b")
    person.sees("What more?", "Flere møter og mer")
    person.send("!\r")
    person.sees("3 of 3 answered")
    person.send("\r")
    assert person.leaves() == 0
    taken = json.loads(person.shown[person.shown.rindex(LEFT_SCREEN) + len(LEFT_SCREEN) :])
    assert taken == {"answers": {"a": 1, "b": 2, "c": 1}, "comments": {"more": "Flere møter og mer!"}}
    assert read(keep.journal)[-2:] == [("more", "Flere møter og mer"), ("more", "Flere møter og mer!")]


def test_an_interview_goes_on_at_the_first_question_not_asked(keep):
    person = begun(keep("balance"))
    person.send("123")
    person.sees("4 of 54")
    person.sendintr()
    assert person.leaves() == 130
    person = keep("balance")
    person.sees("Welcome back, 3 answered.")
    person.send("\r")
    person.sees("Enter goes on")
    person.send("\r")
    person.sees("4 of 54")
    person.send("b")
    person.sees("3 of 54", "●")
    person.kill(signal.SIGTERM)
    assert person.leaves() == 143


@pytest.mark.parametrize("kills", range(3))
def test_after_kill_9_every_question_passed_has_its_answer_on_disk(keep, kills):
    person = begun(keep("balance"))
    person.send("3" * (20 + 7 * kills))
    person.expect(r"\b1\d of 54")
    person.kill(signal.SIGKILL)
    passed = person.after
    person.expect(pexpect.EOF)
    shown = [int(number) for number in re.findall(r"\b(\d+) of 54", passed + person.before)]
    assert len(read(keep.journal)) >= max(shown) - 1


def test_a_full_disk_is_said_on_a_sane_terminal(keep):
    person = begun(keep("balance", journal="/dev/full"))
    person.send("3")
    person.sees(LEFT_SCREEN, "The disk is full.")
    assert person.leaves() == 1


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 130)]
)
def test_a_signal_ends_it_in_order(keep, number, code):
    person = begun(keep("balance"))
    person.send("33")
    person.sees("3 of 54")
    person.kill(number)
    assert person.leaves() == code
    assert len(read(keep.journal)) == 2


def test_ctrl_c_waits_for_an_answer_that_is_being_recorded(keep, monkeypatch, balance):
    monkeypatch.setitem(balance.environment, "TAKE_SLOWLY", "0.6")
    person = begun(keep("balance"))
    person.send("3")
    time.sleep(0.2)
    person.sendintr()
    assert person.leaves() == 130
    assert read(keep.journal) == [(ITEMS[0], 3)]


def test_a_second_ctrl_c_ends_it_where_recording_hangs(keep, monkeypatch, balance):
    monkeypatch.setitem(balance.environment, "TAKE_SLOWLY", "60")
    person = begun(keep("balance"))
    person.send("3")
    time.sleep(0.2)
    person.sendintr()
    time.sleep(0.2)
    person.sendintr()
    assert person.leaves() == 130


def test_ctrl_c_says_what_became_of_the_answers(take):
    person = begun(take())
    person.send("3")
    person.sees("2 of 54")
    person.sendintr()
    assert person.leaves() == 130
    assert "Stopped. 1 answer is saved" in person.shown


def test_ctrl_c_works_on_the_first_screen_and_at_the_end(keep):
    person = keep()
    person.sees("Enter begins")
    person.sendintr()
    assert person.leaves() == 130
    person = keep()
    person.send("\r111\r")
    person.sees("3 of 3 answered")
    person.sendintr()
    assert person.leaves() == 130


def test_a_terminal_that_is_gone_ends_it_quietly(balance, tmp_path):
    code = tmp_path / "code"
    run = f"{shlex.join([*command(), 'take'])} ; echo $? > {code}"
    person = Person(["/bin/sh", "-c", f"trap '' HUP; {run}"], balance.environment)
    begun(person)
    os.close(person.child_fd)
    person.closed = True
    for _ in range(100):
        if code.exists() and code.read_text():
            break
        time.sleep(0.1)
    assert code.read_text() == "129\n"
    assert not list(balance.home.rglob("fault-*"))


def test_a_new_size_is_drawn_at_once(keep):
    person = begun(keep("balance"))
    person.send("3")
    person.sees("2 of 54")
    person.setwinsize(16, 40)
    person.sees("2 of 54 · 10 min\x1b")
    person.setwinsize(10, 20)
    person.sees("This window is")
    person.send("4")
    person.setwinsize(30, 100)
    person.sees("3 of 54 · about 10 minutes left")
    person.sendintr()
    assert person.leaves() == 130
    assert [answer for _id, answer in read(keep.journal)] == [3, 4]


def test_twenty_columns_still_take_answers(keep):
    person = keep(size=(12, 20))
    person.sees("This window is")
    person.send("\r121\r\r")
    assert person.leaves() == 0
    assert [answer for _id, answer in read(keep.journal)] == [1, 2, 1, None]


def test_a_terminal_that_cannot_print_letters_gets_the_nearest_plain_ones(take):
    person = take("--language", "nb", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    person.sees("hva du gjor")
    person.send("\r\r")
    person.sees("Det du gjor", "-" * 20, "Nar vi ikke rekker alt", "1   Meget sjelden")
    person.sendintr()
    assert person.leaves() == 130
    assert person.shown.isascii()


@pytest.mark.parametrize(("key", "title"), [("n", "Balanse mellom styring"), ("e", "Balance in management")])
def test_where_nothing_says_the_language_it_is_asked_for(take, key, title):
    person = take(env={"BALANCE_LANGUAGE": None, "LANG": "C.UTF-8"})
    person.sees("English", "Norsk")
    person.send(key)
    person.sees(title)
    person.sendintr()
    assert person.leaves() == 130


@pytest.mark.parametrize("says", [{"BALANCE_LANGUAGE": "nb"}, {"BALANCE_LANGUAGE": None, "LANG": "nb_NO.UTF-8"}])
def test_where_something_says_the_language_nobody_is_asked(take, says):
    person = take(env=says)
    person.sees("Balanse mellom styring")
    person.sendintr()
    assert person.leaves() == 130
    assert "English" not in person.shown


@pytest.mark.parametrize("way", [["--plain"], []])
def test_plain_mode_draws_nothing(balance, way):
    environment = balance.environment | {"TERM": "xterm" if way else "dumb"}
    person = pexpect.spawn(command()[0], [*command()[1:], "take", *way], env=environment, encoding="utf-8", timeout=20)
    person.expect_exact("1 of 54.")
    assert "\x1b" not in person.before
    person.sendintr()
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 130


class Tmux:
    """A terminal emulator of its own, with a shell in it that mends nothing."""

    def __init__(self, folder, environment, size):
        self.socket = folder / "tmux"
        self.environment = {k: v for k, v in environment.items() if k != "COLUMNS"} | {"TERM": "xterm-256color"}
        shell = shutil.which("dash") or "/bin/sh"
        self("-f", "/dev/null", "new-session", "-d", "-x", size[0], "-y", size[1], shell)

    def __call__(self, *arguments):
        done = subprocess.run(["tmux", "-S", self.socket, *map(str, arguments)], env=self.environment,
                              capture_output=True, text=True, check=True)  # fmt: skip
        return done.stdout

    def types(self, *keys):
        self("send-keys", *keys)

    def shows(self, text, gone=False):
        for _ in range(200):
            screen = self("capture-pane", "-p")
            if (text in screen) != gone:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{text!r} is not on the screen:\n{screen}")

    def cursor(self):
        return self("display-message", "-p", "#{cursor_flag} #{alternate_on}").split()


@pytest.fixture
def tmux(balance, tmp_path):
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    terminal = Tmux(tmp_path, balance.environment, (80, 24))
    yield terminal
    terminal("kill-server")


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again(tmux):
    tmux.types(shlex.join([*command(), "take"]), "Enter")
    tmux.shows("Enter begins")
    tmux.types("Enter", "Enter", "3")
    tmux.shows("2 of 54")
    tmux.types("C-z")
    tmux.shows("[1] + Stopped")  # the shell's own word: what is typed before may be flushed
    tmux.types("stty -a | tr ' ' '\\n' | grep -E 'icanon|echo$|ixon' | tr '\\n' ' '", "Enter")
    tmux.shows("ixon icanon echo")
    assert tmux.cursor() == ["1", "0"]
    tmux.types("fg", "Enter")
    tmux.shows("2 of 54")
    assert tmux.cursor() == ["0", "1"]
    tmux.types("4")
    tmux.shows("3 of 54")
    tmux.types("C-c")
    tmux.shows("Stopped. 2 answers are saved")
    tmux.types("echo code $? ; stty -a | tr ' ' '\\n' | grep -E 'icanon|echo$|ixon' | tr '\\n' ' '", "Enter")
    tmux.shows("code 130")
    tmux.shows("ixon icanon echo")
    assert tmux.cursor() == ["1", "0"]


def test_a_stop_from_outside_and_fg_draw_the_question_again(tmux):
    tmux.types(shlex.join([*command(), "take"]), "Enter")
    tmux.shows("Enter begins")
    tmux.types("Enter", "Enter")
    tmux.shows("1 of 54")
    shell = tmux("display-message", "-p", "#{pane_pid}").strip()
    child = Path(f"/proc/{shell}/task/{shell}/children")
    if not child.exists():
        pytest.skip("children of a process cannot be listed here")
    os.kill(int(child.read_text().split()[0]), signal.SIGSTOP)
    time.sleep(0.3)
    tmux.types("clear", "Enter")
    tmux.shows("1 of 54", gone=True)
    tmux.types("fg", "Enter")
    assert "fg" not in tmux.shows("o   No occasion")
    assert tmux.cursor() == ["0", "1"]
    tmux.types("3")
    tmux.shows("2 of 54")


def test_a_resized_window_keeps_nothing_of_the_old_one(tmux):
    tmux.types(shlex.join([*command(), "take"]), "Enter")
    tmux.shows("Enter begins")
    tmux.types("Enter", "Enter")
    tmux.shows("about 10 minutes left")
    for columns, rows in ((60, 20), (38, 12), (90, 30), (40, 16)):
        tmux("resize-window", "-x", columns, "-y", rows)
        screen = tmux.shows("larger, or use" if columns < 40 else "1 of 54")
        time.sleep(0.1)
        screen = tmux("capture-pane", "-p")
        assert screen.count("Sometimes") == 1
        assert screen.count("1 of 54") == (columns >= 40)


def test_nothing_heavy_is_loaded_before_the_first_question(balance, tmp_path):
    loaded = tmp_path / "loaded"
    code = f"""
import pathlib, sys
from balance.interview import full
def ask(*_, **__):
    pathlib.Path({str(loaded)!r}).write_text(" ".join(sys.modules))
    raise KeyboardInterrupt
full.ask = ask
sys.argv = ["balance", "take"]
from balance.cli.main import main
main()
"""
    person = Person([sys.executable, "-c", code], balance.environment)
    assert person.leaves() == 130
    heavy = {"duckdb", "matplotlib", "narwhals", "numpy", "pandas", "polars", "pyarrow", "scipy", "typst"}
    assert heavy & {module.split(".")[0] for module in loaded.read_text().split()} == set()
