"""The slides of a group, before they become a presentation: which there are, and what is said with each."""

import pytest
from shared_groups import BALANCE, case

from balance.delivery.folder.names import names
from balance.delivery.folder.pictures import planned
from balance.delivery.folder.telling import slides
from balance.sharing.wording import GroupWords


@pytest.mark.parametrize(
    ("name", "spread"), [("eight", False), ("twelve", True), ("forty", True), ("three breakdowns", True)]
)
def test_how_far_apart_they_are_has_a_slide_and_a_file_where_it_may_be_shown(name, spread):
    group = case(name)
    pictures = list(planned(group, BALANCE, names()))
    told = list(slides(GroupWords(group, BALANCE), pictures))
    assert len({slide.title for slide in told}) == len(told)  # each can be told from the others
    titles = [slide.title for slide in told if slide.picture]
    assert ("spread.png" in {each.file for each in pictures}) is spread
    assert ("How many of ten stand low, in the middle and high" in titles) is spread
    assert len(titles) == len(pictures)
    assert sum(any("may not be said" in note for note in slide.notes) for slide in told) == len(pictures)


def test_the_notes_of_a_breakdown_name_the_hidden_groups_of_that_one_alone():
    group = case("forty")
    parts = dict(group.by["unit"])
    both = group.model_copy(update={"by": {"unit": parts, "land": parts}})
    told = slides(GroupWords(both, BALANCE), list(planned(both, BALANCE, names())))
    notes = ["\n".join(slide.notes) for slide in told if slide.title.startswith("By unit")]
    assert notes
    assert all("Hidden by unit: " in note and "Hidden by land" not in note for note in notes)
