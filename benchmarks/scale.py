"""What millions of articles cost: ``python -m benchmarks.scale FOLDER`` prints the tables of docs/scale.md.

One process reads and extracts the articles in FOLDER, which measures the few figures of the first table; the second
follows from them. CPU time, so that other work on the machine does not count.
"""

import gzip
import os
import resource
import sys
from dataclasses import dataclass, fields
from math import ceil
from time import process_time

from pipeline.article import Article
from pipeline.extraction import extract
from pipeline.reading.articles import read_articles
from pipeline.reading.inputs import Loaded

MILLIONS = (1, 100, 10_000)
CORES = (2, 64, 1_000, 10_000)
TASK = 3600  # CPU seconds that a task should take: few enough to be done again, many to the start of a worker


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured; its names with blanks are the rows of the first table."""

    cores_of_the_machine: float
    articles: float
    characters_an_article: float
    CPU_seconds_an_article: float
    CPU_seconds_to_start_a_worker: float
    MB_of_memory_a_worker: float
    bytes_a_record: float
    bytes_a_record_with_gzip: float


def measure(folder: str) -> Figures:
    """Extract the articles in ``folder`` in this process, which has done nothing before."""
    extract(Article("first", "Ngày 5/5/2012, ông Lê Văn An, UBND phường Hạ Long: Quyết định số 9/QĐ-UBND, tăng 7%."))
    start = process_time()
    articles = [item.article for item in read_articles([folder]) if isinstance(item, Loaded)]
    lines = [extract(article).to_line().encode() + b"\n" for article in articles]
    seconds, number = process_time() - start, len(lines)
    return Figures(
        os.cpu_count() or 1,
        number,
        round(sum(len(article.text) for article in articles) / number),
        round(seconds / number, 4),
        round(start, 1),
        round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        round(sum(map(len, lines)) / number),
        round(len(gzip.compress(b"".join(lines))) / number),
    )


def first_table(figures: Figures) -> list[str]:
    """The figures, a row each."""
    rows = [(field.name.replace("_", " "), f"{getattr(figures, field.name):,}") for field in fields(figures)]
    return _table(("Measured", ""), rows)


def second_table(figures: Figures) -> list[str]:
    """What follows from the figures, a row a number of articles."""
    head = (
        "Articles",
        "CPU hours",
        *(f"on {cores:,} cores" for cores in CORES),
        "records",
        "with gzip",
        "tasks of 1 h",
    )
    return _table(head, [_row(millions, figures) for millions in MILLIONS])


def _row(millions: int, figures: Figures) -> tuple[str, ...]:
    articles = millions * 1e6
    hours = articles * figures.CPU_seconds_an_article / 3600
    sizes = (figures.bytes_a_record, figures.bytes_a_record_with_gzip)
    return (
        f"{millions:,} million",
        f"{hours:,.0f}",
        *(_time(hours / cores) for cores in CORES),
        *(_size(articles * size) for size in sizes),
        f"{ceil(articles * figures.CPU_seconds_an_article / TASK):,}",
    )


def _time(hours: float) -> str:
    for unit, length in (("years", 24 * 365), ("days", 24), ("hours", 1)):
        if hours >= 2 * length:
            return f"{hours / length:,.0f} {unit}"
    return f"{hours * 60:,.0f} minutes" if hours >= 2 / 60 else f"{hours * 3600:,.0f} seconds"


def _size(number: float) -> str:
    return f"{number / 1e12:,.1f} TB" if number >= 1e12 else f"{number / 1e9:,.1f} GB"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows)]


def main() -> None:
    """Measure and print both tables."""
    figures = measure(sys.argv[1])
    print("\n".join([*first_table(figures), "", *second_table(figures)]))


if __name__ == "__main__":
    main()
