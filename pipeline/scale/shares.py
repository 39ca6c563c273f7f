"""The files of a run in one order, of which each task takes its share."""

from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256

from pipeline.reading.articles import find_files
from pipeline.reading.folder import format_of
from pipeline.reading.inputs import Failure, Found, Skipped, writable
from pipeline.reading.metadata import Metadata
from pipeline.reading.sidefile import SIDE_FILE
from pipeline.scale.places import is_address, system_of

Item = Found | Failure


def share(places: Sequence[str], rank: int, tasks: int) -> tuple[list[Item], str]:
    """The files that the task ``rank`` of so many reads, every so many-th, and a fingerprint of the names of all.

    Tasks whose fingerprints are the same took every file once. A file is never cut, and one that is no article by its
    name does not count.
    """
    mine, names = [], sha256()
    for index, item in enumerate(_found(places)):
        names.update((item.shown if isinstance(item, Found) else item.file).encode() + b"\0")
        if index % tasks == rank:
            mine.append(item)
    return mine, names.hexdigest()[:16]


def _found(places: Sequence[str]) -> Iterator[Item]:
    for place in places:
        for item in _found_at(place) if is_address(place) else find_files([place]):
            if not isinstance(item, Skipped):
                yield item


def _found_at(address: str) -> Iterator[Item]:
    """The same as in a folder of this machine, but for side files, which are refused."""
    system, top = system_of(address)
    if not system.isdir(top):
        yield Found(address, top.rpartition("/")[2], Metadata(), partial(system.open, top, "rb"))
        return
    for path in sorted(system.find(top)):
        below = writable(path.removeprefix(top).lstrip("/"))
        shown = f"{address.rstrip('/')}/{below}"
        parts = below.split("/")
        if parts[-1] == SIDE_FILE:
            reason = "a side file is not read at an address; put what it tells into the files"
            yield Failure(shown, "UnreadableError", reason, is_article=False)
        elif not any(part.startswith(".") for part in parts) and format_of(below):
            yield Found(shown, below, Metadata(), partial(system.open, path, "rb"))
