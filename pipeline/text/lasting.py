"""Tables that stay for the life of a process are made without Python's collector: it would find nothing to collect."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Put garbage collection off, which would look through all that is made again and again; a decorator, too."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
