"""`balance group --before` and `--norms`: in every form, and remembered."""

import json
import random
import zipfile
from pathlib import Path

import polars as pl
import pypdf
import pytest
from answers.helpers import small_yaml, written

ITEMS = ("a1", "a2", "a3", "b1", "b2", "b3")
TRIANGLE = "before, by the change of those who answered both times"


def content(people, seed, drift=0) -> str:
    chance = random.Random(seed)  # noqa: S311
    rows = [f"p{person}," + ",".join(str(min(5, chance.randint(1, 5) + drift)) for _ in ITEMS) for person in people]
    return "\n".join([f"id,{','.join(ITEMS)}", *rows]) + "\n"


@pytest.fixture
def group(balance, tmp_path):
    """Run `balance group` on answers now and before, the small questionnaire beside them."""
    questionnaire = small_yaml(tmp_path)

    def run(now, then, *choices, **how):
        written(tmp_path, now)
        written(tmp_path, then, "then.csv")
        return balance("group", "answers.csv", "-q", f"./{questionnaire.name}", "--before", "then.csv", *choices,
                       cwd=tmp_path, **how)  # fmt: skip

    return run


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def test_the_change_stands_on_the_terminal_and_in_every_file(group, tmp_path):
    now, then = content(range(12), 1, 1), content(range(12), 2)
    screen = group(now, then)
    assert screen.returncode == 0, screen.stderr
    assert "Over the 12 people who answered both times" in screen.stdout
    tree = json.loads(group(now, then, "--json").stdout)
    changes = tree["change"]["dimensions"]
    assert all(f"{each['change']:+.0f}".replace("-", "−") in screen.stdout for each in changes.values())
    for name in ("g.csv", "g.svg", "g.pdf"):
        done = group(now, then, "-o", name)
        assert done.returncode == 0, done.stderr
    rows = pl.read_csv(tmp_path / "g.csv").filter(pl.col("kind") == "change").to_dicts()
    assert {row["id"]: row["change"] for row in rows if row["id"] in changes} == {
        id: each["change"] for id, each in changes.items()
    }
    assert TRIANGLE in (tmp_path / "g.svg").read_text("utf-8")
    assert "Change since last time" in words(tmp_path / "g.pdf")
    assert "Most changed since last time" in words(tmp_path / "g.pdf")


def test_a_change_that_would_tell_is_left_out_in_words_and_the_rest_is_shown(group):
    done = group(content(range(10), 1), content(range(9), 2))
    assert done.returncode == 0, done.stderr
    assert "10 people" in done.stdout
    assert "The change since last time is not shown." in done.stdout
    assert "Over the" not in done.stdout


def test_a_change_that_was_written_is_remembered_and_holds_back_what_would_tell_beside_it(group, balance, tmp_path):
    now, then = content(range(12), 1), content(range(12), 2)
    assert group(now, then, "-o", "g.json").returncode == 0
    ledger = (balance.home / "groups" / "ledger.jsonl").read_text("utf-8")
    assert ledger.count('"changed"') == 1
    assert "p3" not in ledger
    assert group(now, then, "-o", "again.json").returncode == 0
    fewer = "\n".join(then.splitlines()[:-1]) + "\n"
    written(tmp_path, fewer, "fewer.csv")
    held = balance("group", "fewer.csv", "-q", "./small.json", cwd=tmp_path)
    assert "[held-back]" in held.stderr
    assert balance("group", "then.csv", "-q", "./small.json", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("then", "id"),
    [
        (content(range(20, 32), 2), "no-pairs"),
        (content(range(12), 2).replace("id,", "note,"), "no-ids-no-pairs"),
    ],
)
def test_people_who_cannot_be_matched_are_said_to_be(group, then, id):
    done = group(content(range(12), 1), then)
    assert f"[{id}]" in done.stderr
    assert done.returncode == 1


def test_everything_is_told_unrounded_with_full_and_marked(group, tmp_path):
    done = group(content(range(12), 1), content(range(12), 2), "--full", "-o", "all.csv")
    assert done.returncode == 0, done.stderr
    rows = pl.read_csv(tmp_path / "all.csv").filter(pl.col("kind") == "change")
    assert (rows["mean"] - rows["before"] - rows["change"]).abs().max() < 1e-9
    assert rows["change_low"].is_not_null().all()
    assert rows["full"].all()


@pytest.mark.parametrize("choice", ["--before-questionnaire=balance", "--before=answers.csv"])
def test_a_questionnaire_without_answers_or_the_same_answers_before_are_wrong_usage(balance, tmp_path, choice):
    written(tmp_path, content(range(12), 1))
    assert balance("group", "answers.csv", choice, cwd=tmp_path).returncode == 2


def test_the_delivery_has_the_change_on_its_pages_slides_and_in_the_guide(group, tmp_path):
    done = group(content(range(12), 1, 1), content(range(12), 2), "-o", "all/", "--draft")
    assert done.returncode == 0, done.stderr
    assert "Change since last time" in words(tmp_path / "all" / "group.pdf")
    assert "Most changed since last time" in words(tmp_path / "all" / "facilitator.pdf")
    assert len(pypdf.PdfReader(tmp_path / "all" / "facilitator.pdf").pages) == 2
    with zipfile.ZipFile(tmp_path / "all" / "slides.pptx") as slides:
        texts = [slides.read(name).decode() for name in slides.namelist() if name.startswith("ppt/slides/slide")]
    assert any("Change since last time" in text for text in texts)


@pytest.fixture
def normed(balance, tmp_path):
    """Run `balance group --norms` with norms of 120 others."""
    questionnaire = small_yaml(tmp_path)
    written(tmp_path, content(range(120), 7), "others.csv")
    made = balance("norms", "others.csv", "-q", f"./{questionnaire.name}", "--about", "nurses", cwd=tmp_path)
    assert made.returncode == 0, made.stderr

    def run(*choices):
        written(tmp_path, content(range(12), 1))
        return balance("group", "answers.csv", "-q", f"./{questionnaire.name}", "--norms", "norms.yaml", *choices,
                       cwd=tmp_path)  # fmt: skip

    return run


def test_a_group_stands_beside_norms_in_points_and_never_as_a_percentile(normed, tmp_path):
    tree = json.loads(normed("--json").stdout)
    for id, each in tree["norms"]["scores"].items():
        mean = (tree["dimensions"] | tree["axes"] | {"lean": tree["lean"], "level": tree["level"]})[id]["mean"]
        assert each["difference"] == mean - each["mean"]
        assert each["mean"] == int(each["mean"])
        assert each["sds"] is None
    assert normed("-o", "g.pdf").returncode == 0
    said = words(tmp_path / "g.pdf")
    assert "Beside others" in said
    assert "Compared with 120 people: nurses." in said
    assert "A group has no percentile" in said
    assert "higher than" not in said


def test_with_full_the_distance_is_told_in_sds_of_persons_too(normed):
    tree = json.loads(normed("--full", "--json").stdout)
    assert all(each["sds"] is not None for each in tree["norms"]["scores"].values())
    assert tree["full"]
