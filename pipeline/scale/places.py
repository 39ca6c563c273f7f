"""Places: paths of this machine, and addresses that fsspec reaches, such as s3://news/2024/."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO

from pipeline.batch.output import whole_file


def is_address(place: str) -> bool:
    """Whether a place is an address, not a path."""
    return "://" in place


def absolute(place: str) -> str:
    """Name a place so that a task finds it wherever it runs, without "/" at the end.

    >>> absolute("s3://news/2024/"), absolute("/news/2024/")
    ('s3://news/2024', '/news/2024')
    """
    return place.rstrip("/") if is_address(place) else os.path.abspath(place)  # noqa: PTH100 - links stay


def system_of(place: str) -> tuple[Any, str]:
    """The file system of a place and its path there; raises ``ValueError`` or ``ImportError`` for one not known."""
    from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    from fsspec.implementations.local import LocalFileSystem  # noqa: PLC0415

    return url_to_fs(place) if is_address(place) else (LocalFileSystem(), place)


def matching(folder: str, pattern: str) -> list[str]:
    """The paths of the files in ``folder``, not below it, whose names match a pattern such as "*.jsonl"."""
    system, path = system_of(folder)
    return sorted(name for name in system.find(path, maxdepth=1) if fnmatchcase(name.rpartition("/")[2], pattern))


@contextmanager
def whole(place: str) -> Iterator[BinaryIO]:
    """Open ``place`` for writing; it is there when the block has ended well, as a whole, and not before.

    At an address, too, what is written goes to a name of its own first: most stores would keep what was written until
    an error. A writer that is killed may leave a file .NAME.….tmp.
    """
    if not is_address(place):
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        with whole_file(place) as file:
            yield file
        return
    system, path = system_of(place)
    folder, _, name = path.rpartition("/")
    temporary = f"{folder}/.{name}.{token_hex(4)}.tmp"
    system.makedirs(folder, exist_ok=True)
    try:
        with system.open(temporary, "wb") as file:
            yield file
        if system.exists(path):  # not every store moves over what is there
            system.rm(path)
        system.mv(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            system.rm(temporary)
        raise
