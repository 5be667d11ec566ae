"""`balance group`: what the answers of many people show."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.cli.counting import counted_from, say_read
from balance.cli.delivering import GroupOutOption, PersonOption, TemplateOption, WithGroupOption, whole_of
from balance.cli.earlier import BeforeOption, BeforeQuestionnaireOption, Earlier, NormsOption, compared
from balance.cli.grouped import JSON, are_pages, check, write_json, write_pages, write_table
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

    from balance.answers.options import Options
    from balance.groups import Group
    from balance.questionnaire.model import Questionnaire

ByOption = Annotated[
    list[str] | None,
    typer.Option("--by", help=_("Divide the group by this column; may be given more than once."), metavar="COLUMN"),
]
FullOption = Annotated[
    bool,
    typer.Option(
        "--full",
        help=_("Every statistic of groups of any size, on pages marked as such: for who may see every answer."),
    ),
]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Show what the answers of a group have in common, and how they differ."),
        epilog=_("Example: balance group answers.csv --by unit -o group.pdf"),
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
    before: BeforeOption = None,
    before_questionnaire: BeforeQuestionnaireOption = None,
    norms: NormsOption = None,
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
    earlier = Earlier(tuple(before or ()), before_questionnaire, norms)
    earlier.check(files)
    sharing = Sharing(tuple(by or ()), min_group, draft, without_late, tuple(never_shared or ()), language_column,
                      path, json, force, whole, earlier)  # fmt: skip
    options = Options(id_column, sharing.carried, lenient, encoding, sheet, settled(mapping))
    if full:
        from balance.groups import without_collection

        sharing.check_unused()
        output = _Output(path, json, force)
        with nullcontext() if output.as_pages else without_collection():  # pictures leave much behind
            _full(files, questionnaire, language, options, output, earlier)
    else:
        sharing.run(files, questionnaire, language, options)


class _Output(NamedTuple):
    """Where every statistic goes: a file, else stdout; a readable table where nothing was said and it is a terminal."""

    out: Path | None
    json: bool
    force: bool

    @property
    def target(self) -> Path | None:
        return None if self.out is None or str(self.out) == "-" else self.out

    @property
    def as_json(self) -> bool:
        return self.json or (self.target is not None and self.target.suffix.lower() == JSON)

    @property
    def as_pages(self) -> bool:
        return not self.as_json and self.target is not None and are_pages(self.target)


def _full(
    files: list[Path],
    questionnaire: str | None,
    language: str | None,
    options: "Options",
    output: _Output,
    earlier: Earlier,
) -> None:
    """Read the answers and write every statistic of them."""
    if output.target is not None:
        check(output.target, output.as_json, output.force, (*files, *earlier.files))
    chosen = [*(["lenient"] if options.lenient else []), *earlier.chosen]

    def count(
        instrument: "Questionnaire", frame: "pl.LazyFrame", columns: "Sequence[str]"
    ) -> "tuple[Group | list[str], Questionnaire]":
        from balance.groups import counted, counted_json

        found = counted_json if output.as_json and not earlier.chosen else counted
        spoken = chosen_language(language, instrument)
        return found(frame, instrument, columns, spoken, *chosen, read=True), instrument

    (counts, instrument), left_outs = counted_from(files, questionnaire, options, count)
    found = counts if isinstance(counts, list) else compared(counts, files, instrument, options, earlier)
    if isinstance(found, list) or output.as_json:
        write_json(found, output.target)
    elif output.target is not None and output.as_pages:
        from balance.sharing.everything import everything

        write_pages(everything(found, instrument), instrument, output.target)
    elif output.out is None and sys.stdout.isatty():
        from balance.terminal.grouped import show_group

        show_group(found, instrument)
    else:
        write_table(found, output.target)
    say_read(left_outs, output.target)
