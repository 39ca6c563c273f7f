"""The command that writes records as tables."""

from enum import StrEnum
from typing import Annotated

import typer

from pipeline.cli.app import app, refuse
from pipeline.tables.export import FORMATS, OutputError
from pipeline.tables.export import export as export_records
from pipeline.tables.reading import RecordsError

TableFormat = StrEnum("TableFormat", {name: name for name in FORMATS})  # type: ignore[misc]  # names known at run time


@app.command()
def export(
    records: Annotated[
        list[str], typer.Argument(metavar="RECORDS", help="Files of records, folders of runs, or - for stdin.")
    ],
    to: Annotated[TableFormat, typer.Option("--to", help="The format.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="The folder to write; of duckdb the file.")
    ],
    *,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an export that exists.")] = False,
) -> None:
    """Write records as flat tables: articles, mentions, a table for each label, links.

    Rows are joined by article_id and mention. A line that is no record ends the export, and nothing is written.
    """
    try:
        counts = export_records(records, to.value, output, overwrite=overwrite)
    except ModuleNotFoundError as error:
        refuse(f"--to {to.value} needs {error.name}: pip install 'tintinh[tables]'")
    except (RecordsError, OutputError, OSError) as error:
        refuse(error)
    typer.echo(f"wrote {output}: {', '.join(f'{count} {name}' for name, count in counts.items())}", err=True)
