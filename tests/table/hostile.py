"""Texts that people, or somebody who means ill, put where an id or a name belongs."""

import polars as pl

from balance.answers.matching import ID

FORMULAS = ("=cmd|' /C calc'!A1", "+1", "-1+2", "@SUM(A1)", "\t=1+1", "\r=1")
HOSTILE = (
    *FORMULAS,
    "http://example.org/x",
    "mailto:a@example.org",
    "internal:Sheet!A1",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "bell\x07",
    "\x00",
    "a\u202eb",
    "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{GIRL}",
    "\U0001f469\u200d\U0001f467",
    "../../etc/passwd",
    "CON",
    "x" * 300,
    "Ola",
    "ola",
    "é",
    "e\u0301",
    "007",
    "9007199254740993",
    "1e5",
    "<r><t>rich</t></r>",
    "<r>a</r>",
    "<b>&amp;</b>",
    "_x0041_",
    'q"uo"te',
    "a,b;c\td",
    "line\nbreak\r\nand more",
    "'apostrophe",
    " blanks ",
    "æøå ÆØÅ",
    "漢字",
    "[/bold]:smile:",
    "#panic",
)
TABLE = pl.LazyFrame(
    {
        ID: [*HOSTILE, None],
        "goals": [n / 7 for n in range(len(HOSTILE))] + [None],
        "longest_run": pl.Series([*range(len(HOSTILE)), None], dtype=pl.Int32),
        "flagged": [n % 2 == 0 for n in range(len(HOSTILE))] + [None],
    }
)
GOALS = TABLE.collect()["goals"].to_list()
