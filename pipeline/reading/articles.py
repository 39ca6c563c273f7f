"""Paths in, articles out: the one way by which files come into a run."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pipeline.article import Article
from pipeline.reading.folder import format_of, walk
from pipeline.reading.formats import READERS
from pipeline.reading.inputs import (
    AS_FOUND,
    NO_MEMORY,
    Failure,
    Found,
    Loaded,
    Options,
    Skipped,
    Unread,
    open_file,
    shown_path,
    writable,
)
from pipeline.reading.metadata import Metadata
from pipeline.reading.page import read_page
from pipeline.reading.plain import UnreadableError, read_text
from pipeline.reading.sidefile import SIDE_FILE, SideFile, load_side_file

STDIN = "-"


def read_articles(
    paths: Iterable[str], stdin: BinaryIO | None = None, options: Options = AS_FOUND
) -> Iterator[Loaded | Failure | Skipped]:
    """Read every article in ``paths``: files, folders with all below them, or "-" for one file on ``stdin``.

    In the order given, folders sorted by name; one article is held at a time. A file named in ``paths`` is read
    whatever its suffix, as text where the suffix says nothing. What cannot be read, or has the id of an article before
    it, is a ``Failure``.
    """
    return _all_read(find_articles(paths, stdin, options))


def find_articles(
    paths: Iterable[str], stdin: BinaryIO | None = None, options: Options = AS_FOUND
) -> Iterator[Loaded | Unread | Failure | Skipped]:
    """As ``read_articles``, with what takes long left to ``read``, which may be called in another process."""
    taken: dict[str, str] = {}
    for item in find_files(paths, stdin):
        for found in read_file(item, options) if isinstance(item, Found) else (item,):
            if not isinstance(found, (Loaded, Unread)):
                yield found
            elif found.id in taken:
                yield _duplicate(found, taken[found.id])
            else:
                taken[found.id] = found.file
                yield found


def _all_read(items: Iterable[Loaded | Unread | Failure | Skipped]) -> Iterator[Loaded | Failure | Skipped]:
    return (read(item) if isinstance(item, Unread) else item for item in items)


def read(item: Unread) -> Loaded | Failure:
    """Read what is still unread: the article, or why there is none."""
    try:
        return read_page(item.found, item.options)
    except MemoryError:
        return Failure(item.file, "MemoryError", NO_MEMORY)
    except Exception as error:  # whatever is wrong with one page is told, and stops no other
        return Failure.of(item.file, error)


def read_article(data: bytes, name: str, told: Metadata | None = None) -> Article:
    r"""Make an article of the bytes of a text file; ``name`` is its path below the folder and gives the id.

    Front matter wins over ``told``, key by key. Raises ``UnreadableError`` or ``MetadataError``.

    >>> article = read_article("---\nprovince: Quảng Ninh\n---\nHạ Long".encode(), "2024/a.txt")
    >>> article.id, article.text, article.province
    ('2024/a', 'Hạ Long', 'Quảng Ninh')
    """
    return read_text(Found(name, name, told or Metadata(), partial(BytesIO, data)), AS_FOUND).article


def find_files(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Found | Failure | Skipped]:
    """Every file in ``paths`` that may hold articles, unread, in the order of ``read_articles``."""
    sides: dict[Path, SideFile] = {}
    for shown in paths:
        path = Path(shown)
        if shown == STDIN:
            yield Found(STDIN, STDIN, Metadata(id="stdin"), lambda: nullcontext(stdin or sys.stdin.buffer))
        elif path.is_dir():
            yield from walk(path, shown)
        elif path.name != SIDE_FILE:
            folder = path.parent
            if folder not in sides:
                sides[folder] = load_side_file(folder, shown_path(str(folder)), complete=False)
                yield from sides[folder].failures
            told = sides[folder].get(path.name) or Metadata()
            yield Found(shown_path(shown), path.name, told, partial(open_file, path))


def read_file(found: Found, options: Options) -> Iterator[Loaded | Unread | Failure | Skipped]:
    """All that a file gives, as ``find_articles`` does, whatever ids other files took.

    An error in reading it ends it and no other.
    """
    kind = format_of(found.below) or options.format or "text"
    try:
        if writable(found.below) != found.below:
            raise UnreadableError("its name is not UTF-8")
        for item in READERS[kind](found, options):
            if isinstance(item, Found):
                yield from read_file(item, options)
            else:
                yield item
    except Exception as error:  # whatever is wrong with one file is told, and stops no other
        yield Failure.of(found.shown, error)


def _duplicate(item: Loaded | Unread, first: str) -> Failure:
    return Failure(
        item.file,
        "DuplicateIdError",
        f"its id {item.id!r} is that of {first}; give the folder that holds both, or ids in the metadata",
    )
