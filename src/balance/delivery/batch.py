"""One batch: its answers read once, scored by the engine wanted, written as a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from balance.answers.leftout import LeftOut
from balance.answers.matching import ID, called
from balance.answers.opening import Opened
from balance.answers.read import Use
from balance.answers.recognising import STAMP
from balance.answers.stopping import Stopping
from balance.questionnaire.model import Questionnaire
from balance.questionnaire.near import folded
from balance.scores.describing import Column, described
from balance.stamp import Stamp, stamp
from balance.table import PARQUET, WORKBOOK, About, Form, named, write
from balance.words import _, speaking

if TYPE_CHECKING:
    import polars as pl


Read = Callable[[Use], list[LeftOut]]


class Plan(NamedTuple):
    """What a batch is scored with, and what stands in its table.

    `silent` is a column that is carried along and not shown in the table.
    """

    questionnaire: Questionnaire
    lenient: bool = False
    intervals: bool = False
    flags: bool = False
    engine: str = "polars"
    language: str = "en"
    silent: str | None = None
    draft: bool = False

    @property
    def stamp(self) -> Stamp:
        """Return the stamp of all that is made of the batch."""
        chosen = {"intervals": self.intervals, "flags": self.flags, "lenient": self.lenient, "draft": self.draft}
        chosen[f"engine {self.engine}"] = self.engine != "polars"
        return stamp(self.questionnaire, self.language, *(name for name, wanted in chosen.items() if wanted))


class Target(NamedTuple):
    """Where the table goes and how it is written."""

    path: Path
    form: Form


def keep_versions(batch: Opened[Any]) -> None:
    """Carry the column along that says what each row answers, where files of several versions of it meet."""
    stamps = [_stamps(source.header, source.sample()) for _file, source in batch.tables]
    if all(stamps) and len({said for _header, said in chain(*stamps)}) > 1:
        header = stamps[0][0][0]
        batch.options = replace(batch.options, keep=tuple(dict.fromkeys([*batch.options.keep, header])))


def _stamps(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return what a column called questionnaire says in the first rows, each with its header."""
    return [
        (name, row[place].strip())
        for place, name in enumerate(header)
        if folded(name) == STAMP
        for row in rows
        if place < len(row) and row[place].strip()
    ]


class Scored(NamedTuple):
    """What was left out of each file, and what the table says of itself."""

    left_outs: list[LeftOut]
    about: About | None

    @property
    def rows(self) -> int:
        """Return how many rows were scored."""
        return sum(left_out.rows for left_out in self.left_outs)


def score_batch(read: Read, plan: Plan, target: Target | None, folder: Path | None) -> Scored:
    """Read answers, score them and, where one is wanted, write the table to `target`.

    Where a private folder is given, the clean answers are kept in it as `answers.parquet` until it goes, for
    all that reads them again. Raises a BalanceError with every fault of the files.
    """

    told: list[About] = []

    def through(frame: "pl.LazyFrame", id_name: str) -> None:
        from balance.scores.engines import score

        assert target is not None  # noqa: S101
        told[:] = [write_scores(score(frame, plan.questionnaire, plan.intervals, plan.flags), id_name, plan, target)]

    if folder is None:
        left_outs = read(through)
        return Scored(left_outs, told[0])

    answers = clean(folder)
    id_names: list[str] = []

    def keep(frame: "pl.LazyFrame", id_name: str) -> None:
        write(frame, answers, Form(PARQUET))
        id_names[:] = [id_name]

    left_outs = read(keep)
    if target is not None:
        told = [_interruptible(folder, id_names[0], plan, target)]
    return Scored(left_outs, told[0] if told else None)


def _interruptible(folder: Path, id_name: str, plan: Plan, target: Target) -> About:
    """Write the table from the clean answers, so that a signal ends it at once."""
    stopping = Stopping()
    scored = _scored(folder, plan, stopping)
    if target.form.ending == WORKBOOK:  # written row by row in Python, which signals reach
        return write_scores(scored, id_name, plan, target)
    told: list[About] = []
    stopping.run(lambda: told.append(write_scores(scored, id_name, plan, target)))
    return told[0]


def clean(folder: Path) -> Path:
    """Return where the clean answers of a batch are kept."""
    return folder / "answers.parquet"


def _scored(folder: Path, plan: Plan, stopping: Stopping) -> "pl.LazyFrame":
    import polars as pl

    from balance.scores.engines import score

    def checked(batch: pl.DataFrame) -> pl.DataFrame:
        stopping.check()
        return batch

    answers = pl.scan_parquet(clean(folder)).map_batches(checked, streamable=True)
    if plan.engine == "polars":
        return score(answers, plan.questionnaire, plan.intervals, plan.flags)
    from balance.scores.ducking import score_file

    scores = folder / "scores.parquet"
    Stopping().run(lambda: score_file(clean(folder), scores, plan.questionnaire, plan.intervals, plan.flags))
    carried = [name for name in answers.collect_schema() if name not in plan.questionnaire.items]
    return pl.concat([answers.select(carried), pl.scan_parquet(scores)], how="horizontal")


def write_scores(frame: "pl.LazyFrame", id_name: str, plan: Plan, target: Target) -> About:
    """Write a table of scores, and return what it says of itself."""
    silent = called(frame.collect_schema().names(), plan.silent)
    shown = frame if silent in (None, ID) else frame.drop(silent)
    with speaking(plan.language):
        about = about_of([name for name in shown.collect_schema().names() if name != ID], id_name, plan)
        write(named(shown, ID, id_name), target.path, target.form._replace(about=about))
    return about


def about_of(columns: Sequence[str], id_name: str, plan: Plan) -> About:
    """Return what a table says of itself; `columns` are those after the id, the scores among them."""
    return About(plan.stamp, tuple(_columns(columns, id_name, plan)))


def _columns(columns: Sequence[str], id_name: str, plan: Plan) -> Iterator[Column]:
    told = described(plan.questionnaire, plan.language, plan.intervals, plan.flags)
    scores = {each.name for each in told}
    yield Column(id_name, _("Whose row it is, letter for letter"), "")
    for name in columns:
        if name not in scores:
            yield Column(name, _("As it stands in the answers"), "")
    yield from told
