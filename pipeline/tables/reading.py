"""Files of records, read a line at a time."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from pydantic import ValidationError

from pipeline.record import Record, first_fault

STDIN = "-"
_NAME = re.compile(r"records(-[0-9]+(-of-[0-9]+)?)?\.jsonl")


class RecordsError(ValueError):
    """Records that cannot be read; the message names the file, the line and the reason."""


def record_files(paths: Sequence[str]) -> list[str]:
    """The files to read: of a folder records.jsonl and its shards records-00001.jsonl, … in their order.

    Raises ``RecordsError`` for what is not there, and for a folder without records.
    """
    return [file for path in paths for file in _files(path)]


def _files(path: str) -> list[str]:
    if path == STDIN or Path(path).is_file():
        return [path]
    if not Path(path).exists():
        raise RecordsError(f"{path}: no such file or folder")
    if not Path(path).is_dir():
        return [path]
    found = [file.name for file in Path(path).iterdir() if _NAME.fullmatch(file.name)]
    if not found:
        raise RecordsError(f"{path}: no records.jsonl or records-*.jsonl in it")
    return [str(Path(path, name)) for name in sorted(found, key=lambda name: (len(name), name))]


def records(files: Sequence[str]) -> Iterator[tuple[str, Record]]:
    """Read every record, with the place it stands at ("records.jsonl: line 3").

    Memory grows with the ids alone. Raises ``RecordsError`` for a line that is no record of this version, one whose
    mentions or links are not in its text, and an id that was there before.
    """
    seen: set[str] = set()
    for file in files:
        try:
            with nullcontext(sys.stdin.buffer) if file == STDIN else Path(file).open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    if not line.strip():
                        continue
                    place = f"{file}: line {number}"
                    record = _record(line, place)
                    if record.id in seen:
                        raise RecordsError(f"{place}: its id {record.id!r} is that of a record before")
                    seen.add(record.id)
                    yield place, record
        except OSError as error:
            raise RecordsError(f"{file}: {error.strerror}") from None


def _record(line: bytes, place: str) -> Record:
    try:
        record = Record.model_validate_json(line)
    except ValidationError as error:
        raise RecordsError(f"{place}: no record: {first_fault(error)}") from None
    for fault in _faults(record):
        raise RecordsError(f"{place}: no record: {fault}")
    return record


def _faults(record: Record) -> Iterator[str]:
    for index, mention in enumerate(record.mentions):
        if record.text[mention.start : mention.end] != mention.text:
            yield f"mentions.{index}: its words are not those of the text there"
    for index, link in enumerate(record.links):
        if not link.start < link.end <= len(record.text):
            yield f"links.{index}: its words are not in the text"
        if max(link.source, link.target or 0) >= len(record.mentions):
            yield f"links.{index}: there is no such mention"
