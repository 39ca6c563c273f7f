"""One DuckDB file with all tables, with what their columns hold as comments."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.tables.columns import Table
from pipeline.tables.parquet import parquet_files
from pipeline.tables.schema import TABLES, VERSION
from pipeline.tables.writing import Write


@contextmanager
def database(file: Path) -> Iterator[Write]:
    """Write the tables to Parquet beside ``file``, and load them from there, rows in their order."""
    import duckdb  # noqa: PLC0415 - heavy, and an extra

    with TemporaryDirectory(dir=file.parent) as room:
        parquet = Path(room, "parquet")
        with parquet_files(parquet) as write:
            yield write
        with duckdb.connect(str(file)) as connection:
            for table in TABLES:
                source = _quoted(str(parquet / f"{table.name}.parquet"))
                connection.execute(f"CREATE TABLE {table.name} AS FROM read_parquet({source})")
                for statement in _comments(table):
                    connection.execute(statement)


def _comments(table: Table) -> Iterator[str]:
    yield f"COMMENT ON TABLE {table.name} IS {_quoted(f'{table.note} ({VERSION})')}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {table.name}.{column.name} IS {_quoted(column.note)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
