"""What happens in a run, as one JSON object an event, for a service that watches it."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

from pipeline.batch.output import STDOUT


class Log(Protocol):
    """Where events go."""

    def __call__(self, event: str, **facts: object) -> None:
        """Write one down."""


def no_log(event: str, **facts: object) -> None:
    """Write nothing."""


@contextmanager
def open_log(target: str | None) -> Iterator[Log]:
    """Open a log: each event is a line that is appended to the file ``target`` at once; "-" is stdout, None none."""
    if target is None:
        yield no_log
        return

    def write(event: str, **facts: object) -> None:
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": time, "event": event, **facts}, ensure_ascii=False)
        file.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        file.buffer.flush()

    if target == STDOUT:
        file = sys.stdout
        yield write
        return
    with open(target, "a", encoding="utf-8") as file:  # noqa: PTH123
        yield write
