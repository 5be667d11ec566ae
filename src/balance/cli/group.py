"""`balance group`: what the answers of many people show."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance import words
from balance.cli.options import ForceOption, JsonOption, LanguageOption, OutOption, chosen_language
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
from balance.words import _

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.leftout import LeftOut
    from balance.answers.options import Options
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
    questionnaire: QuestionnaireOption = "balance",
    by: ByOption = None,
    full: FullOption = False,
    min_group: MinGroupOption = MIN_GROUP,
    draft: DraftOption = False,
    without_late: WithoutLateOption = False,
    never_shared: NeverSharedOption = None,
    language_column: AnswerLanguageOption = None,
    out: OutOption = None,
    id_column: IdOption = None,
    language: LanguageOption = None,
    lenient: LenientOption = False,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Show the statistics of a group and of its parts."""
    from balance.answers.options import Options
    from balance.questionnaire.library import load

    sharing = Sharing(tuple(by or ()), min_group, draft, without_late, tuple(never_shared or ()), language_column,
                      out, json, force)  # fmt: skip
    if full:
        sharing.check_unused()
    instrument = load(questionnaire)
    spoken = chosen_language(language, instrument)
    if not full:
        words.use(spoken)
        sharing.run(files, instrument, spoken, Options(id_column, sharing.carried, lenient, encoding, sheet))
        return
    target = None if out is None or str(out) == "-" else out
    if target is not None:
        _check(target, json, force, tuple(files))
    found, left_outs = _counted(
        files, instrument, Options(id_column, tuple(by or ()), lenient, encoding, sheet), spoken
    )
    if json or (target is not None and target.suffix.lower() == JSON):
        _write_json(found, target)
    elif target is None and out is None and sys.stdout.isatty():
        from balance.terminal.grouped import show_group

        show_group(found, instrument)
    else:
        _write_table(found, target)
    _say(left_outs)


def _check(target: Path, json: bool, force: bool, files: tuple[Path, ...]) -> None:
    from balance.files import check_writable
    from balance.table import check_out

    if json or target.suffix.lower() == JSON:
        check_writable(target, force, files)
    else:
        check_out(target, force, files)


def _counted(
    files: list[Path], instrument: "Questionnaire", options: "Options", language: str
) -> "tuple[Group, list[LeftOut]]":
    """Read the answers once into a private file, which goes with the run, and count them from there."""
    from tempfile import TemporaryDirectory

    import polars as pl

    from balance.answers.matching import ID
    from balance.answers.read import read_into
    from balance.delivery.people import column
    from balance.groups import counted

    names: list[str] = []

    with TemporaryDirectory(prefix="balance-", ignore_cleanup_errors=True) as folder:
        answers = Path(folder) / "answers.ipc"

        def keep(frame: "pl.LazyFrame", id_name: str) -> None:
            there = frame.collect_schema().names()
            found = [column(there, wanted) or ID for wanted in options.keep]
            names[:] = dict.fromkeys(id_name if name == ID else name for name in found)
            (frame.rename({ID: id_name}) if ID in found else frame.drop(ID)).sink_ipc(answers)

        left_outs = read_into(files, instrument, keep, options)
        chosen = ["lenient"] if options.lenient else []
        return counted(pl.scan_ipc(answers), instrument, names, language, *chosen), left_outs


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
    from balance.files import whole
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
        with whole(table.about_path(target)) as temporary:
            table.write_about(about, temporary)


def _say(left_outs: "list[LeftOut]") -> None:
    from balance.terminal.console import say
    from balance.terminal.leftout import left_out_lines

    for left_out in left_outs:
        for line in left_out_lines(left_out, apostrophes=False):
            say(line)
