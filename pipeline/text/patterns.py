"""Compiles patterns once for all processes: what ``regex`` takes seconds to compile, it loads in milliseconds.

Compiled patterns are kept in one file of the user's cache folder, which may be deleted at any time, by their source and
for the Python and the ``regex`` that compiled them, so that none is ever out of date. The environment variable
``TINTINH_CACHE`` names another folder; where it is empty, or nothing can be written, each process compiles its own.
"""

import atexit
import os
import pickle
import platform
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs
import regex

from pipeline.text.unpickling import unpickled

_MOST = 2000  # patterns; more are those of earlier versions of the rules, and all are begun anew
_COMPILE = {("regex._regex", "compile")}  # what a pickled pattern calls, and all that it may call
_Kept = dict[tuple[str, int], bytes]  # by source and flags


@cache
def compiled(source: str, flags: int = 0) -> "regex.Pattern[str]":
    """``regex.compile(source, flags)``, which it compiles only where no process has done so before."""
    known, new = _kept()
    with suppress(Exception):  # not known or damaged: whatever is wrong, it can be compiled
        pattern: regex.Pattern[str] = unpickled(known[source, int(flags)], _COMPILE)
        if pattern.pattern == source:
            return pattern
    pattern = regex.compile(source, flags)
    new[source, int(flags)] = pickle.dumps(pattern)
    return pattern


@cache
def _kept() -> tuple[_Kept, _Kept]:
    """What earlier processes have compiled, and what this one adds, which is kept when it ends."""
    known: _Kept = {}
    new: _Kept = {}
    file = _file()
    if file is not None:
        with suppress(Exception):
            known.update(unpickled(file.read_bytes()))
        atexit.register(_keep, file, known, new)
    return known, new


def _keep(file: Path, known: _Kept, new: _Kept) -> None:
    if not new:
        return
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pickle.dumps(known | new if len(known) < _MOST else new))
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _file() -> Path | None:
    folder = os.environ.get("TINTINH_CACHE", platformdirs.user_cache_dir("tintinh"))
    made_by = f"{sys.implementation.cache_tag}-{platform.machine()}-regex-{regex.__version__}"
    return Path(folder, f"patterns-{made_by}.pickle") if folder else None
