"""The command ``tintinh`` itself: what every command of it shares."""

from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="tintinh",
    help="Find documents, dates, percentages, people, organisations and places in Vietnamese news articles.",
    epilog="Exit codes: 0 all well, 1 some articles failed, 2 the call was wrong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"tintinh {version('tintinh')}")
        raise typer.Exit


@app.callback()
def root(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options before any command; the text of its help is the app's."""


def refuse(error: object) -> NoReturn:
    """End with exit code 2, which says that the call was wrong, and the reason on stderr."""
    typer.echo(str(error), err=True)
    raise typer.Exit(2)
