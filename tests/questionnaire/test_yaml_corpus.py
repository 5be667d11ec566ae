"""The corpus of bad YAML, case by case, through the program as users run it: faults in words, never a crash."""

import codecs
import os
import sys
import time

import pytest
from small_yaml import SMALL, changed

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join('*' + before for _ in range(9))}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
END = SMALL.count("\n") + 1  # the line of what is appended
TITLE = "title: {en: Small, nb: Liten}"

# case -> the bytes, and the faults that the command must name, with their lines
BAD = {
    "1 alias bomb": (SMALL + BOMB, {"anchor"}, END),
    "2 anchor": (changed((TITLE, "title: &t {en: Small, nb: Liten}")), {"anchor"}, 5),
    "2 alias": (changed(("comments:", "about: *t\ncomments:")), {"anchor"}, 28),
    "3 recursive alias": (SMALL + "about: &a [*a]\n", {"anchor"}, END),
    "4 duplicate item": (changed(("      told:", "      ranked: {en: a, nb: b}\n      told:")), {"duplicate-key"}, 22),
    "5 duplicate top key": (SMALL + "title: {en: a, nb: b}\n", {"duplicate-key"}, END),
    "8 deep nesting": ("a: " + "[" * 50_000, {"too-deep"}, 1),
    "8 deeper nesting": ("[" * 900_000, {"too-deep"}, 1),
    "8 deep mappings": ("{a: " * 200_000, {"too-deep"}, 1),
    "9 over 1 MB": (SMALL + "#" * 1_000_000, {"too-large"}, None),
    "10 tab indent": (SMALL.replace("  often:", "\toften:"), {"tab-indent"}, 8),
    "13 cp1252": (SMALL.encode("cp1252"), {"not-utf8"}, 17),
    "14 NUL": (SMALL.replace("Goals", "Go\0als"), {"control-character"}, 33),
    "15 escape in quotes": (changed(("en: Goals,", 'en: "Go\\e[2Jals",')), {"control-character"}, 33),
    "15 raw escape": (changed(("en: Goals,", 'en: "Go\x1b[2Jals",')), {"control-character"}, 33),
    "15 turned line": (changed(("en: Goals,", 'en: "Go\\u202Eals",')), {"control-character"}, 33),
    "16 python tag": (changed((TITLE, "title: !!python/object/apply:os.system [touch ran]")), {"tag"}, 5),
    "16 other tag": (changed((TITLE, 'title: !!int ""')), {"tag"}, 5),
    "17 empty": ("", {"empty-file"}, None),
    "17 only a comment": ("# nothing\n", {"empty-file"}, None),
    "18 list at the top": ("- a\n- b\n", {"not-a-mapping"}, 1),
    "18 text at the top": ("balance\n", {"not-a-mapping"}, 1),
    "19 two documents": (SMALL + "---\na: 1\n", {"several-documents"}, END),
    "20 misspelt key": (changed(("    reversed:", "    revresed:")), {"unknown-key"}, 35),
    "21 unknown item": (changed(("items: [told,", "items: [tolld,")), {"unknown-item"}, 39),
    "22 item in no dimension": (changed(("items: [told, asked]", "items: [told]")), {"unused-item"}, 23),
    "23 path as id": (changed(("id: small", "id: ../../etc/passwd")), {"bad-id"}, 2),
    "24 huge integer": (changed(("value: 1,", f"value: {'9' * 5000},")), {"huge-number"}, 10),
    "24 infinite": (changed(("value: 1,", "value: .inf,")), {"out-of-range"}, 10),
    "24 not a number": (changed(("value: 1,", "value: .nan,")), {"wrong-type", "out-of-range"}, 10),
    "25 text value": (changed(("value: 1,", "value: one,")), {"wrong-type"}, 10),
    "25 equal values": (changed(("value: 2,", "value: 1,")), {"same-value"}, 11),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_ends_in_faults_with_lines_and_exit_code_1(case, balance, tmp_path):
    content, ids, line = BAD[case]
    path = tmp_path / "bad.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    started = time.monotonic()
    done = balance("questionnaire", "check", path, cwd=tmp_path, timeout=30)
    assert time.monotonic() - started < 10
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""
    assert any(f"[{id}]" in done.stderr for id in ids), done.stderr
    if line is not None:
        assert f"bad.yaml:{line}:" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["bad.yaml"]


GOOD = {
    "11 byte order mark": codecs.BOM_UTF8 + SMALL.encode(),
    "12 UTF-16": SMALL.encode("utf-16"),
    "12 UTF-16, big end first": codecs.BOM_UTF16_BE + SMALL.encode("utf-16-be"),
    "29 CRLF and no last line end": SMALL.rstrip().replace("\n", "\r\n").encode(),
    "29 CR": SMALL.replace("\n", "\r").encode(),
    "27 a text of 6,000 characters": changed(("I tell why.", "why " * 1500)).encode(),
    "28 texts that look like dates": changed(("en: Goals", "en: 2026-01-02"), ("nb: Mål}", "nb: 12:30}")).encode(),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_good_file_is_read_however_it_is_written(case, balance, tmp_path):
    (tmp_path / "good.yaml").write_bytes(GOOD[case])
    done = balance("questionnaire", "check", "good.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "good.yaml: no faults; 7 items, 3 dimensions, 1 test\n"), done.stderr


def test_texts_are_shown_as_they_are_written_and_nothing_in_them_runs(balance, tmp_path):
    strange = "[red]x[/bold] :smile: #read(x) <b> $\\frac{ =cmd"
    text = changed(("{en: Goals, nb: Mål}", f"{{en: '{strange}', nb: '{strange}'}}"))
    (tmp_path / "strange.yaml").write_text(text, "utf-8")
    done = balance("questionnaire", "show", "./strange.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"goals: {strange}" in done.stdout


def test_a_long_text_wraps_in_show(balance, tmp_path):
    (tmp_path / "long.yaml").write_text(changed(("I tell why.", "why " * 1500)), "utf-8")
    done = balance("questionnaire", "show", "long.yaml", cwd=tmp_path)
    assert done.stdout.count("why") == 1500 + 2
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_folder_and_a_missing_file_are_faults(balance, tmp_path):
    done = balance("questionnaire", "check", tmp_path, tmp_path / "none.yaml", "https://example.org/x.yaml")
    assert done.returncode == 1
    assert [line.rsplit("[", 1)[1] for line in done.stderr.splitlines()] == [
        "not-a-file]",
        "no-such-file]",
        "not-a-file]",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_that_never_ends_is_no_file(balance, tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", "/dev/zero"):
        done = balance("questionnaire", "check", path, timeout=20)
        assert done.returncode == 1
        assert "[not-a-file]" in done.stderr


def test_a_file_that_may_not_be_read_is_a_fault(balance, tmp_path):
    path = tmp_path / "closed.yaml"
    path.write_text(SMALL, "utf-8")
    path.chmod(0)
    if sys.platform == "win32" or os.access(path, os.R_OK):
        path.unlink()  # nothing is closed to root: the name of a file that cannot be is the next best
        path = tmp_path / ("x" * 300 + ".yaml")
    done = balance("questionnaire", "check", path)
    assert done.returncode == 1
    assert "[unreadable]" in done.stderr


def test_the_way_to_name_a_cp1252_file_is_to_save_it_as_utf_8(balance, tmp_path):
    (tmp_path / "old.yaml").write_bytes(SMALL.encode("cp1252"))
    assert "Save the file as UTF-8." in balance("questionnaire", "check", "old.yaml", cwd=tmp_path).stderr
