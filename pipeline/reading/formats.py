"""The reader of each format."""

from collections.abc import Callable, Iterable

from pipeline.reading.archive import read_tar, read_zip
from pipeline.reading.feed import read_feed
from pipeline.reading.inputs import Failure, Found, Loaded, Options, Skipped
from pipeline.reading.page import read_page
from pipeline.reading.plain import read_text
from pipeline.reading.rows import read_csv, read_jsonl

Reader = Callable[[Found, Options], Iterable[Loaded | Failure | Skipped | Found]]


def _text(found: Found, options: Options) -> Iterable[Loaded]:
    return (read_text(found, options),)


# A reader gives what it finds bit by bit, files in an archive as ``Found``; what it raises ends the file.
READERS: dict[str, Reader] = {
    "text": _text,
    "html": read_page,
    "feed": read_feed,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "zip": read_zip,
    "tar": read_tar,
}
