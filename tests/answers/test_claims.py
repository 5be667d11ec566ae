"""What a column says it is: by id, by text in any language, by the row of a grid; near is never enough."""

import time
import unicodedata
from typing import Any

import pytest
from factory import document
from hypothesis import assume, given
from hypothesis import strategies as st

from balance.answers.claims import Rule, all_claims
from balance.answers.matching import matched
from balance.answers.options import Options
from balance.answers.platforms.layout import Layout
from balance.answers.platforms.recognition import recognised
from balance.errors import BalanceError
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded

TEXTS = {
    "goals_1": ("I say which goals come first.", "Jeg sier hvilke mål som går foran."),
    "roles.2": ("I settle who does what [and when].", "Jeg avklarer hvem som gjør hva [og når]."),
    "talk-3": ("We talk - one to one.", "Vi prater - på tomannshånd."),
    "hse4": ("What is reported is acted on; I tell it back.", "Det som meldes, blir fulgt opp; jeg sier ifra."),
}


def bilingual() -> Questionnaire:
    tree = document(items=list(TEXTS), dimensions={"d": {"items": list(TEXTS)}})
    tree["languages"] = ["en", "nb"]
    tree["title"] = {"en": "Small", "nb": "Liten"}
    tree["dimensions"]["d"]["name"] = {"en": "D", "nb": "D"}
    for point in (*tree["scales"]["often"]["points"], *tree["scales"]["often"]["unscored"]):
        point["label"] = {"en": point["label"], "nb": f"{point['label']} nb"}
    for page in tree["pages"]:
        page["items"] = {id: dict(zip(("en", "nb"), TEXTS[id], strict=True)) for id in page["items"]}
    return Questionnaire.model_validate(tree, context={"languages": ["en", "nb"]}).stamped("0" * 64)


BOTH = bilingual()
NAMES = {**{id: id for id in TEXTS}, **{text: id for id, texts in TEXTS.items() for text in texts}}
KNOWN = {folded(name) for name in NAMES}


def claimed(*header: str, layout: Layout | None = None) -> list[tuple[int, str, Rule]]:
    return [tuple(claim) for claim in all_claims(header, layout or recognised(header, ()), BOTH)]


@pytest.mark.parametrize(("name", "id"), NAMES.items())
def test_an_item_is_known_by_its_id_and_by_its_text_in_any_language(name, id):
    assert claimed(name) == [(0, id, Rule.ID if name == id else Rule.TEXT)]


@pytest.mark.parametrize(("name", "id"), NAMES.items())
@pytest.mark.parametrize(
    "grid", ["How often? [{}]", "How [really] often? [{} ]", "How often?\n [\n{}]", "Hvor ofte [i år] [{}]"]
)
def test_the_row_of_a_grid_in_brackets_is_an_item(grid, name, id):
    assert claimed(grid.format(name)) == [(0, id, Rule.ROW)]


@pytest.mark.parametrize("grid", ["How often? - {}", "A - b - {}", "How often: {}", "How often – {}", "How often | {}"])
def test_a_text_after_the_title_of_a_grid_is_an_item_and_an_id_is_not(grid):
    for id, texts in TEXTS.items():
        for text in texts:
            assert claimed(grid.format(text)) == [(0, id, Rule.ROW)]
        assert claimed(grid.format(id)) == []


def test_html_in_a_header_is_no_part_of_its_text():
    assert claimed("<p>I say <b>which</b> goals&nbsp;come first.</p>") == [(0, "goals_1", Rule.TEXT)]
    assert claimed("a <b and c> d") == []


def test_a_code_of_letters_and_digits_is_an_id_only_where_a_platform_has_no_other_codes():
    assert claimed("goals1", "often[roles2]") == []
    assert claimed("goals1", "often[roles2]", layout=Layout(letters_only=True)) == [
        (0, "goals_1", Rule.CODE),
        (1, "roles.2", Rule.ROW),
    ]


def test_a_text_that_two_items_share_is_no_name_of_either():
    tree = BOTH.model_dump(exclude_none=True)
    (page,) = (page for page in tree["pages"] if "hse4" in page["items"])
    page["items"]["hse4"]["en"] = TEXTS["goals_1"][0].upper()
    twins = Questionnaire.model_validate(tree)
    header = ["I say which goals come first.", *TEXTS["goals_1"][1:], "hse4"]
    assert [claim.place for claim in all_claims(header, Layout(), twins)] == [1, 2]


def test_a_column_that_says_two_things_is_an_error():
    layout = Layout(texts=(("goals_1", TEXTS["hse4"][0]),))
    assert [item for _place, item, _rule in claimed("goals_1", layout=layout)] == ["goals_1", "hse4"]
    header = ["StartDate", "ResponseId", "RecordedDate", "Finished", "goals_1", "Q2", "Q3", "Q4"]
    texts = [
        "Start Date",
        "Response ID",
        "Recorded Date",
        "Finished",
        TEXTS["hse4"][0],
        *(text for text, _nb in list(TEXTS.values())[1:]),
    ]
    ids = ['{"ImportId":"x"}'] * 8
    with pytest.raises(BalanceError) as caught:
        matched(header, BOTH, "x.csv", Options(), [texts, ids])
    assert [str(fault) for fault in caught.value.faults] == [
        'x.csv: column 5 ("goals_1") and column 8 ("Q4") are both "hse4". '
        "Delete or rename one of the two, or say in a mapping (--map) which one it is. [duplicate-column]",
        'x.csv: column 5 ("goals_1") says two things: that it is "goals_1" and that it is "hse4". '
        "Say in a mapping (--map) which item it is. [two-items]",
    ]


def test_a_quizs_points_for_an_item_are_no_answers_to_it():
    text = TEXTS["goals_1"][0]
    header = ["ID", "Start time", "Completion time", text, f"Points - {text}", f"Feedback - {text}"]
    assert claimed(*header) == [(3, "goals_1", Rule.TEXT)]


INVISIBLE = st.sampled_from(["\ufeff", "\u200b", "\u00ad", "\u2060", "\u200e"])
SPACES = st.sampled_from([" ", "\u00a0", "  ", "\n", "\t", " \u202f", "_", " - "])


@st.composite
def disguised(draw: Any, text: str) -> str:
    """The same text in another case, normal form and spacing, with what nobody sees in between."""
    text = draw(st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase]))(text)
    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), text)
    parts = text.split(" ")
    text = parts[0] + "".join(draw(SPACES) + part for part in parts[1:])
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(INVISIBLE) + text[at:]
    return (
        draw(st.sampled_from(["", " ", "\ufeff", "\u00a0", "* "]))
        + text
        + draw(st.sampled_from(["", " ", "?", "\n", "…"]))
    )


@given(st.sampled_from(list(NAMES)), st.data())
def test_what_folding_does_not_see_changes_nothing(name, data):
    other = data.draw(disguised(name))
    assert folded(other) == folded(name)
    assert claimed(other) == claimed(name)
    assert [item for _place, item, _rule in claimed(f"Q [{other}]")] == [NAMES[name]]


@given(st.permutations([*(texts[0] for texts in TEXTS.values()), "id", "why", ""]))
def test_the_order_of_the_columns_does_not_matter(header):
    columns = matched(header, BOTH, "x.csv")
    assert {item: header[place] for item, place in columns.items.items()} == {
        id: texts[0] for id, texts in TEXTS.items()
    }
    assert [*columns.items] == [*TEXTS]
    assert columns.id_name == "id"
    assert {header[place] for place in columns.others} == {"why", ""}


@st.composite
def misspelt(draw: Any, text: str) -> str:
    """The text with one letter or digit left out, doubled, put in or changed."""
    places = [at for at, sign in enumerate(text) if sign.isalnum()]
    at = draw(st.sampled_from(places))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzæøå0123456789"))
    return text[:at] + draw(st.sampled_from(["", text[at] * 2, letter + text[at], letter])) + text[at + 1 :]


@given(st.sampled_from(list(NAMES)), st.sampled_from(["{}", "Q [{}]", "Q - {}"]), st.data())
def test_a_near_miss_is_never_taken(name, grid, data):
    other = data.draw(misspelt(name))
    assume(folded(other) not in KNOWN)
    assert claimed(grid.format(other)) == []


ODD = st.sampled_from(
    ["ResponseId", "RecordedDate", "Finished", "Respondent ID", "Collector ID", "submitdate", "lastpage", "_uuid",
     "_id", "record_id", "x_complete", "#", "Network ID", "Tags", "Start time", "Completion time", "Timestamp",
     '{"ImportId":"QID1"}', "Response", "goals_1", "Q [goals_1]", ""]
)  # fmt: skip
CELLS = st.lists(st.one_of(ODD, st.text(max_size=8)), max_size=8)


@given(CELLS, st.lists(CELLS, max_size=4))
def test_no_header_and_no_rows_are_more_than_a_platform_can_bear(header, sample):
    layout = recognised(header, sample)
    places = set(range(len(header)))
    assert 0 <= layout.skip <= len(sample)
    assert layout.id is None or layout.id in places
    assert layout.personal <= layout.own <= places
    assert layout.platform is not None or (layout.skip, layout.id, layout.own) == (0, None, frozenset())
    assert all(layout.of(place, header) for place in places)
    assert {claim.place for claim in all_claims(header, layout, BOTH)} <= places - layout.own


@pytest.mark.parametrize("sign", [" ", "[", " - ", ": ", "<b ", "&amp;", "]", "/", "\ufeff", "{", "a[b]"])
def test_the_longest_header_is_looked_at_in_no_time(sign):
    header = [sign * (130_000 // len(sign)), f"{sign * 1000} [I say which goals come first.]", "_uuid", "_id"]
    started = time.perf_counter()
    assert [claim[:2] for claim in claimed(*header)] == [(1, "goals_1")]
    assert time.perf_counter() - started < 1
