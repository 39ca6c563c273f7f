"""The options that say what is known of the files to be read."""

from typing import Annotated

import typer

from pipeline.cli.app import refuse
from pipeline.reading.inputs import Options

Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Charset of all files, such as tcvn3, vni, viscii; else found out.")
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="NAME", help="Format of stdin and of files without a known suffix: html, jsonl, csv, zip …"
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(metavar="FIELD=NAME,…", help="Columns of CSV and JSON Lines: text=noi_dung,published=ngay."),
]


def reading_options(encoding: str | None, kind: str | None, columns: str | None) -> Options:
    """The options as they were told; ends the program where one is unknown."""
    pairs = [pair.partition("=") for pair in columns.split(",")] if columns else []
    if any(not name for _, _, name in pairs):
        refuse(f"--columns {columns}: write FIELD=NAME, with commas between")
    try:
        return Options(encoding, kind, {field.strip(): name.strip() for field, _, name in pairs})
    except ValueError as error:
        refuse(error)
