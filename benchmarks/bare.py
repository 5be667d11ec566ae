"""A program with two commands and nothing behind them: what typer itself costs for `--help`."""

import typer

app = typer.Typer(name="bare", add_completion=False, help="Do one thing or the other.")


@app.command()
def one(name: str = "") -> None:
    """Do one thing."""


@app.command()
def other(name: str = "") -> None:
    """Do the other."""


if __name__ == "__main__":
    app()
