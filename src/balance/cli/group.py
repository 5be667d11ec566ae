"""`balance group`: what the answers of many people show."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.counting import counted_from, say_read
from balance.cli.delivering import GroupOutOption, PersonOption, TemplateOption, WithGroupOption, whole_of
from balance.cli.options import ForceOption, JsonOption, LanguageOption, chosen_language
from balance.cli.score import (
    EncodingOption,
    FilesArgument,
    IdOption,
    LenientOption,
    QuestionnaireOption,
    SheetOption,
)
from balance.cli.sharing import (
    MIN_GROUP,
    AnswerLanguageOption,
    DraftOption,
    MinGroupOption,
    NeverSharedOption,
    Sharing,
    WithoutLateOption,
)
from balance.cli.trying import MapOption, settled
from balance.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from balance.groups import Group
    from balance.questionnaire.model import Questionnaire

JSON = ".json"

ByOption = Annotated[
    list[str] | None,
    typer.Option("--by", help=_("Divide the group by this column; may be given more than once."), metavar="COLUMN"),
]
FullOption = Annotated[
    bool,
    typer.Option("--full", help=_("Every statistic, unrounded, of groups of any size: for who may see every answer.")),
]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Show what the answers of a group have in common, and how they differ."),
        epilog=_("Example: balance group answers.csv --by unit --full -o group.xlsx"),
        rich_help_panel=panel,
    )(group)


def group(
    files: FilesArgument,
    questionnaire: QuestionnaireOption = None,
    by: ByOption = None,
    full: FullOption = False,
    min_group: MinGroupOption = MIN_GROUP,
    draft: DraftOption = False,
    without_late: WithoutLateOption = False,
    never_shared: NeverSharedOption = None,
    language_column: AnswerLanguageOption = None,
    out: GroupOutOption = None,
    name: PersonOption = None,
    with_group: WithGroupOption = False,
    template: TemplateOption = None,
    id_column: IdOption = None,
    mapping: MapOption = None,
    language: LanguageOption = None,
    lenient: LenientOption = False,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Show the statistics of a group and of its parts."""
    from balance.answers.options import Options

    whole = whole_of(out, name, with_group, template, force)
    path = None if out is None else Path(out)
    sharing = Sharing(tuple(by or ()), min_group, draft, without_late, tuple(never_shared or ()), language_column,
                      path, json, force, whole)  # fmt: skip
    if not full:
        options = Options(id_column, sharing.carried, lenient, encoding, sheet, settled(mapping))
        sharing.run(files, questionnaire, language, options)
        return
    sharing.check_unused()
    target = None if out == "-" else path
    as_json = json or (target is not None and target.suffix.lower() == JSON)
    if target is not None:
        _check(target, as_json, force, tuple(files))
    options = Options(id_column, tuple(by or ()), lenient, encoding, sheet, settled(mapping))
    chosen = ["lenient"] if lenient else []

    def count(
        instrument: "Questionnaire", frame: "pl.LazyFrame", columns: "Sequence[str]"
    ) -> "tuple[Group, Questionnaire]":
        from balance.groups import counted

        return counted(frame, instrument, columns, chosen_language(language, instrument), *chosen), instrument

    (found, instrument), left_outs = counted_from(files, questionnaire, options, count)
    if as_json:
        _write_json(found, target)
    elif out is None and sys.stdout.isatty():
        from balance.terminal.grouped import show_group

        show_group(found, instrument)
    else:
        _write_table(found, target)
    say_read(left_outs, target)


def _check(target: Path, as_json: bool, force: bool, files: tuple[Path, ...]) -> None:
    """Raise a BalanceError unless all that is written may be written there."""
    from balance.cli.tabling import check_beside
    from balance.files import check_writable
    from balance.table import check_out

    if as_json:
        check_writable(target, force, files)
    else:
        check_out(target, force, files)
    check_beside(target, force, files)


def _write_json(group: "Group", target: Path | None) -> None:
    text = group.model_dump_json(indent=1) + "\n"
    if target is None:
        sys.stdout.write(text)
        return
    from balance.files import whole

    with whole(target) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def _write_table(group: "Group", target: Path | None) -> None:
    from balance import table
    from balance.cli.tabling import about_beside
    from balance.stamp import Stamp
    from balance.table.grouped import columns, frame_of

    source = group.questionnaire
    made = Stamp(group.made_by, source.id, source.version, source.digest[:12], group.language, group.options)
    about = table.About(made, tuple(columns()))
    with table.place(target) as path:
        form = table.Form(target.suffix.lower() if target else ".csv", about, title=_("Group"))
        table.write(frame_of(group).lazy(), path, form)
        if target is None:
            table.to_stdout(path)
    if target is not None and table.has_about_beside(target):
        about_beside(target, about)
