"""The commands in their groups; each stands in the module of its name."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from balance.cli.help import App
from balance.cli.options import show_version
from balance.cli.start import start
from balance.words import _

YOURSELF, GROUP, AUTHORS, DATA = _("For yourself"), _("For a group"), _("For authors"), _("Your data")
PANELS = {
    "take": YOURSELF,
    "show": YOURSELF,
    "report": YOURSELF,
    "history": YOURSELF,
    "demo": YOURSELF,
    "score": GROUP,
    "group": GROUP,
    "norms": GROUP,
    "questionnaire": AUTHORS,
    "data": DATA,
}


def app_for(arguments: Sequence[str]) -> App:
    """Return the app with the command that is called; with all of them for help, and where none is called.

    Each command takes its time to be made, and nine of the ten would be made in vain.
    """
    app = App(
        name="balance",
        help=_(
            "See whether you lead with the right balance of structure and relationship for the situation you are in."
        ),
        invoke_without_command=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    called = [name for name in arguments[:1] if name in PANELS]
    for name in called or PANELS:
        import_module(f"balance.cli.{name}").register(app, PANELS[name])
    return app


def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=show_version, is_eager=True, help=_("Show the version."))
    ] = False,
) -> None:
    """Take the options that every command shares; without a command say where one stands."""
    if context.invoked_subcommand is None:
        start()
