"""Paths in, articles out: the one way by which files come into a run."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.article import Article
from pipeline.reading.folder import Found, article_id, walk
from pipeline.reading.inputs import Failure, Loaded, Skipped, shown_path, writable
from pipeline.reading.metadata import Metadata, MetadataError, split
from pipeline.reading.plain import UnreadableError, decode
from pipeline.reading.sidefile import SIDE_FILE, SideFile, load_side_file

STDIN = "-"


def read_articles(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Loaded | Failure | Skipped]:
    """Read every article in ``paths``: files, folders with all below them, or "-" for one article on ``stdin``.

    In the order given, folders sorted by name; one article is held at a time. A file named in ``paths`` is read
    whatever its suffix. What cannot be read, or has the id of an article before it, is a ``Failure``.
    """
    taken: dict[str, str] = {}
    for item in _found(paths):
        if not isinstance(item, Found):
            yield item
            continue
        loaded = _load(item, stdin)
        if isinstance(loaded, Loaded):
            if loaded.article.id in taken:
                loaded = _duplicate(loaded, taken[loaded.article.id])
            else:
                taken[loaded.article.id] = loaded.file
        yield loaded


def read_article(data: bytes, name: str, told: Metadata | None = None) -> Article:
    r"""Make an article of a file's bytes; ``name`` is its path below the folder and gives the id.

    Front matter wins over ``told``, key by key. Raises ``UnreadableError`` or ``MetadataError``.

    >>> article = read_article("---\nprovince: Quảng Ninh\n---\nHạ Long".encode(), "2024/a.txt")
    >>> article.id, article.text, article.province
    ('2024/a', 'Hạ Long', 'Quảng Ninh')
    """
    front, text = split(decode(data))
    known = front.over(told or Metadata())
    source = {"file": name} if known.source is None else {"file": name, "origin": known.source}
    return Article(
        id=known.id or article_id(name),
        text=text,
        title=known.title,
        published=known.published,
        province=known.province,
        source=source,
    )


def _found(paths: Iterable[str]) -> Iterator[Found | Failure | Skipped]:
    sides: dict[Path, SideFile] = {}
    for shown in paths:
        path = Path(shown)
        if shown == STDIN:
            yield Found(None, STDIN, STDIN, Metadata(id="stdin"))
        elif path.is_dir():
            yield from walk(path, shown)
        elif path.name != SIDE_FILE:
            folder = path.parent
            if folder not in sides:
                sides[folder] = load_side_file(folder, shown_path(str(folder)), complete=False)
                yield from sides[folder].failures
            yield Found(path, shown_path(shown), path.name, sides[folder].get(path.name) or Metadata())


def _load(found: Found, stdin: BinaryIO | None) -> Loaded | Failure:
    try:
        data = (stdin or sys.stdin.buffer).read() if found.path is None else found.path.read_bytes()
        if writable(found.below) != found.below:
            raise UnreadableError("its name is not UTF-8")
        return Loaded(found.shown, read_article(data, found.below, found.told))
    except (OSError, UnreadableError, MetadataError) as error:
        return Failure.of(found.shown, error)


def _duplicate(loaded: Loaded, first: str) -> Failure:
    return Failure(
        loaded.file,
        "DuplicateIdError",
        f"its id {loaded.article.id!r} is that of {first}; give the folder that holds both, or ids in the metadata",
    )
