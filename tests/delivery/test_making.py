"""What is made of each person is what the report and the chart of that one person are."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import balance
from balance.answers.matching import ID
from balance.charts.look import Look
from balance.charts.profile import profile_chart
from balance.charts.rendering import as_png
from balance.delivery.making import charts, reports
from balance.delivery.people import Person, Who, people
from balance.words import speaking

PULSE = balance.load("balance-pulse")


def person(folder: Path, language: str) -> tuple[Person, dict[str, Any]]:
    answers = {item: place % 5 + 1 for place, item in enumerate(PULSE.items)}
    path = folder / "answers.parquet"
    about = {ID: ["1"], "Name": ["Åse"], "lang": [language]}
    pl.DataFrame(about | {item: [value] for item, value in answers.items()}).write_parquet(path)
    (found,) = people(path, PULSE, Who("Name", "lang"), "en")
    return found, answers


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_chart_is_that_of_the_person_alone_in_the_persons_language(tmp_path, language):
    found, answers = person(tmp_path, language)
    alone = balance.profile(answers, PULSE, language)
    with speaking(language):
        expected = as_png(profile_chart(alone, PULSE, look=Look(name="Åse")))
    with speaking("en"):
        assert charts(tmp_path, PULSE).make(found) == expected


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_report_is_that_of_the_person_alone_in_the_persons_language(tmp_path, language):
    from balance.pages.options import Options
    from balance.pages.personal import pdf

    found, answers = person(tmp_path, language)
    expected = pdf(balance.profile(answers, PULSE, language), PULSE, Options(name="Åse"))
    assert reports(tmp_path, PULSE).make(found) == expected
    assert expected.startswith(b"%PDF")
