"""The shape of the format: what pydantic finds, said in our words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from balance.questionnaire.model import FORMAT, Questionnaire
from balance.questionnaire.near import offer
from balance.questionnaire.rules.draft import Found, Path, is_number
from balance.questionnaire.rules.texts import named
from balance.safe import shown
from balance.words import _

KEY = "[key]"  # where pydantic objects to a key
LIST = {"tuple_type", "list_type"}
GROUP = {"dict_type", "model_type", "model_attributes_type"}
NUMBER = {"int_type", "float_type", "finite_number", "int_parsing", "float_parsing", "int_from_float"}
LIMITS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}


class Problem(NamedTuple):
    """One error of pydantic's, with the part of the tree that it is about."""

    kind: str
    path: Path
    value: Any
    context: Mapping[str, Any]
    about_key: bool


def shape_faults(error: ValidationError, tree: dict[str, Any]) -> Iterator[Found]:
    """Yield the faults of shape, one a place for those of several possible types."""
    seen: set[tuple[Path, str, bool]] = set()
    for problem in _problems(error, tree):
        found = SAYING.get(problem.kind, _wrong_type)(problem)
        if found is not None and (found.path, found.id, found.key) not in seen:
            seen.add((found.path, found.id, found.key))
            yield found


def _problems(error: ValidationError, tree: dict[str, Any]) -> Iterator[Problem]:
    for each in error.errors(include_url=False, include_input=False):
        loc = each["loc"]
        whole = loc[:-1] if each["type"] == "missing" else loc
        path, value = _reached(whole, tree)
        if each["type"] == "missing":
            path, value = (*path, loc[-1]), None
        yield Problem(each["type"], path, value, each.get("ctx") or {}, KEY in loc)


def _reached(loc: Iterable[str | int], tree: Any) -> tuple[Path, Any]:
    """Walk as far as the tree goes: a loc ends in a kind of union, or in the language of a plain text."""
    path: Path = ()
    for part in loc:
        there = part in tree if isinstance(tree, dict) else isinstance(tree, list) and isinstance(part, int)
        if not there:
            break
        tree, path = tree[part], (*path, part)
    return path, tree


def _unknown_key(problem: Problem) -> Found:
    *parent, key = problem.path
    model = _model_at(tuple(parent))
    what = _('"{key}" is no key here.').format(key=shown(key, 60))
    remedy = offer(str(key), list(model.model_fields) if model else []) or _("Delete it.")
    return Found(problem.path, what, remedy, "unknown-key", key=True)


def _missing_key(problem: Problem) -> Found:
    *parent, key = problem.path
    where = named(tuple(parent))
    what = (
        _('"{key}" is missing in "{parent}".').format(key=key, parent=where)
        if where
        else _('"{key}" is missing.').format(key=key)
    )
    return Found(problem.path, what, _("Add it."), "missing-key", key=True)


def _wrong_length(problem: Problem) -> Found | None:
    least = problem.context.get("min_length")
    if least is None:
        what = _('"{name}" is too long.').format(name=named(problem.path))
        remedy = _("At most {n} characters.").format(n=problem.context.get("max_length"))
        return Found(problem.path, what, remedy, "too-long")
    if len(problem.value) >= least or isinstance(problem.value, str):
        return None  # pydantic counts only what is right; an empty text is found by another rule
    what = _('"{name}" needs at least {least}, and has {n}.').format(
        name=named(problem.path), least=least, n=len(problem.value)
    )
    return Found(problem.path, what, _("Add what is missing."), "too-few")


def _out_of_range(problem: Problem) -> Found:
    limit = problem.context[LIMITS[problem.kind]]
    sentence = {
        "greater_than": _('"{name}" must be more than {limit}.'),
        "greater_than_equal": _('"{name}" must be {limit} or more.'),
        "less_than": _('"{name}" must be less than {limit}.'),
        "less_than_equal": _('"{name}" must be {limit} or less.'),
    }[problem.kind]
    what = sentence.format(name=named(problem.path), limit=f"{limit:g}")
    return Found(problem.path, what, _("Write another number."), "out-of-range")


def _no_choice(problem: Problem) -> Found:
    choices = re.findall(r"'([^']*)'", str(problem.context.get("expected", "")))
    if problem.path == ("format",):
        what = _('The format "{format}" is not known here.').format(format=shown(problem.value, 60))
        remedy = _("Write {format}; a later format needs a later balance.").format(format=FORMAT)
        return Found(problem.path, what, remedy, "unknown-format")
    what = _('"{value}" is not possible for "{name}".').format(value=shown(problem.value, 60), name=named(problem.path))
    return Found(problem.path, what, offer(str(problem.value), choices), "unknown-choice")


def _wrong_pattern(problem: Problem) -> Found:
    text = shown(problem.path[-1] if problem.about_key else problem.value, 80)
    pattern = str(problem.context.get("pattern", ""))
    if pattern.startswith("^P"):
        what = _('"{text}" is no period.').format(text=text)
        remedy = _("Write P, a number, and D, W, M or Y: P3M is three months.")
        return Found(problem.path, what, remedy, "bad-period")
    if pattern.startswith("^[a-z]{2,3}"):
        what = _('"{text}" is no code of a language.').format(text=text)
        return Found(problem.path, what, _("Write a code such as en, nb."), "bad-language", problem.about_key)
    what = _('"{text}" is no id.').format(text=text)
    if problem.path == ("id",):
        remedy = _("A small letter, then small letters, digits and hyphens.")
    else:
        remedy = _('A letter, then letters, digits, "_", "." and "-", at most 64.')
    return Found(problem.path, what, remedy, "bad-id", problem.about_key)


def _wrong_type(problem: Problem) -> Found:
    wanted, remedy = _wanted(problem)
    what = _('"{name}" must be {wanted}, not {given}.').format(
        name=named(problem.path), wanted=wanted, given=_given(problem.value)
    )
    return Found(problem.path, what, remedy, "wrong-type", problem.about_key)


def _wanted(problem: Problem) -> tuple[str, str]:
    scalar = isinstance(problem.value, bool) or is_number(problem.value)
    if problem.kind in NUMBER:
        return _("a number"), _("Write it in digits, with a point for decimals and without quotes.")
    if problem.kind in LIST:
        return _("a list"), _('Write [a, b], or a line beginning with "- " for each.')
    if problem.kind in GROUP and not _is_text(problem.path):
        return _("a group of keys"), _("Write `key: value` lines, indented under it.")
    if problem.kind.startswith("bool"):
        return _("true or false"), _("Write true or false, without quotes.")
    return _("a text"), _("Put it in quotes.") if scalar else _("Write a text.")


def _given(value: object) -> str:
    if isinstance(value, bool):
        return _("true or false")
    if is_number(value):
        return _("a number")
    if isinstance(value, list):
        return _("a list")
    if isinstance(value, dict):
        return _("a group of keys")
    return _("a text") if isinstance(value, str) else _("nothing")


def _is_text(path: Path) -> bool:
    """Return whether a text, in one or more languages, is wanted at a path."""
    kind = _type_at(path)
    return get_origin(kind) is dict and _bare(get_args(kind)[1]) is str


def _model_at(path: Path) -> type[BaseModel] | None:
    kind = _type_at(path)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _type_at(path: Path) -> Any:
    """Return the type that the model gives a path, without what may be said about it besides."""
    kind: Any = Questionnaire
    for part in path:
        kind = _inside(_bare(kind), part)
    return _bare(kind)


def _inside(kind: Any, part: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return field.annotation if field else None
    inner = get_args(kind)
    return inner[-1 if get_origin(kind) is dict else 0] if inner else None


def _bare(kind: Any) -> Any:
    """Return a type without Annotated and without None."""
    while True:
        if hasattr(kind, "__metadata__"):
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType):
            kind = next(each for each in get_args(kind) if each is not type(None))
        else:
            return kind


SAYING: dict[str, Callable[[Problem], Found | None]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _no_choice,
    "string_pattern_mismatch": _wrong_pattern,
    **dict.fromkeys(("too_short", "too_long", "string_too_short", "string_too_long"), _wrong_length),
    **dict.fromkeys(LIMITS, _out_of_range),
}
