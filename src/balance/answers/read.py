"""Reads batches of answers: quickly where the files are clean, else carefully, with the same result."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar
from warnings import warn

from balance.answers.leftout import LeftOut
from balance.answers.matching import ID, Columns
from balance.answers.opening import Opened, Part
from balance.answers.options import PLAIN, Options
from balance.answers.spool import Input, Spool, inputs
from balance.answers.values import NOTHING_SETTLED
from balance.errors import BalanceError, stop
from balance.files import unreadable
from balance.questionnaire.model import Questionnaire
from balance.safe import shown
from balance.words import _, number

if TYPE_CHECKING:
    import polars as pl

    from balance.answers.formats.source import Source
    from balance.answers.ids import IdCounter

Frame = TypeVar("Frame", "pl.DataFrame", "pl.LazyFrame")
Use = Callable[["pl.LazyFrame", str], None]


def read(  # noqa: PLR0913
    files: str | Path | Sequence[str | Path],
    questionnaire: Questionnaire,
    *,
    id_column: str | None = None,
    keep: Sequence[str] = (),
    lenient: bool = False,
    encoding: str | None = None,
    sheet: str | None = None,
    mapping: str | Path | None = None,
) -> "pl.DataFrame":
    """Return the answers of one or more files as one Polars frame, a row a respondent, for `balance.score`.

    Columns: the id letter for letter under its own header (without one `row`, the number of the row), the
    columns to `keep` as text, and every item as a number of its scale, null where not answered. Other
    columns are left out. Rows, lines and cells that are left out are told by a UserWarning. Raises a
    BalanceError with all faults of the files, as `balance score` names them: `lenient` counts cells that
    are no answers, and items without a column, as not answered; `mapping` is the path of a file that says
    what columns and labels mean.
    """
    from balance.answers.leftout import in_short
    from balance.answers.mapping import read_mapping

    paths = [Path(files)] if isinstance(files, str | Path) else [Path(file) for file in files]
    found: list[tuple[pl.DataFrame, str]] = []
    settled = None if mapping is None else read_mapping(Path(mapping))
    options = Options(id_column, tuple(keep), lenient, encoding, sheet, settled)
    left_outs = read_into(
        paths, questionnaire, lambda table, name: found.append((table.collect(engine="streaming"), name)), options
    )
    for left_out in left_outs:
        for line in in_short(left_out):
            warn(line, UserWarning, stacklevel=2)
    frame, name = found[-1]
    if name in frame.columns:
        what = _('The id column is called "{name}", as an item or a kept column is.').format(name=shown(name))
        raise stop(shown(paths[0]), what, _("Rename it in the file, or name another after --id."), "id-name-taken")
    return frame.rename({ID: name})


def read_into(files: Sequence[Path], questionnaire: Questionnaire, use: Use, options: Options = PLAIN) -> list[LeftOut]:
    """Read files of answers as one table and give it to `use`; return what was left out of each. See `Batch.read`."""
    with Batch(files, questionnaire, options) as batch:
        return batch.read(use)


class Batch(Opened["Source"]):
    """Files of answers, opened; a file `-` is stdin."""

    def __init__(self, files: Sequence[Path], questionnaire: Questionnaire | None, options: Options = PLAIN) -> None:
        super().__init__(questionnaire, options)
        self._files, self._spool = files, Spool()

    def __enter__(self) -> Self:
        """Open the files. Raises a BalanceError where one cannot be, or no questionnaire fits them all."""
        with ExitStack() as stack:
            stack.enter_context(self._spool)
            self._inputs = inputs(self._files, self.options, self._spool)
            self.settle([(given.file, _opened(given, self._wanted)) for given in self._inputs])
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def read(self, use: Use) -> list[LeftOut]:
        """Read the files as one table and give it to `use`, which must drain it; return what was left out of each.

        `use` gets a lazy frame and the name its id column shall have in the output.
        The frame has the column `matching.ID` (the id's text or null; without an id column the number of
        the row), then each column of `options.keep` under its own header, as text or null (the id column
        is not carried twice), then a numeric column for every item: a value of its scale, null where not
        answered. `use` may be called a second time, and then what it made of the first is void; all it
        made is void where this raises. Raises a BalanceError with every fault of the files, and, unless
        lenient, for cells that are no answers and items without a column.
        """
        from balance.answers.formats.recognition import opening_notes
        from balance.answers.peeking import DoubtError

        pairs = zip(self._inputs, self.parts(), strict=True)
        parts = [part._replace(notes=opening_notes(given, part.source)) for given, part in pairs]
        reading = Reading(parts, self.questionnaire, use, self.options)
        try:
            return reading.quickly()
        except DoubtError:
            return reading.carefully()


def _opened(given: Input, questionnaire: Questionnaire | None) -> "Source":
    from balance.answers.formats.recognition import recognised

    try:
        return recognised(given, questionnaire)
    except OSError as error:
        raise unreadable(given.file, error) from None


class Reading:
    """Files matched with a questionnaire, and what is to be made of their answers."""

    def __init__(
        self, parts: "Sequence[Part[Source]]", questionnaire: Questionnaire, use: Use, options: Options
    ) -> None:
        self.parts, self.use, self.options = parts, use, options
        self.questionnaire = questionnaire
        self.id_name = parts[0].columns.id_name

    def quickly(self) -> list[LeftOut]:
        """Read numbers as numbers and labels as labels; raise DoubtError unless every cell is known to be clean."""
        import polars as pl

        from balance.answers.cleaning import clean_schema
        from balance.answers.formats.quiet import natives_quiet
        from balance.answers.peeking import DoubtError, Peek, quick_scales
        from balance.answers.spellings import texts_of
        from balance.answers.stopping import Stopping

        settled = any(part.columns.settled != NOTHING_SETTLED for part in self.parts)
        renumbered = len(self.parts) > 1 and self.parts[0].columns.id is None
        if settled or renumbered or not quick_scales(self.questionnaire):
            raise DoubtError
        stopping = Stopping()
        peeks: list[Peek] = []
        frames: list[pl.LazyFrame] = []
        for part in self.parts:
            frame = part.source.quick(part.columns, self.questionnaire)
            if frame is None:
                raise DoubtError
            texts = texts_of(frame)
            peeks.append(Peek(self._left_out(part), stopping, texts))
            schema = clean_schema(self.questionnaire, part.columns)
            there = {name: kind for name, kind in schema.items() if name not in part.columns.absent}
            places = frame.with_columns(pl.col(item).to_physical() for item in texts)
            looked_at = places.map_batches(peeks[-1], streamable=True, schema=there)
            frames.append(self._complete(looked_at, part.columns))
        table = frames[0] if len(frames) == 1 else pl.concat(frames)
        try:
            with natives_quiet():
                stopping.run(lambda: self.use(table, self.id_name))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
            raise DoubtError from None
        for part, peek in zip(self.parts, peeks, strict=True):
            peek.finish(part.source.confirms)
        return self._told([peek.left_out for peek in peeks], [peek.ids for peek in peeks])

    def carefully(self) -> list[LeftOut]:
        """Read as text, judge every distinct one, and tell all that is at fault."""
        from polars.io.plugins import register_io_source

        from balance.answers.cleaning import Cleaner, clean_schema
        from balance.answers.stopping import Stopping

        stopping = Stopping()
        cleaners: list[Cleaner] = []

        def batches(wanted: list[str] | None, *_rest: object) -> "Iterator[pl.DataFrame]":
            cleaners.clear()
            for part in self.parts:
                cleaner = Cleaner(self._left_out(part, cleaners[-1].left_out if cleaners else None))
                cleaners.append(cleaner)
                for frame in part.source.careful(part.columns, cleaner, stopping):
                    named = self._as_first(frame, part.columns)
                    yield named if wanted is None else named.select(wanted)
                cleaner.finish()

        schema = clean_schema(self.questionnaire, self.parts[0].columns)
        stopping.run(lambda: self.use(register_io_source(batches, schema=schema, is_pure=True), self.id_name))
        left_outs = [cleaner.left_out for cleaner in cleaners]
        faults = [fault for left_out in left_outs for fault in left_out.faults(self.options.lenient)]
        if faults:
            raise BalanceError(faults)
        return self._told(left_outs, [cleaner.ids for cleaner in cleaners])

    def _left_out(self, part: "Part[Source]", before: LeftOut | None = None) -> LeftOut:
        left_out = LeftOut(part.file, self.questionnaire, part.columns)
        if before is not None and part.columns.id is None:
            left_out.before = before.before + before.rows + before.dropped
            left_out.notes.append(_("Its rows are numbered from {n} on.").format(n=number(left_out.before + 1)))
        return left_out

    def _told(self, left_outs: "list[LeftOut]", ids: "Sequence[IdCounter]") -> list[LeftOut]:
        """Return what was left out, with what was taken for granted; ids that several files share count in each."""
        from balance.answers.ids import repeated

        for part, left_out in zip(self.parts, left_outs, strict=True):
            left_out.notes[:0] = [*part.notes, *part.source.notes]
        if len(left_outs) > 1:
            for left_out, n in zip(left_outs, repeated(ids), strict=True):
                left_out.ids = left_out.ids._replace(repeated=n)
        return left_outs

    def _complete(self, frame: "pl.LazyFrame", columns: Columns) -> "pl.LazyFrame":
        import polars as pl

        from balance.answers.cleaning import clean_schema

        schema = clean_schema(self.questionnaire, columns)
        absent = [pl.lit(None, dtype=schema[item]).alias(item) for item in columns.absent]
        return self._as_first(frame.with_columns(absent).select(*schema), columns)

    def _as_first(self, frame: "Frame", columns: Columns) -> "Frame":
        """Return a frame whose kept columns are called as in the first file."""
        first: dict[str, int] = self.parts[0].columns.kept
        return frame.rename(dict(zip(columns.kept, first, strict=True))) if [*columns.kept] != [*first] else frame
