"""`balance history`: one's results over time."""

import sys
from typing import TYPE_CHECKING, Any

import typer

from balance.cli.options import JsonOption
from balance.words import _

if TYPE_CHECKING:
    from balance.store.results import Stored
    from balance.terminal.history import Past


def register(app: typer.Typer, panel: str) -> None:
    """Add the command to the app."""
    app.command(
        help=_("List your results, and how lean and level went."),
        epilog=_("Example: balance history"),
        rich_help_panel=panel,
    )(history)


def history(json: JsonOption = False) -> None:
    """List the results, the latest first."""
    from balance.scores.stored import score_table
    from balance.store.results import shelf
    from balance.terminal.console import say
    from balance.terminal.faults import as_text
    from balance.terminal.history import history_lines
    from balance.terminal.showing import draw, look_of

    found = shelf()
    frame, faults = score_table(found.results)
    rows = {row["result"]: row for row in frame.iter_rows(named=True)}
    past = [_past(number, each, rows[each.name]) for number, each in enumerate(found.results, 1) if each.name in rows]
    unread = [each.fault for each in found.unread] + faults
    if unread:
        say(as_text(unread))
    if json:
        sys.stdout.write(_as_json(past) + "\n")
    else:
        draw(history_lines(past, look_of(sys.stdout)))


def _past(number: int, stored: "Stored", row: dict[str, Any]) -> "Past":
    from datetime import datetime

    from balance.terminal.history import Past

    title = stored.result.document.get("title")
    name = title.get(stored.result.language) if isinstance(title, dict) else title
    when = datetime.fromisoformat(stored.result.finished)
    return Past(number, when, str(name or row["questionnaire"]), row.get("lean"), row.get("level"), row["answered"])


def _as_json(past: "list[Past]") -> str:
    from json import dumps

    rows = [each._asdict() | {"when": f"{each.when:%Y-%m-%dT%H:%M:%SZ}"} for each in past]
    return dumps({"format": "balance-history/1", "results": rows}, ensure_ascii=False, indent=2)
