"""The reader of each format."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from io import BytesIO

from pipeline.reading.archive import read_tar, read_zip
from pipeline.reading.feed import read_feed
from pipeline.reading.inputs import Failure, Found, Loaded, Options, Skipped, Unread, read_whole
from pipeline.reading.page import LIMIT
from pipeline.reading.plain import read_text
from pipeline.reading.rows import read_csv, read_jsonl

Reader = Callable[[Found, Options], Iterable[Loaded | Unread | Failure | Skipped | Found]]


def _text(found: Found, options: Options) -> Iterable[Loaded]:
    return (read_text(found, options),)


def _page(found: Found, options: Options) -> Iterable[Unread]:
    with found.open() as file:
        data = read_whole(file, LIMIT)
    return (Unread(replace(found, open=partial(BytesIO, data)), options),)


# A reader gives what it finds bit by bit, files in an archive as ``Found``; what it raises ends the file.
READERS: dict[str, Reader] = {
    "text": _text,
    "html": _page,
    "feed": read_feed,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "zip": read_zip,
    "tar": read_tar,
}
