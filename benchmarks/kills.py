"""Runs that are killed at random moments lose nothing: ``python -m benchmarks.kills --rounds 100``.

Each round extracts small articles to a folder and kills the run (SIGKILL) one to three times before one may end, then
changes and adds some and does so again. Every time what is left must be, byte for byte, what an undisturbed run leaves:
the lines of the records, sorted, and the lists of errors, duplicates and near-duplicates. Half of the kills come at any
time, half at the moment a file appears in the folder or goes, when shard and manifest may disagree.

A run is a child that this program, with rules and word lists loaded, forks, so that a round takes seconds; every tenth
round (``--programs``) starts the program itself, with two processes.
"""

import argparse
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from pipeline.article import Article
from pipeline.batch.extracting import extract_many
from pipeline.batch.run import run

ARTICLES, SHARD = 40, 4
LISTS = ("errors.jsonl", "duplicates.jsonl", "near_duplicates.jsonl")

Start = Callable[[Path, Path], int]


def write_articles(folder: Path, rng: random.Random) -> None:
    """Write small articles with two names for one text, two nearly alike and one that is no text."""
    folder.mkdir()
    for number in range(ARTICLES):
        _write(folder, f"a{number:02}", f"Ngày {rng.randint(1, 28)}/5/2012, tăng {rng.randint(1, 99)},{number}%.")
    _write(folder, "b1", (folder / "a07.txt").read_text("utf-8"))
    _write(folder, "b2", (folder / "a31.txt").read_text("utf-8"))
    words = [f"chữ{number}" for number in range(60)]
    _write(folder, "n1", " ".join(words))
    _write(folder, "n2", " ".join(["TTXVN", *words]))
    (folder / "x.txt").write_bytes(b"\xff\xff\x00")


def change_articles(folder: Path, rng: random.Random) -> None:
    """Change, add and rename a few, so that records have to go and to pass to another name."""
    for number in rng.sample(range(ARTICLES), 5):
        _write(folder, f"a{number:02}", f"Năm {rng.randint(1990, 2025)}, giảm {number},{rng.randint(1, 99)}%.")
    _write(folder, "a07", f"Năm {rng.randint(1990, 2025)}, Hạ Long.")  # b1 says what it said
    _write(folder, "b3", (folder / "a20.txt").read_text("utf-8"))
    _write(folder, "z", "Năm 2024, Hạ Long.")


def _write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, "utf-8")


def left(out: Path) -> dict[str, list[bytes]]:
    """What a run left: the lines of the records, sorted, and of the lists."""
    records = b"".join(path.read_bytes() for path in out.glob("records-*.jsonl"))
    return {"records": sorted(records.split(b"\n"))} | {name: (out / name).read_bytes().split(b"\n") for name in LISTS}


def forked(given: Path, out: Path) -> int:
    """Start a run in a child of this process."""
    if child := os.fork():
        return child
    try:
        run([str(given)], f"{out}/", shard=SHARD)
    except BaseException:
        os._exit(1)
    os._exit(0)


def program(given: Path, out: Path) -> int:
    """Start the program, with two processes."""
    command = [sys.executable, "-m", "pipeline.cli", "extract", str(given), "-o", f"{out}/"]
    options = ["--shard", str(SHARD), "--processes", "2"]
    silent = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    return os.posix_spawn(sys.executable, [*command, *options], os.environ, file_actions=silent)


def kill_and_end(start: Start, given: Path, out: Path, seconds: float, rng: random.Random) -> int:
    """Kill runs one to three times, then let one end; the number of those that were still running when killed."""
    kills = 0
    for _ in range(rng.randint(1, 3)):
        child = start(given, out)
        _wait(out, seconds, rng)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        kills += os.WIFSIGNALED(status)
    _, status = os.waitpid(start(given, out), 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"a run ended with {status}")
    return kills


def _wait(out: Path, seconds: float, rng: random.Random) -> None:
    """Wait any time up to that of a whole run, or for so many changes of the folder's files."""
    end, changes, seen = monotonic() + rng.uniform(0, seconds), rng.randint(1, 30), _files(out)
    if rng.random() < 0.5:
        return sleep(end - monotonic())
    while changes and monotonic() < end + seconds:
        if (now := _files(out)) != seen:
            seen, changes = now, changes - 1
    return None


def _files(out: Path) -> list[str]:
    return os.listdir(out) if out.is_dir() else []  # noqa: PTH208


def one_round(start: Start, place: Path, rng: random.Random) -> int:
    """Kill runs over new articles, then over changed ones; how many were killed. Raises where anything differs."""
    given, out, alone = place / "in", place / "out", place / "alone"
    kills = 0
    for prepare in (write_articles, change_articles):
        prepare(given, rng)
        shutil.rmtree(alone, ignore_errors=True)
        begun = monotonic()
        os.waitpid(start(given, alone), 0)
        kills += kill_and_end(start, given, out, monotonic() - begun, rng)
        if left(out) != left(alone):
            raise AssertionError(f"{out} and {alone} differ")
    return kills


def main() -> None:
    """Do so many rounds and tell how many runs were killed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--programs", type=int, default=10, help="every so many rounds start the program itself")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng, kills, begun = random.Random(options.seed), 0, monotonic()  # noqa: S311
    list(extract_many([Article("first", "Năm 2024, Hạ Long tăng 5%.")]))  # loads rules and word lists
    for number in range(1, options.rounds + 1):
        with TemporaryDirectory() as place:
            kills += one_round(program if number % options.programs == 0 else forked, Path(place), rng)
        print(f"round {number}: {kills} runs killed, nothing lost, doubled or torn", flush=True)
    print(f"{options.rounds} rounds, {kills} runs killed in {monotonic() - begun:.0f} s; all as undisturbed")


if __name__ == "__main__":
    main()
