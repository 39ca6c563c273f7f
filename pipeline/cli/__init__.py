"""The command line: reads options, calls the package, prints. Errors of the caller end with exit code 2."""

import signal
import sys
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

from pipeline.cli import export, extract, gold, quality, train  # noqa: F401  (a module adds its commands to the app where it is imported)
from pipeline.cli.app import app


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; the console entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What is written is UTF-8 whatever the locale, so that no character of an article can break the run.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    app()
