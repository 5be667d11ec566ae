"""Norms: made from 100 people or more, read back as they were, and said in words beside a profile."""

import factory
import numpy as np
import polars as pl
import pytest
from grouping import oracle_frame, oracle_questionnaire
from statistics_oracle import ORACLE, close

import balance as api
from balance import words
from balance.comparison import compared
from balance.errors import BalanceError
from balance.norms import About, Dates, as_yaml, higher_than, made, read
from balance.statistics.change import reliable_change, smallest_change

ABOUT = About(description="head nurses, invented", languages={"nb": 0.75, "en": 0.25},
              dates=Dates(first="2026-01-02", last="2026-03-04"))  # fmt: skip


@pytest.fixture(scope="module")
def norms():
    return made(oracle_frame(), oracle_questionnaire(), ABOUT, "answers.csv")


@pytest.fixture
def english():
    before = words.language()
    words.use("en")
    yield
    words.use(before)


@pytest.mark.parametrize("name", ["four", "three", "eight", "two"])
def test_norms_hold_the_numbers_of_r(norms, name):
    found, wanted = norms.scores[name], ORACLE["dimensions"][name]
    assert [found.n, found.mean, found.sd, found.reliability] == close(
        [wanted[key] for key in ("n", "mean", "sd", "alpha")]
    )
    quartiles = [found.percentiles[share - 1] for share in (25, 50, 75)]
    assert quartiles == pytest.approx(wanted["quartiles"], abs=1e-6)
    for share, low, high in found.intervals:
        assert low <= found.percentiles[int(share) - 1] <= high


def test_norms_are_read_back_as_they_were_written(norms, tmp_path):
    path = tmp_path / "norms.yaml"
    path.write_text(as_yaml(norms), "utf-8")
    assert read(path, oracle_questionnaire()) == norms


def test_fewer_than_a_hundred_make_no_norms_and_it_says_why():
    with pytest.raises(BalanceError, match=r"100 people.*99.*too-few-for-norms"):
        made(oracle_frame().head(99), oracle_questionnaire(), ABOUT, "answers.csv")
    assert made(oracle_frame().head(100), oracle_questionnaire(), ABOUT, "answers.csv").n == 100


def test_a_score_that_fewer_have_is_left_out():
    frame = oracle_frame().with_columns(b1=pl.when(pl.int_range(pl.len()) < 99).then("b1"))
    found = made(frame, oracle_questionnaire(scoring={"min_answered": 1.0}), ABOUT, "answers.csv")
    assert "three" not in found.scores
    assert "eight" in found.scores


def test_norms_of_another_questionnaire_and_what_is_none_are_refused(norms, tmp_path):
    path = tmp_path / "norms.yaml"
    path.write_text(as_yaml(norms).replace("id: small", "id: other"), "utf-8")
    with pytest.raises(BalanceError, match="other-norms"):
        read(path, oracle_questionnaire())
    path.write_text("format: balance/1\n", "utf-8")
    with pytest.raises(BalanceError, match="not-norms"):
        read(path, oracle_questionnaire())
    for other in ("id,a1,a2\n1,2,3\n", "a: [\n", "\0\1"):
        path.write_text(other, "utf-8")
        with pytest.raises(BalanceError, match=r"holds no norms\..*not-norms"):
            read(path, oracle_questionnaire())
    path.write_text(as_yaml(norms) + "n: [\n", "utf-8")
    with pytest.raises(BalanceError, match=r"norms\.yaml:\d+:\d+: "):
        read(path, oracle_questionnaire())
    path.write_text(as_yaml(norms).replace("sd: ", "sd: -"), "utf-8")
    with pytest.raises(BalanceError, match=r"scores\.four\.sd.*not-norms"):
        read(path, oracle_questionnaire())


def test_higher_than_counts_those_who_lie_below_to_one_of_a_hundred():
    questionnaire = factory.questionnaire(scales={"fine": range(101)}, items=["x"], dimensions={"d": {"items": ["x"]}})
    found = made(pl.DataFrame({"x": list(range(100))}), questionnaire, ABOUT, "x").scores["d"]
    assert [higher_than(found, score) for score in (0, 0.5, 50, 62, 100)] == [0, 0, 50, 62, 99]
    ties = made(pl.DataFrame({"x": [10] * 50 + [90] * 50}), questionnaire, ABOUT, "x").scores["d"]
    assert [higher_than(ties, score) for score in (10, 11, 90, 91)] == [0, 49, 50, 99]


@pytest.mark.usefixtures("english")
def test_a_profile_beside_norms_says_whose_they_are_and_the_place_of_each_score(norms):
    questionnaire = oracle_questionnaire()
    answers = dict.fromkeys(questionnaire.items, 4)
    lines = list(compared(api.profile(answers, questionnaire), norms, questionnaire))
    assert lines[0].startswith(
        "Compared with 160 people: head nurses, invented. They answered from 2026-01-02 to 2026-03-04. "
        "Languages of their answers: nb 75 %, en 25 %."
    )
    sd, r = norms.scores["eight"].sd, norms.scores["eight"].reliability
    share = higher_than(norms.scores["eight"], 75)
    (line,) = [line for line in lines if line.startswith("Eight 75: ")]
    assert f"higher than {share} of 100" in line
    assert f"from {np.ceil(1.96 * sd * np.sqrt(2 * (1 - r))):.0f} points on" in line
    assert f"(reliability {r:.2f})" in line
    assert any(line.startswith("Lean 0: further towards Relationship than") for line in lines)


def test_reliable_change_gives_the_example_of_jacobson_and_truax_1991():
    assert reliable_change(32.5, 47.5, sd=7.5, reliability=0.80) == pytest.approx(3.1622776602, abs=1e-9)
    assert reliable_change(50, 50 + smallest_change(12, 0.7), 12, 0.7) == pytest.approx(1.96, abs=1e-12)
