"""New files: what stands below the paths of a run, and when it changes."""

import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from time import sleep

from pipeline.batch.summary import Summary


def files_below(paths: Sequence[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file in ``paths`` and below, whether it is an article or not; links are followed, but not in circles."""
    waiting, entered = list(paths), set()
    while waiting:
        path = waiting.pop()
        try:
            status = os.stat(path)  # noqa: PTH116 - of a hundred thousand files
            if not os.path.isdir(path):  # noqa: PTH112
                yield path, status
            elif (identity := (status.st_dev, status.st_ino)) not in entered:
                entered.add(identity)
                with os.scandir(path) as entries:
                    waiting += sorted(entry.path for entry in entries)
        except OSError:  # gone in between, or not to be looked into: the run itself tells
            continue


def watch(paths: Sequence[str], every: float, once: Callable[[], Summary]) -> Summary:
    """Run ``once``, and again whenever a file in ``paths`` has changed, looking ``every`` so many seconds.

    Ends when a signal stops a run or the wait. A file that is still being written when it is read is done again when it
    is whole, and takes the place of what was read of it.
    """
    summary, seen = Summary(), b""
    try:
        while summary.stopped is None:
            state = _state(paths)
            if state != seen:
                summary, seen = once(), state
            else:
                sleep(every)
    except (KeyboardInterrupt, SystemExit):
        pass
    return summary


def _state(paths: Sequence[str]) -> bytes:
    digest = sha256()
    for path, status in files_below(paths):
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.digest()
