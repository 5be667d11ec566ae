"""`balance report`: from a result or a file of answers to a file of any kind, or one clear refusal."""

import json
import stat
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from balance.content import content

DEMO = content("demo") / "balance.yaml"
BEGINS = {".pdf": "%PDF-1.7", ".svg": "<?xml", ".html": "<!doctype html>", ".md": "# You lead"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def kept(balance):
    """The program with one result kept, and a thought and an action about it."""
    from balance.store.model import Thought, ThoughtsHeader

    assert balance("take", "--answers", DEMO).returncode == 0
    (result,) = (balance.home / "results").glob("*.json")
    thoughts = [
        Thought(kind=kind, text=f"my {kind}", about=None, at="2026-11-25T10:00:00Z") for kind in ("thought", "action")
    ]
    (balance.home / "thoughts").mkdir(mode=0o700)
    lines = [ThoughtsHeader(result=result.stem), *thoughts]
    (balance.home / "thoughts" / f"{result.stem}.jsonl").write_text(
        "".join(f"{line.model_dump_json()}\n" for line in lines)
    )
    return balance


def words_of(path):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_without_options_it_writes_the_latest_result_as_a_pdf_named_by_its_day(kept, folder):
    done = kept("report", cwd=folder)
    assert done.returncode == 0, done.stderr
    name = f"balance-{datetime.now(UTC):%Y-%m-%d}.pdf"
    assert done.stdout == f"{name}\n"
    assert len(PdfReader(folder / name).pages) == 4
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_what_is_wrong_is_said_in_the_users_language_whatever_the_report_speaks(kept, folder):
    (folder / "me.pdf").touch()
    done = kept("report", "-o", "me.pdf", "--language", "en", cwd=folder, env={"BALANCE_LANGUAGE": "nb"})
    assert (done.returncode, done.stderr) == (
        1, "me.pdf: Filen finnes allerede. Oppgi en annen, eller bruk --force. [file-exists]\n"
    )  # fmt: skip


def test_in_norwegian_it_is_an_egensjekk(balance, folder):
    done = balance("report", "--answers", DEMO, "--language", "nb", "--name", "Åse", cwd=folder)
    assert done.stdout.startswith("egensjekk-"), done.stderr
    assert "Se på dette først" in words_of(folder / done.stdout.strip())


@pytest.mark.parametrize("ending", BEGINS)
def test_the_ending_says_what_is_written(balance, folder, ending):
    out = folder / f"out{ending.upper()}"
    done = balance("report", "--answers", DEMO, "-o", out)
    assert (done.returncode, done.stdout) == (0, f"{out}\n"), done.stderr
    assert out.read_text("utf-8", "replace").startswith(BEGINS[ending])


def test_a_png_is_a_picture_and_json_the_profile(balance, folder):
    assert balance("report", "--answers", DEMO, "-o", folder / "a.png", "--size", "slide", "--dark").returncode == 0
    assert (folder / "a.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert balance("report", "--answers", DEMO, "-o", folder / "a.json").returncode == 0
    found = json.loads((folder / "a.json").read_text("utf-8"))
    assert (found["format"], found["balance"]["verdict"]) == ("balance-profile/1", "left")


def test_with_a_chart_the_pdf_is_that_picture_alone(balance, folder):
    done = balance("report", "--answers", DEMO, "--chart", "profile", "-o", folder / "profile.pdf")
    assert done.returncode == 0, done.stderr
    assert len(PdfReader(folder / "profile.pdf").pages) == 1


def test_a_pdf_on_standard_output_is_nothing_but_that(balance):
    import subprocess

    from program import command

    done = subprocess.run([*command(), "report", "--answers", DEMO, "-o", "-"], env=balance.environment,
                          capture_output=True, check=True)  # fmt: skip
    assert done.stderr == b""
    assert len(PdfReader(BytesIO(done.stdout)).pages) == 4


def test_thoughts_and_actions_come_only_when_asked_for(kept, folder):
    def report(*options):
        done = kept("report", "-o", folder / "a.md", "--force", *options)
        assert done.returncode == 0, done.stderr
        text = (folder / "a.md").read_text("utf-8")
        return "my thought" in text, "my action" in text

    assert report() == (False, False)
    assert report("--share") == (False, False)
    assert report("--with-reflections") == (True, False)
    assert report("--with-actions") == (False, True)
    assert report("--share", "--with-actions") == (False, True)


def test_a_file_that_is_there_is_kept_unless_forced(balance, folder):
    out = folder / "a.md"
    out.write_text("mine")
    done = balance("report", "--answers", DEMO, "-o", out)
    assert done.returncode == 1
    assert "[file-exists]" in done.stderr
    assert out.read_text() == "mine"
    assert balance("report", "--answers", DEMO, "-o", out, "--force").returncode == 0
    assert out.read_text("utf-8").startswith("# You lead")


def test_the_answers_are_never_overwritten(balance, folder):
    answers = folder / "answers.json"
    answers.write_text('{"goals_ranked": 4}')
    done = balance("report", "--answers", answers, "-o", answers, "--force")
    assert "[output-is-input]" in done.stderr
    assert answers.read_text() == '{"goals_ranked": 4}'


@pytest.mark.parametrize(
    ("arguments", "id"),
    [
        (("-o", "a.docx"), "unknown-ending"),
        (("-o", "a"), "unknown-ending"),
        (("-o", "nowhere/a.pdf"), "no-folder"),
        (("--language", "sv"), "no-such-language"),
        (("-q", "nothing"), "unknown-questionnaire"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(balance, folder, arguments, id):
    done = balance("report", "--answers", DEMO, *arguments, cwd=folder)
    assert done.returncode == 1
    assert f"[{id}]" in done.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("1", "--answers", DEMO),
        ("-q", "balance"),
        ("--answers", DEMO, "--with-actions"),
        ("--share", "--with-reflections"),
        ("--dark",),
        ("--size", "slide", "-o", "a.html"),
        ("--chart", "profile", "-o", "a.md"),
        ("--share", "-o", "a.png"),
        ("--chart", "profile", "--share"),
        ("--chart", "wheel"),
        ("-o", "-", "--open"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(balance, folder, arguments):
    done = balance("report", *arguments, cwd=folder)
    assert done.returncode == 2, done.stdout + done.stderr
    assert list(folder.iterdir()) == []


def test_without_a_result_it_says_how_to_get_one(balance, folder):
    done = balance("report", cwd=folder)
    assert done.returncode == 1
    assert "[no-results]" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(balance):
    import subprocess

    from program import command

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*command(), "report", "--answers", DEMO, "-o", "-"], env=balance.environment,
                              stdout=full, stderr=subprocess.PIPE, check=False)  # fmt: skip
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_it_is_opened_by_the_system_when_asked(balance, folder):
    opener = folder / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" > {folder}/opened\n')
    opener.chmod(0o755)
    out = folder / "a.md"
    path = f"{opener.parent}:{balance.environment['PATH']}"
    assert balance("report", "--answers", DEMO, "-o", out, "--open", env={"PATH": path}).returncode == 0
    assert (folder / "opened").read_text().strip() == str(out)


@pytest.fixture(scope="module")
def norms(tmp_path_factory):
    """Norms of 120 invented people."""
    import random

    import polars as pl

    from balance.norms import About, as_yaml, made
    from balance.questionnaire.library import load

    questionnaire, draw = load("balance"), random.Random(8)  # noqa: S311
    people = [{item: draw.randint(1, 5) for item in questionnaire.items} for _ in range(120)]
    path = tmp_path_factory.mktemp("norms") / "norms.yaml"
    path.write_text(as_yaml(made(pl.DataFrame(people), questionnaire, About(description="invented"), "x")), "utf-8")
    return path


@pytest.mark.parametrize("name", ["r.pdf", "r.html", "r.md"])
def test_with_norms_it_says_whose_they_are_and_the_place_of_each_score(balance, folder, norms, name):
    done = balance("report", "--answers", DEMO, "--norms", norms, "-o", folder / name)
    assert done.returncode == 0, done.stderr
    told = words_of(folder / name) if name == "r.pdf" else (folder / name).read_text("utf-8")
    for text in ("Beside others", "Compared with 120 people: invented.", "of 100 (", "--norms", "neither better nor"):
        assert text in told.replace("\\", "")  # what Markdown escapes
    assert "no basis for comparison" not in told


def test_norms_go_with_a_whole_report_of_the_same_questionnaire(balance, folder, norms):
    assert balance("report", "--answers", DEMO, "--norms", norms, "--share", "-o", folder / "r.pdf").returncode == 2
    assert balance("report", "--answers", DEMO, "--norms", norms, "-o", folder / "r.png").returncode == 2
    other = folder / "other.yaml"
    other.write_text(norms.read_text("utf-8").replace("id: balance,", "id: balance-pulse,"), "utf-8")
    done = balance("report", "--answers", DEMO, "--norms", other, "-o", folder / "r.pdf")
    assert done.returncode == 1
    assert "[other-norms]" in done.stderr
