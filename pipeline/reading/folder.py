"""The files of a folder that are articles, in an order that is the same on every system."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unicodedata import normalize

from pipeline.reading.inputs import FORMATS, Failure, Found, Skipped, open_file, shown_path
from pipeline.reading.metadata import Metadata
from pipeline.reading.sidefile import SIDE_FILE, SideFile, load_side_file

SUFFIXES = tuple(FORMATS)


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path
    below: str
    sides: tuple[tuple[str, SideFile], ...]
    identity: tuple[tuple[int, int], ...]


def format_of(name: str) -> str | None:
    """What a file holds by the suffix of its name; None where it is no article by its name.

    >>> format_of("tin.HTM"), format_of("2024.tar.gz"), format_of("khcn2.jpg")
    ('html', 'tar', None)
    """
    lower = name.lower()
    return next((kind for suffix, kind in FORMATS.items() if lower.endswith(suffix)), None)


def walk(top: Path, shown: str) -> Iterator[Found | Failure | Skipped]:
    """Every file in ``top`` and below, entries of a folder by name; links are followed, but not in circles.

    Articles are in the files of a suffix in ``FORMATS`` and those that a side file names; all others are skipped.
    """
    stack = [_enter(_Folder(top, "", (), ()), shown)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, _Folder):
                stack.append(_enter(item, shown))
                break
            yield item
        else:
            stack.pop()


def _enter(folder: _Folder, shown: str) -> Iterator[Found | Failure | Skipped | _Folder]:
    here = shown_path(shown, folder.below)
    try:
        status = folder.path.stat()
        names = sorted(os.listdir(folder.path), key=lambda name: (normalize("NFC", name), name))  # noqa: PTH208
    except OSError as error:
        yield Failure.of(here, error, is_article=False)
        return
    identity = (status.st_dev, status.st_ino)
    if identity in folder.identity:
        yield Failure(here, "LinkLoopError", "a link back to a folder above it", is_article=False)
        return
    side = load_side_file(folder.path, here, complete=True)
    yield from side.failures
    inside = _Folder(folder.path, folder.below, (*folder.sides, (folder.below, side)), (*folder.identity, identity))
    for name in names:
        yield from _entry(inside, name, shown)


def _entry(folder: _Folder, name: str, shown: str) -> Iterator[Found | Failure | Skipped | _Folder]:
    path = folder.path / name
    below = f"{folder.below}/{name}" if folder.below else name
    file = shown_path(shown, below)
    told = _told(folder, below)
    if name == SIDE_FILE:
        return
    if name.startswith("."):
        yield Skipped(file)
    elif path.is_dir():
        yield _Folder(path, below, folder.sides, folder.identity)
    elif format_of(name) is None and told is None:
        yield Skipped(file)
    elif path.exists() and not path.is_file():
        yield Failure(file, "UnreadableError", "not a file but a device, pipe or socket")
    else:
        yield Found(file, below, told or Metadata(), partial(open_file, path))


def _told(folder: _Folder, below: str) -> Metadata | None:
    """Look up what the nearest side file that names the article tells of it."""
    for above, side in reversed(folder.sides):
        metadata = side.get(below.removeprefix(f"{above}/") if above else below)
        if metadata is not None:
            return metadata
    return None
