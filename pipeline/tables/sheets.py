"""One CSV file a table, made for spreadsheets, with datapackage.json beside them, which says what they hold.

A spreadsheet runs a cell that begins like a formula, and what an article says is anybody's: such texts get an
apostrophe before them, as does a text that begins with one, so that taking one away gives the text back. See
https://owasp.org/www-community/attacks/CSV_Injection. The files begin with a byte order mark, without which Excel does
not read them as UTF-8.
"""

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pipeline.tables.columns import Column, Kind, Table
from pipeline.tables.schema import TABLES, VERSION
from pipeline.tables.writing import Batch, Write

PACKAGE = "datapackage.json"
_GUARDED = tuple("=+-@＝＋－＠\t\r\n'")
_TYPES: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "texts": "array",
}
_TOLD = (
    "Cells are empty where nothing is known; lists are JSON. A text that begins with one of = + - @, a line end, a "
    "tabulator or an apostrophe has an apostrophe before it, so that no spreadsheet runs it."
)


@contextmanager
def csv_files(folder: Path) -> Iterator[Write]:
    """Write TABLE.csv for every table, and datapackage.json."""
    folder.mkdir()
    (folder / PACKAGE).write_text(json.dumps(_package(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    with ExitStack() as files:
        writers = {}
        for table in TABLES:
            path = folder / f"{table.name}.csv"
            writers[table.name] = csv.writer(files.enter_context(path.open("w", encoding="utf-8-sig", newline="")))
            writers[table.name].writerow(column.name for column in table.columns)

        def write(batch: Batch) -> None:
            for name, rows in batch.items():
                writers[name].writerows(map(_cell, row) for row in rows)

        yield write


def _cell(value: Any) -> Any:
    """A value as a cell.

    >>> _cell(-2.5), _cell("- Chiều 12/5"), _cell("'t"), _cell(["Điều 5", None])
    (-2.5, "'- Chiều 12/5", "''t", '["Điều 5", null]')
    """
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_GUARDED):
        return f"'{value}"
    return value


def _package() -> dict[str, Any]:
    """The tables as a Tabular Data Package (https://specs.frictionlessdata.io/tabular-data-package/)."""
    return {
        "profile": "tabular-data-package",
        "name": VERSION,
        "description": _TOLD,
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.note,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": _TYPES[column.kind], "description": column.note}


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    names = [column.name for column in table.columns]
    for resource, fields in (("articles", ["article_id"]), ("mentions", ["article_id", "mention"])):
        if resource != table.name and set(fields) <= set(names):
            yield {"fields": fields, "reference": {"resource": resource, "fields": fields}}
