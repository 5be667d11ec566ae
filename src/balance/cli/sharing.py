"""The half of `balance group` that shows a group to others: reading, asking the ledger, writing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from balance.anonymity.printing import MIN_GROUP
from balance.cli.delivering import Whole
from balance.cli.earlier import Earlier, say_matched
from balance.cli.gathering import Gathered, gathered
from balance.cli.options import chosen_language
from balance.cli.tabling import say_left_out
from balance.words import _

if TYPE_CHECKING:
    from balance.answers.leftout import LeftOut
    from balance.answers.options import Options
    from balance.questionnaire.model import Questionnaire
    from balance.sharing.changing import Changed
    from balance.sharing.choosing import Chosen, Wish
    from balance.sharing.model import SharedGroup

MinGroupOption = Annotated[
    int,
    typer.Option("--min-group", help=_("The smallest group that is shown: five, and never under three."), metavar="N"),
]
DraftOption = Annotated[
    bool, typer.Option("--draft", help=_("Marked as a draft on every page, and not remembered: not to be handed out."))
]
WithoutLateOption = Annotated[
    bool, typer.Option("--without-late", help=_("Leave out the answers that came after the latest report on these."))
]
NeverSharedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--never-shared", help=_("Your word that the report of this date was handed out to nobody."), metavar="DATE"
    ),
]
AnswerLanguageOption = Annotated[
    str | None,
    typer.Option("--language-column", help=_("The column with the language of each answer."), metavar="COLUMN"),
]

__all__ = ["MIN_GROUP", "AnswerLanguageOption", "DraftOption", "MinGroupOption", "NeverSharedOption", "Sharing",
           "WithoutLateOption"]  # fmt: skip


class Sharing(NamedTuple):
    """How a group is shown to others, and where."""

    by: tuple[str, ...]
    min_group: int
    draft: bool
    without_late: bool
    never_shared: tuple[str, ...]
    language_column: str | None
    out: Path | None
    json: bool
    force: bool
    whole: Whole | None = None
    earlier: Earlier = Earlier()

    @property
    def carried(self) -> tuple[str, ...]:
        """Return the columns to read beside the items and the id."""
        more = (self.language_column, self.whole.name if self.whole else None)
        return tuple(dict.fromkeys((*self.by, *filter(None, more))))

    def check_unused(self) -> None:
        """Raise unless all is as it stands without --full: there it would do nothing."""
        chosen = {
            "--min-group": self.min_group != MIN_GROUP,
            "--draft": self.draft,
            "--without-late": self.without_late,
            "--never-shared": bool(self.never_shared),
            "--language-column": self.language_column is not None,
        }
        if self.whole is not None:
            raise typer.BadParameter(_("A folder is to be handed out, and --full is not: name a file after -o."))
        for option in (name for name, given in chosen.items() if given):
            raise typer.BadParameter(_("{option} does nothing beside --full.").format(option=option))

    def run(self, files: list[Path], questionnaire: str | None, language: str | None, options: "Options") -> None:
        """Read, choose, compose and write."""
        from balance import words
        from balance.anonymity.printing import check_min_group
        from balance.answers.matching import called
        from balance.delivery.folder.order import Order
        from balance.delivery.people import Who
        from balance.groups import with_change
        from balance.safe import shown
        from balance.sharing.changing import change
        from balance.sharing.choosing import choose
        from balance.sharing.composing import shared
        from balance.sharing.norming import beside

        check_min_group(self.min_group)
        target = self._target((*files, *self.earlier.files))
        read = gathered(files, questionnaire, options)
        instrument = read.questionnaire
        before, norms = self.earlier.read(instrument, options), self.earlier.read_norms(instrument)
        spoken = chosen_language(language, instrument)
        words.use(spoken)
        wish = self._wish(read, shown(files[0]))
        chosen = choose(read.answers, instrument, wish, read.has_id, shown(files[0]))
        column = read.called(self.language_column, shown(files[0])) if self.language_column else None
        group = shared(chosen, instrument, wish, spoken, draft=self.draft, language_column=column,
                       options=self._options(options.lenient))  # fmt: skip
        changed = None if before is None else change(chosen, before, instrument, self.min_group)
        if changed is not None:
            group = with_change(group, changed.found)
        group = group if norms is None else beside(group, norms, instrument)
        if self.whole is not None:
            _say(read.left_outs, chosen, changed)
            names = read.answers.columns
            order = Order(group, instrument, read.answers, read.id_name, Who(called(names, self.whole.name), column),
                          read.left_outs, self.whole.with_group, options.lenient, self.whole.looks)  # fmt: skip
            self.whole.fill(order, lambda: self._note(chosen, changed, instrument))
            return
        if target is not None:
            self._note(chosen, changed, instrument)
        self._write(group, instrument, target)
        _say(read.left_outs, chosen, changed)

    def _note(self, chosen: "Chosen", changed: "Changed | None", instrument: "Questionnaire") -> None:
        """Keep in the ledger what is shown, so that no later report betrays anybody; of a draft nothing."""
        if not self.draft and chosen.kept is not None:
            from balance.anonymity.ledger import note

            pairs = changed.pairs if changed else ()
            note(chosen.kept.ledger, instrument.id, chosen.kept.rows, chosen.kept.blocks, pairs)

    def _target(self, files: tuple[Path, ...]) -> Path | None:
        from balance.cli.grouped import check_shared

        if self.whole is not None:
            self.whole.check(self.json)
            return None
        if self.out is None or str(self.out) == "-":
            return None
        check_shared(self.out, self.json, self.force, files)
        return self.out

    def _wish(self, read: Gathered, where: str) -> "Wish":
        from balance.sharing.choosing import Wish

        by = tuple(dict.fromkeys(read.called(column, where) for column in self.by))
        return Wish(by, self.min_group, self.without_late, self.never_shared)

    def _options(self, lenient: bool) -> list[str]:
        chosen = {"lenient": lenient, "draft": self.draft, "without-late": self.without_late}
        return [f"min-group {self.min_group}", *(name for name, on in chosen.items() if on), *self.earlier.chosen]

    def _write(self, group: "SharedGroup", instrument: "Questionnaire", target: Path | None) -> None:
        from balance.cli.grouped import write_json, write_shared
        from balance.terminal.sharing import show_shared

        if target is not None:
            write_shared(group, instrument, target, self.json)
        elif self.json:
            write_json(group, None)
        else:
            show_shared(group, instrument)


def _say(left_outs: "list[LeftOut]", chosen: "Chosen", changed: "Changed | None") -> None:
    """Say on stderr who stands in no number: that is for the coach alone."""
    from balance.terminal.console import say
    from balance.words import number, plural

    say_left_out(left_outs, None, apostrophes=False)
    told = (
        (chosen.late, plural("{n} answer came after the earlier report and is left out.",
                             "{n} answers came after the earlier report and are left out.", chosen.late)),
        (chosen.population.incomplete, plural("{n} person lacks something that is shown, and stands in no number.",
                                              "{n} people lack something that is shown, and stand in no number.",
                                              chosen.population.incomplete)),
        (chosen.blank, plural("{n} row has no score at all.", "{n} rows have no score at all.", chosen.blank)),
    )  # fmt: skip
    for n, said in told:
        if n:
            say(said.format(n=number(n)))
    if changed is not None:
        say_matched(changed.matched)
