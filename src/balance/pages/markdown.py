"""A report as Markdown (CommonMark, with tables as GitHub has them)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from balance.pages.sheet import Area, Sheet, TableGroup

# What could begin markup or an address anywhere in a line, and what only at its beginning.
ANYWHERE = re.compile(r"([\\`*_\[\]<>#|~$&!@]|(?<=www)\.|(?<=:)//)")
BEGINNING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def as_markdown(sheet: Sheet) -> bytes:
    """Return a sheet as Markdown, without its pictures: the table holds the same."""
    return "\n".join(_lines(sheet)).encode() + b"\n"


def plain(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    escaped = ANYWHERE.sub(r"\\\1", text)
    found = BEGINNING.match(escaped)
    if found is None:
        return escaped
    at = found.end() if found[2][0].isdigit() else found.start(2)
    return f"{escaped[:at]}\\{escaped[at:]}"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {plain(sheet.heading)}"
    yield from _paragraph(" · ".join(filter(None, (sheet.kind, sheet.title, sheet.name, sheet.when))))
    for text in (*sheet.told, " · ".join(sheet.figures), *sheet.notes, sheet.nothing):
        yield from _paragraph(text)
    yield from _areas(sheet)
    yield from _questions(sheet)
    for passage in sheet.own:
        if passage.sentences:
            yield from _heading(passage.heading)
            yield from _points(passage.sentences)
    for passage in sheet.reading:
        yield from _heading(passage.heading)
        yield plain(" ".join(passage.sentences))
    yield "\n---"
    yield from _paragraph(" ".join(sheet.limits))
    yield from _paragraph(sheet.stamp)


def _areas(sheet: Sheet) -> Iterator[str]:
    if sheet.first:
        yield from _heading(sheet.headings.first)
        yield from (_area(area) for area in sheet.first)
    if sheet.pairs:
        yield from _heading(sheet.headings.pairs)[:-1]
    for pair in sheet.pairs:
        yield from _heading(pair.name, "###") if pair.name else [""]
        yield from (_area(area) for area in pair.areas)
    if sheet.table:
        yield from _heading(sheet.headings.table)
        yield from _table(sheet)
    if sheet.beside:
        yield from _heading(sheet.beside.heading)
        yield from _points(sheet.beside.sentences)


def _questions(sheet: Sheet) -> Iterator[str]:
    if sheet.questions:
        yield from _heading(sheet.headings.questions)
        yield plain(sheet.headings.questions_note)
    for group in sheet.questions:
        yield from _heading(group.about, "###")
        yield from _points(group.prompts)


def _paragraph(text: str) -> list[str]:
    return ["", plain(text)] if text else []


def _heading(text: str, level: str = "##") -> list[str]:
    return ["", f"{level} {plain(text)}", ""]


def _points(texts: Iterable[str]) -> Iterator[str]:
    return (f"- {plain(text)}" for text in texts)


def _area(area: Area) -> str:
    said = filter(None, (area.about, area.told, area.gap))
    return f"- **{plain(area.invitation or area.name)}.** {plain(' · '.join(said))}"


def _table(sheet: Sheet) -> Iterator[str]:
    yield _row((sheet.headings.area, *(column.title for column in sheet.columns)))
    yield "|---|" + "--:|" * len(sheet.columns)
    for group in sheet.table:
        yield from _rows(group, sheet)


def _rows(group: TableGroup, sheet: Sheet) -> Iterator[str]:
    figures = [column.figure for column in sheet.columns]
    if group.title:
        own = [getattr(group.figures, each) if group.figures else "" for each in figures]
        yield _row((group.title, *own), strong=True)
    for area in group.areas:
        yield _row((area.name, *(getattr(area.figures, each) for each in figures)))


def _row(cells: Sequence[str], strong: bool = False) -> str:
    shown = (plain(cell) for cell in cells)
    return "| " + " | ".join(f"**{cell}**" if strong and cell else cell for cell in shown) + " |"
