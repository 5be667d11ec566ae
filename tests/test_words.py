"""Messages: every one has its Bokmål, typer's own among them, and numbers stand as people write them."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import typer
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from balance import words
from balance.words import MINUS, listed, number, plural

SOURCE = Path(words.__file__).parent
NORWEGIAN = SOURCE / "locale" / "nb" / "LC_MESSAGES" / "balance.po"
KEYWORDS = {"_": None, "plural": (1, 2)}
ENGLISH = re.compile(
    r"\b(Usage|Options|Arguments|Commands|Error|Show|Try|for help|exit|required|default|the|and|of|with|a)\b"
)


def messages(folder: Path) -> Iterator[str | tuple[str, ...]]:
    for _file, _line, message, _comments, _context in extract_from_dir(folder, keywords=KEYWORDS):
        yield message


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with NORWEGIAN.open("rb") as file:
        return read_po(file)


def forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def placeholders(text: str) -> set[str]:
    try:
        fields = list(Formatter().parse(text))
    except ValueError:  # a message about braces, which fills nothing in
        return set()
    return {f"{name}!{conversion}" for _text, name, _spec, conversion in fields if name is not None}


def entries(catalogue: Catalog) -> list[Message]:
    return [entry for entry in catalogue if entry.id]


def test_every_message_of_ours_and_of_typer_is_in_the_catalogue_and_no_other(catalogue):
    wanted = {forms(message) for folder in (SOURCE, *typer.__path__) for message in messages(Path(folder))}
    known = {forms(entry.id) for entry in entries(catalogue)}
    assert sorted(wanted - known) == [], "update it: CONTRIBUTING says how"
    assert sorted(known - wanted) == []
    assert not catalogue.obsolete


def test_every_message_is_translated_and_none_is_a_guess(catalogue):
    empty = [entry.id for entry in entries(catalogue) if not all(forms(entry.string))]
    assert empty == []
    assert [entry.id for entry in entries(catalogue) if entry.fuzzy] == []


def test_a_translation_fills_in_what_the_english_fills_in(catalogue):
    differing = [
        entry.id
        for entry in entries(catalogue)
        for text in forms(entry.string)
        if text and placeholders(text) != placeholders(forms(entry.id)[-1])
    ]
    assert differing == []


def test_the_built_catalogue_is_the_written_one(catalogue):
    built = words._catalogue("nb")
    stale = [
        entry.id
        for entry in entries(catalogue)
        for n, text in enumerate(forms(entry.string))
        if text and text != (built.ngettext(*entry.id, n + 1) if entry.pluralizable else built.gettext(entry.id))
    ]
    assert stale == [], "build it: pybabel compile -d src/balance/locale -D balance"


@pytest.mark.parametrize("asked", [[], ["take"], ["score"], ["questionnaire"], ["questionnaire", "check"]])
def test_help_is_wholly_norwegian(balance, asked):
    done = balance(*asked, "--help", env={"BALANCE_LANGUAGE": "nb", "COLUMNS": "200"})
    assert done.returncode == 0, done.stderr
    syntax_left_out = re.sub(r"(?m)^.*\[OPTIONS\].*$", "", done.stdout)
    assert ENGLISH.findall(syntax_left_out) == []
    assert "Bruk:" in done.stdout


@pytest.fixture
def spoken():
    before = words.language()
    yield words.use
    words.use(before)


@pytest.mark.parametrize(
    ("arguments", "english", "norwegian"),
    [
        ((72.4, 0, False), "72", "72"),
        ((-4.25, 1, False), f"{MINUS}4.3", f"{MINUS}4,3"),
        ((62.5, 0, False), "63", "63"),
        ((6, 0, True), "+6", "+6"),
        ((-0.3, 0, False), "0", "0"),
        ((-0.3, 0, True), "0", "0"),
        ((-0.04, 1, True), "0.0", "0,0"),
        ((1234567.5, 1, False), "1,234,567.5", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,5"),
    ],
)
def test_a_number_stands_as_people_write_it(spoken, arguments, english, norwegian):
    spoken("en")
    assert number(*arguments) == english
    spoken("nb")
    assert number(*arguments) == norwegian


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_one_is_one_and_none_is_many(spoken, language):
    spoken(language)
    assert [plural("one", "many", n) for n in (0, 1, 2, 21)] == ["many", "one", "many", "many"]


def test_names_are_listed_as_in_a_sentence(spoken):
    spoken("en")
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_another_language_lasts_as_long_as_its_block(spoken):
    spoken("en")
    with pytest.raises(ZeroDivisionError), words.speaking("nb"):
        assert number(0.5, 1) == "0,5"
        1 / 0  # noqa: B018
    assert number(0.5, 1) == "0.5"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"BALANCE_LANGUAGE": "nb", "LANG": "en_GB.UTF-8"}, "nb"),
        ({"BALANCE_LANGUAGE": "en", "LANG": "nb_NO.UTF-8"}, "en"),
        ({"LANG": "no_NO.UTF-8"}, "nb"),
        ({"LANG": "nn_NO"}, "nb"),
        ({"LC_ALL": "C.UTF-8", "LANG": "nb-NO"}, "nb"),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({}, None),
    ],
)
def test_the_language_is_the_one_asked_for_before_that_of_the_system(monkeypatch, environment, language):
    for name in ("BALANCE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert words.preferred() == language
