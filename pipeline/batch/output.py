"""Output files that are either whole or not there: written beside their place and moved to it at the end."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

STDOUT = "-"


@contextmanager
def whole_file(target: str) -> Iterator[BinaryIO]:
    """Open ``target`` for writing; "-" is stdout.

    What stood there before stays until the block ends well, and for good if it does not. A link is followed, and what
    is no regular file (/dev/null, a pipe) is written to directly. Raises ``OSError``.
    """
    if target == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target).resolve()
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("wb") as file:
            yield file
        return
    temporary = path.with_name(f".{path.name[:100]}.{token_hex(4)}.tmp")
    try:
        with open(temporary, "xb") as file:  # noqa: PTH123 - "x": never over another run's file
            if mode is not None:
                os.chmod(temporary, stat.S_IMODE(mode))  # noqa: PTH101
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make the move itself durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems cannot; the file itself is safe
        pass
    finally:
        os.close(handle)
