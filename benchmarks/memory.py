"""Memory and rate of runs of ever more articles: ``python -m benchmarks.memory``; ``--plot FILE`` draws it.

For each number of articles a program of its own extracts tiny articles, made on the fly, into a folder, and tells the
most memory (peak of the resident set) that it and its largest worker took: flat if these columns do not grow with the
first. Reading is left out. Figures of one run on one machine.
"""

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from pipeline.article import Article
from pipeline.batch import run as runs
from pipeline.reading.inputs import Loaded

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NUMBERS = (1_000, 10_000, 100_000)
STATUS = Path("/proc/self/status")  # of Linux


def tiny(number: int) -> Iterator[Loaded]:
    """So many articles, no two alike; all but every fiftieth are a title only, for the time goes into the texts."""
    for index in range(number):
        name = f"{index // 1000:03}/{index:06}"
        text = "" if index % 50 else f"Ngày 5/5/2012, Hạ Long tăng {index},5%."
        yield Loaded(f"{name}.txt", Article(name, text, f"Tin {index}", source={"file": f"{name}.txt"}))


def measure(number: int, processes: int) -> dict[str, float]:
    """Extract so many articles in this process; megabytes of it and of the largest worker, and articles a second."""
    with TemporaryDirectory() as out, patch.object(runs, "find_articles", lambda *_, **__: tiny(number)):
        summary = runs.run([os.devnull], f"{out}/out/", processes=processes)
    if summary.records != number:
        raise RuntimeError(f"{number} articles in, {summary.records} records out")
    own, workers = peak(STATUS.read_text()), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"articles": number, "megabytes": own, "worker": workers, "rate": summary.rate}


def peak(status: str) -> float:
    """The megabytes that a process took at most, by its ``STATUS``; ``getrusage`` counts those of its parent too."""
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measured(number: int, processes: int) -> dict[str, float]:
    """Measure in a new program, for a peak cannot be taken back."""
    command = [sys.executable, "-m", "benchmarks.memory", "--one", str(number), "--processes", str(processes)]
    row: dict[str, float] = loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603
    return row


def draw(axes: "Axes", rows: Sequence[dict[str, float]]) -> None:
    """Draw the memory over the number of articles."""
    numbers = [row["articles"] for row in rows]
    for column, label in {"megabytes": "the run", "worker": "the largest worker"}.items():
        if any(row[column] for row in rows):
            axes.plot(numbers, [row[column] for row in rows], "o-", label=label)
    axes.set(xscale="log", xlabel="articles", ylabel="peak of memory, MB", ylim=(0, 1.3 * axes.dataLim.y1))
    axes.set_xticks(numbers, labels=[f"{number:,}" for number in numbers])
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), frameon=False)


def plot(rows: Sequence[dict[str, float]], file: Path) -> None:
    """Draw it into a file; needs matplotlib (the extra ``benchmark``)."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra

    figure = Figure(figsize=(6, 3.5), layout="constrained")
    draw(figure.subplots(), rows)
    figure.savefig(file)


def main() -> None:
    """Print a row a number of articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", type=int, nargs="+", default=NUMBERS)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one is not None:
        print(dumps(measure(options.one, options.processes)))
        return
    print(f"{'articles':>9}{'MB':>8}{'worker MB':>11}{'articles/s':>12}")
    rows = []
    for number in options.numbers:
        rows.append(row := measured(number, options.processes))
        print(f"{number:>9,}{row['megabytes']:>8.0f}{row['worker']:>11.0f}{row['rate']:>12.1f}", flush=True)
    if options.plot:
        plot(rows, options.plot)


if __name__ == "__main__":
    main()
