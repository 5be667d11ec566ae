"""Texts: written, in every language declared, with nothing in them that a terminal would obey."""

from collections.abc import Iterator

from balance.questionnaire.near import offer
from balance.questionnaire.rules.draft import Draft, Found, Path
from balance.safe import harmful, shown, visible
from balance.words import _, listed

# Where a text stands, in each language; a test holds this list to the model.
TEXTS = (
    "title", "about",
    "scales.*.points.*.label", "scales.*.unscored.*.label",
    "pages.*.title", "pages.*.intro", "pages.*.items.*", "comments.*",
    "dimensions.*.name", "dimensions.*.short", "dimensions.*.about", "dimensions.*.prompts.*.*",
    "axes.*.name", "balance.pairs.*.name", "balance.prompts.*.*",
)  # fmt: skip
ALIASES = "scales.*.points.*.aliases"


def nothing_empty(draft: Draft) -> Iterator[Found]:
    """Nothing is left without a value, but a score that a test expects to be none; no text is blank."""
    for path, value in draft.leaves():
        if value is None and not (path[0] == "tests" and "expect" in path[:-1]):
            what = _('"{name}" has no value.').format(name=named(path))
            yield Found(path, what, _("Write one, or delete the line."), "empty-value")
        elif isinstance(value, str) and not value.strip():
            what = _('"{name}" is an empty text.').format(name=named(path))
            yield Found(path, what, _("Write the text, or delete the line."), "empty-text")


def nothing_harmful(draft: Draft) -> Iterator[Found]:
    """No text holds a control character, also not one written as an escape, nor one that turns the line."""
    for path, value in draft.leaves():
        character = harmful(value) if isinstance(value, str) else None
        if character is not None:
            what = _("The text holds the control character {character} (U+{code:04X}).").format(
                character=visible(character), code=ord(character)
            )
            yield Found(path, what, _("Delete it."), "control-character")


def languages_once(draft: Draft) -> Iterator[Found]:
    """A language is declared once."""
    seen: set[str] = set()
    for place, code in enumerate(draft.languages):
        if code in seen:
            what = _('The language "{code}" is declared twice.').format(code=shown(code, 60))
            yield Found(("languages", place), what, _("Delete one."), "duplicate-language")
        seen.add(code)


def every_language(draft: Draft) -> Iterator[Found]:
    """Every text is there in every language declared, and in no other."""
    if not draft.languages:
        return
    for pattern in TEXTS:
        for path, text in draft.find(pattern):
            if isinstance(text, str):
                yield from _of_one_language(path, draft)
            elif isinstance(text, dict):
                yield from _missing(path, text, draft)
                yield from _undeclared(path, text, draft)
    for path, aliases in draft.find(ALIASES):
        if isinstance(aliases, dict):
            yield from _undeclared(path, aliases, draft)


def _of_one_language(path: Path, draft: Draft) -> Iterator[Found]:
    if len(draft.languages) > 1:
        codes = [shown(code, 60) for code in draft.languages]
        what = _('"{name}" is one text for several languages: {languages}.').format(
            name=named(path), languages=listed(codes)
        )
        remedy = _("Write one text a language: {example}.").format(
            example="{" + ", ".join(f"{code}: ..." for code in codes) + "}"
        )
        yield Found(path, what, remedy, "missing-translation")


def _missing(path: Path, text: dict[str, object], draft: Draft) -> Iterator[Found]:
    for code in draft.languages:
        if code not in text:
            what = _('"{name}" has no text in "{code}".').format(name=named(path), code=shown(code, 60))
            remedy = _('Add it, or take "{code}" out of the languages.').format(code=shown(code, 60))
            yield Found(path, what, remedy, "missing-translation")


def _undeclared(path: Path, text: dict[str, object], draft: Draft) -> Iterator[Found]:
    for code in text:
        if code not in draft.languages:
            what = _('The language "{code}" is not declared.').format(code=shown(code, 60))
            yield Found((*path, code), what, offer(code, draft.languages), "undeclared-language", key=True)


def named(path: Path) -> str:
    """Return the name that a message gives to a place: the last that is a word."""
    return shown(next((part for part in reversed(path) if isinstance(part, str)), ""), 60)


RULES = (nothing_empty, nothing_harmful, languages_once, every_language)
