"""`balance norms`: a basis for comparison, made from one's own answers."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from balance.cli.counting import counted_from, say_read
from balance.cli.options import ForceOption
from balance.cli.score import (
    EncodingOption,
    FilesArgument,
    IdOption,
    LenientOption,
    QuestionnaireOption,
    SheetOption,
)
from balance.cli.trying import MapOption, settled
from balance.words import _, number, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from balance.norms import About, Norms
    from balance.questionnaire.model import Questionnaire

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

OutOption = Annotated[Path, typer.Option("-o", "--out", help=_("Where to write the norms."), metavar="FILE")]
AboutOption = Annotated[
    str | None,
    typer.Option("--about", help=_("Whose answers these are, in a few words; else it is asked for."), metavar="TEXT"),
]
LanguageColumnOption = Annotated[
    str | None, typer.Option("--language-column", help=_("The column of languages."), metavar="COLUMN")
]
DateColumnOption = Annotated[
    str | None,
    typer.Option("--date-column", help=_("The column of dates, written as 2026-11-25."), metavar="COLUMN"),
]


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("Make norms from the answers of 100 people or more, to compare others with."),
        epilog=_('Example: balance norms answers.csv -o norms.yaml --about "head nurses in Norway, 2026"'),
        rich_help_panel=panel,
    )(norms)


def norms(
    files: FilesArgument,
    out: OutOption = Path("norms.yaml"),
    questionnaire: QuestionnaireOption = None,
    about: AboutOption = None,
    language_column: LanguageColumnOption = None,
    date_column: DateColumnOption = None,
    id_column: IdOption = None,
    mapping: MapOption = None,
    lenient: LenientOption = False,
    encoding: EncodingOption = None,
    sheet: SheetOption = None,
    force: ForceOption = False,
) -> None:
    """Make norms."""
    from balance.answers.options import Options
    from balance.cli.tabling import check_beside
    from balance.files import check_writable, whole
    from balance.norms import as_yaml
    from balance.safe import shown
    from balance.terminal.console import say

    check_writable(out, force, tuple(files))
    check_beside(out, force, tuple(files))
    described = _described(about)
    wanted = (language_column, date_column)
    kept = tuple(dict.fromkeys(column for column in wanted if column is not None))
    options = Options(id_column, kept, lenient, encoding, sheet, settled(mapping))

    def count(
        instrument: "Questionnaire", frame: "pl.LazyFrame", names: "Sequence[str]"
    ) -> "tuple[Norms, Questionnaire]":
        from balance.norms import made

        columns = dict(zip(kept, names, strict=False))
        language, date = (columns.get(column or "") for column in wanted)
        source = shown(files[0])
        about = _about(frame, described, language, date, source)
        return made(frame, instrument, about, source, read=True), instrument

    (norms, instrument), left_outs = counted_from(files, questionnaire, options, count)
    with whole(out) as temporary:
        temporary.write_text(as_yaml(norms), encoding="utf-8", newline="\n")
    say_read(left_outs, out)
    _say_made(norms, instrument)
    say(_("The norms are in {path}.").format(path=shown(out)))


def _described(about: str | None) -> str:
    """Return the description, asked for on a terminal where it is not given."""
    if about is None and sys.stdin.isatty():
        about = typer.prompt(_("Whose answers are these, in a few words?"), err=True)
    text = (about or "").strip()
    if not text:
        raise typer.BadParameter(_("Say with --about whose answers these are, in a few words."))
    if len(text) > 200:
        raise typer.BadParameter(_("--about takes at most 200 letters."))
    return text


def _about(frame: "pl.LazyFrame", described: str, language: str | None, date: str | None, file: str) -> "About":
    from balance.errors import stop
    from balance.norms import About, Dates
    from balance.safe import shown
    from balance.words import language_code

    languages: dict[str, float] = {}
    if language is not None:
        counts = frame.select(language).drop_nulls().group_by(language).len().collect()
        total = sum(counts["len"])
        for text, n in sorted(counts.iter_rows()):
            code = language_code(text.strip())
            languages[code] = languages.get(code, 0) + n / total
    if date is None:
        return About(description=described, languages=languages)
    days = frame.select(date).drop_nulls().unique().collect()[date].to_list()
    told = sorted(found.group() for day in days if (found := DAY.match(day.strip())))
    if not told:
        what = _('No cell of the column "{column}" begins with a date such as 2026-11-25.')
        raise stop(file, what.format(column=shown(date, 60)), _("Name another column, or none."), "no-dates")
    return About(description=described, languages=languages, dates=Dates(first=told[0], last=told[-1]))


def _say_made(norms: "Norms", instrument: "Questionnaire") -> None:
    from balance.norms import FEWEST
    from balance.statistics.tally import scored
    from balance.terminal.console import say

    say(plural("Norms of {n} person.", "Norms of {n} people.", norms.n).format(n=number(norms.n)))
    without = [id for id in scored(instrument) if id not in norms.scores]
    if without:
        say(_("Left out, fewer than {fewest} have a score: {names}.").format(fewest=FEWEST, names=", ".join(without)))
