"""What a questionnaire must be: every fault at its place, all of a file at once, and nothing but faults."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_yaml import SMALL, changed, checked, faults, messages

from balance.errors import BalanceError, Fault
from balance.questionnaire.check import check
from balance.questionnaire.document import parse
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded


def line_of(part: str, text: str = SMALL) -> int:
    """Return the line of a part that stands in a text once."""
    assert text.count(part) == 1
    return text[: text.index(part)].count("\n") + 1


def test_a_sound_file_gives_its_questionnaire_with_a_digest():
    questionnaire = checked(SMALL)
    assert list(questionnaire.items)[:3] == ["ranked", "agreed", "told"]
    assert re.fullmatch("[0-9a-f]{64}", questionnaire.digest)


def test_six_faults_of_every_kind_are_told_at_once_each_at_its_place():
    text = changed(
        ("version: 0.1.0", "version: 0.1"),
        ("value: 2,", "value: 3,"),
        ("    scale: often", "    scale: oftn"),
        ("    reversed: [agreed]", "    revresed: [agreed]"),
        ("items: [told, asked]", "items: [told, asekd]"),
        ("margin: 20", 'margin: "20"'),
        ("comments:\n", "comments:\n  more: &x {en: More, nb: Mer}\n"),
    )
    assert faults(text) == [
        "3:10 wrong-type",
        "8:3 unused-scale",
        "12:17 same-value",
        "18:12 unknown-scale",
        "23:7 unused-item",
        "29:9 anchor",
        "30:3 duplicate-key",
        "36:5 unknown-key",
        "40:19 unknown-item",
        "54:11 wrong-type",
    ]


LABEL_1 = "{en: Seldom, nb: Sjelden}"
WRONG = [
    # shape
    (("format: balance/1", "format: balance/2"), "format", "unknown-format"),
    (("version: 0.1.0", "version: 1"), "version: 1", "wrong-type"),
    (("title: {en: Small, nb: Liten}\n", ""), "format", "missing-key"),
    (("title: {en: Small, nb: Liten}", "title: 12"), "title: 12", "wrong-type"),
    (("title: {en: Small, nb: Liten}", "title: [a]"), "title: [a]", "wrong-type"),
    (("languages: [en, nb]", "languages: en"), "languages", "wrong-type"),
    (("id: small", "id: Small"), "id: Small", "bad-id"),
    (("id: small", "id: small\nperiod: 3 months"), "period", "bad-period"),
    (("id: small", "id: small\ntarget: boss"), "target", "unknown-choice"),
    (("      told:", '      "../told":'), "../told", "bad-id"),
    (("      told:", f"      {'t' * 65}:"), "t" * 65, "bad-id"),
    (("margin: 20", "margin: 0"), "margin: 0", "out-of-range"),
    (("margin: 20", "verdict: no"), "verdict: no", "wrong-type"),
    (("id: small", "id: small\nscoring: {min_answered: 1.5}"), "min_answered", "out-of-range"),
    (("id: small", "id: small\nscoring: {min_answered: true}"), "min_answered", "wrong-type"),
    (("id: small", "id: small\nscoring: {min_answered: '0.5'}"), "min_answered", "wrong-type"),
    (("items: [trust]", "items: []"), "items: []", "too-few"),
    (("items: [trust]", "items: trust"), "items: trust", "wrong-type"),
    (("outcomes: [climate]", "outcomes: [climate]\nabout:"), "about:", "empty-value"),
    # texts
    (("nb: Liten", 'nb: ""'), 'nb: ""', "empty-text"),
    (("nb: Liten", 'nb: " "'), 'nb: " "', "empty-text"),
    (("nb: Liten", r'nb: "Lit\u200Ben"'), "title", "control-character"),
    (("nb: Liten", "sv: Liten"), "title", "missing-translation"),
    (("nb: Liten", "nb: Liten, sv: Liten"), "title", "undeclared-language"),
    (("title: {en: Small, nb: Liten}", "title: Small"), "title: Small", "missing-translation"),
    (("languages: [en, nb]", "languages: [en, nb, en]"), "languages", "duplicate-language"),
    (("languages: [en, nb]", "languages: [en, nb, Norsk]"), "languages", "bad-language"),
    # ids
    (("  climate:\n", "  Told:\n"), "  Told:", "duplicate-id"),
    (("  more: {en: More of", "  RANKED: {en: More of"), "RANKED", "duplicate-id"),
    (("  structure: {", "  goals.: {"), "goals.:", "duplicate-id"),
    (("  climate:\n", "  Lean:\n"), "  Lean:", "reserved-id"),
    (("  climate:\n", "  need_goals:\n"), "need_goals", "reserved-id"),
    (("  climate:\n", "  structure_low:\n"), "structure_low", "reserved-id"),
    (("  climate:\n", "  level.high:\n"), "level.high", "reserved-id"),
    (("- {code: not_mine,", "- {code: not-mine, label: {en: a, nb: b}}\n      - {code: not_mine,"),
     "not_mine, l", "duplicate-code"),
    # references
    (("    scale: often", "    scale: oftn"), "oftn", "unknown-scale"),
    (("need: [need_of_goals]", "need: [need_of_goal]"), "need_of_goal]", "unknown-item"),
    (("reversed: [agreed]", "reversed: [told]"), "reversed: [told]", "not-among-items"),
    (("dimensions: [meaning]", "dimensions: [meening]"), "meening", "unknown-dimension"),
    (("outcomes: [climate]", "outcomes: [climat]"), "climat]", "unknown-dimension"),
    (("left: goals, right", "left: goal, right"), "left: goal,", "unknown-dimension"),
    (("left: structure", "left: structur"), "left: structur\n", "unknown-axis"),
    (("items: [trust]", "items: [trust, trust]"), "[trust, trust]", "listed-twice"),
    (("items: [trust]", "items: [told]"), "      trust:", "unused-item"),
    (("pages:\n", "  rare: {points: [{value: 1, label: {en: A, nb: A}}, {value: 2, label: {en: B, nb: B}}]}\npages:\n"),
     "rare:", "unused-scale"),
    # scales
    (("value: 2,", "value: 1.0,"), "value: 1.0", "same-value"),
    (("en: Sometimes", "en: seldom!"), "seldom!", "ambiguous-label"),
    (("en: Sometimes", "en: SJELDEN"), "SJELDEN", "ambiguous-label"),
    (("en: Sometimes", "en: never"), "never", "ambiguous-label"),
    (("en: Sometimes", 'en: "3"'), 'en: "3"', "ambiguous-label"),
    (("en: Not my role", "en: Often."), "Often.", "ambiguous-label"),
    (("code: not_mine", "code: aldri"), "code: aldri", "ambiguous-label"),
    # the balance
    (("right: relationship", "right: structure"), "right: structure", "same-axis"),
    (("dimensions: [meaning]", "dimensions: [meaning, goals]"), "[meaning, goals]", "shared-dimension"),
    (("left: goals, right: meaning", "left: meaning, right: goals"), "left: meaning", "pair-side"),
    (("outcomes: [climate]", "outcomes: [goals]"), "outcomes", "outcome-on-axis"),
    (("need: [need_of_goals]", "need: [need_of_goals, ranked]"), "need: [need_of_goals", "need-scored"),
    (("    need: [need_of_meaning]\n", ""), "  relationship: {", "needs-on-one-side"),
    (("outcomes: [climate]", "outcomes: [climate]\nscoring: {score: mean}"), "scoring", "score-unit"),
    # tests
    (("answers: {ranked: 3", "answers: {rankd: 3"), "rankd", "unknown-item"),
    (("agreed: 1,", "agreed: 4,"), "agreed: 4", "unknown-answer"),
    (("agreed: 1,", "agreed: not_yours,"), "not_yours", "unknown-answer"),
    (("agreed: 1,", "agreed: true,"), "agreed: true", "wrong-type"),
    (("expect: {goals: 100", "expect: {goal: 100"), "goal: 100", "unknown-column"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "part", "id"), WRONG, ids=[f"{id}-{n}" for n, (_c, _p, id) in enumerate(WRONG)])
def test_a_fault_is_found_at_its_line(change, part, id):
    text = changed(change)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if part.split("\n")[0] in line)
    assert (line, id) in {(int(place.split(":")[0]), fault) for place, fault in map(str.split, faults(text))}


def test_needs_are_asked_on_as_many_points_as_the_behaviours():
    two_points = (
        "  calls:\n    points:\n      - {value: 0, label: {en: N, nb: N}}\n      - {value: 1, label: {en: Y, nb: J}}\n"
    )
    text = changed(
        ("pages:\n", two_points + "pages:\n"),
        ("      need_of_goals: {en: Set goals, nb: Sette mål}\n", ""),
        ("comments:\n", "  - {scale: calls, items: {need_of_goals: {en: Set goals, nb: Sette mål}}}\ncomments:\n"),
    )
    assert [fault.split()[1] for fault in faults(text)] == ["need-scale"]


@pytest.mark.parametrize(
    ("change", "meant"),
    [(("    reversed:", "    revresed:"), "reversed"), (("  margin: 20", "  margn: 20"), "margin"),
     (("label: {en: Often,", "lable: {en: Often,"), "label"), (("axes:", "axis:"), "axes"),
     (("scale: often", "scale: oftn"), "often"), (("[told, asked]", "[told, askd]"), "asked"),
     (("left: structure", "left: structur"), "structure"), (("expect: {goals:", "expect: {gols:"), "goals")],
)  # fmt: skip
def test_what_was_perhaps_meant_is_offered_from_the_names_of_that_very_place(change, meant):
    assert f'Did you mean "{meant}"?' in messages(changed(change))


def test_both_ids_and_lines_are_named_where_two_are_the_same():
    told = messages(changed(("  climate:\n", "  Told:\n")))
    assert '"Told" is the same as "told"' in told
    assert "stands on line 20 and again on line 21" in messages(
        changed(("      agreed: {", "      ranked: {en: a, nb: b}\n      agreed: {"))
    )


def test_a_child_that_is_wrong_does_not_make_its_list_too_short():
    assert faults(changed(("value: 2,", "value: two,"))) == [f"{line_of('value: 2')}:17 wrong-type"]


def test_nothing_of_the_validators_own_english_is_shown():
    told = messages(
        "format: 1\nid: [x]\nscales: 3\npages: {a: 1}\ndimensions: [1]\ntests: [1, {name: 2}]\nbalance: x\n"
    )
    for phrase in ("Input should", "Field required", "Extra inputs", "valid", "instance", "pattern", "type="):
        assert phrase not in told


def test_a_number_where_a_text_is_wanted_is_to_be_put_in_quotes():
    assert '"version" must be a text, not a number. Put it in quotes.' in messages(changed(("0.1.0", "0.1")))


def test_no_is_norwegian_and_labels_no_off_and_yes_are_texts():
    text = (
        SMALL.replace("nb:", "no:").replace("[en, nb]", "[en, no]").replace("en: Seldom", "en: No")
        .replace("no: Sjelden", "no: Off").replace("en: Often", "en: Yes")
    )  # fmt: skip
    questionnaire = checked(text)
    assert questionnaire.languages == ("en", "no")
    assert questionnaire.scales["often"].points[0].label == {"en": "No", "no": "Off"}


def test_texts_that_look_like_dates_times_and_grouped_numbers_are_texts():
    for title in ("2026-01-02", "12:30", "1_0", "2026-99-99", "y"):
        assert checked(changed(("en: Small", f"en: {title}"))).title["en"] == title


def test_a_plain_text_is_a_text_of_the_one_language_declared():
    text = re.sub(r"\{en: ([^,{}]*), nb: [^{}]*\}", r"\1", SMALL).replace("[en, nb]", "[en]")
    text = text.replace("{en: [Never], nb: [Aldri]}", "[Never]")
    questionnaire = checked(text)
    assert questionnaire.title == {"en": "Small"}
    assert questionnaire.scales["often"].points[0].aliases == {"en": ("Never",)}


def test_labels_without_letters_are_told_apart_by_their_signs():
    assert faults(changed((LABEL_1, '{en: "-", nb: "-"}'), ("{en: Often, nb: Ofte}", '{en: "+", nb: "+"}'))) == []


def test_a_file_with_thousands_of_faults_names_a_hundred_of_a_kind_and_says_so():
    text = changed(("items: [trust]", f"items: [trust, {', '.join(f'x{n}' for n in range(3000))}]"))
    found = [fault.split()[-1] for fault in faults(text)]
    assert found.count("unknown-item") == 100
    assert "more-faults" in found


def test_no_fault_is_said_twice():
    text = changed(("value: 1,", "value: one,"), ("agreed: 1,", "agreed: true,"), ("nb: Liten", "nb: ~"))
    found = messages(text).splitlines()
    assert len(found) == len(set(found)) == 3


NAMES = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_.\-]{0,8}\Z")


@given(st.lists(NAMES, min_size=2, max_size=6, unique=True))
def test_ids_are_distinct_after_folding_or_a_fault(names):
    names = [f"i{name}" for name in names]  # none is taken by the rest of the file
    items = "".join(f"      {name}: {{en: a, nb: b}}\n" for name in names)
    text = changed(("      told:", items + "      told:"), ("items: [trust]", f"items: [trust, {', '.join(names)}]"))
    alike = len({folded(name) for name in names}) < len(names)
    assert ("duplicate-id" in {fault.split()[1] for fault in faults(text)}) == alike


TREE = yaml.safe_load(SMALL)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.floats(width=16), st.text(max_size=5),
    st.sampled_from(["en", "often", "goals", "ranked", "structure", "lean", "../x", "\x1b", "3", ""]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def paths(node, path=()):
    yield path
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, child in parts:
        yield from paths(child, (*path, name))


def mutated(node, path, change):
    if not path:
        return change(node)
    if not isinstance(node, dict | list):
        return node  # an earlier change took the part away
    if isinstance(node, list):
        return [mutated(child, path[1:], change) if n == path[0] else child for n, child in enumerate(node)]
    return {name: mutated(child, path[1:], change) if name == path[0] else child for name, child in node.items()}


PATHS = [path for path in paths(TREE) if path]


@given(st.lists(st.tuples(st.sampled_from(PATHS), VALUES), min_size=1, max_size=3))
def test_a_file_with_any_part_changed_gives_a_questionnaire_or_faults_that_have_words(changes):
    tree = TREE
    for path, value in changes:
        tree = mutated(tree, path, lambda _old, new=value: new)
    assert_questionnaire_or_faults(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode())


SIGNS = st.text("[]{}:,-&*!|>'\"# \n\tae1", max_size=4)


@given(st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 3), SIGNS), min_size=1, max_size=4))
def test_a_file_with_any_letters_changed_gives_a_questionnaire_or_faults_that_have_words(edits):
    text = SMALL
    for at, cut, new in edits:
        text = text[:at] + new + text[at + cut :]
    assert_questionnaire_or_faults(text.encode())


def found_in(data: bytes) -> Questionnaire | list[Fault]:
    try:
        return check(parse(data, "file.yaml"))
    except BalanceError as error:
        return error.faults


def assert_questionnaire_or_faults(data: bytes) -> None:
    found = found_in(data)
    if isinstance(found, Questionnaire):
        return
    assert found
    assert len(found) == len(set(found))
    for fault in found:
        assert fault.what
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", fault.id)
        assert "\x1b" not in fault.what + fault.remedy
    places = [fault.mark[:2] for fault in found if fault.mark]
    assert places == sorted(places)
