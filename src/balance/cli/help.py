"""The words that typer looks up in no catalogue: "Usage: ", what --help does, and what was wrong."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from balance.cli.usage import spoken
from balance.words import _


class _Spoken:
    """Says them in the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def make_context(self, *args: Any, **settings: Any) -> Any:
        with spoken():
            return super().make_context(*args, **settings)  # type: ignore[misc]

    def invoke(self, ctx: Any) -> Any:
        with spoken():
            return super().invoke(ctx)  # type: ignore[misc]


class _Command(_Spoken, TyperCommand):
    pass


class _Group(_Spoken, TyperGroup):
    pass


class App(typer.Typer):
    """A typer app whose help is wholly in the user's language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_Group, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """Return a decorator that adds a command; whether a file can be read is seen and said by what reads it."""
        add = super().command(name, cls=_Command, **settings)

        def added(function: Any) -> Any:
            for annotation in function.__annotations__.values():
                for info in getattr(annotation, "__metadata__", ()):
                    info.readable = False
            return add(function)

        return added
