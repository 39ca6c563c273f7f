"""From the start of a program to its first record: wall time, the processor's time and peak of memory of each."""

import os
import subprocess
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.memory import STATUS, peak
from benchmarks.turns import Spread
from benchmarks.ways import WARM

# ruff: noqa: S603 - the programs are those below

_BEGIN, _END = f"text = {WARM.text!r}\n", f"\nprint(open({str(STATUS)!r}).read())"
PROGRAMS: Mapping[str, str] = {
    "underthesea: import, `word_tokenize` of one sentence": "from underthesea import word_tokenize\n"
    "print(word_tokenize(text))",
    "underthesea: import, `ner` of one sentence": "from underthesea import ner\nprint(ner(text))",
    "tintinh: words of one sentence": "from pipeline.text.tokenizer import words\nprint(words(text))",
    "tintinh: first record": "from pipeline import extract\nprint(extract(text, tokens=True).to_line())",
    "tintinh: first spaCy Doc with mentions": "from pipeline import load\nprint(load()(text)._.mentions)",
}


class Start(NamedTuple):
    """Seconds to the first line that a program prints, seconds of the processor to its end, megabytes at most."""

    seconds: Spread
    processor: Spread
    megabytes: Spread


def start(program: str, compiled: str) -> tuple[float, float, float]:
    """Start a program once; raises ``RuntimeError`` if it fails. Python keeps compiled modules in ``compiled``."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    command = [sys.executable, "-c", _BEGIN + program + _END]
    begun = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        process.stdout.readline()
        seconds = perf_counter() - begun
        status = process.stdout.read().decode()
        _, code, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        raise RuntimeError(f"a program ended with {process.returncode}:\n{program}")
    return seconds, usage.ru_utime + usage.ru_stime, peak(status)


def starts(rounds: int) -> dict[str, Start]:
    """Start all programs in turns, so many times after a first one that fills the caches of files and of modules."""
    with TemporaryDirectory() as compiled:
        found = [{name: start(program, compiled) for name, program in PROGRAMS.items()} for _ in range(rounds + 1)][1:]
    return {
        name: Start(*(Spread.of(figures) for figures in zip(*(row[name] for row in found), strict=True)))
        for name in PROGRAMS
    }
