"""A file of records as ``tintinh extract`` writes it, looked up by id with one record in memory at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.record import Record, first_fault

Kind = TypeVar("Kind", bound=BaseModel)


class RecordFileError(ValueError):
    """A file of records that cannot be read; the message names the file, the line and the reason."""


class _Named(BaseModel):
    id: str


class RecordFile:
    """An open file of records: where the line of each id begins, and the record that stands there."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self._places: dict[str, tuple[int, int]] = {}
        offset = 0
        for number, line in enumerate(file, 1):
            if line.strip():
                self._add(_parsed(_Named, line, path, number).id, number, offset)
            offset += len(line)

    def _add(self, name: str, number: int, offset: int) -> None:
        if name in self._places:
            raise RecordFileError(
                f"{self._path}: line {number}: its id {name!r} is that of line {self._places[name][0]}"
            )
        self._places[name] = number, offset

    def ids(self) -> set[str]:
        """The ids of all its records."""
        return set(self._places)

    def read(self, name: str) -> Record:
        """Read the record with this id; raises ``RecordFileError`` where its line is no whole record."""
        number, offset = self._places[name]
        self._file.seek(offset)
        return _parsed(Record, self._file.readline(), self._path, number)


@contextmanager
def open_records(path: Path) -> Iterator[RecordFile]:
    """Open a file and find its ids; raises ``RecordFileError``, for a pipe too, which cannot be read twice."""
    if path.exists() and not path.is_file():
        raise RecordFileError(f"{path}: is no regular file")
    try:
        file = path.open("rb")
    except OSError as error:
        raise RecordFileError(f"{path}: {error.strerror}") from None
    with file:
        yield RecordFile(path, file)


def _parsed(kind: type[Kind], line: bytes, path: Path, number: int) -> Kind:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        raise RecordFileError(f"{path}: line {number}: no record: {first_fault(error)}") from None
