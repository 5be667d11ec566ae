"""The report as Markdown: read back by a Markdown reader, it says what was meant and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from paging import HOSTILE, demo

from balance.pages.composing import compose, said
from balance.pages.markdown import as_markdown, plain
from balance.pages.options import Options

READER = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])


def read(text):
    """Return the kinds of tokens, and all the text a reader sees."""
    kinds, shown = set(), []
    for block in READER.parse(text):
        kinds.add(block.type)
        for token in block.children or []:
            kinds.add(token.type)
            shown.append(token.content)
    return kinds, "".join(shown)


PROSE = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_name_is_read_as_it_was_written(text):
    line = said(text, 200)
    kinds, shown = read(plain(line))
    assert kinds <= PROSE
    assert shown == line


@given(st.text(alphabet="ab1 \\`*_{}[]<>()#+-.!|~&$@:/='\"\u00e5"))
def test_any_line_is_read_as_it_was_written(text):
    line = said(text, 200)
    kinds, shown = read(plain(line))
    assert kinds <= PROSE
    assert shown == line


def test_a_cell_stays_one_cell():
    name = "a | b \\| c"
    rows = READER.parse(f"| x | y |\n|---|--:|\n| {plain(name)} | 1 |")
    cells = [token.content for token in rows if token.type == "inline"]
    assert len(cells) == 4
    assert READER.renderInline(cells[2]) == name


def test_the_report_has_its_parts_and_its_table():
    text = as_markdown(compose(*demo(), Options(name="Åse *Ødegård*", thoughts=("1. Begin",)))).decode()
    kinds, shown = read(text)
    assert {"heading_open", "table_open", "bullet_list_open"} <= kinds
    assert not {"html_inline", "html_block", "link_open", "em_open", "ordered_list_open"} & kinds
    for part in ("Åse *Ødegård*", "Look at this first", "Every area", "1. Begin", "How to read this"):
        assert part in shown
    assert text.endswith("--with-reflections\n")
