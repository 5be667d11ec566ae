"""How far a long piece of work is, and how long it still takes: on stderr, where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str, of: int) -> Iterator[Callable[[], None]]:
    """Show progress while the block runs; yield what is to be called after each of so many steps."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from balance.terminal.console import console, printable

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task(printable(what, sys.stderr), total=of)
        yield lambda: bar.advance(task)


@contextmanager
def gauge(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show that work goes on while the block runs; yield what is to be told how many steps of how many are done."""
    if not sys.stderr.isatty():
        yield lambda _done, _of: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from balance.terminal.console import console, printable

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task(printable(what, sys.stderr), total=None, told="")

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of or None, told=f"{done}/{of}" if of else "")

        yield tell
