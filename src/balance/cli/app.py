"""The commands in their groups."""

from typing import Annotated

import typer

from balance.cli import data, demo, questionnaire, score, take
from balance.cli.help import App
from balance.cli.options import show_version
from balance.words import _

YOURSELF, GROUP, AUTHORS = _("For yourself"), _("For a group"), _("For authors")

app = App(
    name="balance",
    help=_("See whether you lead with the right balance of structure and relationship for the situation you are in."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help=_("Show the version."))
    ] = False,
) -> None:
    """Take the options that every command shares."""


take.register(app, YOURSELF)
demo.register(app, YOURSELF)
score.register(app, GROUP)
app.add_typer(questionnaire.app, name="questionnaire", rich_help_panel=AUTHORS)
app.add_typer(data.app, name="data", rich_help_panel=_("Your data"))
