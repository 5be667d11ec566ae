"""What stands on the pages, before it is on any: nothing that was not found, and nothing that was not asked for."""

import json

import pytest
from paging import HOSTILE, demo, many, small

from balance import words
from balance.pages.composing import compose, day
from balance.pages.options import Options
from balance.safe import HARMFUL


def sheet(*about, **options):
    return compose(*(about or demo()), Options(**options))


def test_the_verdict_is_the_heading_and_its_second_sentence_follows():
    found = sheet()
    assert found.heading == "You lead more towards structure than your situation calls for."
    assert found.told == ("In all, about as much as is called for.",)
    assert found.figures[0].startswith("Lean ")


def test_without_a_verdict_the_title_is_the_heading_and_it_is_said_why():
    found = sheet(*demo(name="balance-pulse"))
    assert found.heading == "Balance in brief"
    assert "gives no verdict" in found.told[0]
    assert "too little for a verdict" in found.told[1]
    assert len(found.told) == 2
    assert found.brief


def test_without_a_balance_the_title_is_the_heading():
    found = sheet(*small(axes={}, balance=None))
    assert (found.heading, found.told, found.figures, found.brief) == ("Small", (), (), False)
    assert [area.name for group in found.table for area in group.areas] == ["A", "B"]


def test_what_to_look_at_first_comes_largest_first():
    assert [area.name for area in sheet().first] == ["Meaning", "Dialogue", "Motivation"]


def test_a_pair_is_shown_whole_when_one_of_its_areas_stands_out():
    pairs = {pair.name: [area.finding for area in pair.areas] for pair in sheet().pairs}
    assert pairs["What and why"] == ["keep", "more"]
    assert all({"more", "less"} & set(findings) for findings in pairs.values())
    assert "Safety and trust" not in pairs


def test_an_area_without_a_pair_stands_out_alone():
    profile, asked = many(6)
    found = sheet(profile, asked)
    assert {pair.areas[0].name for pair in found.pairs} == {
        asked.dimensions[id].name["en"] for id, each in profile.dimensions.items() if each.finding in ("more", "less")
    }
    assert all(len(pair.areas) == 1 for pair in found.pairs)


def test_the_table_has_every_dimension_once_with_what_the_profile_has():
    profile, asked = demo()
    found = compose(profile, asked, Options())
    areas = {area.name: area.figures for group in found.table for area in group.areas}
    assert set(areas) == {each.name["en"] for each in asked.dimensions.values()}
    meaning = profile.dimensions["meaning"]
    assert areas["Meaning"].score == f"{meaning.score:.0f}"
    assert areas["Meaning"].need == "100"
    assert areas["Commitment"].need == ""


def test_a_column_that_cannot_exist_is_left_out():
    assert [column.figure for column in sheet().columns] == ["score", "interval", "need"]
    assert [column.figure for column in sheet(*small()).columns] == ["score", "interval"]
    plain = small(axes={}, balance=None, scoring={"score": "mean"})
    assert [column.figure for column in sheet(*plain).columns] == ["score"]


def test_nothing_to_score_is_said_and_no_number_is_invented():
    found = sheet(*small(answers={}))
    assert {area.told for group in found.table for area in group.areas} == {"too few answers for a score"}
    assert found.figures == ()
    assert "Too few questions are answered" in found.heading


def test_what_was_not_asked_for_is_not_there():
    found = sheet(name="Kari")
    assert [passage.heading for passage in found.own] == ["What I will start with"]
    assert found.own[0].sentences == ()


def test_what_one_starts_with_is_a_name_or_ones_own_words():
    assert sheet(start="meaning").own[0].sentences == ("Meaning",)
    assert sheet(start="Talk with Ola").own[0].sentences == ("Talk with Ola",)


def test_one_page_for_others_has_no_answers_outcomes_table_questions_or_thoughts():
    found = sheet(share=True, start="meaning", actions=("Ask Ola",))
    assert (found.first, found.pairs, found.table, found.questions, found.reading) == ((), (), (), (), ())
    assert [passage.sentences for passage in found.own] == [("Meaning",), ("Ask Ola",)]
    assert "Commitment" not in found.model_dump_json()
    assert "selection, pay or ranking" in " ".join(found.limits)


def test_thoughts_cannot_be_handed_to_a_page_for_others():
    with pytest.raises(ValueError, match="holds no thoughts"):
        Options(share=True, thoughts=("secret",))


def test_the_stamp_names_the_edition_the_language_and_the_options():
    profile, asked = demo()
    stamp = sheet(profile, asked, actions=("x",)).stamp
    assert stamp.startswith("balance ")
    assert f"balance {asked.version} ({asked.digest[:12]}) · en · --with-actions" in stamp


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_brings_anything_harmful(text):
    about = small(dimensions={side: {"name": text or "x", "items": [f"{side}{n}" for n in (1, 2, 3)]} for side in "ab"})
    found = sheet(*about, name=text, start=text, thoughts=(text,), actions=(text,))
    assert not HARMFUL.search(json.dumps(found.model_dump(), ensure_ascii=False))


def test_a_day_stands_as_people_write_it():
    assert [day("2026-11-05T23:59:59Z"), day(None)] == ["5 November 2026", ""]
    with words.speaking("nb"):
        assert day("2026-05-17T10:00:00Z") == "17. mai 2026"


def test_in_norwegian_nothing_is_left_in_english():
    with words.speaking("nb"):
        found = sheet(*demo("nb"))
    assert found.heading == "Du leder mer mot struktur enn situasjonen ber om."
    assert [passage.heading for passage in found.reading] == [
        "Slik leser du dette",
        "Det dette ikke er",
        "Slik er tallene laget",
    ]
