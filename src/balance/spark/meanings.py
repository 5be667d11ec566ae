"""What the cells of an item mean, as expressions that Spark computes where the answers are.

Each cell becomes a place: from 0 on that of a value in the order of the scale, below 0 one of no answer: UNKNOWN
for a text that nobody has judged yet, BAD, else a sign of no answer or the code of an unscored one.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from balance.answers.matching import Columns
from balance.answers.opening import Part
from balance.answers.values import BLANK, NOT_ANSWERED, Judge, Judged, Kind
from balance.questionnaire.model import Questionnaire, Scale
from balance.spark.tables import Table, place

if TYPE_CHECKING:
    from pyspark.sql import Column
    from pyspark.sql.types import StructType

UNKNOWN, BAD = -1, -2


class Code(NamedTuple):
    """A sign of no answer, or the code of an answer that is never scored."""

    kind: Kind
    code: str


class Codes:
    """All codes that may come, each with its place below BAD."""

    def __init__(self, questionnaire: Questionnaire, columns: Columns) -> None:
        missing = [BLANK, *NOT_ANSWERED.values(), *columns.settled.missing]
        unscored = [each.code for item in questionnaire.items.values() for each in item.scale.unscored]
        known = [*(Code(Kind.MISSING, code) for code in missing), *(Code(Kind.UNSCORED, code) for code in unscored)]
        self.places = {code: BAD - 1 - at for at, code in enumerate(dict.fromkeys(known))}

    @property
    def blank(self) -> int:
        """Return the place of a cell without anything."""
        return self.places[Code(Kind.MISSING, BLANK)]


class Lookup:
    """What texts mean on one scale, as far as they were judged."""

    def __init__(self, scale: Scale, columns: Columns, codes: Codes) -> None:
        self._codes = codes
        self._judge = Judge(scale, columns.settled)
        self._values = sorted(scale.values)
        self._whole = scale.whole
        self._texts: dict[str, int] = {}

    def expect(self, seen: Iterable[str]) -> None:
        """Judge the usual texts before they come; those seen first, for they are looked for first."""
        numbers = [text for value in self._values for text in (str(value), str(float(value)))]
        usual = [*seen, "", *numbers, *self._judge.words, *NOT_ANSWERED.values()]
        for text in dict.fromkeys(text.strip() for text in usual):
            if self._judge(text).kind is not Kind.BAD:
                self.learn(text)

    def learn(self, text: str) -> Judged:
        """Judge a text, from now on known."""
        judged = self._judge(text)
        if judged.kind is Kind.BAD:
            self._texts[text] = BAD
        elif judged.value is not None:
            self._texts[text] = self._values.index(judged.value)
        else:
            self._texts[text] = self._codes.places[Code(judged.kind, judged.code or "")]
        return judged

    def by_text(self) -> "Column":
        """Return the place of every text known, as a map."""
        from pyspark.sql import functions as F  # noqa: N812

        return F.create_map(*[F.lit(each) for entry in self._texts.items() for each in entry])

    def by_number(self, cell: "Column", otherwise: "Column") -> "Column":
        """Return the place of a number; `otherwise` where it is none of the scale, or may mean something else."""
        from pyspark.sql import functions as F  # noqa: N812

        if not self._judge.plain_numbers:
            return otherwise
        number, *rest = ((cell.cast("double") == float(value), at) for at, value in enumerate(self._values))
        chain = F.when(*number)
        for each in rest:
            chain = chain.when(*each)
        return chain.otherwise(otherwise)

    def values(self) -> "Column":
        """Return the values of the scale, each at its place."""
        from pyspark.sql import functions as F  # noqa: N812

        return F.array(*[F.lit(int(value) if self._whole else float(value)) for value in self._values])


class ItemColumn(NamedTuple):
    """The column of an item, and what its cells mean; `places` is what their places are called."""

    item: str
    header: str
    column: str
    places: str
    lookup: Lookup


class Meanings:
    """What the cells of all items of a table mean."""

    def __init__(self, part: Part[Table], questionnaire: Questionnaire) -> None:
        columns = part.columns
        self.codes = Codes(questionnaire, columns)
        self.columns: list[ItemColumn] = []
        lookups: dict[int, Lookup] = {}
        seen: dict[int, list[str]] = {}
        rows = [row for row in part.source.sample() if len(row) == len(columns.header)]
        for at, (item, where) in enumerate(columns.items.items()):
            scale = questionnaire.items[item].scale
            lookup = lookups.setdefault(id(scale), Lookup(scale, columns, self.codes))
            seen.setdefault(id(scale), []).extend(row[where] for row in rows)
            self.columns.append(ItemColumn(item, columns.name(where), place(where), f"p{at}", lookup))
        for key, lookup in lookups.items():
            lookup.expect(text for text, _n in Counter(seen[key]).most_common())
        self._scales = [*lookups.values()]

    def places(self, schema: "StructType") -> "list[Column]":
        """Return the places of what all cells mean, under their names."""
        from pyspark.sql import functions as F  # noqa: N812
        from pyspark.sql.types import NumericType

        known = {id(lookup): lookup.by_text() for lookup in self._scales}
        blank, unknown = F.lit(self.codes.blank), F.lit(UNKNOWN)
        found = []
        for each in self.columns:
            cell = F.col(each.column)
            meant = F.coalesce(F.try_element_at(known[id(each.lookup)], text_of(each.column)), unknown)
            if isinstance(schema[each.column].dataType, NumericType):
                meant = each.lookup.by_number(cell, meant)
            found.append(F.when(cell.isNull(), blank).otherwise(meant).alias(each.places))
        return found

    def values(self) -> "list[Column]":
        """Return what stands at these places under the ids of the items: null where there is no answer."""
        from pyspark.sql import functions as F  # noqa: N812

        values = {id(lookup): lookup.values() for lookup in self._scales}
        return [F.get(values[id(each.lookup)], F.col(each.places)).alias(each.item) for each in self.columns]


def text_of(column: str) -> "Column":
    """Return a cell as it is judged: a text without the blanks about it."""
    from pyspark.sql import functions as F  # noqa: N812

    return F.trim(F.col(column).cast("string"))
