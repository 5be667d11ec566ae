"""What the YAML parser objects to, in our own words."""

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from balance.errors import Fault, Mark
from balance.questionnaire.building import marked, too_deep
from balance.words import _


class Saying(NamedTuple):
    """A complaint of the parser's, by a part of its English, and ours."""

    part: str
    what: str
    remedy: str
    at_start: bool = False  # whether to point to where the construct began


def _sayings() -> tuple[Saying, ...]:
    return (
        Saying("mapping values are not allowed", _("A colon stands where none may stand."),
               _("Put a text with a colon in quotes; indent keys of a group alike; a blank follows a key's colon.")),
        Saying("unexpected end of stream", _("The quote that opens here is never closed."),
               _("Close it; in single quotes write an apostrophe twice."), at_start=True),
        Saying("unexpected document indicator", _("The quote that opens here is never closed."),
               _("Close it; in single quotes write an apostrophe twice."), at_start=True),
        Saying("',' or ']'", _("The bracket that opens here is never closed, or a comma is missing."),
               _("Close it with ] and put a comma between its parts."), at_start=True),
        Saying("',' or '}'", _("The brace that opens here is never closed, or a comma is missing."),
               _("Close it with } and put a comma between its parts."), at_start=True),
        Saying("escape", _("This backslash begins nothing that YAML knows."),
               _("Write it twice, or use single quotes."), at_start=True),
        Saying("cannot start any token", _("No text may begin with this character."), _("Put the text in quotes.")),
        Saying("expected ':'", _("A key has no colon."), _("Write `key: value`, with a blank after the colon.")),
        Saying("tab character", _("A tab stands where spaces must stand."), _("Use spaces.")),
        Saying("'-' indicator", _("This line does not go on with the list above it."),
               _('Begin it with "- ", or indent it as its group is.')),
        Saying("node content", _("A value must stand here."), _("Put a text that begins so in quotes.")),
        Saying("tag handle", _("This tag is declared nowhere."), _("Delete the tag; put a text in quotes.")),
        Saying("directive", _("This line begins as an instruction to the parser."), _("Delete it.")),
        Saying("expected key", _("This line does not go on with the group of keys above it."),
               _("Indent it as its group is; put a text with quotes or brackets in it in quotes.")),
        Saying("<block end>", _("This line does not go on with the group above it."),
               _("Indent it as its group is; put a text with quotes or brackets in it in quotes.")),
    )  # fmt: skip


def syntax_fault(error: yaml.YAMLError, file: str, lines: Sequence[str]) -> Fault:
    """Return the fault for what stopped the parser, with its place where it names one."""
    problem = str(getattr(error, "problem", None) or error)
    mark = _mark(error, False, lines)
    if "nesting depth" in problem:  # libyaml may give up before the builder sees how deep it goes
        what, remedy = too_deep()
        return Fault(file, what, remedy, "too-deep", mark)
    if mark and "node content" in problem and not "".join(lines[mark.line - 1 :])[mark.column - 1 :].strip():
        what = _("Here the file ends, and a bracket or a brace is still open.")
        return Fault(file, what, _("Close it."), "not-yaml", mark)
    saying = next((each for each in _sayings() if each.part in problem), None)
    what = saying.what if saying else _("From here on this is no YAML.")
    remedy = saying.remedy if saying else _("Check quotes, colons and indentation.")
    return Fault(file, what, remedy, "not-yaml", _mark(error, saying is not None and saying.at_start, lines))


def _mark(error: yaml.YAMLError, at_start: bool, lines: Sequence[str]) -> Mark | None:
    problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    place = (context if at_start else problem) or problem or context
    return marked((place.line, place.column), lines) if place else None
