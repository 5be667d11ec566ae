"""What an employee needs is never said as what a manager's situation calls for."""

from collections.abc import Iterator

import pytest
from pages.paging import demo
from shared_groups import answered, group_of
from terminal.test_picture import screen

import balance
from balance import words
from balance.charts.words import alternative
from balance.delivery.folder.names import names
from balance.delivery.folder.poster import poster_sheet
from balance.delivery.folder.telling import slides
from balance.delivery.folder.workshop import workshop_sheet
from balance.needs import needs_of_many, needs_of_one
from balance.pages import group, personal
from balance.pages.options import Beside, Options
from balance.scores.describing import described
from balance.sharing.wording import GroupWords
from balance.terminal.marks import Look
from balance.terminal.sharing import shared_screen
from balance.wording import profile_lines

MANAGERS = {"en": ("call for", "called for", "calls for", "situation"), "nb": ("ber om", "bes om", "situasjon")}
WHATEVER = {"en": "whatever the situation", "nb": "uansett situasjon"}  # the law's floor
TEAM = balance.load("balance-team")


def said_of_one(language: str) -> Iterator[str]:
    """Every text about one person: in sentences, on a screen, on pages, in pictures and as heads of columns."""
    found, asked = demo(language, TEAM.id)
    yield from profile_lines(found, asked)
    yield from screen(found, asked, everything=True)
    yield from (alternative(found, asked, kind) for kind in ("profile", "lean"))
    beside = Beside(n=8, means=dict.fromkeys(asked.dimensions, 50.0))
    yield personal.sheet(found, asked, Options(group=beside)).model_dump_json()
    yield from (column.meaning for column in described(asked, language))


def said_of_many(language: str) -> Iterator[str]:
    """Every text about a group: on a screen, on pages, in pictures, on slides, in the guide and on the poster."""
    shared = group_of(answered(20, TEAM, unit=["a", "b"] * 10), TEAM, language)
    told = GroupWords(shared, TEAM)
    yield from (line.plain for line in shared_screen(shared, TEAM, Look(80)))
    yield group.sheet(shared, TEAM).model_dump_json()
    yield workshop_sheet(shared, TEAM, names()).model_dump_json()
    yield poster_sheet(shared, TEAM).model_dump_json()
    for slide in slides(told, []):
        yield from (slide.title, *slide.lines, *slide.notes)


def said_of_any(_language: str) -> Iterator[str]:
    """Also what is seldom said: too few answers, and all alike."""
    yield from (*needs_of_one(TEAM), *needs_of_many(TEAM))


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("texts", [said_of_one, said_of_many, said_of_any])
def test_nothing_of_a_feedback_speaks_of_what_a_managers_situation_calls_for(texts, language):
    with words.speaking(language):
        whole = "\n".join(texts(language)).lower().replace(WHATEVER[language], "")
    assert ("need" if language == "en" else "trenger") in whole
    assert [word for word in MANAGERS[language] if word in whole] == []
