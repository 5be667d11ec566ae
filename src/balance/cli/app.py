"""The commands in their groups."""

from typing import Annotated

import typer

from balance.cli import data, demo, group, history, questionnaire, score, show, take
from balance.cli.help import App
from balance.cli.options import show_version
from balance.cli.start import start
from balance.words import _

YOURSELF, GROUP, AUTHORS, DATA = _("For yourself"), _("For a group"), _("For authors"), _("Your data")

app = App(
    name="balance",
    help=_("See whether you lead with the right balance of structure and relationship for the situation you are in."),
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=show_version, is_eager=True, help=_("Show the version."))
    ] = False,
) -> None:
    """Take the options that every command shares; without a command say where one stands."""
    if context.invoked_subcommand is None:
        start()


for command in (take, show, history, demo):
    command.register(app, YOURSELF)
for command in (score, group):
    command.register(app, GROUP)
app.add_typer(questionnaire.app, name="questionnaire", rich_help_panel=AUTHORS)
app.add_typer(data.app, name="data", rich_help_panel=DATA)
