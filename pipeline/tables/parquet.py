"""One Parquet file a table, with what its columns hold in its metadata."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tables.columns import Table
from pipeline.tables.schema import TABLES, VERSION
from pipeline.tables.writing import Batch, Write

if TYPE_CHECKING:
    import pyarrow

_LEVEL = 3


def arrow_schema(table: Table) -> "pyarrow.Schema":
    """The columns with their notes; the version and the note of the table stand at the head."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and an extra

    kinds = {
        "text": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "date": pa.date32(),
        "texts": pa.list_(pa.string()),
    }
    fields = [
        pa.field(column.name, kinds[column.kind], column.name not in table.key, {"description": column.note})
        for column in table.columns
    ]
    return pa.schema(fields, {"schema": VERSION, "description": table.note})


@contextmanager
def parquet_files(folder: Path) -> Iterator[Write]:
    """Write TABLE.parquet for every table; each batch is one row group of those it has rows for."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and an extra
    from pyarrow import parquet  # noqa: PLC0415

    folder.mkdir()
    with ExitStack() as files:
        writers = {
            table.name: files.enter_context(
                parquet.ParquetWriter(
                    folder / f"{table.name}.parquet",
                    arrow_schema(table),
                    compression="zstd",
                    compression_level=_LEVEL,
                )
            )
            for table in TABLES
        }

        def write(batch: Batch) -> None:
            for name, writer in writers.items():
                if rows := batch[name]:
                    arrays = [
                        pa.array(cells, field.type)
                        for cells, field in zip(zip(*rows, strict=True), writer.schema, strict=True)
                    ]
                    writer.write_batch(pa.record_batch(arrays, schema=writer.schema), row_group_size=len(rows))

        yield write
