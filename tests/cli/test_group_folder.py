"""`balance group -o DIR/`: the whole delivery, every file of it opened."""

import csv
import os
import random
import re
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest
from pptx import Presentation
from pptx.util import Inches
from program import command

import balance as api
from balance.stamp import made_by

pytestmark = pytest.mark.xdist_group("folder")  # the folder of twelve is made once
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
NO_SLIDES = Path(__file__).parents[1] / "no_slides"
ITEMS = list(api.load("balance-pulse").items)
NAMES = ("Åse Ødegård", "Ola Hårfagre", "Kari Bråten", "Siv Næss", "Per Øy", "Mia Lunde", "Jon Bø", "Liv Sæther")
COACHS = {"READ-ME-FIRST.txt", "contents.csv", "left-out.csv", "scores.xlsx"}
ROOMS = {"group.pdf", "slides.pptx", "poster.pdf", "facilitator.pdf", "png/group.png"}
PICTURE = 13  # a shape's kind


def answers(folder: Path, n: int, units: int = 1) -> Path:
    chance = random.Random(5)  # noqa: S311
    path = folder / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "Name", "Unit", "shoe size", *ITEMS])
        for row in range(n):
            name = f"{NAMES[row % len(NAMES)]} {row}"
            values = [chance.choice([1, 2, 3, 3, 4, 4, 5]) for _ in ITEMS]
            writer.writerow([f"id-{row}", name, f"Avdeling {row % units}", 40 + row, *values])
    return path


@pytest.fixture
def deliver(balance, tmp_path):
    """Run `balance group` on the answers that are there, into the folder `out`."""

    def run(*choices, **how):
        shared = ("-q", "balance-pulse", "--by", "Unit", "--name", "Name", "--with-group", "-o", "out/")
        return balance("group", "answers.csv", *shared, *choices, cwd=tmp_path, **how)

    return run


KEPT: list[Path] = []  # the folder of twelve, made once for those tests that only read it


@pytest.fixture
def delivered(deliver, tmp_path, tmp_path_factory) -> Path:
    if not KEPT:
        answers(tmp_path, 12, units=2)
        done = deliver()
        assert done.returncode == 0, done.stderr
        KEPT.append(Path(shutil.copytree(tmp_path / "out", tmp_path_factory.mktemp("kept") / "out")))
    return KEPT[0]


def made(folder: Path) -> dict[str, tuple[int, int]]:
    """Return every file below a folder, with its inode and the moment of its last change."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def told(path: Path) -> str:
    """Return all texts of slides: on them, beside pictures, and the notes."""
    parts = []
    for slide in Presentation(str(path)).slides:
        parts += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        parts += [alternative(shape) for shape in slide.shapes if shape.shape_type == PICTURE]
        parts.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(parts)


def alternative(shape) -> str:
    return shape._element.nvPicPr.cNvPr.get("descr") or ""


def ledger(balance) -> Path:
    return balance.home / "groups" / "ledger.jsonl"


def test_the_folder_holds_the_whole_delivery_and_a_second_run_touches_nothing(deliver, balance, tmp_path):
    answers(tmp_path, 12, units=2)
    done = deliver()
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "In out: 21 files made. Read READ-ME-FIRST.txt before you hand anything out." in done.stderr
    out = tmp_path / "out"
    first = made(out)
    persons = {file for file in first if re.fullmatch(r"personal/\d{4}-.*\.pdf", file)}
    assert len(persons) == 12
    assert set(first) == COACHS | ROOMS | persons | {"personal/list.csv", "png/01-unit.png"}
    with (out / "contents.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = {line["file"]: line["for"] for line in csv.DictReader(file)}
    assert listed == dict.fromkeys(COACHS - {"contents.csv"}, "you alone") | dict.fromkeys(
        {*ROOMS, "png/01-unit.png"} - {"facilitator.pdf"}, "the whole group"
    ) | {"facilitator.pdf": "whoever leads the workshop"}
    notes = ledger(balance).read_bytes()
    again = deliver()
    assert (again.returncode, again.stdout) == (0, "")
    assert "0 files made, 21 were right already" in again.stderr
    assert made(out) == first
    assert ledger(balance).read_bytes() == notes


def test_what_is_missing_or_of_other_answers_is_made_again(deliver, tmp_path):
    answers(tmp_path, 8)
    assert deliver("--draft").returncode == 0
    out = tmp_path / "out"
    first = made(out)
    (out / "poster.pdf").unlink()
    (out / "facilitator.pdf").write_bytes(b"half of it")
    assert "3 files made" in deliver("--draft").stderr
    assert text_of(out / "facilitator.pdf")
    changed = {file for file, when in made(out).items() if first[file] != when}
    assert changed - {"contents.csv", "READ-ME-FIRST.txt"} == {"poster.pdf", "facilitator.pdf"}
    answers(tmp_path, 9)
    assert deliver("--draft").returncode == 0
    assert len(list(out.glob("personal/*.pdf"))) == 9
    assert "9 people" in text_of(out / "facilitator.pdf")


def test_the_coachs_files_hold_each_person_and_those_of_the_room_nobody(delivered):
    out = delivered
    sheet = openpyxl.load_workbook(out / "scores.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [f"id-{row}" for row in range(12)]
    assert "shoe size" in (out / "left-out.csv").read_text("utf-8")
    rooms = [text_of(out / file) for file in ROOMS if file.endswith(".pdf")] + [told(out / "slides.pptx")]
    for said in rooms:
        assert not any(name.split()[-1] in said for name in NAMES)
        assert "id-" not in said
        without_stamp = re.sub(r"balance \d+\.\d+\.\d+|balance-pulse \d+\.\d+\.\d+", "", said)
        assert not re.search(r"\d+[.,]\d", without_stamp), "a number finer than a whole point"


def test_slides_can_be_changed_and_heard(delivered):
    file = delivered / "slides.pptx"
    slides = list(Presentation(str(file)).slides)
    assert all(slide.shapes.title.text_frame.text.strip() for slide in slides)
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == PICTURE]
    assert len(pictures) == 2
    assert "Goals: " in alternative(pictures[0])
    assert "Avdeling 0, 6 people" in alternative(pictures[1])
    assert sum("may not be said" in slide.notes_slide.notes_text_frame.text for slide in slides) == 2
    group = api.load("balance-pulse")
    questions = [text for part in group.dimensions.values() for text in part.prompts.group]
    said = told(file)
    assert sum(group.say(text, "en") in said for text in questions) >= 3
    about = Presentation(str(file)).core_properties
    assert about.author == about.last_modified_by == made_by()
    assert {info.date_time for info in zipfile.ZipFile(file).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_slides_take_on_the_look_of_a_template_without_its_slides(deliver, tmp_path):
    answers(tmp_path, 8)
    template = Presentation()
    template.slide_width, template.slide_height = Inches(10), Inches(5.625)
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text_frame.text = "Our own"
    template.save(str(tmp_path / "look.pptx"))
    done = deliver("--template", "look.pptx")
    assert done.returncode == 0, done.stderr
    slides = Presentation(str(tmp_path / "out" / "slides.pptx"))
    assert (slides.slide_width, slides.slide_height) == (Inches(10), Inches(5.625))
    assert "Our own" not in told(tmp_path / "out" / "slides.pptx")
    for slide in slides.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= slides.slide_width
    (tmp_path / "look.pptx").write_text("no presentation", encoding="utf-8")
    done = deliver("--template", "look.pptx")
    assert done.returncode == 1
    assert "[not-a-presentation]" in done.stderr


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_shows_every_slide(delivered, tmp_path):
    file = delivered / "slides.pptx"
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    shell = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(shell, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(tmp_path / "slides.pdf").pages
    assert len(pages) == len(Presentation(str(file)).slides)


def test_the_poster_is_empty_and_the_workshop_takes_90_minutes(delivered):
    poster = pypdf.PdfReader(delivered / "poster.pdf")
    assert len(poster.pages) == 1
    assert [round(float(side)) for side in poster.pages[0].mediabox[2:]] == [1191, 842]
    questionnaire = api.load("balance-pulse")
    lanes = [questionnaire.say(questionnaire.dimensions[id].name, "en") for id in questionnaire.balanced_dimensions]
    assert all(name in text_of(delivered / "poster.pdf") for name in lanes)
    guide = text_of(delivered / "facilitator.pdf")
    for minutes in ("0 to 10", "10 to 25", "25 to 45", "45 to 75", "75 to 90"):
        assert f"{minutes} min" in guide
    assert "The three topics" in guide
    assert "What not to do" in guide


@pytest.mark.parametrize(("n", "beside"), [(5, False), (6, True)])
def test_the_groups_mean_stands_beside_ones_own_from_one_more_than_the_smallest_group(deliver, tmp_path, n, beside):
    answers(tmp_path, n)
    done = deliver()
    assert done.returncode == 0, done.stderr
    report = text_of(next((tmp_path / "out" / "personal").glob("0001-*.pdf")))
    assert ("The group beside you" in report) is beside
    assert ("that is done from 6 people on" in done.stderr) is not beside


def test_in_norwegian_the_files_have_norwegian_names(deliver, tmp_path):
    answers(tmp_path, 8)
    done = deliver(env={"BALANCE_LANGUAGE": "nb"})
    assert done.returncode == 0, done.stderr
    names = {file for file in made(tmp_path / "out") if not file.endswith(".pdf") or "/" not in file}
    assert names == {
        *("LES-MEG-FØRST.txt", "innhold.csv", "utelatt.csv", "poeng.xlsx", "gruppen.pdf", "lysbilder.pptx"),
        *("plakat.pdf", "opplegg.pdf", "png/gruppen.png", "personlig/liste.csv"),
    }
    assert "BARE TIL DEG" in (tmp_path / "out" / "LES-MEG-FØRST.txt").read_text("utf-8")
    assert "Hvor ser du deg selv?" in text_of(tmp_path / "out" / "plakat.pdf")
    assert "De tre temaene" in text_of(tmp_path / "out" / "opplegg.pdf")
    assert "Slik leser vi det" in told(tmp_path / "out" / "lysbilder.pptx")


def test_without_the_extra_all_but_the_slides_is_made_and_they_can_be_added(deliver, balance, tmp_path):
    answers(tmp_path, 8)
    path = os.pathsep.join([str(NO_SLIDES), balance.environment["PYTHONPATH"]])
    done = deliver(env={"PYTHONPATH": path})
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    assert set(made(out)) & (COACHS | ROOMS) == COACHS | ROOMS - {"slides.pptx"}
    for said in (done.stderr, (out / "READ-ME-FIRST.txt").read_text("utf-8")):
        assert "pip install 'leadership-balance[slides]'" in " ".join(said.split())
    before = made(out)
    assert "2 files made" in deliver().stderr
    changed = {file for file, when in made(out).items() if before.get(file) != when}
    assert changed == {"slides.pptx", "READ-ME-FIRST.txt", "contents.csv"}
    (tmp_path / "look.pptx").write_bytes((out / "slides.pptx").read_bytes())
    refused = deliver("--template", "look.pptx", env={"PYTHONPATH": path})
    assert refused.returncode == 1
    assert "[not-installed]" in refused.stderr


def test_a_draft_is_marked_in_every_file_and_leaves_no_ledger(deliver, balance, tmp_path):
    answers(tmp_path, 12, units=2)
    assert deliver("--draft").returncode == 0
    out = tmp_path / "out"
    for path in out.rglob("*.pdf"):
        for page in pypdf.PdfReader(path).pages:
            assert "DRAFT: not to be handed out" in " ".join(page.extract_text().split()), path
    for slide in Presentation(str(out / "slides.pptx")).slides:
        assert any("DRAFT" in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert (out / "READ-ME-FIRST.txt").read_text("utf-8").startswith("DRAFT")
    assert "DRAFT: not to be handed out" in (out / "left-out.csv").read_text("utf-8").splitlines()[1]
    about = openpyxl.load_workbook(out / "scores.xlsx").worksheets[-1]
    assert any("draft" in str(cell.value) for row in about.iter_rows() for cell in row)
    assert not ledger(balance).exists()


@POSIX
def test_ctrl_c_leaves_a_folder_that_says_so_and_the_same_command_goes_on(deliver, balance, tmp_path):
    answers(tmp_path, 24)
    arguments = [*command(), "group", "answers.csv", "-q", "balance-pulse", "--by", "Unit", "--name", "Name"]
    running = subprocess.Popen(
        [*arguments, "--with-group", "-o", "out/"],
        cwd=tmp_path, env=balance.environment, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    out = tmp_path / "out"
    with running:
        end = time.monotonic() + 60
        while len(list(out.glob("personal/*.pdf"))) < 3 and time.monotonic() < end:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        said = " ".join(running.stderr.read().split())
    assert running.returncode == 130, said
    assert "the same command goes on from there. Hand out nothing of it before that." in said
    assert "This folder is not whole yet" in (out / "READ-ME-FIRST.txt").read_text("utf-8")
    assert not ledger(balance).exists()
    assert not list(out.rglob(".*"))
    before = {file: when for file, when in made(out).items() if file.endswith((".pdf", ".png", ".xlsx", ".pptx"))}
    assert 3 <= sum(file.startswith("personal/") for file in before) < 24
    done = deliver()
    assert done.returncode == 0, done.stderr
    assert {file: when for file, when in made(out).items() if file in before} == before
    assert len(list(out.glob("personal/*.pdf"))) == 24
    assert "FOR YOU ALONE" in (out / "READ-ME-FIRST.txt").read_text("utf-8")
    assert ledger(balance).exists()


def test_a_file_of_somebody_elses_is_left_alone(deliver, balance, tmp_path):
    answers(tmp_path, 8)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "poster.pdf").write_text("mine", encoding="utf-8")
    done = deliver()
    assert done.returncode == 1
    assert "[file-exists]" in done.stderr
    assert (tmp_path / "out" / "poster.pdf").read_text("utf-8") == "mine"
    assert not ledger(balance).exists()
    assert deliver("--force").returncode == 0


def test_what_is_for_a_folder_needs_one(balance, tmp_path):
    answers(tmp_path, 8)
    (tmp_path / "look.pptx").touch()
    for option in (("--name", "Name"), ("--with-group",), ("--template", "look.pptx")):
        done = balance("group", "answers.csv", *option, cwd=tmp_path)
        assert done.returncode == 2
        assert "-o DIR/" in done.stderr
    assert balance("group", "answers.csv", "-o", "out/", "--full", cwd=tmp_path).returncode == 2
    assert balance("group", "answers.csv", "-o", "out/", "--json", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "out").exists()


def test_people_who_answered_nothing_get_no_report_and_do_not_stop_the_others(deliver, tmp_path):
    path = answers(tmp_path, 8)
    with path.open("a", encoding="utf-8") as file:
        file.write("id-blank,Nobody,Avdeling 0,44" + "," * len(ITEMS) + "\n")
    done = deliver()
    assert done.returncode == 0, done.stderr
    assert "1 row has no score at all." in done.stderr
    assert len(list((tmp_path / "out").glob("personal/*.pdf"))) == 8
