"""What typer says of wrong usage, in the user's language: it looks these sentences up in no catalogue."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from balance.words import _, speaking


@contextmanager
def spoken() -> Iterator[None]:
    """Let what is raised inside for wrong usage be said in the user's language."""
    try:
        yield
    except typer.TyperException as error:
        told = said(error.format_message())
        error.format_message = lambda: told  # type: ignore[method-assign]
        raise


def said(text: str) -> str:
    """Return a sentence of typer's in the user's language; one that is not known stays as it is."""
    for sentence in _sentences():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(sentence))
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            parts = found.groupdict()
            if "reason" in parts:
                parts["reason"] = said(parts["reason"])
            return _(sentence).format(**parts)
    return text


def _sentences() -> tuple[str, ...]:
    """Return typer's sentences as it says them: the keys of the catalogue. Longer ones before their beginnings."""
    with speaking("en"):
        return (
            _("Missing argument {name}."),
            _("Missing option {name}."),
            _("No such option: {name} (Possible options: {names})"),
            _("No such option: {name}"),
            _("Option {name} requires an argument."),
            _("Option {name} does not take a value."),
            _("Got unexpected extra argument(s) ({names})"),
            _("Invalid value for {name}: {reason}"),
            _("Invalid value: {reason}"),
            _("Value error, {value} is not one of {names}."),
            _("Input should be a valid integer, unable to parse string as an integer"),
            _("{reason} Did you mean {names}?"),
        )
