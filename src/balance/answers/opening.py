"""Tables of answers, opened: which questionnaire they answer, and what the columns of each are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from balance.answers.matching import Columns, matched
from balance.answers.options import Options
from balance.answers.platforms.recognition import names_of
from balance.errors import BalanceError, Fault, stop
from balance.questionnaire.model import Questionnaire
from balance.words import _

if TYPE_CHECKING:
    from balance.answers.formats.source import Headed

Table = TypeVar("Table", bound="Headed")


class Part(NamedTuple, Generic[Table]):
    """One table, opened, and what its columns are."""

    file: str
    source: Table
    columns: Columns
    notes: Sequence[str] = ()


class Opened(Generic[Table]):
    """Tables by the names of their files. `questionnaire` is the one given, or the one recognised."""

    questionnaire: Questionnaire
    tables: Sequence[tuple[str, Table]]

    def __init__(self, wanted: Questionnaire | None, options: Options) -> None:
        self._wanted, self.options = wanted, options

    @property
    def recognised(self) -> bool:
        """Return whether the questionnaire was recognised, not given."""
        return self._wanted is None

    def settle(self, tables: Sequence[tuple[str, Table]]) -> None:
        """Settle what these tables answer. Raises a BalanceError where no questionnaire, or the mapping, fits them."""
        self.tables = tables
        self.questionnaire = self._wanted or self._fitting()
        if self.options.mapping is not None:
            names = [names_of(table.header, table.sample()) for _file, table in tables]
            self.options.mapping.check(self.questionnaire, names)

    def _fitting(self) -> Questionnaire:
        from balance.answers.recognising import recognised, the_same

        found: list[tuple[str, Questionnaire]] = []
        for file, table in self.tables:
            try:
                found.append((file, recognised(table.header, table.sample(), file)))
            except BalanceError:
                table.examine()  # a file that is no text at all is told so, not that its headers are strange
                raise
        return the_same(found)

    def parts(self) -> list[Part[Table]]:
        """Return the tables, their columns matched. Raises a BalanceError with the faults of all their headers."""
        parts: list[Part[Table]] = []
        faults: list[Fault] = []
        for file, table in self.tables:
            try:
                columns = matched(table.header, self.questionnaire, file, self.options, table.sample())
            except BalanceError as error:
                table.examine()  # a file that is no text at all is told so, not that its headers are strange
                faults += error.faults
            else:
                parts.append(Part(file, table, columns))
        if faults:
            raise BalanceError(faults)
        _check_alike(parts)
        return parts


def _check_alike(parts: Sequence[Part[Table]]) -> None:
    with_id = [part.file for part in parts if part.columns.id is not None]
    without = [part.file for part in parts if part.columns.id is None]
    if with_id and without:
        what = _("The file has no id column, and {other} has one.").format(other=with_id[0])
        raise stop(without[0], what, _("Name the id column with --id, or add one."), "no-id-column")
    odd = next((part.file for part in parts if len(part.columns.kept) != len(parts[0].columns.kept)), None)
    if odd is not None:
        what = _("The columns to keep are not as many as in {other}.").format(other=parts[0].file)
        raise stop(odd, what, _("Write their headers alike in all files."), "no-such-column")
