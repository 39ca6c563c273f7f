"""Files of records to tables, whole or not at all."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.record import Record
from pipeline.tables.columns import Row
from pipeline.tables.database import database
from pipeline.tables.parquet import parquet_files
from pipeline.tables.reading import RecordsError, record_files, records
from pipeline.tables.schema import TABLES
from pipeline.tables.sheets import PACKAGE, csv_files
from pipeline.tables.writing import Batch, Write

_BATCH_ARTICLES = 1000
_BATCH_CHARACTERS = 8_000_000


class OutputError(ValueError):
    """What cannot be written to; nothing was."""


class Format(NamedTuple):
    """One format: what opens it for writing, and the names of the files of its folder; without, it is one file."""

    open: Callable[[Path], AbstractContextManager[Write]]
    files: frozenset[str] = frozenset()


FORMATS = {
    "parquet": Format(parquet_files, frozenset(f"{table.name}.parquet" for table in TABLES)),
    "duckdb": Format(database),
    "csv": Format(csv_files, frozenset((PACKAGE, *(f"{table.name}.csv" for table in TABLES)))),
}


def export(paths: Sequence[str], to: str, output: str, *, overwrite: bool = False) -> Counter[str]:
    """Write the records of ``paths`` (files, run folders, "-") to the file or folder ``output``; counts rows by table.

    The same records give the same rows in the same order, of Parquet and CSV the same bytes (by one version of
    pyarrow). Memory does not grow with them but by their ids. Raises ``RecordsError``, ``OutputError``, ``OSError``,
    and ``ModuleNotFoundError`` where the extra "tables" is not installed.
    """
    files, target = record_files(paths), Path(output).resolve()
    _check(target, FORMATS[to], files, overwrite=overwrite)
    counts: Counter[str] = Counter({table.name: 0 for table in TABLES})
    with _whole(target) as made, FORMATS[to].open(made) as write:
        for batch in _batches(records(files)):
            write(batch)
            counts.update({name: len(rows) for name, rows in batch.items()})
    return counts


def _batches(found: Iterable[tuple[str, Record]]) -> Iterator[Batch]:
    """The rows of so many records as memory has room for."""
    batch: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    characters = 0
    for place, record in found:
        for table in TABLES:
            try:
                batch[table.name] += table.rows(record)
            except ValueError as error:
                raise RecordsError(f"{place}: no record: {table.name}: {error}") from None
        characters += len(record.text)
        if len(batch["articles"]) == _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = {table.name: [] for table in TABLES}, 0
    yield batch


def _check(target: Path, form: Format, files: Iterable[str], *, overwrite: bool) -> None:
    """Refuse what cannot work or would lose data, before anything is read."""
    if not target.parent.is_dir():
        raise OutputError(f"{target}: its folder does not exist")
    if not target.exists():
        return
    if target.is_dir() and not form.files:
        raise OutputError(f"{target}: is a folder; give the name of a file")
    if form.files and not target.is_dir():
        raise OutputError(f"{target}: is a file; give the name of a folder")
    if target in (Path(file).resolve() for file in files):
        raise OutputError(f"{target}: holds the records to be read")
    held = {file.name for file in target.iterdir()} if form.files else {target.name}
    if held and not overwrite:
        raise OutputError(f"{target}: exists already; --overwrite replaces it")
    if form.files and (others := sorted(held - form.files)):
        raise OutputError(f"{target}: holds what is no such export: {', '.join(others[:3])}")


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a path for a file or folder, and move it to ``target`` at the end; what stands there stays until then."""
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp") as room:
        made, old = Path(room, "made"), Path(room, "old")
        yield made
        for file in made.iterdir() if made.is_dir() else (made,):
            with file.open("r+b") as written:
                os.fsync(written.fileno())
        if not target.is_dir():
            made.replace(target)
            return
        target.rename(old)
        try:
            made.rename(target)
        except OSError:
            old.rename(target)
            raise
