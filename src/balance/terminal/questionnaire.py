"""A questionnaire to read: a list of them, and one as a whole."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

from balance.questionnaire.model import Dimension, Page, Questionnaire
from balance.safe import shown
from balance.words import _, listed, plural

HEADER = ("id", "version", "items", "languages", "title")
GAP = "  "


def list_lines(questionnaires: Iterable[Questionnaire], wanted: str | None) -> Iterator[str]:
    """Yield a table of questionnaires, a line each, titles in a language or each its own first."""
    yield from table([HEADER, *(_row(each, wanted) for each in questionnaires)])


def _row(questionnaire: Questionnaire, wanted: str | None) -> tuple[str, ...]:
    title = questionnaire.say(questionnaire.title, questionnaire.language(wanted))
    return (
        questionnaire.id,
        shown(questionnaire.version),
        str(len(questionnaire.items)),
        ", ".join(questionnaire.languages),
        shown(title),
    )


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines, their columns under each other; wide characters take two places."""
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield GAP.join(padded).rstrip()


def questionnaire_lines(questionnaire: Questionnaire, language: str, width: int = 80) -> Iterator[str]:
    """Yield a whole questionnaire, in lines of at most so many columns."""
    yield from _Reader(questionnaire, language, width).lines()


class _Reader:
    """A questionnaire in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str, width: int) -> None:
        self.questionnaire, self.language, self.width = questionnaire, language, max(width, 40)

    def lines(self) -> Iterator[str]:
        yield from self.head()
        for number, page in enumerate(self.questionnaire.pages, 1):
            yield from self.page(number, page)
        yield from self.comments()
        yield from self.dimensions()
        yield from self.axes()
        yield from self.pairs()

    def say(self, text: dict[str, str] | None) -> str:
        return shown(self.questionnaire.say(text, self.language), width=100_000) if text else ""

    def text(self, text: str, indent: int = 0) -> Iterator[str]:
        """Yield a text in as many lines as it takes."""
        return (" " * indent + line for line in wrapped(text, self.width - indent))

    def heading(self, title: str) -> Iterator[str]:
        yield ""
        yield title
        yield "-" * min(cell_len(title), self.width)

    def head(self) -> Iterator[str]:
        it = self.questionnaire
        yield from self.text(self.say(it.title))
        items = plural("{n} item", "{n} items", len(it.items)).format(n=len(it.items))
        yield from self.text(" · ".join((it.id, shown(it.version), ", ".join(it.languages), items, it.digest[:12])))
        if it.about:
            yield ""
            yield from self.text(self.say(it.about))

    def page(self, number: int, page: Page) -> Iterator[str]:
        yield from self.heading(f"{number}. {self.say(page.title)}".rstrip())
        yield from self.text(self.say(page.intro))
        scale = self.questionnaire.scales[page.scale]
        points = (f"{point.value:g} {self.say(point.label)}" for point in scale.points)
        yield from self.text(" · ".join((*points, *(self.say(each.label) for each in scale.unscored))))
        yield ""
        yield from self.named((id, self.say(text)) for id, text in page.items.items())

    def named(self, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield ids and texts, the texts under each other where there is room."""
        rows = list(pairs)
        column = min(max((len(id) for id, _text in rows), default=0), self.width // 3) + len(GAP)
        for id, text in rows:
            first, *others = [*wrapped(text, self.width - column)] or [""]
            if len(id) + len(GAP) > column:
                yield id
                yield from (" " * column + line for line in (first, *others))
            else:
                yield id.ljust(column) + first
                yield from (" " * column + line for line in others)

    def comments(self) -> Iterator[str]:
        if self.questionnaire.comments:
            yield from self.heading(_("Comments"))
            yield from self.named((id, self.say(text)) for id, text in self.questionnaire.comments.items())

    def dimensions(self) -> Iterator[str]:
        yield from self.heading(_("Dimensions"))
        for id, dimension in self.questionnaire.dimensions.items():
            name = f"{id}: {self.say(dimension.name)}"
            yield from self.text(_("{name} (outcome)").format(name=name) if id in self.questionnaire.outcomes else name)
            yield from self.text(self.say(dimension.about), 4)
            yield from self.text(self.items_of(dimension), 4)
            if dimension.need:
                yield from self.text(_("need: {items}").format(items=", ".join(dimension.need)), 4)
            if dimension.duty:
                yield from self.text(_("The law sets the floor here, whatever the situation."), 4)

    def items_of(self, dimension: Dimension) -> str:
        turned = dimension.reversed
        names = (_("{item} (reversed)").format(item=id) if id in turned else id for id in dimension.items)
        return _("items: {items}").format(items=", ".join(names))

    def axes(self) -> Iterator[str]:
        if self.questionnaire.axes:
            yield from self.heading(_("Axes"))
        for id, axis in self.questionnaire.axes.items():
            yield from self.text(f"{id}: {self.say(axis.name)}")
            yield from self.text(", ".join(axis.dimensions), 4)

    def pairs(self) -> Iterator[str]:
        balance = self.questionnaire.balance
        if balance is None:
            return
        yield from self.heading(_("Balance"))
        sides = listed([self.say(self.questionnaire.axes[axis].name) for axis in (balance.left, balance.right)])
        yield from self.text(_("{sides}, margin {margin}").format(sides=sides, margin=f"{balance.margin:g}"))
        for pair in balance.pairs:
            yield from self.text(" · ".join(part for part in (pair.left, pair.right, self.say(pair.name)) if part), 4)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield a text in lines of at most so many columns, cut between words where it can be."""
    line = ""
    for word in text.split():
        for part in chop_cells(word, width):
            if line and cell_len(line) + 1 + cell_len(part) > width:
                yield line
                line = ""
            line = f"{line} {part}" if line else part
    if line:
        yield line
